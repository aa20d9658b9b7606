"""Inspection of a database without any change to it: what an opening would find and do."""

import asyncio
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from bot.storage.address import AddressError, is_sqlite, parse_url
from bot.storage.database import StorageError, translate_errors
from bot.storage.file_copy import open_file
from bot.storage.key_values import APPLICATION
from bot.storage.migrate import (
    COMPATIBLE_SINCE_MARK,
    compatible_since,
    is_foreign,
    known_revisions,
    newest,
    revision_of,
    suits,
)
from bot.storage.postgresql import PostgresqlEngine
from bot.storage.schema import facts, metadata


@dataclass(frozen=True, slots=True)
class Inspection:
    """A database as it is: `revision` is None before its first start, `exists` for a missing file.

    `obstacle` is the reason why a start could not write to it, or None. `application` is the id of
    the application that it belongs to, None before the first login. `size` is in bytes.
    """

    dialect: str
    exists: bool
    revision: str | None
    obstacle: str | None = None
    application: str | None = None
    size: int = 0
    compatible_since: str | None = None

    @property
    def is_newer(self) -> bool:
        """Return True if a newer version of Easel has made it, and this one cannot use it."""
        is_known = self.revision is None or self.revision in known_revisions()
        is_usable = is_known or suits(self.revision, self.compatible_since)
        return not is_usable and not self.is_foreign

    @property
    def is_foreign(self) -> bool:
        """Return True if another program keeps its data there."""
        return self.revision is not None and is_foreign(self.revision)

    @property
    def is_older(self) -> bool:
        """Return True if a start would migrate it."""
        return self.revision in known_revisions() - {newest()}


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
    # Without both files beside it, nobody has it open: then it is read without making such files.
    beside = [path.with_name(f"{path.name}{end}") for end in ("-wal", "-shm")]
    mode = "ro" if all(file.exists() for file in beside) else "ro&immutable=1"
    with closing(open_file(path, mode)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        revision = _texts_in(connection, "alembic_version", "version_num")
        application = _fact_in(connection, APPLICATION)
        since = _fact_in(connection, COMPATIBLE_SINCE_MARK)
    return Inspection(
        "sqlite",
        exists=True,
        revision=max(revision, default=None),
        obstacle=_forbidden(path) or obstacle_in(path.parent),
        application=application,
        size=sum(file.stat().st_size for file in (path, beside[0]) if file.exists()),
        compatible_since=since,
    )


def _fact_in(connection: sqlite3.Connection, name: str) -> str | None:
    return max(_texts_in(connection, facts.name, "value", f"name = '{name}'"), default=None)


def _texts_in(
    connection: sqlite3.Connection, table: str, column: str, where: str = "TRUE"
) -> list[str]:
    """Return the texts of a column; none if there is no such table yet."""
    is_there = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    if connection.execute(is_there, (table,)).fetchone() is None:
        return []
    query = f"SELECT {column} FROM {table} WHERE {where}"  # noqa: S608 - the names are ours
    return [str(value) for (value,) in connection.execute(query)]


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
    owner = select(facts.c.value).where(facts.c.name == APPLICATION)
    has_facts = _has_facts(connection)
    return Inspection(
        "postgresql",
        exists=True,
        revision=revision,
        obstacle=obstacle,
        application=connection.scalar(owner) if has_facts else None,
        size=connection.scalar(text("SELECT pg_database_size(current_database())")) or 0,
        compatible_since=compatible_since(connection) if has_facts else None,
    )


def _has_facts(connection: Connection) -> bool:
    """Return True if there is the table, and we may read it."""
    query = text("SELECT has_table_privilege(to_regclass(:name), 'SELECT')")
    return bool(connection.scalar(query, {"name": facts.name}))


_MAY_CREATE = "SELECT has_schema_privilege(current_schema(), 'CREATE')"
_MAY_WRITE = """
    SELECT has_table_privilege(c.oid, 'INSERT') AND has_table_privilege(c.oid, 'UPDATE')
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND c.relname = ANY(:names)
"""
_NAMES = {"names": [table.name for table in metadata.sorted_tables]}
