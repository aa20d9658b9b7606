"""Inspection of a database without any change to it: what an opening would find and do."""

import asyncio
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from bot.storage.address import AddressError, is_sqlite, parse_url
from bot.storage.database import StorageError, translate_errors
from bot.storage.file_copy import open_file
from bot.storage.migrate import (
    MARK_QUERY,
    compatible_since,
    known_revisions,
    newest,
    revision_of,
    suits,
)
from bot.storage.postgresql import PostgresqlEngine
from bot.storage.schema import metadata


@dataclass(frozen=True, slots=True)
class Inspection:
    """A database as it is: `revision` is None before its first start, `exists` for a missing file.

    `obstacle` is the reason why a start could not write to it, or None.
    """

    dialect: str
    exists: bool
    revision: str | None
    obstacle: str | None = None
    compatible_since: str | None = None

    @property
    def is_newer(self) -> bool:
        """Return True if a newer version of Easel has made it, and this one cannot use it."""
        return self._is_unknown and not suits(self.revision, self.compatible_since)

    @property
    def _is_unknown(self) -> bool:
        return self.revision is not None and self.revision not in known_revisions()

    @property
    def is_older(self) -> bool:
        """Return True if a start would migrate it."""
        return not self._is_unknown and self.revision not in (None, newest())


async def inspect_database(url: str) -> Inspection:
    """Look at the database at this address; raises `StorageError` if it cannot be read."""
    try:
        parsed = parse_url(url)
        if is_sqlite(parsed):
            with translate_errors():
                return await asyncio.to_thread(_inspect_file, Path(parsed.database or ""))
        engine = PostgresqlEngine(parsed)
    except (SQLAlchemyError, AddressError, ImportError) as error:
        raise StorageError(str(error)) from error
    try:
        with translate_errors():
            async with engine.snapshot() as connection:
                return await connection.run_sync(_inspect_server)
    except TypeError as error:
        raise StorageError(f"an option of the address is not the driver's: {error}") from error
    finally:
        await engine.close()


def _inspect_file(path: Path) -> Inspection:
    if not path.exists():
        obstacle = obstacle_in(path.parent)
        return Inspection("sqlite", exists=False, revision=None, obstacle=obstacle)
    if path.is_dir():
        raise IsADirectoryError(f"Is a directory: '{path}'")
    # Without a file beside it, nobody has it open: then it is read without making such files.
    beside = path.with_name(f"{path.name}-wal")
    mode = "ro" if beside.exists() else "ro&immutable=1"
    with closing(open_file(path, mode)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        revision, since = _file_revision(connection), _file_mark(connection)
    obstacle = _forbidden(path) or obstacle_in(path.parent)
    return Inspection("sqlite", True, revision, obstacle, since)


def _file_mark(connection: sqlite3.Connection) -> str | None:
    table = "SELECT 1 FROM sqlite_master WHERE name = 'facts'"
    if connection.execute(table).fetchone() is None:
        return None
    row = connection.execute(MARK_QUERY).fetchone()
    return None if row is None else str(row[0])


def _file_revision(connection: sqlite3.Connection) -> str | None:
    table = "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
    if connection.execute(table).fetchone() is None:
        return None
    rows = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    return max((revision for (revision,) in rows), default=None)


def obstacle_in(path: Path) -> str | None:
    """Return the reason why no file can be made in a directory, which need not be there yet."""
    while not os.path.lexists(path) and path != path.parent:
        path = path.parent
    return _forbidden(path) if path.is_dir() else f"not a directory: '{path}'"


def _forbidden(path: Path) -> str | None:
    needed = os.W_OK | os.X_OK if path.is_dir() else os.W_OK
    return None if os.access(path, needed) else f"permission denied: '{path}'"


def _inspect_server(connection: Connection) -> Inspection:
    revision = revision_of(connection)
    obstacle = None
    if connection.scalar(text("SELECT pg_is_in_recovery()")):
        obstacle = "it is a read-only copy of another server"
    elif (
        revision != newest()
        and not suits(revision, compatible_since(connection))
        and not connection.scalar(text(_MAY_CREATE))
    ):
        obstacle = "permission denied: its user may not create tables"
    elif revision is not None and not all(connection.scalars(text(_MAY_WRITE), _NAMES)):
        obstacle = "permission denied: its user may not write to the tables"
    return Inspection("postgresql", True, revision, obstacle, compatible_since(connection))


_MAY_CREATE = "SELECT has_schema_privilege(current_schema(), 'CREATE')"
_MAY_WRITE = """
    SELECT has_table_privilege(c.oid, 'INSERT') AND has_table_privilege(c.oid, 'UPDATE')
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND c.relname = ANY(:names)
"""
_NAMES = {"names": [table.name for table in metadata.sorted_tables]}
