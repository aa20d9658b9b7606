"""Posts that are taken out of showcases: deleted, or looked for, until that is sure."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.common.snowflake import snowflake_at
from bot.delivery.withdrawn import PATIENCE, PAUSE, WithdrawnPosts
from bot.jobs.outcome import DeliveryError
from bot.storage.withdrawn_posts import WithdrawnPost

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Store:
    """Rows in memory."""

    def __init__(self, *posts: WithdrawnPost) -> None:
        self.posts = [*posts]
        self.is_first = True

    async def due(self, _: datetime) -> list[WithdrawnPost]:
        return [*self.posts]

    async def postpone(self, _: WithdrawnPost, until: datetime) -> bool:
        assert until == NOON + PAUSE
        return self.is_first

    async def forget(self, post: WithdrawnPost) -> None:
        self.posts.remove(post)


class Posts:
    """Messages of Discord's."""

    def __init__(self, found: int | Exception | None = None, *, deletes: bool = True) -> None:
        self.found = found
        self.deletes = deletes
        self.deleted: list[int] = []

    async def find(self, *_: int, but: int) -> int | None:
        assert not but
        if isinstance(self.found, Exception):
            raise self.found
        return self.found

    async def delete(self, _channel_id: int, message_id: int) -> bool:
        self.deleted.append(message_id)
        return self.deletes


def post(message_id: int | None, age: timedelta = MINUTE) -> WithdrawnPost:
    return WithdrawnPost(1, 2, 3, message_id, snowflake_at(NOON - age), NOON)


async def cleared(store: Store, posts: Posts) -> bool:
    """Clear, and return True if nothing is left."""
    parts: list[Any] = [None, store, posts, lambda: NOON]
    await WithdrawnPosts(*parts).clear()
    return not store.posts


@pytest.mark.parametrize("deletes", [True, False])
async def test_known_message_is_deleted_until_it_is_gone(deletes: bool) -> None:
    posts = Posts(deletes=deletes)
    assert await cleared(Store(post(7)), posts) is deletes
    assert posts.deleted == [7]


async def test_one_caller_deletes() -> None:
    store, posts = Store(post(7)), Posts()
    store.is_first = False
    assert not await cleared(store, posts)
    assert posts.deleted == []


async def test_message_that_was_perhaps_posted_is_looked_for() -> None:
    posts = Posts(found=9)
    assert await cleared(Store(post(None)), posts)
    assert posts.deleted == [9]


@pytest.mark.parametrize(("age", "is_left"), [(PAUSE - MINUTE, True), (PAUSE + MINUTE, False)])
async def test_message_that_may_be_on_its_way_is_looked_for_again(
    age: timedelta, is_left: bool
) -> None:
    assert await cleared(Store(post(None, age)), Posts()) is not is_left


@pytest.mark.parametrize(
    ("age", "is_left"), [(PATIENCE - MINUTE, True), (PATIENCE + MINUTE, False)]
)
async def test_message_that_cannot_be_looked_for_is_given_up_in_the_end(
    age: timedelta, is_left: bool
) -> None:
    posts = Posts(found=DeliveryError("no"))
    assert await cleared(Store(post(None, age)), posts) is not is_left
    assert posts.deleted == []
