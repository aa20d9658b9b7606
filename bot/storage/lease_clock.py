"""Clock for leases: the database's, read from time to time, continued by the monotonic clock.

Several processes compare leases. Their own clocks may be wrong, and may be set while they run; the
monotonic clock only counts the seconds since the database was asked.
"""

import time
from datetime import datetime, timedelta

from bot.storage.database import Database

MAX_READ_SECONDS = 1.0
"""Seconds of an answer after which the time in it is worth less than what is known already."""


class LeaseClock:
    """The time by the database's clock, as far as it is known without asking again."""

    def __init__(self, now: datetime) -> None:
        self._read_at = time.monotonic()
        self._read = now

    def __call__(self) -> datetime:
        """Return the current time in UTC, as an aware datetime."""
        return self._read + timedelta(seconds=time.monotonic() - self._read_at)

    async def read(self, database: Database) -> None:
        """Ask PostgreSQL for the time again; raises `StorageError`.

        SQLite has no clock of its own: there the machine's is read once, since it may be set while
        the process runs, and every process would then take the others' leases for wrong ones.
        """
        if database.dialect != "postgresql":
            return
        before = time.monotonic()
        now = await database.now()
        # A server that stood still told the time long after it was asked, or long ago.
        if time.monotonic() - before <= MAX_READ_SECONDS:
            self._read, self._read_at = now, before
