"""SQLite: writers take turns, readers run beside them.

An asyncio lock orders the writers, since SQLite itself is not fair: those who wait for its lock try
again from time to time.
"""

import asyncio
import os
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any, TypeVar, cast

from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL, Engine
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.storage.group_commit import GroupCommit, Work
from bot.storage.process_lock import FileLock

T = TypeVar("T")

# Seconds to wait for the lock of another process.
_LOCK_TIMEOUT = 10
# More threads would only compete for the GIL, which most of their work needs.
_READER_THREADS = 2


class SqliteEngine:
    """Transactions on the file at `url`; `prepare_file` has to create it before."""

    def __init__(self, url: URL) -> None:
        blocking = url.set(drivername="sqlite")
        self._writer = create_async_engine(url, pool_size=1, max_overflow=0)
        self._reader = create_async_engine(url, pool_size=4, max_overflow=0, pool_timeout=60)
        self._blocking_reader = create_engine(blocking, pool_size=_READER_THREADS, max_overflow=0)
        blocking_writer = create_engine(blocking, pool_size=1, max_overflow=0)
        self._write_lock = asyncio.Lock()
        self._closed = False
        self.file = Path(url.database or "")
        self.lock = FileLock(self.file)
        self._group_commit = GroupCommit(blocking_writer, self._write_lock)
        self._threads = ThreadPoolExecutor(_READER_THREADS, "storage-reader")
        self.writers = (self._writer.sync_engine, blocking_writer)
        self.readers = (self._reader.sync_engine, self._blocking_reader)
        for engines, begin in ((self.writers, "BEGIN IMMEDIATE"), (self.readers, "BEGIN")):
            for engine in engines:
                _prepare(engine, begin)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """See `bot.storage.database.Database`."""
        async with self._write_lock, self._writer.begin() as connection:
            yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """See `bot.storage.database.Database`."""
        async with self._reader.begin() as connection:
            yield connection

    snapshot = read

    async def run_write(self, work: Work[T]) -> T:
        """See `bot.storage.database.Database`."""
        self._check_open()
        return await self._group_commit.run(work)

    async def run_read(self, work: Work[T]) -> T:
        """See `bot.storage.database.Database`."""
        self._check_open()
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._run_blocking, work)

    def _check_open(self) -> None:
        if self._closed:
            raise sqlite3.ProgrammingError("the database is closed")

    def _run_blocking(self, work: Work[T]) -> T:
        with self._blocking_reader.begin() as connection:
            return work(connection)

    async def close(self) -> None:
        """Finish the waiting writes, and close every connection."""
        self._closed = True
        await self._group_commit.close()
        # First: a read that nobody awaits any more has a connection, which would stay open.
        await asyncio.to_thread(self._threads.shutdown)
        await asyncio.to_thread(self._blocking_reader.dispose)
        await self._writer.dispose()
        await self._reader.dispose()


def prepare_file(path: Path) -> None:
    """Create the file if it is missing, and switch it to WAL mode, which is permanent. Blocks.

    A new file is for its owner alone, since prompts and tokens are in it. SQLite gives the files
    beside it the same permissions.

    The engines cannot do this: a thread of aiosqlite that cannot open a file may outlive the event
    loop, and if several processes switch a new file at once, SQLite refuses some without waiting.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    until = time.monotonic() + _LOCK_TIMEOUT
    with closing(sqlite3.connect(path, timeout=_LOCK_TIMEOUT)) as connection:
        while True:
            try:
                connection.execute("PRAGMA journal_mode=WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
                time.sleep(0.02)
            else:
                return


def open_files(path: Path) -> list[Path]:
    """Return those of the database's files that others than its owner may read or write."""
    beside = (path.with_name(f"{path.name}{end}") for end in ("", "-wal", "-shm", ".lock"))
    return [one for one in beside if one.exists() and one.stat().st_mode & 0o077]


def _prepare(engine: Engine, begin: str) -> None:
    event.listen(engine, "connect", _set_up)
    # Replaced rather than listened for: an engine with any listener looks for all of them at each
    # statement.
    cast(Any, engine.dialect).do_begin = _begin_with(begin)


def _set_up(connection: Any, record: object) -> None:  # noqa: ARG001
    # Otherwise the driver would begin transactions by itself, without the write lock.
    connection.isolation_level = None
    cursor = connection.cursor()
    # FULL: a committed task id must survive a power cut, since the task is paid for.
    for pragma in ("synchronous=FULL", "foreign_keys=ON", f"busy_timeout={_LOCK_TIMEOUT * 1000}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_with(statement: str) -> Callable[[Any], None]:
    def begin(connection: Any) -> None:
        cursor = connection.cursor()
        cursor.execute(statement)
        cursor.close()

    return begin
