"""Contests: one for a server, exact bounds of entries, and each step by one caller."""

import asyncio
import json
from datetime import timedelta
from typing import Any

import pytest

from bot.privacy.export import export_files
from bot.storage import contests as bounds
from bot.storage.audit import AuditStore
from bot.storage.bonuses import Bonus
from bot.storage.contests import Contest, ContestStore, Decision, EntryRefusal
from bot.storage.database import Database
from bot.storage.expired import ExpiredStore
from bot.storage.jobs import JobStore
from bot.storage.limits import LimitStore, SetLimit, TargetKind
from bot.storage.member_data import MemberDataStore
from bot.storage.public_posts import PublicPostStore
from bot.storage.reposts import RepostStore
from tests.postgres import Postgres
from tests.storage.rows import GUILD, MEMBER, NOON, accept, bring, entry, later, new_job

CONTEST, CHANNEL, ASKED, POST = 2**60, 55, 2**61, 2**61 + 9
END = later(3600)


def contest(contest_id: int = CONTEST, **values: Any) -> Contest:
    values = {"entries_each": 2, "ends_at": END, **values}
    return Contest(contest_id, GUILD, CHANNEL, MEMBER, "hens & *foxes*", **values)


async def done(store: JobStore, *job_ids: int, member_id: int = MEMBER) -> None:
    for job_id in job_ids:
        await bring(store, new_job(job_id, member_id=member_id), "done")


@pytest.fixture
async def contests(database: Database, store: JobStore) -> ContestStore:
    """Return the store of a server with an open contest and three pictures of a member."""
    await done(store, 1, 2, 3)
    contests = ContestStore(database)
    assert await contests.start(contest(), entry(action="contest start"))
    return contests


async def enter(contests: ContestStore, job_id: int, **other: Any) -> int | EntryRefusal:
    values = {"member_id": MEMBER, "asked_by": ASKED, "now": NOON, **other}
    return await contests.enter(CONTEST, job_id, **values)


async def test_of_many_at_once_one_starts(database: Database) -> None:
    contests = ContestStore(database)
    started = await asyncio.gather(
        *(contests.start(contest(CONTEST + n), entry(action="contest start")) for n in range(5))
    )
    assert sorted(started) == [False] * 4 + [True]
    assert len(await AuditStore(database).newest(GUILD, 9)) == 1


async def test_contest_is_read_as_it_was_started(contests: ContestStore) -> None:
    assert await contests.get(CONTEST) == contest()
    assert await contests.newest(GUILD) == contest()
    assert await contests.newest(GUILD + 1) is None
    assert await contests.keep_announcement(CONTEST, 8)
    assert not await contests.keep_announcement(CONTEST, 9)
    assert await contests.get(CONTEST) == contest(message_id=8)
    # Only one that was not announced is taken back.
    await contests.cancel(CONTEST)
    assert await contests.get(CONTEST) is not None


async def test_entries_have_numbers_and_a_bound(contests: ContestStore, store: JobStore) -> None:
    await done(store, 9, member_id=MEMBER + 1)
    assert await enter(contests, 1) == 1
    assert await enter(contests, 1) is EntryRefusal.ENTERED
    assert await enter(contests, 9) is EntryRefusal.GONE
    assert await enter(contests, 404) is EntryRefusal.GONE
    assert await enter(contests, 9, member_id=MEMBER + 1) == 2
    assert await enter(contests, 2) == 3
    assert await enter(contests, 3) is EntryRefusal.MINE
    assert await contests.enter(1, 3, MEMBER, ASKED, NOON) is EntryRefusal.CLOSED
    numbers = [(one.number, one.job_id) for one in await contests.entries(CONTEST)]
    assert numbers == [(1, 1), (2, 9), (3, 2)]


async def test_entries_at_once_keep_the_bound(contests: ContestStore, store: JobStore) -> None:
    await done(store, *range(10, 18))
    entered = await asyncio.gather(*(enter(contests, job_id) for job_id in range(10, 18)))
    numbers = [one for one in entered if not isinstance(one, EntryRefusal)]
    assert sorted(numbers) == [1, 2]
    assert len(await contests.entries(CONTEST)) == 2


async def test_two_processes_keep_the_bounds(
    postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "MAX_ENTRIES", 7)
    async with (
        postgres.database() as url,
        Database.open(url) as one,
        Database.open(url) as other,
    ):
        store = JobStore(one, "ours")
        members = range(MEMBER, MEMBER + 5)
        for index, member_id in enumerate(members):
            await done(store, *range(10 * index, 10 * index + 4), member_id=member_id)
        first, second = ContestStore(one), ContestStore(other)
        await first.start(contest(), entry())
        asked = [
            (contests, 10 * index + number, member_id)
            for index, member_id in enumerate(members)
            for number, contests in enumerate((first, second, second, first))
        ]
        entered = await asyncio.gather(
            *(enter(who, job_id, member_id=member_id) for who, job_id, member_id in asked)
        )
        entries = await second.entries(CONTEST)
    numbers = [one for one in entered if not isinstance(one, EntryRefusal)]
    assert sorted(numbers) == [*range(1, 8)] == [one.number for one in entries]
    for member_id in members:
        assert sum(one.member_id == member_id for one in entries) <= 2


async def test_closed_contest_takes_no_entry(contests: ContestStore) -> None:
    assert await enter(contests, 1, now=later(3600)) is EntryRefusal.CLOSED
    assert not await contests.close(CONTEST, later(3599))
    closed = await asyncio.gather(*(contests.close(CONTEST, later(3600)) for _ in range(4)))
    assert sorted(closed) == [False, False, False, True]
    assert await enter(contests, 1) is EntryRefusal.CLOSED


async def test_picture_that_is_posted_there_again_cannot_enter(
    contests: ContestStore, database: Database
) -> None:
    await RepostStore(database).begin(1, CHANNEL, ASKED)
    assert await enter(contests, 1) is EntryRefusal.POSTED
    assert await contests.entries(CONTEST) == []


async def test_post_of_an_entry_is_recorded_once(
    contests: ContestStore, database: Database
) -> None:
    await enter(contests, 1)
    [(found, unposted)] = await contests.unposted(later(0))
    assert (found, unposted.job_id, unposted.asked_by) == (contest(), 1, ASKED)
    assert await contests.unposted(later(-1)) == []
    claimed = await asyncio.gather(
        *(contests.claim_entry(found, unposted, later(9)) for _ in range(3))
    )
    assert sorted(claimed) == [False, False, True]
    assert await contests.keep_entry(contest(), 1, POST)
    assert not await contests.keep_entry(contest(), 1, POST + 1)
    assert await contests.unposted(later(60)) == []
    [recorded] = await contests.entries(CONTEST)
    assert recorded.message_id == POST
    assert await PublicPostStore(database).reposts(1) == [(CHANNEL, POST)]
    # What was posted stays.
    await contests.drop_entry(contest(), 1)
    assert len(await contests.entries(CONTEST)) == 1


async def test_entry_that_was_not_posted_leaves_room(contests: ContestStore) -> None:
    await enter(contests, 1)
    await contests.drop_entry(contest(), 1)
    assert await contests.entries(CONTEST) == []
    assert [await enter(contests, job_id) for job_id in (1, 2)] == [1, 2]


async def test_steps_are_taken_once(contests: ContestStore) -> None:
    await enter(contests, 1)
    await enter(contests, 2)
    await contests.keep_announcement(CONTEST, 8)
    assert await contests.due(later(3599)) == []
    assert [one.id for one in await contests.due(later(3600))] == [CONTEST]
    assert not await contests.decide(contest(), Decision({}), NOON)
    assert await contests.close(CONTEST, later(3600))

    decision = Decision({1: 4}, frozenset({1}))
    decided = await asyncio.gather(
        *(contests.decide(contest(), decision, later(3601)) for _ in range(4))
    )
    assert sorted(decided) == [False, False, False, True]
    votes = [(one.job_id, one.votes, one.won) for one in await contests.entries(CONTEST)]
    assert votes == [(1, 4, True), (2, None, False)]

    begun = await asyncio.gather(*(contests.begin_result(CONTEST) for _ in range(3)))
    assert sorted(begun) == [False, False, True]
    assert await contests.keep_result(CONTEST, 9)
    assert not await contests.keep_result(CONTEST, 10)
    assert await contests.due(later(9999)) == []
    assert await contests.start(contest(CONTEST + 1), entry())
    newest = await contests.newest(GUILD)
    assert newest is not None
    assert newest.id == CONTEST + 1


async def test_manager_ends_it_early_once(contests: ContestStore, database: Database) -> None:
    ended = await asyncio.gather(
        *(contests.end_early(CONTEST, later(5), entry(action="contest end")) for _ in range(3))
    )
    assert sorted(ended) == [False, False, True]
    changes = await AuditStore(database).newest(GUILD, 9)
    assert [one.action for one in changes] == ["contest end", "contest start"]


DAY, WEEK = timedelta(days=1), timedelta(days=7)


def extra(amount: int | None, until: Any) -> SetLimit:
    return SetLimit(TargetKind.MEMBER, MEMBER, "pictures", "day", amount, adds=True, until=until)


@pytest.mark.parametrize(
    ("former", "then"),
    [
        (None, extra(10, NOON + WEEK)),
        (extra(5, NOON + DAY), extra(15, NOON + WEEK)),
        (extra(5, NOON + 9 * DAY), extra(15, NOON + 9 * DAY)),
        (extra(5, NOON - DAY), extra(10, NOON + WEEK)),
        # Raised, it would be for ever.
        (extra(5, None), extra(5, None)),
    ],
)
async def test_bonus_is_an_extra_that_ends(
    contests: ContestStore, database: Database, former: SetLimit | None, then: SetLimit
) -> None:
    limits = LimitStore(database)
    if former is not None:
        await limits.put(former, entry())
    await contests.close(CONTEST, END)
    bonus = Bonus(MEMBER, 10, ("day",), NOON + WEEK)
    for _ in range(2):
        given = [(bonus, entry(action="contest bonus"))]
        await contests.decide(contest(), Decision({}, frozenset(), given), NOON)

    assert await limits.of(GUILD) == [then]
    changes = await AuditStore(database).newest(GUILD, 9)
    assert [one.action for one in changes].count("contest bonus") == 1


async def test_full_server_gets_no_bonus(
    contests: ContestStore, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.bonuses.MAX_LIMITS", 0)
    await contests.close(CONTEST, END)
    bonus = Bonus(MEMBER, 10, ("day", "week"), NOON + WEEK)
    decision = Decision({}, frozenset(), [(bonus, entry())])
    assert await contests.decide(contest(), decision, NOON)
    assert await LimitStore(database).of(GUILD) == []


async def test_erasure_takes_a_member_out(
    contests: ContestStore, database: Database, store: JobStore
) -> None:
    await done(store, 9, member_id=MEMBER + 1)
    await enter(contests, 1)
    await enter(contests, 9, member_id=MEMBER + 1)
    data = MemberDataStore(database)
    [document] = export_files(await data.of(MEMBER), MEMBER, NOON)
    [picture] = [one for one in json.loads(document)["jobs"] if one["id"] == "1"]
    entered = {"contest": str(CONTEST), "number": 1, "votes": None, "won": False}
    assert picture["contests"] == [entered]

    await data.forget(MEMBER, later(1))

    assert [one.job_id for one in await contests.entries(CONTEST)] == [9]
    found = await contests.get(CONTEST)
    assert found is not None
    assert found.started_by == 0
    assert (await data.of(MEMBER)).entries == {}


async def test_old_requests_and_old_contests_are_dropped(
    contests: ContestStore, database: Database, store: JobStore
) -> None:
    await accept(store, new_job(50))
    await enter(contests, 1)
    await store.drop_requests(later(100), later(0))
    assert await contests.entries(CONTEST) == []

    expired = ExpiredStore(database)
    assert await expired.drop(later(9999)) == 0
    await contests.close(CONTEST, END)
    await contests.decide(contest(), Decision({}), NOON)
    await contests.keep_result(CONTEST, 9)
    assert await expired.drop(END) == 0
    assert await expired.drop(later(3601)) == 1
    assert await contests.get(CONTEST) is None
