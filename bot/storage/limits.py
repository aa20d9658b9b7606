"""Limits that a server has set: for itself, for everyone in it, for a role, for a member."""

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, bindparam, delete, select
from sqlalchemy.engine import Connection

from bot.storage.audit import Entry, record
from bot.storage.database import Database
from bot.storage.room import check_room, count_rows
from bot.storage.schema import limits
from bot.storage.upsert import upsert


class TargetKind(StrEnum):
    """The kinds of target that a limit can have; the first two have no target id."""

    SERVER = "server"
    EVERYONE = "everyone"
    ROLE = "role"
    MEMBER = "member"


ANY = "any"
"""Stands for every metric and every window in a row that makes everything unlimited."""


MAX_LIMITS = 500
"""Limits of one server."""


@dataclass(frozen=True, slots=True)
class SetLimit:
    """One row. `amount` is in pictures or micro-dollars, and None is unlimited.

    A row that `adds` is an extra on top of the limit that applies otherwise.
    """

    whose: TargetKind
    target_id: int
    metric: str
    per: str
    amount: int | None
    adds: bool = False
    until: datetime | None = None


class LimitStore:
    """Rows of the table `limits`; each change is recorded in the audit log."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, guild_id: int) -> list[SetLimit]:
        """Return a server's limits in a fixed order, expired ones included."""
        return await self._database.run_read(lambda connection: limits_of(connection, guild_id))

    async def put(self, limit: SetLimit, entry: Entry) -> None:
        """Set a limit; it replaces one with the same target, metric and window.

        A limit that makes everything unlimited replaces all of the target's limits, except extras.
        Where there are too many, expired ones give way; raises `FullError` if that is not enough.
        """
        values = asdict(limit)
        names = ("whose", "target_id", "metric", "per", "adds")
        key = {"guild_id": entry.guild_id, **{name: values.pop(name) for name in names}}
        async with self._database.write() as connection:
            if limit.metric == ANY:
                same_target = _target(entry, limit.whose, limit.target_id)
                replaced = and_(same_target, limits.c.adds.is_(False))
                await connection.execute(delete(limits).where(replaced))
            await upsert(connection, limits, key, values)
            if await count_rows(connection, limits, entry.guild_id) > MAX_LIMITS:
                await connection.execute(delete(limits).where(_expired(entry)))
                await check_room(connection, limits, entry.guild_id, MAX_LIMITS)
            await record(connection, entry)

    async def clear(
        self,
        whose: TargetKind,
        target_id: int,
        entry: Entry,
        *,
        per: str | None = None,
        metric: str | None = None,
    ) -> int:
        """Delete a target's limits, all or of one window or metric; return how many there were.

        If there was none, nothing is recorded.
        """
        statement = delete(limits).where(_target(entry, whose, target_id))
        if per is not None:
            statement = statement.where(limits.c.per == per)
        if metric is not None:
            statement = statement.where(limits.c.metric == metric)
        async with self._database.write() as connection:
            cleared = await connection.execute(statement)
            if cleared.rowcount:
                await record(connection, entry)
        return cleared.rowcount


def _target(entry: Entry, whose: TargetKind, target_id: int) -> ColumnElement[bool]:
    return and_(
        limits.c.guild_id == entry.guild_id,
        limits.c.whose == whose,
        limits.c.target_id == target_id,
    )


def _expired(entry: Entry) -> ColumnElement[bool]:
    return and_(limits.c.guild_id == entry.guild_id, limits.c.until <= entry.at)


_OF_SERVER = (
    select(limits)
    .where(limits.c.guild_id == bindparam("guild"))
    .order_by(limits.c.whose, limits.c.target_id, limits.c.metric, limits.c.per, limits.c.adds)
)


def limits_of(connection: Connection, guild_id: int) -> list[SetLimit]:
    """Return a server's limits in a fixed order, expired ones included."""
    return [as_limit(row) for row in connection.execute(_OF_SERVER, {"guild": guild_id})]


def as_limit(row: Row[Any]) -> SetLimit:
    """Build the value of a row, without its server."""
    return SetLimit(
        whose=TargetKind(row.whose),
        target_id=row.target_id,
        metric=row.metric,
        per=row.per,
        amount=row.amount,
        adds=row.adds,
        until=row.until,
    )
