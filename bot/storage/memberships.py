"""Which servers the bot is in: greeted once, left, joined again."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Table, select, union, update

from bot.storage.database import Database
from bot.storage.schema import metadata, servers
from bot.storage.upsert import upsert

OF_SERVERS: tuple[Table, ...] = tuple(
    table for table in metadata.sorted_tables if "guild_id" in table.c
)
"""The tables whose rows belong to servers."""


@dataclass(frozen=True, slots=True)
class Moves:
    """How many servers were found to be left, and how many to be joined again."""

    left: int
    back: int


class MembershipStore:
    """Rows about being in a server."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim_welcome(self, guild_id: int, now: datetime) -> bool:
        """Whether it is on the caller to greet the server: of all who ask, ever, one is told so."""
        async with self._database.write() as connection:
            return await upsert(
                connection,
                servers,
                {"guild_id": guild_id},
                {"welcomed_at": now},
                where=servers.c.welcomed_at.is_(None),
            )

    async def left(self, guild_id: int, now: datetime) -> None:
        """The bot is no longer in the server; the first time that this was seen is kept."""
        async with self._database.write() as connection:
            await upsert(
                connection,
                servers,
                {"guild_id": guild_id},
                {"left_at": now},
                where=servers.c.left_at.is_(None),
            )

    async def joined(self, guild_id: int) -> None:
        """The bot is in the server, whatever was before."""
        async with self._database.write() as connection:
            await connection.execute(
                update(servers)
                .where(servers.c.guild_id == guild_id, servers.c.left_at.is_not(None))
                .values(left_at=None)
            )

    async def compare(self, present: Collection[int], now: datetime) -> Moves:
        """Mark what is known of but not `present` as left, and what is present as not left.

        `present` are all servers that the bot is in.
        """
        known, marked = await self._known()
        gone = known - marked - {*present}
        back = marked & {*present}
        for guild_id in sorted(gone):
            await self.left(guild_id, now)
        for guild_id in sorted(back):
            await self.joined(guild_id)
        return Moves(left=len(gone), back=len(back))

    async def _known(self) -> tuple[set[int], set[int]]:
        """The servers with any row at all, and those among them that are marked as left."""
        every = union(
            *(select(table.c.guild_id).where(table.c.guild_id.is_not(None)) for table in OF_SERVERS)
        )
        left = select(servers.c.guild_id).where(servers.c.left_at.is_not(None))
        async with self._database.read() as connection:
            return _ids(await connection.scalars(every)), _ids(await connection.scalars(left))


def _ids(found: Iterable[int]) -> set[int]:
    return {*found}
