"""Private pictures that are shared, and comparisons that are shown: once, whoever tries."""

import asyncio

import pytest

from bot.storage.database import Database
from bot.storage.jobs import JobStore
from bot.storage.member_data import MemberDataStore
from bot.storage.public_posts import PublicPostStore
from bot.storage.records import SHARED, Posted
from tests.storage.rows import MEMBER, accept, later, new_job, start, submit


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


ANSWER, SHARE = Posted(None, 50, 2), Posted(12, 60, 1)


async def shown_privately(store: JobStore) -> None:
    """Bring a private job to its end."""
    await accept(store, new_job(2, private=True, thread_of=7, reply_to=8))
    await start(store, 2)
    await submit(store, 2)
    await store.mark_posting(2, later(3), later(33), "answer")
    await store.mark_done(2, ANSWER, None, later(4))


async def test_shared_picture_is_found_by_its_public_message(
    store: JobStore, posts: PublicPostStore
) -> None:
    await shown_privately(store)

    assert await posts.begin_share(2)
    assert await posts.keep_share(2, SHARE)

    shared = await store.of_message(60)
    assert shared is not None
    assert not shared.destination.private
    assert (shared.destination.channel_id, shared.message_channel_id) == (12, 12)
    assert (shared.destination.thread_of, shared.destination.reply_to) == (None, None)
    assert (shared.pictures, shared.delivery_way) == (1, SHARED)
    assert await store.of_message(50) is None
    assert await store.newest_in(12) == shared


async def test_of_several_who_share_one_is_the_first(
    store: JobStore, posts: PublicPostStore
) -> None:
    await shown_privately(store)

    begun = await asyncio.gather(*(posts.begin_share(2) for _ in range(5)))
    kept = await asyncio.gather(*(posts.keep_share(2, SHARE) for _ in range(5)))

    assert sorted(begun) == sorted(kept) == [False] * 4 + [True]
    assert not await posts.begin_share(2)
    assert not await posts.keep_share(2, Posted(13, 61, 1))
    assert (await store.of_message(60)) is not None


async def test_only_what_was_shown_privately_can_be_shared(
    store: JobStore, posts: PublicPostStore
) -> None:
    await shown_privately(store)
    assert not await posts.keep_share(2, SHARE)
    assert not await posts.begin_share(1)
    await start(store, 1)
    await submit(store, 1)
    await store.mark_done(1, Posted(12, 40, 1), None, later(4))
    assert not await posts.begin_share(1)
