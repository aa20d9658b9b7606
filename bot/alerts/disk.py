"""Disk of the database: nearly full is told before a write fails."""

import asyncio
import contextlib
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from bot.storage.address import is_sqlite, parse_url

_INTERVAL = 60.0
_MIN_FREE = 500 * 2**20
_MIN_SHARE = 0.05
# So that a disk at the edge is not told again and again.
_MARGIN = 1.2

Usage = tuple[int, int]
"""Bytes that are free, and in all."""


def usage_of(folder: Path) -> Usage:
    """Return the usage of the disk; raises `OSError`."""
    usage = shutil.disk_usage(folder)
    return usage.free, usage.total


def is_nearly_full(free: int, total: int, margin: float = 1.0) -> bool:
    """Return True if the disk has little room left."""
    # A disk of a few hundred megabytes is not full because of its size.
    least = max(min(_MIN_FREE, total / 2), _MIN_SHARE * total)
    return free < margin * least


class DiskWatch:
    """Looks at the disk of a folder every minute; there is none for a database elsewhere."""

    def __init__(
        self,
        folder: Path | None,
        usage: Callable[[Path], Usage] = usage_of,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder = folder
        self._usage = usage
        self._now = now
        self._next_look = float("-inf")
        self._usage_if_full: Usage | None = None

    async def look(self) -> Usage | None:
        """Return the usage at the last look if the disk was nearly full."""
        if self._folder is not None and self._now() >= self._next_look:
            self._next_look = self._now() + _INTERVAL
            # An error is the database's, too, and told as such.
            with contextlib.suppress(OSError):
                free, total = await asyncio.to_thread(self._usage, self._folder)
                margin = _MARGIN if self._usage_if_full else 1.0
                is_full = is_nearly_full(free, total, margin)
                self._usage_if_full = (free, total) if is_full else None
        return self._usage_if_full


def folder_of(database_url: str) -> Path | None:
    """Return the folder of a SQLite database."""
    url = parse_url(database_url)
    return Path(url.database or "").absolute().parent if is_sqlite(url) else None
