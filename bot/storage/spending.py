"""Spending of the whole bot, as the ledger counts it: by day, server, member or model."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select

from bot.storage.database import Database
from bot.storage.ledger import DOLLARS_COUNTED, IS_LOST, PICTURES_COUNTED
from bot.storage.schema import IS_COUNTED, jobs
from bot.storage.usage import Granularity, begins_of


class By(StrEnum):
    """Columns that spending is grouped by."""

    DAY = "day"
    SERVER = "server"
    MEMBER = "member"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class SpendingSum:
    """The sums of one `key`: a day in UTC, an operation, or an id (None outside of servers).

    `micro` is micro-dollars, estimated at list prices; `unpriced` of the jobs had none.
    """

    key: str | int | None
    jobs: int
    pictures: int
    micro: int
    unpriced: int


async def spending(database: Database, by: By, since: datetime) -> list[SpendingSum]:
    """Sum up what counts since then: days in their order, anything else the dearest first."""
    key = _key(by, database.dialect)
    micro = func.coalesce(func.sum(DOLLARS_COUNTED), 0)
    is_unpriced = case((DOLLARS_COUNTED.is_(None), 1))
    query = (
        select(key, func.count(), func.sum(PICTURES_COUNTED), micro, func.count(is_unpriced))
        .where(jobs.c.created_at >= since, or_(IS_COUNTED, IS_LOST))
        .group_by(key)
        .order_by(*([key] if by is By.DAY else [micro.desc(), key]))
    )
    async with database.read() as connection:
        rows = (await connection.execute(query)).all()
    # PostgreSQL's sum of integers is a decimal.
    return [SpendingSum(first, *map(int, numbers)) for first, *numbers in rows]


def _key(by: By, dialect: str) -> ColumnElement[Any]:
    match by:
        case By.DAY:
            return begins_of(dialect, Granularity.DAY).label("day")
        case By.SERVER:
            return jobs.c.guild_id
        case By.MEMBER:
            return jobs.c.member_id
        case By.MODEL:
            return jobs.c.operation
