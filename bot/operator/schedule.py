"""Backups that the running bot makes by itself, as often as its settings say."""

import asyncio
import logging
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.common.clock import Clock
from bot.events import BackupLate, BackupMade, Notify, ignore
from bot.settings import Settings
from bot.storage.backup import back_up
from bot.storage.database import Database, StorageError, translate_errors
from bot.storage.key_values import KeyValueStore

log = logging.getLogger(__name__)

LONGEST_PAUSE = 60.0
"""Seconds between two looks at whether a backup is due; one that has failed is tried again."""
MAX_INTERVALS = 2
"""Intervals after which the newest backup is too old."""
_NOTED = "backup:scheduled"
_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"easel-(\d{8}T\d{6}Z)\.db(\.partial)?")
# A file that was never completed, by a bot that has been killed.
_LEFT_BEHIND = timedelta(days=1)


def backups_in(folder: Path, *, partial: bool = False) -> dict[Path, datetime]:
    """Return the scheduled backups that are there, or what is left of some, and their times."""
    found = {}
    for path in folder.glob("easel-*"):
        match = _NAME.fullmatch(path.name)
        if match and bool(match[2]) is partial:
            found[path] = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
    return found


class ScheduledBackups:
    """Files `easel-<time>.db` in one directory: the newest few are kept, others are not touched.

    Of processes that share a database, one makes each backup, in its own directory.
    """

    def __init__(
        self, database: Database, settings: Settings, clock: Clock, notify: Notify = ignore
    ) -> None:
        self._database = database
        self._values = KeyValueStore(database)
        self._folder = settings.backup_dir
        self._every = timedelta(seconds=settings.backup_every or 0)
        self._keep = settings.backup_keep
        self._clock = clock
        self._notify = notify

    @property
    def pause(self) -> float | None:
        """Return the seconds between two calls of `run`; None if no backups are wanted."""
        return min(self._every.total_seconds(), LONGEST_PAUSE) or None

    async def run(self) -> None:
        """Make a backup if it is time, and delete the oldest; raises `StorageError`."""
        async with self._database.exclusive("backup") as is_held:
            if is_held:
                await self._run()

    async def _run(self) -> None:
        now, newest = self._clock(), timedelta.max
        try:
            with translate_errors():
                files = await asyncio.to_thread(backups_in, self._folder)
            ages = (now - made for made in files.values() if made <= now)
            newest = min(*ages, await self._age(now), newest)
            if newest >= self._every:
                await self._back_up(now)
        except StorageError:
            if newest >= MAX_INTERVALS * self._every:
                self._notify(BackupLate())
            raise
        self._notify(BackupMade())

    async def _age(self, now: datetime) -> timedelta:
        """Return the age of the newest backup that any process has made, as far as it is noted."""
        stored = await self._values.get(_NOTED) if self._database.is_shared else None
        age = now - datetime.fromisoformat(stored) if stored else timedelta.max
        return age if age >= timedelta() else timedelta.max

    async def _back_up(self, now: datetime) -> None:
        target = self._folder / f"easel-{now:{_STAMP}}.db"
        await back_up(self._database, target)
        log.info("backed up into %s", target)
        if self._database.is_shared:
            await self._values.put(_NOTED, now.isoformat())
        with translate_errors():
            await asyncio.to_thread(self._drop_old, now)

    def _drop_old(self, now: datetime) -> None:
        made = backups_in(self._folder)
        newest = sorted(made, key=lambda path: made[path], reverse=True)
        left = backups_in(self._folder, partial=True)
        for path in (
            *newest[self._keep :],
            *(path for path, begun in left.items() if now - begun > _LEFT_BEHIND),
        ):
            path.unlink(missing_ok=True)
