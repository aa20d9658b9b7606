"""One store, two engines: opening, transactions, migrations.

SQLite gets writers who take turns, whose transactions begin with the write lock held, and readers
beside them; PostgreSQL gets one pool. A connection is never shared between tasks.

What is short and frequent is a function, run in one go (`run_write`, `run_read`); what is long or
seldom talks with the database statement by statement (`write`, `read`).
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Self, TypeVar

from sqlalchemy import func, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.group_commit import Work
from bot.storage.migrate import NewerError, upgrade
from bot.storage.postgresql import PostgresqlEngine
from bot.storage.sqlite import SqliteEngine, make_file

T = TypeVar("T")

# Any fixed number: whoever migrates a PostgreSQL holds this advisory lock meanwhile.
_MIGRATION_LOCK = 0x4541_5345


class StorageError(Exception):
    """The database did not do what was asked: gone, locked, full. The cause says why."""


class Database:
    """Transactions on one database. Use `Database.open`."""

    def __init__(self, engine: SqliteEngine | PostgresqlEngine) -> None:
        self._engine = engine
        self.alone = False
        """Whether no other process used this database when it was opened."""

    @classmethod
    @asynccontextmanager
    async def open(cls, url: str) -> AsyncIterator[Self]:
        """Open and migrate the database at `url`; raises `StorageError` when it cannot be used."""
        parsed = parse(url)
        engine: SqliteEngine | PostgresqlEngine
        try:
            if is_sqlite(parsed):
                await asyncio.to_thread(make_file, Path(parsed.database or ""))
                engine = SqliteEngine(parsed)
            else:
                engine = PostgresqlEngine(parsed)
        except (SQLAlchemyError, ImportError, OSError, sqlite3.Error) as error:
            raise StorageError(str(error)) from error
        database = cls(engine)
        try:
            await database._migrate()
            with _translated():
                database.alone = await engine.lock.acquire()
            yield database
        finally:
            await engine.lock.close()
            await engine.close()

    async def _migrate(self) -> None:
        try:
            async with self.write() as connection:
                if self.dialect == "postgresql":
                    await connection.execute(
                        text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK}
                    )
                await connection.run_sync(upgrade)
        except TypeError as error:
            # The driver is called with whatever stands behind the question mark of the address.
            raise StorageError(f"an option of the address is not the driver's: {error}") from error

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._engine.writers[0].dialect.name

    async def now(self) -> datetime:
        """Return the time by the clock that all processes on this database share.

        PostgreSQL's own; the machine's for SQLite, since no other machine uses the file.
        """
        if self.dialect == "sqlite":
            return datetime.now(UTC)
        moment: datetime | None = await self.run_read(
            lambda connection: connection.scalar(select(func.clock_timestamp()))
        )
        if moment is None:
            raise StorageError("the database did not tell the time")
        return moment.astimezone(UTC)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that may write: committed at the end, rolled back on any exception."""
        with _translated():
            async with self._engine.write() as connection:
                yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that only reads; on SQLite it never waits for a writer."""
        with _translated():
            async with self._engine.read() as connection:
                yield connection

    async def run_write(self, work: Work[T]) -> T:
        """Short work in a transaction: committed before this returns, rolled back if it raises.

        On SQLite it runs in a thread of the database's, and shares its commit with others: it may
        look at nothing that changes meanwhile.
        """
        with _translated():
            return await self._engine.run_write(work)

    async def run_read(self, work: Work[T]) -> T:
        """Short work that only reads; on SQLite in a thread, as with `run_write`."""
        with _translated():
            return await self._engine.run_read(work)


def parse(url: str) -> URL:
    """The address as SQLAlchemy reads it; raises `StorageError` without repeating a password."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise StorageError("this is not a database address") from None
    if parsed.drivername not in ("sqlite+aiosqlite", "postgresql+asyncpg"):
        raise StorageError(
            "a database address starts with sqlite+aiosqlite:/// or postgresql+asyncpg://"
        )
    if is_sqlite(parsed) and parsed.database in (None, "", ":memory:"):
        raise StorageError("a database in memory would forget every job; name a file")
    return parsed


def is_sqlite(url: URL) -> bool:
    """Whether the address names a file."""
    return url.get_backend_name() == "sqlite"


class _translated:  # noqa: N801 - used as a keyword would be
    """Turn failures of the database into `StorageError`; leave everybody else's alone."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, SQLAlchemyError | sqlite3.Error | OSError | NewerError):
            raise StorageError(_facts(error)) from None


def _facts(error: BaseException) -> str:
    """What happened, without what was written: that is members' words."""
    if isinstance(error, NewerError):
        return "a newer version of Easel has made it"
    # SQLAlchemy's own text repeats the statement and its values.
    driver_error = getattr(error, "orig", None)
    cause = error if driver_error is None else driver_error.__cause__ or driver_error
    if _repeats_values(cause):
        return type(cause).__name__
    return f"{type(cause).__name__}: {cause}".splitlines()[0]


def _repeats_values(error: BaseException) -> bool:
    """Whether it is PostgreSQL's of a value that it cannot take."""
    if not type(error).__module__.startswith("asyncpg"):
        return False
    # The driver is there already; where SQLite is used it never is.
    from asyncpg import DataError  # type: ignore[import-untyped]

    return isinstance(error, DataError)
