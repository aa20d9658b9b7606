"""Lock that every process holds on its database, by which it detects other processes.

A process that starts alone after a crash need not wait until the leases of the dead process expire:
the system releases the locks of a dead process at once.
"""

import asyncio
import errno
import os
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import CursorResult, TextClause, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

# Any fixed number that no other lock uses: PostgreSQL's advisory locks are per database.
_KEY = 0x4541_5346
# A test of being alone takes less; whatever holds the lock longer replaces the data.
_LONGEST_TEST = 1.0
_PAUSE = 0.02
_SHARE = text("SELECT pg_advisory_lock_shared(:key)")


class ProcessLock(Protocol):
    """A lock that is held until it is closed."""

    async def acquire(self) -> bool:
        """Acquire the lock; returns True if no other process held it at that moment."""

    async def acquire_alone(self) -> bool:
        """Acquire the lock so that nobody else can; returns False if others hold it."""

    async def keep(self) -> None:
        """Take a lock that was acquired again, if it is lost; does nothing without one."""

    async def close(self) -> None:
        """Release the lock."""


class FileLock:
    """Lock on a file beside the database, by `flock`; never alone where the system has none."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(f"{database.name}.lock")
        self._file: int | None = None

    async def acquire(self) -> bool:
        """See `ProcessLock`; raises `OSError` while another process replaces the data."""
        try:
            import fcntl
        except ImportError:
            return False
        alone = await self.acquire_alone()
        waited = 0.0
        # Another process may hold the exclusive lock for the moment in which it tests if it is
        # alone, too.
        while not self._flock(fcntl.LOCK_SH):
            if waited >= _LONGEST_TEST:
                raise OSError(errno.EBUSY, "another process restores a backup into it")
            await asyncio.sleep(_PAUSE)
            waited += _PAUSE
        return alone

    async def acquire_alone(self) -> bool:
        """See `ProcessLock`; raises `OSError` on a system that has no such locks."""
        try:
            import fcntl
        except ImportError:
            message = "this system cannot tell if a bot uses the database"
            raise OSError(errno.ENOSYS, message) from None
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        return self._flock(fcntl.LOCK_EX)

    def _flock(self, kind: int) -> bool:
        """Take the lock, or change its kind, without waiting; return False if others hold it."""
        import fcntl

        if self._file is None:
            raise ValueError("the lock's file is not open")
        try:
            fcntl.flock(self._file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    async def keep(self) -> None:
        """See `ProcessLock`: the system keeps this one."""

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
        self._is_wanted = False

    async def acquire(self) -> bool:
        """See `ProcessLock`."""
        alone = await self.acquire_alone()
        self._is_wanted = True
        # While another process replaces the data, this waits until the server's time limit.
        await self._execute(_SHARE)
        if alone:
            await self._execute(text("SELECT pg_advisory_unlock(:key)"))
        return alone

    async def keep(self) -> None:
        """See `ProcessLock`: a server that failed over knows nothing of locks."""
        if not self._is_wanted:
            return
        if self._connection is not None:
            try:
                await self._connection.execute(text("SELECT 1"))
            except (SQLAlchemyError, OSError):
                await self._drop()
            else:
                return
        await self._connect()
        try:
            await self._execute(_SHARE)
        except BaseException:
            # Whatever stopped it: the next call begins with another connection.
            await self._drop()
            raise

    async def acquire_alone(self) -> bool:
        """See `ProcessLock`."""
        await self._connect()
        is_alone = await self._execute(text("SELECT pg_try_advisory_lock(:key)"))
        return bool(is_alone.scalar())

    async def _connect(self) -> None:
        connection = await self._engine.connect()
        self._connection = await connection.execution_options(isolation_level="AUTOCOMMIT")

    async def _execute(self, statement: TextClause) -> CursorResult[Any]:
        if self._connection is None:
            raise ValueError("the lock's connection is not open")
        return await self._connection.execute(statement, {"key": _KEY})

    async def close(self) -> None:
        """See `ProcessLock`."""
        self._is_wanted = False
        await self._drop()

    async def _drop(self) -> None:
        if self._connection is not None:
            # Not back to the pool, which would keep the session, and with it the lock.
            await self._connection.invalidate()
            await self._connection.close()
            self._connection = None
