"""One store on two engines: opening, transactions, migrations.

On SQLite writers take turns, each begins with the write lock held, and readers never wait for them.
PostgreSQL has one pool. A connection is never shared between tasks.

Short, frequent work is a function that runs in one go (`run_write`, `run_read`). Long or rare work
sends its statements one by one (`write`, `read`).
"""

import asyncio
import logging
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Self, TypeVar

from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.address import AddressError, is_sqlite, parse_url
from bot.storage.file_copy import copy_before_migration
from bot.storage.group_commit import Work
from bot.storage.migrate import (
    ForeignError,
    Migration,
    NewerError,
    is_expanded,
    is_foreign,
    known_revisions,
    newest,
    revision_of,
    upgrade,
)
from bot.storage.passing import may_pass
from bot.storage.pooler import PoolerError
from bot.storage.postgresql import PostgresqlEngine
from bot.storage.sqlite import SqliteEngine, prepare_file

log = logging.getLogger(__name__)

T = TypeVar("T")

# Any fixed number: a process that migrates a PostgreSQL database holds this advisory lock.
_MIGRATION_LOCK = 0x4541_5345
_NEWER = "a newer version of Easel has made it"
_FOREIGN = "another program keeps its data there; name a new database for Easel"


class StorageError(Exception):
    """A failure of the database: unreachable, locked, full, or a bad address.

    The text is one line without passwords, statements or members' words. `passes` is True for a
    failure that may pass by itself, such as a server that starts.
    """

    def __init__(self, text: str, *, passes: bool = False) -> None:
        super().__init__(text)
        self.passes = passes


class Database:
    """Transactions on one database; created by `Database.open`."""

    def __init__(self, engine: SqliteEngine | PostgresqlEngine) -> None:
        self._engine = engine
        self.on_transaction: Callable[[str, float], None] = _ignore
        """Called with `read` or `write`, and the seconds, after each transaction that succeeded."""
        self.alone = False
        """True if no other process used this database when it was opened."""
        self.migration = Migration(None, newest())
        """The migration that the opening has run."""

    @classmethod
    @asynccontextmanager
    async def open(cls, url: str, *, locked: bool = True) -> AsyncIterator[Self]:
        """Open and migrate the database at `url`; raises `StorageError` if it cannot be used.

        An opening that is not `locked` is not seen by processes that start.
        """
        async with _opened(url) as engine:
            database = cls(engine)
            with _translate_options():
                await database._migrate()
            if locked:
                with translate_errors():
                    database.alone = await engine.lock.acquire()
            yield database

    @classmethod
    @asynccontextmanager
    async def attach(cls, url: str) -> AsyncIterator[Self]:
        """Open a database beside the bot: it is neither created nor migrated, nor locked.

        Raises `StorageError` if it is not there, or of another revision than this version's.
        """
        path = sqlite_path(url)
        if path is not None and not path.exists():
            raise StorageError("there is none yet: the first start of the bot makes it")
        async with _opened(url) as engine:
            database = cls(engine)
            with _translate_options():
                async with database.read() as connection:
                    revision = await connection.run_sync(revision_of)
                    is_usable = revision == newest() or await connection.run_sync(is_expanded)
            if not is_usable:
                raise StorageError(unusable(revision))
            yield database

    async def _migrate(self) -> None:
        async with self.write() as connection:
            if self.dialect == "postgresql":
                await connection.execute(
                    text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK}
                )
            before, after, copy = await connection.run_sync(revision_of), newest(), None
            if self.file is not None and before in known_revisions() - {after}:
                # The write lock is held: until the migration, nothing else changes the file.
                copy = await asyncio.to_thread(copy_before_migration, self.file, after)
            try:
                await connection.run_sync(upgrade)
            except BaseException:
                if copy is not None:
                    copy.unlink()
                raise
            is_newer = await connection.run_sync(is_expanded)
        if is_newer:
            log.warning("the database is of a newer version, beside which this one still works")
            self.migration = Migration(before, before or after)
            return
        self.migration = Migration(before, after, copy)
        if before not in (None, after):
            log.info("the database is migrated from revision %s to %s", before, after)
        if copy is not None:
            log.info("the data from before are in %s", copy)

    @property
    def file(self) -> Path | None:
        """Return the path of the SQLite file; None for PostgreSQL."""
        return self._engine.file

    @property
    def dialect(self) -> str:
        """Return `sqlite` or `postgresql`."""
        return self._engine.writers[0].dialect.name

    @property
    def is_shared(self) -> bool:
        """Return True if several processes may do the same work on this database."""
        return self.dialect == "postgresql"

    async def now(self) -> datetime:
        """Return the time of the clock that all processes on this database share.

        It is PostgreSQL's, or the machine's for SQLite, whose file no other machine uses.
        """
        if self.dialect == "sqlite":
            return datetime.now(UTC)
        moment: datetime | None = await self.run_read(
            lambda connection: connection.scalar(select(func.clock_timestamp()))
        )
        if moment is None:
            raise StorageError("the database did not tell the time")
        return moment.astimezone(UTC)

    async def keep_lock(self) -> None:
        """Take the process's lock again if the server has lost it; raises `StorageError`."""
        with translate_errors():
            await self._engine.lock.keep()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """Open a write transaction: committed at the end, rolled back on any exception."""
        with translate_errors(), self._timed("write"):
            async with self._engine.write() as connection:
                yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Open a read-only transaction; on SQLite it never waits for a writer."""
        with translate_errors(), self._timed("read"):
            async with self._engine.read() as connection:
                yield connection

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[AsyncConnection]:
        """Open a read-only transaction all of whose statements see the same data."""
        with translate_errors():
            async with self._engine.snapshot() as connection:
                yield connection

    @asynccontextmanager
    async def exclusive(self, name: str) -> AsyncIterator[bool]:
        """Hold a lock inside the block, which no other process holds; False if another one does.

        Raises `StorageError` if the database cannot be asked. On SQLite it is always held: its file
        has one process that does such work.
        """
        async with AsyncExitStack() as stack:
            is_held = True
            if isinstance(self._engine, PostgresqlEngine):
                with translate_errors():
                    is_held = await stack.enter_async_context(self._engine.exclusive(name))
            yield is_held

    async def run_write(self, work: Work[T]) -> T:
        """Run short work in a transaction: committed before this returns, rolled back if it raises.

        On SQLite it runs in the database's thread and shares a commit with other work, so it must
        not use objects that change meanwhile.
        """
        with translate_errors(), self._timed("write"):
            return await self._engine.run_write(work)

    async def run_read(self, work: Work[T]) -> T:
        """Run short read-only work; on SQLite it runs in a thread, as with `run_write`."""
        with translate_errors(), self._timed("read"):
            return await self._engine.run_read(work)

    @contextmanager
    def _timed(self, kind: str) -> Iterator[None]:
        began = time.monotonic()
        yield
        self.on_transaction(kind, time.monotonic() - began)


def _ignore(_kind: str, _seconds: float) -> None:
    """Take no notice of a transaction."""


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[SqliteEngine | PostgresqlEngine]:
    engine: SqliteEngine | PostgresqlEngine
    try:
        parsed = parse_url(url)
        if is_sqlite(parsed):
            await asyncio.to_thread(prepare_file, Path(parsed.database or ""))
            engine = SqliteEngine(parsed)
        else:
            engine = PostgresqlEngine(parsed)
    except (SQLAlchemyError, AddressError, ImportError, OSError, sqlite3.Error) as error:
        raise StorageError(str(error)) from error
    try:
        yield engine
    finally:
        await engine.lock.close()
        await engine.close()


@contextmanager
def _translate_options() -> Iterator[None]:
    """Turn the failure of an option of the address into `StorageError`."""
    try:
        yield
    except TypeError as error:
        # The address's query parameters become keyword arguments of the driver.
        raise StorageError(f"an option of the address is not the driver's: {error}") from error


class translate_errors:  # noqa: N801 - used as a keyword would be
    """Turn failures of the database into `StorageError`; let other exceptions pass."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        ours = SQLAlchemyError | sqlite3.Error | OSError | NewerError | ForeignError | PoolerError
        if isinstance(error, ours):
            raise StorageError(_describe(error), passes=may_pass(_cause(error))) from None


def sqlite_path(url: str) -> Path | None:
    """Return the path of the SQLite file at this address; None for another address."""
    try:
        parsed = parse_url(url)
    except AddressError:
        return None
    return Path(parsed.database or "") if is_sqlite(parsed) else None


def unusable(revision: str | None) -> str:
    """Return the reason why a database of this revision is not this version's."""
    if revision is None:
        return "it has no tables yet: the first start of the bot makes them"
    if revision not in known_revisions():
        return _FOREIGN if is_foreign(revision) else _NEWER
    return f"it is at revision {revision}, and this version needs {newest()}: run `easel migrate`"


def _cause(error: BaseException) -> BaseException:
    """Return the driver's own exception."""
    driver_error = getattr(error, "orig", None)
    return error if driver_error is None else driver_error.__cause__ or driver_error


def _describe(error: BaseException) -> str:
    """Describe a failure in one line, without the values of the statement: members' words."""
    if isinstance(error, NewerError):
        return _NEWER
    if isinstance(error, ForeignError):
        return _FOREIGN
    if isinstance(error, PoolerError):
        return str(error)
    # SQLAlchemy's text repeats the statement and its values.
    cause = _cause(error)
    if _repeats_values(cause):
        return type(cause).__name__
    return f"{type(cause).__name__}: {cause}".splitlines()[0]


def _repeats_values(error: BaseException) -> bool:
    """Return True for PostgreSQL's error about a value that it cannot store."""
    if not type(error).__module__.startswith("asyncpg"):
        return False
    # Imported here, since with SQLite the driver is never loaded.
    from asyncpg import DataError  # type: ignore[import-untyped]

    return isinstance(error, DataError)
