"""The bot's memberships in servers: welcomed once, left, joined again."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Table, select, union, update

from bot.storage.database import Database
from bot.storage.schema import metadata, servers
from bot.storage.upsert import upsert

SERVER_TABLES: tuple[Table, ...] = tuple(
    table for table in metadata.sorted_tables if "guild_id" in table.c
)
"""The tables whose rows belong to a server."""


@dataclass(frozen=True, slots=True)
class MembershipChanges:
    """Numbers of servers that `reconcile` has marked as left, and as joined again."""

    left: int
    rejoined: int


class MembershipStore:
    """Rows of the table `servers`, as far as they are about the bot's membership."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim_welcome(self, guild_id: int, now: datetime) -> bool:
        """Return True if the caller should welcome the server: for one caller, once for ever."""
        async with self._database.write() as connection:
            return await upsert(
                connection,
                servers,
                {"guild_id": guild_id},
                {"welcomed_at": now},
                where=servers.c.welcomed_at.is_(None),
            )

    async def mark_left(self, guild_id: int, now: datetime) -> None:
        """Record that the bot has left the server; an earlier time is kept."""
        async with self._database.write() as connection:
            await upsert(
                connection,
                servers,
                {"guild_id": guild_id},
                {"left_at": now},
                where=servers.c.left_at.is_(None),
            )

    async def mark_joined(self, guild_id: int) -> None:
        """Record that the bot is in the server, if it was marked as left."""
        async with self._database.write() as connection:
            await connection.execute(
                update(servers)
                .where(servers.c.guild_id == guild_id, servers.c.left_at.is_not(None))
                .values(left_at=None)
            )

    async def reconcile(self, present: Collection[int], now: datetime) -> MembershipChanges:
        """Mark known servers that are not `present` as left, and present ones as joined.

        `present` are all servers that the bot is in.
        """
        known, marked = await self._known()
        left = known - marked - {*present}
        rejoined = marked & {*present}
        for guild_id in sorted(left):
            await self.mark_left(guild_id, now)
        for guild_id in sorted(rejoined):
            await self.mark_joined(guild_id)
        return MembershipChanges(left=len(left), rejoined=len(rejoined))

    async def _known(self) -> tuple[set[int], set[int]]:
        """Return the servers with any row at all, and those of them that are marked as left."""
        known = union(
            *(
                select(table.c.guild_id).where(table.c.guild_id.is_not(None))
                for table in SERVER_TABLES
            )
        )
        left = select(servers.c.guild_id).where(servers.c.left_at.is_not(None))
        async with self._database.read() as connection:
            return _ids(await connection.scalars(known)), _ids(await connection.scalars(left))


def _ids(rows: Iterable[int]) -> set[int]:
    return {*rows}
