"""The limits that a server has set: for itself, for everyone in it, for a role, for a member."""

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, bindparam, delete, select
from sqlalchemy.engine import Connection

from bot.storage.audit import Entry, record
from bot.storage.database import Database
from bot.storage.schema import limits
from bot.storage.upsert import upsert


class Whose(StrEnum):
    """Whom a limit is for; the first two have no target."""

    SERVER = "server"
    EVERYONE = "everyone"
    ROLE = "role"
    MEMBER = "member"


ANY = "any"
"""Every metric, every window: what may stand in their place where everything is unlimited."""


@dataclass(frozen=True, slots=True)
class SetLimit:
    """One row. `amount` is pictures or micro-dollars, None is unlimited; what `adds` comes on top
    of what holds otherwise."""

    whose: Whose
    target_id: int
    metric: str
    per: str
    amount: int | None
    adds: bool = False
    until: datetime | None = None


class LimitStore:
    """Rows about limits; each change is recorded with it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, guild_id: int) -> list[SetLimit]:
        """What a server has set, in a fixed order."""
        return await self._database.run_read(lambda connection: limits_of(connection, guild_id))

    async def put(self, chosen: SetLimit, entry: Entry) -> None:
        """Set it, in place of what was set alike for the same target, metric and window.

        To be unlimited in everything takes the place of all that was set for the target, but for
        what comes on top.
        """
        values = asdict(chosen)
        names = ("whose", "target_id", "metric", "per", "adds")
        key = {"guild_id": entry.guild_id, **{name: values.pop(name) for name in names}}
        async with self._database.write() as connection:
            if chosen.metric == ANY:
                others = _target(entry, chosen.whose, chosen.target_id)
                await connection.execute(delete(limits).where(others, limits.c.adds.is_(False)))
            await upsert(connection, limits, key, values)
            await record(connection, entry)

    async def clear(
        self, whose: Whose, target_id: int, entry: Entry, *, per: str | None = None
    ) -> int:
        """Take back what is set for the target, all or in one window; says how many.

        Nothing is recorded where there was nothing.
        """
        chosen = delete(limits).where(_target(entry, whose, target_id))
        if per is not None:
            chosen = chosen.where(limits.c.per == per)
        async with self._database.write() as connection:
            cleared = await connection.execute(chosen)
            if cleared.rowcount:
                await record(connection, entry)
        return cleared.rowcount


def _target(entry: Entry, whose: Whose, target_id: int) -> ColumnElement[bool]:
    return and_(
        limits.c.guild_id == entry.guild_id,
        limits.c.whose == whose,
        limits.c.target_id == target_id,
    )


_OF_SERVER = (
    select(limits)
    .where(limits.c.guild_id == bindparam("guild"))
    .order_by(limits.c.whose, limits.c.target_id, limits.c.metric, limits.c.per, limits.c.adds)
)


def limits_of(connection: Connection, guild_id: int) -> list[SetLimit]:
    """What a server has set."""
    return [as_limit(row) for row in connection.execute(_OF_SERVER, {"guild": guild_id})]


def as_limit(row: Row[Any]) -> SetLimit:
    """What a row says, but for its server."""
    return SetLimit(
        whose=Whose(row.whose),
        target_id=row.target_id,
        metric=row.metric,
        per=row.per,
        amount=row.amount,
        adds=row.adds,
        until=row.until,
    )
