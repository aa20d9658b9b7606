"""Insert a row, or change the one that is there: one statement, on both engines."""

from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


async def upsert(
    connection: AsyncConnection,
    table: Any,
    key: dict[str, Any],
    values: dict[str, Any],
    *,
    where: ColumnElement[bool] | None = None,
) -> bool:
    """Give the row of `key` these `values`; says whether that was done.

    A row that is there is left alone unless `where` holds for it. Of several who ask at once, each
    sees what the one before has written: the engine looks again once it holds the row.
    """
    statement = _insert(connection.dialect.name)(table).values({**key, **values})
    written = await connection.execute(
        statement.on_conflict_do_update(index_elements=[*key], set_=values, where=where).returning(
            *(table.c[name] for name in key)
        )
    )
    return written.first() is not None


def _insert(dialect: str) -> Any:
    if dialect == "sqlite":
        return sqlite.insert
    # Loaded with the engine, and for SQLite two megabytes that nobody needs.
    from sqlalchemy.dialects import postgresql

    return postgresql.insert
