"""Forgetting servers that the bot left long ago: everything with their id goes."""

from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, Table, and_, delete, select, tuple_

from bot.storage.database import Database
from bot.storage.memberships import OF_SERVERS
from bot.storage.records import UNFINISHED
from bot.storage.schema import jobs, servers

_BATCH_SIZE = 500


class LeftServerStore:
    """Drops servers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def forget(self, left_before: datetime, present: Collection[int]) -> int:
        """Drop all rows of the servers that were left before then; says how many are gone.

        `present` are the servers that the bot is in, whatever is known of them here.

        Jobs that are not at their end, and failures that their member does not know of, are left
        to end first, and the server's own row with them: the next round finds it. So does a server
        that is joined again meanwhile keep what it still has.
        """
        async with self._database.read() as connection:
            old = await connection.scalars(
                select(servers.c.guild_id).where(servers.c.left_at < left_before)
            )
            found = {*old} - {*present}
        return sum([await self._forget(guild_id, left_before) for guild_id in sorted(found)])

    async def _forget(self, guild_id: int, left_before: datetime) -> bool:
        still = select(servers.c.guild_id).where(
            servers.c.guild_id == guild_id, servers.c.left_at < left_before
        )
        for table in _but_servers():
            await self._drop(table, and_(table.c.guild_id.in_(still), _ended(table)))
        last = and_(
            servers.c.guild_id.in_(still),
            ~select(jobs.c.id).where(jobs.c.guild_id == guild_id).exists(),
        )
        return await self._drop(servers, last) > 0

    async def _drop(self, table: Table, which: ColumnElement[bool]) -> int:
        key = [*table.primary_key.columns]
        dropped, some = 0, _BATCH_SIZE
        while some == _BATCH_SIZE:
            # Others want to write too, so no transaction takes long.
            chosen = tuple_(*key).in_(select(*key).where(which).limit(_BATCH_SIZE))
            async with self._database.write() as connection:
                some = (await connection.execute(delete(table).where(chosen))).rowcount
            dropped += some
        return dropped


def _but_servers() -> Iterator[Table]:
    return (table for table in OF_SERVERS if table is not servers)


def _ended(table: Table) -> ColumnElement[bool]:
    """Of jobs, those that nobody has to do with any more; of all else, everything."""
    if table is not jobs:
        return table.c.guild_id.is_not(None)
    return and_(jobs.c.state.not_in(UNFINISHED), jobs.c.token.is_(None))
