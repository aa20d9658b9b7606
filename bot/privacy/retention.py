"""Forgetting in the background: what is older than it may become goes, round by round."""

import logging
from collections.abc import Awaitable, Callable, Collection
from datetime import datetime, timedelta

from bot.common.clock import Clock, utc_now
from bot.settings import Settings
from bot.storage.erasure import LONGEST_WINDOW
from bot.storage.expired import ExpiredStore
from bot.storage.jobs import JobStore
from bot.storage.left_servers import LeftServerStore

log = logging.getLogger(__name__)

EVERY = timedelta(hours=1)
_KEEP_LAPSED = timedelta(days=30)


class Retention:
    """Knows how long what is kept, and drops the rest; `present` are the servers the bot is in."""

    def __init__(
        self,
        jobs: JobStore,
        leaving: LeftServerStore,
        lapsed: ExpiredStore,
        present: Callable[[], Collection[int]],
        settings: Settings,
        clock: Clock = utc_now,
    ) -> None:
        self._jobs = jobs
        self._leaving = leaving
        self._lapsed = lapsed
        self._present = present
        self._settings = settings
        self._clock = clock

    async def round(self) -> None:
        """Drop what is too old; what fails is logged, keeps nothing else up, and waits for the next
        round."""
        steps: tuple[Callable[[datetime], Awaitable[None]], ...] = (
            self._drop_inputs,
            self._drop_prompts,
            self._drop_left_servers,
            self._drop_lapsed,
        )
        now = self._clock()
        for step in steps:
            try:
                await step(now)
            except Exception:
                log.exception("what is old could not be dropped; it is tried again")

    async def _drop_inputs(self, now: datetime) -> None:
        await self._jobs.drop_inputs(now - timedelta(seconds=self._settings.keep_inputs))

    async def _drop_prompts(self, now: datetime) -> None:
        ended_before = now - timedelta(seconds=self._settings.keep_prompts)
        if emptied := await self._jobs.drop_requests(ended_before, now - LONGEST_WINDOW):
            log.info("%s old jobs: what was asked for is forgotten", emptied)

    async def _drop_left_servers(self, now: datetime) -> None:
        left_before = now - timedelta(seconds=self._settings.keep_left_servers)
        if dropped := await self._leaving.forget(left_before, self._present()):
            log.info("%s servers that were left: all about them is forgotten", dropped)

    async def _drop_lapsed(self, now: datetime) -> None:
        await self._lapsed.drop(now - _KEEP_LAPSED)
