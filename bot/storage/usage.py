"""A server's usage over time: sums over the jobs that count."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, case, cast, func, select

from bot.storage.database import Database
from bot.storage.records import COUNTED
from bot.storage.schema import jobs
from bot.storage.shares import shares_of

_BATCH_SIZE = 500


class Granularity(StrEnum):
    """The length of time, in UTC, that one sum covers."""

    HOUR = "hour"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class UsageSum:
    """A member's usage of one operation in the hour or day that begins `at`.

    `micro` is micro-dollars at the prices that were known; `unpriced` of the jobs had none. A job
    with several tasks is one of each of their operations. The
    member is `ANONYMOUS` after an erasure.
    """

    at: datetime
    member_id: int
    operation: str
    jobs: int
    pictures: int
    micro: int
    unpriced: int


class UsageStore:
    """Sums of the jobs that count, computed by the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(
        self, guild_id: int, since: datetime, granularity: Granularity
    ) -> AsyncGenerator[UsageSum, None]:
        """Yield a server's sums from `since` on, ordered by time, member and operation.

        They are streamed, since there can be very many. Use it with `contextlib.aclosing`, so that
        the transaction ends with the loop.
        """
        begins = begins_of(self._database.dialect, granularity).label("begins")
        is_counted = and_(
            jobs.c.guild_id == guild_id, jobs.c.created_at >= since, jobs.c.state.in_(COUNTED)
        )
        shares = shares_of(is_counted)
        operation = func.coalesce(shares.c.operation, jobs.c.operation).label("operation")
        micro = case((shares.c.job_id.is_(None), jobs.c.estimate), else_=shares.c.micro)
        query = (
            select(
                begins,
                jobs.c.member_id,
                operation,
                func.count(),
                func.sum(func.coalesce(shares.c.pictures, jobs.c.pictures)),
                func.coalesce(func.sum(micro), 0),
                func.count() - func.count(micro),
            )
            .select_from(jobs.outerjoin(shares, shares.c.job_id == jobs.c.id))
            .where(is_counted)
            .group_by(begins, jobs.c.member_id, operation)
            .order_by(begins, jobs.c.member_id, operation)
        )
        async with self._database.read() as connection:
            result = await connection.stream(query)
            async for rows in result.partitions(_BATCH_SIZE):
                for at, member_id, operation, *numbers in rows:
                    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
                    # PostgreSQL's sum of integers is a decimal.
                    yield UsageSum(moment, member_id, operation, *map(int, numbers))


def begins_of(dialect: str, granularity: Granularity) -> ColumnElement[Any]:
    """Build the expression for a job's date in UTC, with the hour if needed: `2026-11-22 14`."""
    hourly = granularity is Granularity.HOUR
    if dialect == "postgresql":
        pattern = "YYYY-MM-DD HH24" if hourly else "YYYY-MM-DD"
        return func.to_char(func.timezone("UTC", jobs.c.created_at), pattern)
    # SQLite's date functions round to milliseconds, and so the end of a day into the next.
    length = len("2026-11-22 14" if hourly else "2026-11-22")
    return func.substr(cast(jobs.c.created_at, Text), 1, length)
