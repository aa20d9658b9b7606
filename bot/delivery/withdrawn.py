"""Deletion of posts in showcases whose pictures are no longer shown."""

from collections.abc import Collection
from datetime import timedelta

from bot.common.clock import Clock
from bot.common.snowflake import moment_of
from bot.delivery.further_posts import FurtherPosts
from bot.jobs.outcome import DeliveryError
from bot.storage.showcases import ShowcaseStore
from bot.storage.withdrawn_posts import WithdrawnPost, WithdrawnPostStore

PAUSE = timedelta(minutes=10)
"""Time between two tries to delete a message; a message that is being sent is there by then."""
PATIENCE = timedelta(days=7)
"""Time for which a message is looked for that was perhaps posted."""


class WithdrawnPosts:
    """Takes pictures out of showcases. Whoever does it first says so in the database."""

    def __init__(
        self,
        showcases: ShowcaseStore,
        store: WithdrawnPostStore,
        posts: FurtherPosts,
        clock: Clock,
    ) -> None:
        self._showcases = showcases
        self._store = store
        self._posts = posts
        self._clock = clock

    async def withdraw(self, job_id: int, *, but: int | None = None) -> None:
        """Delete the post of a job in a showcase, unless that is the message `but`."""
        if await self._showcases.withdraw(job_id, but=but):
            await self.clear()

    async def withdraw_of(self, message_ids: Collection[int]) -> None:
        """Delete the posts of jobs in showcases whose own posts were these messages."""
        if await self._showcases.withdraw_of(message_ids):
            await self.clear()

    async def clear(self) -> None:
        """Delete what is due; raises `StorageError`."""
        now = self._clock()
        for post in await self._store.due(now):
            if await self._store.postpone(post, now + PAUSE) and await self._is_gone(post):
                await self._store.forget(post)

    async def _is_gone(self, post: WithdrawnPost) -> bool:
        """Delete a post; return False if that has to be tried again."""
        message_id = post.message_id
        if message_id is None:
            place = post.job_id, post.channel_id, post.asked_by
            try:
                message_id = await self._posts.find(*place, but=0)
            except DeliveryError:
                return self._is_older(post, PATIENCE)
            if message_id is None:
                # One that is still on its way is looked for once more.
                return self._is_older(post, PAUSE)
        return await self._posts.delete(post.channel_id, message_id)

    def _is_older(self, post: WithdrawnPost, age: timedelta) -> bool:
        asked_at = moment_of(post.asked_by)
        return asked_at is None or asked_at < self._clock() - age
