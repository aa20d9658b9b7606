"""Messages that show edits beside their originals: one at most, whoever tries."""

import asyncio

import pytest

from bot.storage.database import Database
from bot.storage.jobs import JobStore
from bot.storage.member_data import MemberDataStore
from bot.storage.public_posts import PublicPostStore
from tests.storage.rows import MEMBER, accept, later, new_job


@pytest.fixture
async def posts(database: Database, store: JobStore) -> PublicPostStore:
    await accept(store, new_job())
    return PublicPostStore(database)


async def test_of_several_at_once_one_begins(posts: PublicPostStore) -> None:
    assert await posts.comparison(1) is None

    begun = await asyncio.gather(*(posts.begin_comparison(1) for _ in range(5)))

    assert sorted(begun) == [False] * 4 + [True]
    assert await posts.comparison(1) == 0


async def test_message_that_was_posted_stays_until_it_is_dropped(posts: PublicPostStore) -> None:
    await posts.begin_comparison(1)
    await posts.keep_comparison(1, 2**62)
    # Another one is not what was dropped, nor does it take its place.
    await posts.drop_comparison(1)
    await posts.drop_comparison(1, 5)
    await posts.keep_comparison(1, 5)
    assert await posts.comparison(1) == 2**62
    assert not await posts.begin_comparison(1)

    await posts.drop_comparison(1, 2**62)

    assert await posts.comparison(1) is None
    assert await posts.begin_comparison(1)


async def test_what_was_not_posted_can_begin_again(posts: PublicPostStore) -> None:
    await posts.begin_comparison(1)
    await posts.drop_comparison(1)
    assert await posts.begin_comparison(1)


async def test_unknown_job_has_no_message_and_gets_none(posts: PublicPostStore) -> None:
    assert await posts.comparison(404) is None
    assert not await posts.begin_comparison(404)


async def test_erasure_forgets_the_message(
    database: Database, store: JobStore, posts: PublicPostStore
) -> None:
    assert await store.cancel(1, MEMBER, later(1))
    await posts.begin_comparison(1)
    await posts.keep_comparison(1, 99)

    await MemberDataStore(database).forget(MEMBER, later(1))

    assert await posts.comparison(1) is None
