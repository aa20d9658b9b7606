"""Insert a row, or update or keep the existing one, in one statement, on both engines."""

from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncConnection


async def upsert(
    connection: AsyncConnection,
    table: Any,
    key: dict[str, Any],
    values: dict[str, Any],
    *,
    where: ColumnElement[bool] | None = None,
) -> bool:
    """Insert or update the row with this `key`; return True if it was written.

    An existing row is only updated if it meets `where`. Of several concurrent calls each sees the
    values of the one before, since the engine evaluates `where` again once it has locked the row.
    """
    return await connection.run_sync(upsert_now, table, key, values, where=where)


def upsert_now(
    connection: Connection,
    table: Any,
    key: dict[str, Any],
    values: dict[str, Any],
    *,
    where: ColumnElement[bool] | None = None,
) -> bool:
    """Do the same in short work, as `run_write` takes it."""
    statement = _insert(connection.dialect.name)(table).values({**key, **values})
    written = connection.execute(
        statement.on_conflict_do_update(index_elements=[*key], set_=values, where=where).returning(
            *(table.c[name] for name in key)
        )
    )
    return written.first() is not None


def insert_if_new(connection: Connection, table: Any, values: dict[str, Any]) -> bool:
    """Insert a row unless there is one with its key; return True if it was inserted."""
    statement = _insert(connection.dialect.name)(table).values(values)
    return bool(connection.execute(statement.on_conflict_do_nothing()).rowcount)


def _insert(dialect: str) -> Any:
    if dialect == "sqlite":
        return sqlite.insert
    # PostgreSQL's engine has loaded it already; with SQLite it would waste two megabytes.
    from sqlalchemy.dialects import postgresql

    return postgresql.insert
