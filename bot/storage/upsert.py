"""Insert a row, or change the one that is there: one statement, on both engines."""

from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.dialects import postgresql, sqlite
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
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = insert(table).values({**key, **values})
    written = await connection.execute(
        statement.on_conflict_do_update(index_elements=[*key], set_=values, where=where).returning(
            *(table.c[name] for name in key)
        )
    )
    return written.first() is not None
