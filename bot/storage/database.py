"""One store, two engines: opening, transactions, migrations.

SQLite gets a writer of one connection, whose transactions begin with the write lock held, and
readers beside it; PostgreSQL gets one pool. A connection is never shared between tasks.
"""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any, Self

from alembic.util import CommandError
from asyncpg import DataError  # type: ignore[import-untyped]
from sqlalchemy import event, text
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.storage.migrate import upgrade

# Any fixed number: whoever migrates a PostgreSQL holds this advisory lock meanwhile.
_MIGRATION_LOCK = 0x4541_5345
# Seconds that SQLite waits for another process's lock.
_PATIENCE = 10


class StorageError(Exception):
    """The database did not do what was asked: gone, locked, full. The cause says why."""


class Database:
    """Transactions on one database. Use `Database.open`."""

    def __init__(self, writer: AsyncEngine, reader: AsyncEngine) -> None:
        self._writer = writer
        self._reader = reader

    @classmethod
    @asynccontextmanager
    async def open(cls, url: str) -> AsyncIterator[Self]:
        """Open and migrate the database at `url`; raises `StorageError` when it cannot be used."""
        parsed = parse(url)
        try:
            if is_sqlite(parsed):
                await asyncio.to_thread(_make_file, Path(parsed.database or ""))
            engines = _sqlite(parsed) if is_sqlite(parsed) else _postgresql(parsed)
        except (SQLAlchemyError, ImportError, OSError, sqlite3.Error) as error:
            raise StorageError(str(error)) from error
        database = cls(*engines)
        try:
            await database._migrate()
            yield database
        finally:
            for engine in {*engines}:
                await engine.dispose()

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
        return self._writer.dialect.name

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that may write: committed at the end, rolled back on any exception."""
        with _translated():
            async with self._writer.begin() as connection:
                yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that only reads; on SQLite it never waits for a writer."""
        with _translated():
            async with self._reader.begin() as connection:
                yield connection


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
        if isinstance(error, SQLAlchemyError | OSError | CommandError):
            raise StorageError(_facts(error)) from None


def _facts(error: BaseException) -> str:
    """What happened, without what was written: that is members' words."""
    if isinstance(error, CommandError):
        # Alembic does not know the revision that the database says it has.
        return "a newer version of Easel has made it"
    # SQLAlchemy's own text repeats the statement and its values.
    driver_error = getattr(error, "orig", None)
    cause = error if driver_error is None else driver_error.__cause__ or driver_error
    if isinstance(cause, DataError):
        # So does PostgreSQL's of a value that it cannot take.
        return type(cause).__name__
    return f"{type(cause).__name__}: {cause}".splitlines()[0]


def _make_file(path: Path) -> None:
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


def _sqlite(url: URL) -> tuple[AsyncEngine, AsyncEngine]:
    writer = create_async_engine(url, pool_size=1, max_overflow=0, pool_timeout=60)
    reader = create_async_engine(url, pool_size=4, max_overflow=0, pool_timeout=60)
    for engine, begin in ((writer, "BEGIN IMMEDIATE"), (reader, "BEGIN")):
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_with(begin))
    return writer, reader


def _prepare_sqlite(connection: Any, record: object) -> None:  # noqa: ARG001
    # The driver would otherwise begin transactions of its own, without the write lock.
    connection.isolation_level = None
    cursor = connection.cursor()
    # FULL: a task id that was committed must outlive a power cut, since the task was paid for.
    for pragma in ("synchronous=FULL", "foreign_keys=ON", f"busy_timeout={_PATIENCE * 1000}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_with(statement: str) -> Any:
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)

    return begin


def _postgresql(url: URL) -> tuple[AsyncEngine, AsyncEngine]:
    engine = create_async_engine(url, pool_size=10, max_overflow=10, pool_pre_ping=True)
    return engine, engine
