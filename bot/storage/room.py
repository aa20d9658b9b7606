"""Bounds of the rows in which a server keeps its decisions: every request in it reads them all."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection


class FullError(Exception):
    """A row too many; `most` is how many the server may have."""

    def __init__(self, most: int) -> None:
        super().__init__(f"more than {most} rows")
        self.most = most


async def check_room(connection: AsyncConnection, table: Any, guild_id: int, most: int) -> None:
    """Raise `FullError` if the server has more than `most` rows, those just written included.

    It comes after the write, in its transaction: so requests at once are no way around it.
    """
    if await count_rows(connection, table, guild_id) > most:
        raise FullError(most)


async def count_rows(connection: AsyncConnection, table: Any, guild_id: int) -> int:
    """Count the rows of a server."""
    query = select(func.count()).select_from(table).where(table.c.guild_id == guild_id)
    return await connection.scalar(query) or 0
