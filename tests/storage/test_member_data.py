"""What is kept about a member: read, forgotten, and dropped when it is old."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Row

from bot.errors import reason_of
from bot.limits.limit import Per
from bot.storage import jobs as jobs_module
from bot.storage import member_data
from bot.storage.database import Database
from bot.storage.erasure import ANONYMOUS, COUNTED_FOR, WORDLESS
from bot.storage.jobs import JobStore
from bot.storage.ledger import Account
from bot.storage.member_data import KeptInput, Left, MemberData, MemberDataStore
from bot.storage.members import MemberStore
from bot.storage.records import Destination, Job, NewJob, Source, State, StoredInput
from bot.storage.rows import as_job
from bot.texts import Texts
from tests.project.test_texts import wanted
from tests.storage.rows import (
    GUILD,
    MEMBER,
    NOON,
    REASON,
    STAGES,
    accept,
    bring,
    later,
    new_job,
    start,
)

OTHER = MEMBER + 1
FINISHED = ("done", "failed", "cancelled")
PICTURE = StoredInput("input_image", "image/png", b"a picture")


@pytest.fixture
def personal(database: Database) -> MemberDataStore:
    return MemberDataStore(database)


async def row(store: JobStore, job_id: int) -> Job:
    found = await store.get(job_id)
    assert found is not None
    return found


async def one_of_each(store: JobStore) -> dict[str, int]:
    """A job of the member's at every stage, each with an image: the ids by their stages."""
    ids = {stage: job_id for job_id, stage in enumerate(STAGES, start=1)}
    for stage, job_id in ids.items():
        await bring(store, new_job(job_id, inputs=(PICTURE,)), stage)
    return ids


async def forget(personal: MemberDataStore, seconds: float = 10, member_id: int = MEMBER) -> Left:
    """Forget the member so many seconds after noon."""
    return await personal.forget(member_id, later(seconds) - COUNTED_FOR)


async def used(store: JobStore, seconds: float) -> int:
    """How many pictures count then."""
    account, since = Account(GUILD, MEMBER), later(seconds) - COUNTED_FOR
    [(pictures, _)] = await store.books(lambda books: books.totals(account, [since]))
    return pictures


def detailed(job_id: int) -> NewJob:
    """A job with something in every column."""
    return NewJob(
        id=job_id,
        member_id=MEMBER,
        place=Destination(11, GUILD, 1, thread_of=12, reply_to=13, token="aW50ZXJhY3Rpb24="),
        operation="flux",
        request={"prompt": "a red fox", "seed": 7},
        pictures=1,
        inputs=(PICTURE,),
        estimate=45_000,
        source=Source(channel_id=14, message_id=15, picture=2, job_id=16),
    )


def test_a_job_is_kept_for_as_long_as_a_limit_looks_back() -> None:
    assert max(per.span for per in Per) == COUNTED_FOR


async def test_of_who_never_came_nothing_is_known(personal: MemberDataStore) -> None:
    assert await personal.everything(MEMBER) == MemberData(None, None, [], {})
    assert await forget(personal) == Left(unfinished=0, refusal=False)


async def test_many_jobs_are_read_in_pieces_between_which_others_get_their_turn(
    store: JobStore, personal: MemberDataStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 161):
        await accept(store, new_job(number, inputs=(PICTURE,)))
    held: list[int] = []

    def noted(row: Row[Any]) -> Job:
        held[-1] += 1
        return as_job(row)

    async def tick() -> None:
        while True:
            held.append(0)
            await asyncio.sleep(0)

    monkeypatch.setattr(member_data, "as_job", noted)
    ticking = asyncio.create_task(tick())
    await asyncio.sleep(0)
    found = await personal.everything(MEMBER)
    ticking.cancel()

    assert [job.id for job in found.jobs] == [*range(1, 161)]
    assert [*found.inputs] == [*range(1, 161)]
    assert sum(held) == 160
    assert max(held) <= 50


async def test_everything_is_of_every_server_and_of_this_member_alone(
    store: JobStore, personal: MemberDataStore, database: Database
) -> None:
    for job_id, values in enumerate(
        ({}, {"guild_id": GUILD + 1}, {"guild_id": None}, {"member_id": OTHER}), start=1
    ):
        new = new_job(job_id, inputs=(PICTURE,), **values)  # type: ignore[arg-type]
        await bring(store, new, "queued", later(job_id))
    members = MemberStore(database)
    await members.set_lets_others_edit(MEMBER, False)
    await members.hint_due(MEMBER, NOON, timedelta(days=1))

    found = await personal.everything(MEMBER)

    assert found.jobs == [await row(store, job_id) for job_id in (1, 2, 3)]
    given = [KeptInput("input_image", "image/png", 9)]
    assert found.inputs == {1: given, 2: given, 3: given}
    assert (found.lets_others_edit, found.hinted_at) == (False, NOON)


async def test_images_that_were_dropped_are_told_without_a_size(
    store: JobStore, personal: MemberDataStore
) -> None:
    await bring(store, new_job(1, inputs=(PICTURE,)), "done")
    assert await store.drop_inputs(later(5)) == 1
    found = await personal.everything(MEMBER)
    assert found.inputs == {1: [KeptInput("input_image", "image/png", 0)]}


async def test_of_a_forgotten_job_only_what_counts_is_left(
    store: JobStore, personal: MemberDataStore
) -> None:
    await bring(store, detailed(1), "done")
    before = await row(store, 1)

    assert await forget(personal) == Left(unfinished=0, refusal=False)

    assert await row(store, 1) == Job(
        id=1,
        state=State.DONE,
        member_id=MEMBER,
        place=Destination(channel_id=0, guild_id=GUILD, upload_limit=1),
        operation="flux",
        request={},
        pictures=1,
        created_at=before.created_at,
        started_at=before.started_at,
        submitted_at=before.submitted_at,
        posting_at=before.posting_at,
        ended_at=before.ended_at,
        estimate=45_000,
    )
    assert (await row(store, 1)).emptied
    assert await store.input_names(1) == []
    assert await store.recent(GUILD, MEMBER, 10) == []
    assert await store.of_message(99) is None


async def test_forgetting_leaves_unfinished_jobs_and_other_members_alone(
    store: JobStore, personal: MemberDataStore
) -> None:
    ids = await one_of_each(store)
    await bring(store, new_job(50, member_id=OTHER, inputs=(PICTURE,)), "done")
    left_alone = [*(job_id for stage, job_id in ids.items() if stage not in FINISHED), 50]
    before = {job_id: await row(store, job_id) for job_id in left_alone}

    assert await forget(personal) == Left(unfinished=4, refusal=False)

    for job_id in left_alone:
        assert await row(store, job_id) == before[job_id]
        assert await store.inputs(job_id) == {"input_image": b"a picture"}
    for stage in FINISHED:
        assert (await row(store, ids[stage])).emptied
        assert await store.input_names(ids[stage]) == []


async def test_forgetting_gives_no_room_under_a_limit(
    store: JobStore, personal: MemberDataStore
) -> None:
    await one_of_each(store)
    window = COUNTED_FOR.total_seconds()
    for seconds in (10, window - 1):
        before = await used(store, seconds)
        assert before == 5
        await forget(personal, seconds)
        assert await used(store, seconds) == before
    assert await used(store, window) == 0


@pytest.mark.parametrize("again", ["asked again", "upkeep"])
async def test_what_counts_no_more_is_nobodys(
    store: JobStore, personal: MemberDataStore, again: str
) -> None:
    await bring(store, new_job(1), "done")
    await bring(store, new_job(2), "queued")
    window = COUNTED_FOR.total_seconds()

    async def once_more(seconds: float) -> None:
        if again == "upkeep":
            assert await store.drop_requests(later(-window), later(seconds) - COUNTED_FOR) == 0
        else:
            await forget(personal, seconds)

    await forget(personal)
    await once_more(window - 0.001)
    assert (await row(store, 1)).member_id == MEMBER
    await once_more(window)
    assert (await row(store, 1)).member_id == ANONYMOUS
    assert (await row(store, 2)).member_id == MEMBER
    assert [job.id for job in (await personal.everything(MEMBER)).jobs] == [2]


async def test_forgetting_twice_is_forgetting_once(
    store: JobStore, personal: MemberDataStore
) -> None:
    await one_of_each(store)
    first = await forget(personal)
    found = await personal.everything(MEMBER)
    assert await forget(personal) == first
    assert await personal.everything(MEMBER) == found


@pytest.mark.parametrize("yes", [None, True, False])
async def test_of_what_a_member_said_only_a_refusal_is_kept(
    personal: MemberDataStore, database: Database, yes: bool | None
) -> None:
    members = MemberStore(database)
    for member_id in (MEMBER, OTHER):
        await members.hint_due(member_id, NOON, timedelta(days=1))
    if yes is not None:
        await members.set_lets_others_edit(MEMBER, yes)

    assert (await forget(personal)).refusal is (yes is False)

    found = await personal.everything(MEMBER)
    assert found.lets_others_edit is (False if yes is False else None)
    assert found.hinted_at is None
    assert (await personal.everything(OTHER)).hinted_at == NOON


def test_every_reason_with_somebodys_words_has_one_without() -> None:
    wordy = {
        key for key, facts in wanted().items() if key.startswith("failed-") and "words" in facts
    }
    assert {*WORDLESS} == wordy
    assert not [key for key in WORDLESS.values() if wanted()[key]]


@pytest.mark.parametrize("key", [*WORDLESS, "failed-timeout"])
async def test_words_are_taken_out_of_reasons(
    store: JobStore, personal: MemberDataStore, key: str
) -> None:
    await accept(store, new_job(1))
    await start(store, 1)
    facts = dict.fromkeys(wanted()[key], "a red fox")
    await store.failed(1, {**REASON, **facts, "key": key} if facts else {"key": key}, later(4))

    await forget(personal)

    reason = reason_of(await row(store, 1))
    assert reason.key == WORDLESS.get(key, key)
    assert reason.facts == {}
    assert Texts().say(reason.key)


async def test_requests_are_dropped_some_time_after_the_end(
    store: JobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs_module, "_EMPTIED_AT_ONCE", 2)
    ids = await one_of_each(store)
    since = later(10) - COUNTED_FOR
    # Steps that end a job end it 4 seconds after noon.
    assert await store.drop_requests(later(4), since) == 0
    assert await store.drop_requests(later(4.1), since) == 3
    assert await store.drop_requests(later(4.1), since) == 0
    emptied = [stage for stage, job_id in ids.items() if (await row(store, job_id)).emptied]
    assert emptied == [*FINISHED]
    without = [stage for stage, job_id in ids.items() if not await store.input_names(job_id)]
    assert without == [*FINISHED]
    assert await used(store, 10) == 5


async def test_a_failure_its_member_does_not_know_of_is_kept_until_it_is_told(
    store: JobStore,
) -> None:
    await bring(store, new_job(1, token="aW50ZXJhY3Rpb24="), "failed")
    assert await store.drop_requests(later(100), later(100)) == 0
    assert (await row(store, 1)).member_id == MEMBER
    await store.mark_notified(1)
    assert await store.drop_requests(later(100), later(100)) == 1
    assert (await row(store, 1)).member_id == ANONYMOUS
