"""Erasure of servers that the bot left long ago: every row with their id is deleted."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Table, and_, delete, select, true, tuple_

from bot.storage.database import Database
from bot.storage.memberships import SERVER_TABLES
from bot.storage.records import UNFINISHED
from bot.storage.schema import jobs, servers

_BATCH_SIZE = 500
# Processes with clocks that differ a little see what has just been written.
_SOON = timedelta(minutes=1)


class LeftServerStore:
    """Rows of servers that the bot has left."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def forget(self, left_before: datetime, lacks: Callable[[int], bool]) -> int:
        """Delete all rows of servers that were left before `left_before`; return how many are gone.

        Servers are skipped for which `lacks` is false, whatever the rows say: the bot is in them,
        or another process knows.

        Unfinished jobs, and failures that their member does not know of, stay until they end, and
        so does the server's own row, by which the next call finds them. A server that is joined
        again meanwhile keeps the rows that it still has.
        """
        async with self._database.read() as connection:
            old = await connection.scalars(
                select(servers.c.guild_id).where(servers.c.left_at < left_before)
            )
            guild_ids = {guild_id for guild_id in old if lacks(guild_id)}
        return sum([await self._forget(guild_id, left_before) for guild_id in sorted(guild_ids)])

    async def left_at(self, guild_id: int) -> datetime | None:
        """Return when the bot left this server; None if it is there, or was never."""
        query = select(servers.c.left_at).where(servers.c.guild_id == guild_id)
        async with self._database.read() as connection:
            left_at: datetime | None = await connection.scalar(query)
        return left_at

    async def forget_server(self, guild_id: int, now: datetime) -> bool:
        """Delete all rows of one server that the bot has left; return False if some have to stay.

        See `forget` for those.
        """
        return await self._forget(guild_id, now + _SOON)

    async def _forget(self, guild_id: int, left_before: datetime) -> bool:
        # Read again in each statement: the server may be joined meanwhile.
        still_left = select(servers.c.guild_id).where(
            servers.c.guild_id == guild_id, servers.c.left_at < left_before
        )
        for table in _dependent_tables():
            await self._drop(table, and_(table.c.guild_id.in_(still_left), _ended(table)))
        without_jobs = and_(
            servers.c.guild_id.in_(still_left),
            ~select(jobs.c.id).where(jobs.c.guild_id == guild_id).exists(),
        )
        return await self._drop(servers, without_jobs) > 0

    async def _drop(self, table: Table, which: ColumnElement[bool]) -> int:
        key = [*table.primary_key.columns]
        total, dropped = 0, _BATCH_SIZE
        while dropped == _BATCH_SIZE:
            # In batches, so that other writers do not wait long.
            batch = tuple_(*key).in_(select(*key).where(which).limit(_BATCH_SIZE))
            async with self._database.write() as connection:
                dropped = (await connection.execute(delete(table).where(batch))).rowcount
            total += dropped
        return total


def _dependent_tables() -> Iterator[Table]:
    return (table for table in SERVER_TABLES if table is not servers)


def _ended(table: Table) -> ColumnElement[bool]:
    """Return the condition for rows that may go: finished jobs with a notified member, and all
    rows of other tables."""
    if table is not jobs:
        return table.c.guild_id.is_not(None)
    return and_(jobs.c.state.not_in(UNFINISHED), jobs.c.unnotified.is_not(true()))
