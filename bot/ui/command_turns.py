"""Turns of processes at showing Discord their commands: those of the newest version stay.

During a deployment processes of two versions run. The newest notes each minute that it is there; an
older one leaves the commands alone until the note is old, as after a return to the older version.
"""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import orjson

from bot.common.clock import Clock, is_recent
from bot.storage.database import Database
from bot.storage.key_values import KeyValueStore

log = logging.getLogger(__name__)

NOTE_LASTS = timedelta(minutes=10)
_NAME = "commands:newest"


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """The version of a process; of one version, the process that started last is the newest."""

    release: tuple[int, ...]
    revision: str
    started: str

    @classmethod
    def of(cls, release: str, revision: str, started: datetime) -> "Version":
        """Return the version of a process that started then."""
        numbers = (part for part in release.split(".") if part.isdigit())
        return cls(tuple(map(int, numbers)), revision, started.isoformat())


class CommandTurns:
    """Decides whether this process shows Discord its commands."""

    def __init__(self, database: Database, version: Version, clock: Clock) -> None:
        self._database = database
        self._store = KeyValueStore(database)
        self._version = version
        self._clock = clock
        self._is_told = False

    @asynccontextmanager
    async def take(self) -> AsyncIterator[bool]:
        """Hold the turn inside the block; False if it is another process's."""
        if not self._database.is_shared:
            yield True
            return
        async with self._database.exclusive("commands") as is_held:
            yield is_held and await self._is_newest()

    async def renew(self) -> bool:
        """Note that the newest process is there; return True if that was another one until now."""
        if not self._database.is_shared:
            return False
        before = await self._noted()
        return await self._is_newest() and (before is None or before[0] != self._version)

    async def _is_newest(self) -> bool:
        noted, now = await self._noted(), self._clock()
        if noted is not None and noted[0] > self._version and is_recent(noted[1], now, NOTE_LASTS):
            if not self._is_told:
                log.info("the commands stay those of a newer process")
            self._is_told = True
            return False
        self._is_told = False
        await self._note(now)
        return True

    async def _note(self, now: datetime) -> None:
        version = self._version
        note = [version.release, version.revision, version.started, now.isoformat()]
        await self._store.put(_NAME, orjson.dumps(note).decode())

    async def _noted(self) -> tuple[Version, datetime] | None:
        """Return the newest version that was noted, and when; None if there is none."""
        stored = await self._store.get(_NAME)
        try:
            release, revision, started, at = orjson.loads(stored or "null")
            return Version(tuple(release), revision, started), datetime.fromisoformat(at)
        except (TypeError, ValueError):
            return None
