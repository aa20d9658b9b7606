"""Dropping what a server has decided with an end, some time after that end."""

from datetime import datetime

from sqlalchemy import delete

from bot.storage.database import Database
from bot.storage.schema import blocks, limits

_WITH_AN_END = (blocks, limits)


class ExpiredStore:
    """Blocks and limits that hold no more."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def drop(self, ended_before: datetime) -> int:
        """Drop those that ended before then; says how many."""
        dropped = 0
        async with self._database.write() as connection:
            for table in _WITH_AN_END:
                gone = await connection.execute(delete(table).where(table.c.until < ended_before))
                dropped += gone.rowcount
        return dropped
