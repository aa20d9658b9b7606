"""Retention: the periodic deletion of data that is older than the settings allow."""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.privacy.trusted_clock import TrustedClock
from bot.settings import Settings
from bot.storage.erasure import MAX_WINDOW
from bot.storage.exclusive_lock import Exclusive
from bot.storage.expired import ExpiredStore
from bot.storage.jobs import JobStore

log = logging.getLogger(__name__)

INTERVAL = timedelta(hours=1)
_KEEP_EXPIRED = timedelta(days=30)
# Of jobs that may be tried again.
_KEEP_FAILED_INPUTS = timedelta(hours=1)
# Longer than they can be answered.
_KEEP_QUESTIONS = timedelta(hours=1)


class Retention:
    """The periodic deletion, of which one process at a time does what is not about its own servers.

    `forget_left` deletes what belongs to this process's servers that were left before a moment, and
    returns the number of these servers.
    """

    def __init__(
        self,
        jobs: JobStore,
        expired: ExpiredStore,
        forget_left: Callable[[datetime], Awaitable[int]],
        settings: Settings,
        clock: TrustedClock,
        exclusive: Exclusive,
    ) -> None:
        self._jobs = jobs
        self._expired = expired
        self._forget_left = forget_left
        self._settings = settings
        self._clock = clock
        self._exclusive = exclusive

    async def run(self) -> None:
        """Delete everything that is too old.

        A step that fails is logged and tried again by the next call; the other steps go on.
        """
        now = await self._clock.now()
        if now is None:
            log.warning("nothing old is dropped: the clock of this machine seems to be wrong")
            return
        async with self._exclusive("retention") as is_held:
            if is_held:
                await self._do(now, self._drop_inputs, self._drop_prompts, self._drop_expired)
        await self._do(now, self._drop_left_servers)

    async def _do(self, now: datetime, *steps: Callable[[datetime], Awaitable[None]]) -> None:
        for step in steps:
            try:
                await step(now)
            except Exception:
                log.exception("what is old could not be dropped; it is tried again")

    async def _drop_inputs(self, now: datetime) -> None:
        ended_before = now - timedelta(seconds=self._settings.keep_inputs)
        await self._jobs.drop_inputs(ended_before, now - _KEEP_FAILED_INPUTS)

    async def _drop_prompts(self, now: datetime) -> None:
        ended_before = now - timedelta(seconds=self._settings.keep_prompts)
        if emptied := await self._jobs.drop_requests(ended_before, now - MAX_WINDOW):
            log.info("%s old jobs: what was asked for is forgotten", emptied)

    async def _drop_left_servers(self, now: datetime) -> None:
        left_before = now - timedelta(seconds=self._settings.keep_left_servers)
        if dropped := await self._forget_left(left_before):
            log.info("%s servers that were left: all about them is forgotten", dropped)

    async def _drop_expired(self, now: datetime) -> None:
        await self._expired.drop(now - _KEEP_EXPIRED)
        await self._expired.drop_questions(now - _KEEP_QUESTIONS)
