"""The audit log of a server's settings, written in the same transaction as the change."""

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
    """One change: `member_id` did `action` in a server; `facts` are its details, as JSON."""

    guild_id: int
    member_id: int
    at: datetime
    action: str
    facts: Mapping[str, Any] = field(default_factory=dict)


async def record(connection: AsyncConnection, entry: Entry) -> None:
    """Insert the entry, in the transaction of the change itself."""
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
    """Reads the audit log, and notes changes that are not kept in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, entry: Entry) -> None:
        """Record a change that was made elsewhere."""
        async with self._database.write() as connection:
            await record(connection, entry)

    async def newest(self, guild_id: int, limit: int) -> list[Entry]:
        """Return a server's latest changes, newest first, at most `limit` of them."""
        async with self._database.read() as connection:
            rows = await connection.execute(
                select(audit)
                .where(audit.c.guild_id == guild_id)
                .order_by(audit.c.id.desc())
                .limit(limit)
            )
            return [
                Entry(row.guild_id, row.member_id, row.at, row.action, row.facts) for row in rows
            ]
