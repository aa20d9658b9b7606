"""The bot's memberships in servers: welcomed once, left, joined again."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, Table, or_, select, union, update

from bot.storage.database import Database
from bot.storage.schema import metadata, servers
from bot.storage.upsert import upsert

SERVER_TABLES: tuple[Table, ...] = tuple(
    table for table in metadata.sorted_tables if "guild_id" in table.c
)
"""The tables whose rows belong to a server."""


@dataclass(frozen=True, slots=True)
class MembershipChanges:
    """Numbers of servers that `reconcile` has marked as missing, left, and joined again."""

    missing: int = 0
    left: int = 0
    rejoined: int = 0


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
                {"left_at": now, "missing_since": None},
                where=servers.c.left_at.is_(None),
            )

    async def mark_joined(self, guild_id: int) -> None:
        """Record that the bot is in the server, if it was marked as left or missing."""
        is_marked = or_(servers.c.left_at.is_not(None), servers.c.missing_since.is_not(None))
        async with self._database.write() as connection:
            await connection.execute(
                update(servers)
                .where(servers.c.guild_id == guild_id, is_marked)
                .values(left_at=None, missing_since=None)
            )

    async def reconcile(
        self, present: Collection[int], covers: Callable[[int], bool], now: datetime
    ) -> MembershipChanges:
        """Mark known servers that are not `present` as missing, and present ones as joined.

        `present` are all servers for which `covers` is true; others are not touched. Discord may
        leave a server out for a while, so a missing one is not left yet: see `settle_missing`.
        """
        present = {*present}
        known, left = await self._known(), await self._marked(servers.c.left_at)
        missing = await self._marked(servers.c.missing_since)
        lost = {one for one in known - present - {*left} - {*missing} if covers(one)}
        found = present & ({*left} | {*missing})
        for guild_id in sorted(lost):
            await self._mark_missing(guild_id, now)
        for guild_id in sorted(found):
            await self.mark_joined(guild_id)
        return MembershipChanges(missing=len(lost), rejoined=len(found))

    async def settle_missing(
        self, lacks: Callable[[int], bool], now: datetime, patience: timedelta
    ) -> MembershipChanges:
        """Mark servers as left that are missing for longer than `patience`, from then on.

        `lacks` returns True if the bot is surely not in a server.
        """
        old = {
            guild_id: since
            for guild_id, since in (await self._marked(servers.c.missing_since)).items()
            if since <= now - patience and lacks(guild_id)
        }
        for guild_id, since in sorted(old.items()):
            await self.mark_left(guild_id, since)
        return MembershipChanges(left=len(old))

    async def _mark_missing(self, guild_id: int, now: datetime) -> None:
        async with self._database.write() as connection:
            await upsert(
                connection,
                servers,
                {"guild_id": guild_id},
                {"missing_since": now},
                where=servers.c.missing_since.is_(None),
            )

    async def _known(self) -> set[int]:
        """Return the servers with any row at all."""
        known = union(
            *(
                # Requests in direct messages wait under 0.
                select(table.c.guild_id).where(table.c.guild_id > 0)
                for table in SERVER_TABLES
            )
        )
        async with self._database.read() as connection:
            return _ids(await connection.scalars(known))

    async def _marked(self, mark: Column[Any]) -> dict[int, datetime]:
        """Return the servers with this mark, and its time."""
        query = select(servers.c.guild_id, mark.label("since")).where(mark.is_not(None))
        async with self._database.read() as connection:
            return {row.guild_id: row.since for row in await connection.execute(query)}


def _ids(rows: Iterable[int]) -> set[int]:
    return {*rows}
