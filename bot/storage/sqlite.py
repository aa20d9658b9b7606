"""SQLite: writers who take turns, and readers beside them.

Turns are taken here, since SQLite itself is not fair: it lets those who wait for its lock try again
now and then.
"""

import asyncio
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

# Seconds to wait for another process's lock.
_PATIENCE = 10
# More would only get in each other's way: most of what they do needs Python's own lock.
_LOOKERS = 2


class SqliteEngine:
    """Transactions on the file at `url`, which is made if it is missing (`make_file`)."""

    def __init__(self, url: URL) -> None:
        blocking = url.set(drivername="sqlite")
        self._writer = create_async_engine(url, pool_size=1, max_overflow=0)
        self._reader = create_async_engine(url, pool_size=4, max_overflow=0, pool_timeout=60)
        self._looker = create_engine(blocking, pool_size=_LOOKERS, max_overflow=0)
        sharing = create_engine(blocking, pool_size=1, max_overflow=0)
        self._turns = asyncio.Lock()
        self._closed = False
        self.lock = FileLock(Path(url.database or ""))
        self._shared = GroupCommit(sharing, self._turns)
        self._threads = ThreadPoolExecutor(_LOOKERS, "storage-reader")
        self.writers = (self._writer.sync_engine, sharing)
        self.readers = (self._reader.sync_engine, self._looker)
        for engines, begin in ((self.writers, "BEGIN IMMEDIATE"), (self.readers, "BEGIN")):
            for engine in engines:
                _prepare(engine, begin)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """See `bot.storage.database.Database`."""
        async with self._turns, self._writer.begin() as connection:
            yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """See `bot.storage.database.Database`."""
        async with self._reader.begin() as connection:
            yield connection

    async def run_write(self, work: Work[T]) -> T:
        """See `bot.storage.database.Database`."""
        self._check_open()
        return await self._shared.run(work)

    async def run_read(self, work: Work[T]) -> T:
        """See `bot.storage.database.Database`."""
        self._check_open()
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._look, work)

    def _check_open(self) -> None:
        if self._closed:
            raise sqlite3.ProgrammingError("the database is closed")

    def _look(self, work: Work[T]) -> T:
        with self._looker.begin() as connection:
            return work(connection)

    async def close(self) -> None:
        """Close every connection, once what waits to be written is."""
        self._closed = True
        await self._shared.close()
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._threads, self._looker.dispose)
        self._threads.shutdown()
        await self._writer.dispose()
        await self._reader.dispose()


def make_file(path: Path) -> None:
    """Make the file if it is missing, and switch it to WAL, which it then keeps. Blocks.

    Not left to the engines: a thread of aiosqlite's that cannot open a file may outlive the event
    loop, and of several who switch a new file at once SQLite turns some away without patience.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + _PATIENCE
    with closing(sqlite3.connect(path, timeout=_PATIENCE)) as connection:
        while True:
            try:
                connection.execute("PRAGMA journal_mode=WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
                time.sleep(0.02)
            else:
                return


def _prepare(engine: Engine, begin: str) -> None:
    event.listen(engine, "connect", _set_up)
    # Not by the event for it: once an engine has any, all of them are looked for at each statement.
    cast(Any, engine.dialect).do_begin = _begin_with(begin)


def _set_up(connection: Any, record: object) -> None:  # noqa: ARG001
    # The driver would otherwise begin transactions of its own, without the write lock.
    connection.isolation_level = None
    cursor = connection.cursor()
    # FULL: a task id that was committed must outlive a power cut, since the task was paid for.
    for pragma in ("synchronous=FULL", "foreign_keys=ON", f"busy_timeout={_PATIENCE * 1000}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_with(statement: str) -> Callable[[Any], None]:
    def begin(connection: Any) -> None:
        cursor = connection.cursor()
        cursor.execute(statement)
        cursor.close()

    return begin
