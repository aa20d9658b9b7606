"""Lock that every process holds on its database, by which it detects other processes.

A process that starts alone after a crash need not wait until the leases of the dead process expire:
the system releases the locks of a dead process at once.
"""

import os
from pathlib import Path
from typing import Protocol

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

# Any fixed number that no other lock uses: PostgreSQL's advisory locks are per database.
_KEY = 0x4541_5346


class ProcessLock(Protocol):
    """A lock that is held until it is closed."""

    async def acquire(self) -> bool:
        """Acquire the lock; returns True if no other process held it at that moment."""

    async def close(self) -> None:
        """Release the lock."""


class FileLock:
    """Lock on a file beside the database, by `flock`; never alone where the system has none."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(f"{database.name}.lock")
        self._file: int | None = None

    async def acquire(self) -> bool:
        """See `ProcessLock`. It does not block, since nothing here waits for another process."""
        try:
            import fcntl
        except ImportError:
            return False
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            alone = False
        else:
            alone = True
        try:
            fcntl.flock(self._file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            # Another process holds the exclusive lock for the moment in which it tests if it is
            # alone. Without this shared lock it finds none of ours.
            return False
        return alone

    async def close(self) -> None:
        """See `ProcessLock`."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


class AdvisoryLock:
    """Advisory lock of PostgreSQL, on a connection that is open for as long as it is held."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._connection: AsyncConnection | None = None

    async def acquire(self) -> bool:
        """See `ProcessLock`."""
        connection = await self._engine.connect()
        self._connection = await connection.execution_options(isolation_level="AUTOCOMMIT")
        key = {"key": _KEY}
        alone = bool(await connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), key))
        await connection.execute(text("SELECT pg_advisory_lock_shared(:key)"), key)
        if alone:
            await connection.execute(text("SELECT pg_advisory_unlock(:key)"), key)
        return alone

    async def close(self) -> None:
        """See `ProcessLock`."""
        if self._connection is not None:
            # Not back to the pool, which would keep the session, and with it the lock.
            await self._connection.invalidate()
            await self._connection.close()
            self._connection = None
