"""What counts: sums over the jobs that are queued, running or done; there is no counter."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.records import COUNTED
from bot.storage.schema import jobs


@dataclass(frozen=True, slots=True)
class Account:
    """Whose use is meant: one member's in a server, or with no member the whole server's."""

    guild_id: int | None
    member_id: int | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """What one job counts since `at`: pictures, and micro-dollars as far as a price was known."""

    at: datetime
    pictures: int
    dollars: int = 0


async def total(connection: AsyncConnection, account: Account, since: datetime) -> tuple[int, int]:
    """Pictures and micro-dollars that count since then."""
    row = (
        await connection.execute(
            select(
                func.coalesce(func.sum(jobs.c.pictures), 0),
                func.coalesce(func.sum(jobs.c.estimate), 0),
            ).where(_counting(account, since))
        )
    ).one()
    # PostgreSQL adds integers up to a decimal.
    return int(row[0]), int(row[1])


async def uses(connection: AsyncConnection, account: Account, since: datetime) -> list[Use]:
    """What counts since then, oldest first."""
    rows = await connection.execute(
        select(jobs.c.created_at, jobs.c.pictures, jobs.c.estimate)
        .where(_counting(account, since))
        .order_by(jobs.c.created_at, jobs.c.id)
    )
    return [Use(row.created_at, row.pictures, row.estimate or 0) for row in rows]


def _counting(account: Account, since: datetime) -> ColumnElement[bool]:
    whose = jobs.c.guild_id == account.guild_id
    if account.member_id is not None:
        whose = and_(jobs.c.member_id == account.member_id, whose)
    return and_(whose, jobs.c.created_at > since, jobs.c.state.in_(COUNTED))
