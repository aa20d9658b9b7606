"""The relay's rate limit over several processes: a pause that one is told holds the others back."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from bot.common.background import BackgroundTasks
from bot.jobs.job_clock import JobClock
from bot.storage.database import StorageError
from bot.storage.relay_pause import RelayPauseStore

log = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
"""Seconds between two looks for a pause while this process has jobs at the relay."""


class HeldBack(Protocol):
    """The client of the relay, which can be held back."""

    on_rate_limit: Callable[[float], None]
    """Called with the seconds of a pause when the relay asks for one."""

    def hold_back(self, seconds: float) -> None:
        """Send nothing for so many seconds."""


class RelayGate:
    """The pause that all processes share; on SQLite there is one process, and nothing to share."""

    def __init__(self, relay: HeldBack, store: RelayPauseStore, clock: JobClock) -> None:
        self._relay = relay
        self._store = store
        self._clock = clock
        self._known: datetime | None = None
        self._tasks = BackgroundTasks("relay gate")
        self._watching: asyncio.Task[None] | None = None
        if store.is_shared:
            relay.on_rate_limit = self._note

    def hold(self, until: datetime | None) -> None:
        """Keep to a pause that a process was told, if it is not known yet."""
        if until is None or (self._known is not None and until <= self._known):
            return
        self._known = until
        if (seconds := (until - self._clock.lease_now()).total_seconds()) > 0:
            self._relay.hold_back(seconds)

    def watch_while(self, is_busy: Callable[[], bool]) -> None:
        """Look for pauses for as long as `is_busy`."""
        if self._store.is_shared and (self._watching is None or self._watching.done()):
            self._watching = self._tasks.start(self._watch(is_busy), name="watching")

    async def stop(self) -> None:
        """Look no more."""
        if self._watching is not None:
            self._watching.cancel()
        await self._tasks.finish(1)

    async def _watch(self, is_busy: Callable[[], bool]) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            if not is_busy():
                return
            try:
                self.hold(await self._store.get())
            except StorageError as error:
                log.warning("pauses of the relay are not known: %s", error)

    def _note(self, seconds: float) -> None:
        until = self._clock.lease_now() + timedelta(seconds=seconds)
        if self._known is None or until > self._known:
            self._known = until
            self._tasks.start(self._put(until), name="telling")

    async def _put(self, until: datetime) -> None:
        try:
            await self._store.put(until)
        except StorageError as error:
            log.warning("other processes do not learn of the relay's pause: %s", error)
