"""What was made in a server over time: sums over the jobs that count."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Text, cast, func, select

from bot.storage.database import Database
from bot.storage.records import COUNTED
from bot.storage.schema import jobs

_BATCH_SIZE = 500


class Step(StrEnum):
    """The stretch of time, in UTC, that one sum is over."""

    HOUR = "hour"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Sum:
    """What a member asked of an operation in the step that begins `at`.

    `micro` is micro-dollars by the prices that were known; `unpriced` of the jobs had none.
    A member who is forgotten is `NOBODY`.
    """

    at: datetime
    member_id: int
    operation: str
    jobs: int
    pictures: int
    micro: int
    unpriced: int


class UsageStore:
    """Sums of what counts, made by the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, guild_id: int, since: datetime, step: Step) -> AsyncGenerator[Sum, None]:
        """Everything in a server from `since` on, by time, then member, then operation.

        There may be very many: they come as they are read. Use it with `contextlib.aclosing`, so
        that the transaction ends with the loop.
        """
        begins = _begins(self._database.dialect, step).label("begins")
        query = (
            select(
                begins,
                jobs.c.member_id,
                jobs.c.operation,
                func.count(),
                func.sum(jobs.c.pictures),
                func.coalesce(func.sum(jobs.c.estimate), 0),
                func.count() - func.count(jobs.c.estimate),
            )
            .where(jobs.c.guild_id == guild_id)
            .where(jobs.c.created_at >= since, jobs.c.state.in_(COUNTED))
            .group_by(begins, jobs.c.member_id, jobs.c.operation)
            .order_by(begins, jobs.c.member_id, jobs.c.operation)
        )
        async with self._database.read() as connection:
            result = await connection.stream(query)
            async for rows in result.partitions(_BATCH_SIZE):
                for at, member_id, operation, *numbers in rows:
                    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
                    # PostgreSQL adds integers up to a decimal.
                    yield Sum(moment, member_id, operation, *map(int, numbers))


def _begins(dialect: str, step: Step) -> ColumnElement[Any]:
    """The date in UTC, with the hour where that is the step: `2026-11-22 14`."""
    if dialect == "postgresql":
        pattern = "YYYY-MM-DD HH24" if step is Step.HOUR else "YYYY-MM-DD"
        return func.to_char(func.timezone("UTC", jobs.c.created_at), pattern)
    # SQLite's own functions round to milliseconds, and so the end of a day into the next.
    length = len("2026-11-22 14" if step is Step.HOUR else "2026-11-22")
    return func.substr(cast(jobs.c.created_at, Text), 1, length)
