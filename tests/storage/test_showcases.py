"""Pictures in showcases: shown once, and taken out with whatever forbids them."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from bot.privacy.export import export_files
from bot.storage.audit import AuditStore
from bot.storage.database import Database
from bot.storage.jobs import JobStore
from bot.storage.member_data import MemberDataStore
from bot.storage.members import MemberStore
from bot.storage.public_posts import PublicPostStore
from bot.storage.reposts import RepostStore
from bot.storage.schema import jobs
from bot.storage.showcases import Showcase, ShowcaseStore
from bot.storage.withdrawn_posts import WithdrawnPostStore
from tests.storage.rows import GUILD, MEMBER, NOON, accept, bring, entry, finish, later, new_job

HERE, ASKED, POST = 77, 2**61, 2**61 + 9
AN_HOUR = timedelta(hours=1)


@pytest.fixture
async def showcases(database: Database, store: JobStore) -> ShowcaseStore:
    """Return the store of a server with a showcase and one finished picture."""
    await bring(store, new_job(), "posting")
    await finish(store, 1)
    showcases = ShowcaseStore(database)
    await showcases.put(Showcase(HERE, 3), entry(action="showcase"))
    return showcases


async def begin(showcases: ShowcaseStore, job_id: int = 1, **other: Any) -> bool:
    values = {"guild_id": GUILD, "channel_id": HERE, "asked_by": ASKED, "now": NOON, **other}
    return await showcases.begin(job_id, **values)


async def withdrawn(database: Database) -> list[tuple[int, int | None]]:
    due = await WithdrawnPostStore(database).due(NOON)
    return [(post.job_id, post.message_id) for post in due]


async def test_showcase_is_set_changed_and_removed(database: Database) -> None:
    showcases = ShowcaseStore(database)
    assert await showcases.of(GUILD) is None
    await showcases.put(Showcase(5, 3), entry(action="showcase"))
    await showcases.put(Showcase(6, 4), entry(action="showcase"))
    assert await showcases.of(GUILD) == Showcase(6, 4)
    assert await showcases.of(GUILD + 1) is None
    assert await showcases.remove(entry(action="showcase"))
    assert not await showcases.remove(entry(action="showcase"))
    assert await showcases.of(GUILD) is None
    changes = await AuditStore(database).newest(GUILD, 9)
    assert [one.action for one in changes] == ["showcase"] * 3


async def test_of_many_at_once_one_begins(showcases: ShowcaseStore) -> None:
    begun = await asyncio.gather(*(begin(showcases, asked_by=ASKED + n) for n in range(6)))
    assert sorted(begun) == [False] * 5 + [True]
    assert await showcases.is_shown(1)


async def test_recorded_message_is_one_of_the_picture(
    showcases: ShowcaseStore, database: Database, store: JobStore
) -> None:
    await begin(showcases)
    assert await showcases.message_of(1, HERE) == 0
    assert await showcases.keep(1, HERE, POST)
    assert not await showcases.keep(1, HERE, POST + 1)
    assert await showcases.message_of(1, HERE) == POST
    assert await PublicPostStore(database).reposts(1) == [(HERE, POST)]
    found = await store.of_message(POST)
    assert found is not None
    assert found.id == 1


async def test_what_was_not_posted_can_begin_again(showcases: ShowcaseStore) -> None:
    await begin(showcases)
    await showcases.drop(1, HERE)
    assert not await showcases.is_shown(1)
    assert await begin(showcases)
    await showcases.keep(1, HERE, POST)
    # What was posted stays.
    await showcases.drop(1, HERE)
    assert await showcases.is_shown(1)


async def test_picture_that_its_member_posted_there_is_not_shown(
    showcases: ShowcaseStore, database: Database
) -> None:
    await RepostStore(database).begin(1, HERE, ASKED)
    assert not await begin(showcases)
    assert not await showcases.is_shown(1)


@pytest.mark.parametrize(
    "values",
    [
        {"private": True},
        {"private_thread": True},
        {"message_channel_id": None},
        {"guild_id": GUILD + 1},
        {"request": {}},
        {"state": "failed"},
    ],
)
async def test_what_others_did_not_see_is_never_shown(
    showcases: ShowcaseStore, database: Database, values: dict[str, Any]
) -> None:
    assert await showcases.may_show(1, GUILD)
    async with database.write() as connection:
        await connection.execute(update(jobs).values(**values))
    assert not await showcases.may_show(1, GUILD)
    assert not await begin(showcases)


async def test_another_showcase_begins_nothing(showcases: ShowcaseStore) -> None:
    assert not await begin(showcases, channel_id=HERE + 1)
    assert not await begin(showcases, guild_id=GUILD + 1)
    await showcases.remove(entry())
    assert not await begin(showcases)


async def test_refusal_keeps_pictures_out_and_takes_them_out(
    showcases: ShowcaseStore, database: Database
) -> None:
    await begin(showcases)
    await showcases.keep(1, HERE, POST)

    await showcases.set_consent(MEMBER, shown=False)

    assert not await showcases.is_shown(1)
    assert await withdrawn(database) == [(1, POST)]
    assert not await begin(showcases)
    assert not (await MemberStore(database).choices(MEMBER)).in_showcases
    [document] = export_files(await MemberDataStore(database).of(MEMBER), MEMBER, NOON)
    assert b'"in_showcases": false' in document
    await showcases.set_consent(MEMBER, shown=True)
    # Not before the former post is deleted.
    assert not await begin(showcases)
    [post] = await WithdrawnPostStore(database).due(NOON)
    await WithdrawnPostStore(database).forget(post)
    assert await begin(showcases)


async def test_post_that_is_on_its_way_is_looked_for(
    showcases: ShowcaseStore, database: Database
) -> None:
    await begin(showcases)
    assert await showcases.withdraw(1)
    assert not await showcases.keep(1, HERE, POST)
    [post] = await WithdrawnPostStore(database).due(NOON)
    assert (post.message_id, post.asked_by) == (None, ASKED)


async def test_one_caller_tries_to_delete(showcases: ShowcaseStore, database: Database) -> None:
    await begin(showcases)
    await showcases.withdraw(1)
    posts = WithdrawnPostStore(database)
    [post] = await posts.due(NOON)
    tried = await asyncio.gather(*(posts.postpone(post, later(60)) for _ in range(4)))
    assert sorted(tried) == [False, False, False, True]
    assert await posts.due(later(59)) == []
    assert len(await posts.due(later(60))) == 1


async def test_of_two_who_withdraw_one_does(showcases: ShowcaseStore, database: Database) -> None:
    await begin(showcases)
    await showcases.keep(1, HERE, POST)
    done = await asyncio.gather(*(showcases.withdraw(1) for _ in range(4)))
    assert sorted(done) == [False, False, False, True]
    assert await withdrawn(database) == [(1, POST)]


async def test_reported_message_itself_stays(showcases: ShowcaseStore) -> None:
    await begin(showcases)
    await showcases.keep(1, HERE, POST)
    assert not await showcases.withdraw(1, but=POST)
    assert await showcases.withdraw(1, but=POST + 1)


async def test_deleted_original_takes_its_post_out(
    showcases: ShowcaseStore, database: Database
) -> None:
    await begin(showcases)
    await showcases.keep(1, HERE, POST)
    assert await showcases.has_shown(GUILD)
    # The post of the fixture, and two that are nothing.
    assert await showcases.withdraw_of([]) == 0
    assert await showcases.withdraw_of([POST, 98]) == 0
    assert await showcases.withdraw_of([99, 98]) == 1
    assert await withdrawn(database) == [(1, POST)]
    assert not await showcases.has_shown(GUILD)


async def test_erasure_deletes_the_post_and_age_leaves_it(
    showcases: ShowcaseStore, database: Database, store: JobStore
) -> None:
    await bring(store, new_job(2, member_id=MEMBER + 1), "done")
    for job_id in (1, 2):
        await begin(showcases, job_id)
        await showcases.keep(job_id, HERE, POST + job_id)

    await MemberDataStore(database).forget(MEMBER, later(1))
    assert await withdrawn(database) == [(1, POST + 1)]
    assert await showcases.is_shown(2)

    assert await store.drop_requests(later(100), later(0)) == 1
    assert await withdrawn(database) == [(1, POST + 1)]
    assert not await showcases.is_shown(2)


async def test_what_is_due_is_looked_at_by_one(showcases: ShowcaseStore, store: JobStore) -> None:
    await bring(store, new_job(2), "done")
    await begin(showcases, now=NOON)
    await begin(showcases, 2, now=NOON)
    await showcases.keep(2, HERE, POST)

    async def due(seconds: float) -> list[int]:
        found = await showcases.due(later(seconds), timedelta(minutes=10), AN_HOUR)
        return [one.job_id for one in found]

    assert await due(599) == []
    assert await due(600) == [1]
    assert await due(3600) == [1, 2]
    [shown, _] = await showcases.due(later(3600), timedelta(minutes=10), AN_HOUR)
    assert (shown.message_id, shown.asked_by, shown.channel_id) == (None, ASKED, HERE)
    claimed = await asyncio.gather(*(showcases.claim(shown, later(3600)) for _ in range(3)))
    assert sorted(claimed) == [False, False, True]
    assert await due(3600) == [2]


STEPS = st.lists(
    st.sampled_from(["begin", "keep", "drop", "withdraw", "forget", "refuse", "allow"])
)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@given(steps=STEPS)
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_post_is_ever_lost(steps: list[str], database_url: str) -> None:
    """Hold in any order: each message that exists is recorded, or is to be deleted."""

    async def play() -> None:
        async with Database.open(database_url) as database:
            store = JobStore(database, "ours")
            showcases, posts = ShowcaseStore(database), WithdrawnPostStore(database)
            if await store.get(1) is None:
                await accept(store, new_job())
                async with database.write() as connection:
                    done = {"state": "done", "message_id": 99, "message_channel_id": 12}
                    await connection.execute(update(jobs).values(**done))
                await showcases.put(Showcase(HERE, 3), entry())
            await showcases.set_consent(MEMBER, shown=True)
            await showcases.withdraw(1)
            for post in await posts.due(NOON):
                await posts.forget(post)
            await _check(steps, showcases, posts)

    asyncio.run(play())


async def _check(steps: list[str], showcases: ShowcaseStore, posts: WithdrawnPostStore) -> None:
    messages, number = set[int](), POST
    for step in steps:
        match step:
            case "begin":
                await begin(showcases)
            case "keep":
                number += 1
                if await showcases.keep(1, HERE, number):
                    messages.add(number)
            case "drop":
                await showcases.drop(1, HERE)
            case "withdraw":
                await showcases.withdraw(1)
            case "forget":
                for post in await posts.due(NOON):
                    messages.discard(post.message_id or 0)
                    await posts.forget(post)
            case "refuse" | "allow":
                await showcases.set_consent(MEMBER, shown=step == "allow")
        recorded = await showcases.message_of(1, HERE)
        due = {post.message_id for post in await posts.due(NOON)}
        assert messages <= {recorded, *due}
        assert len(messages) <= 1
