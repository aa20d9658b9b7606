"""The record of what was changed in how a server is run: in one transaction with the change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import Database
from bot.storage.schema import audit


@dataclass(frozen=True, slots=True)
class Entry:
    """`member_id` did `action` in a server; `facts` say what exactly, as JSON."""

    guild_id: int
    member_id: int
    at: datetime
    action: str
    facts: Mapping[str, Any] = field(default_factory=dict)


async def record(connection: AsyncConnection, entry: Entry) -> None:
    """Write it down, in the transaction of the change itself."""
    await connection.execute(
        insert(audit).values(
            guild_id=entry.guild_id,
            member_id=entry.member_id,
            at=entry.at,
            action=entry.action,
            facts=dict(entry.facts),
        )
    )


class AuditStore:
    """What was changed, to be read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def newest(self, guild_id: int, most: int) -> list[Entry]:
        """The last changes in a server, newest first."""
        async with self._database.read() as connection:
            rows = await connection.execute(
                select(audit)
                .where(audit.c.guild_id == guild_id)
                .order_by(audit.c.id.desc())
                .limit(most)
            )
            return [
                Entry(row.guild_id, row.member_id, row.at, row.action, row.facts) for row in rows
            ]
