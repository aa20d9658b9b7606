"""Spending of the whole bot, as the ledger counts it: by day, server, member or model."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, FromClause, case, func, or_, select

from bot.storage.database import Database
from bot.storage.ledger import DOLLARS_COUNTED, IS_LOST, PICTURES_COUNTED
from bot.storage.schema import IS_COUNTED, jobs
from bot.storage.shares import shares_of
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
    key, source, pictures, dollars = _parts(by, database.dialect, since)
    micro = func.coalesce(func.sum(dollars), 0)
    is_unpriced = case((dollars.is_(None), 1))
    query = (
        select(key, func.count(), func.sum(pictures), micro, func.count(is_unpriced))
        .select_from(source)
        .where(jobs.c.created_at >= since, or_(IS_COUNTED, IS_LOST))
        .group_by(key)
        .order_by(*([key] if by is By.DAY else [micro.desc(), key]))
    )
    async with database.read() as connection:
        rows = (await connection.execute(query)).all()
    # PostgreSQL's sum of integers is a decimal.
    return [SpendingSum(first, *map(int, numbers)) for first, *numbers in rows]


def _parts(
    by: By, dialect: str, since: datetime
) -> tuple[ColumnElement[Any], FromClause, ColumnElement[Any], ColumnElement[Any]]:
    """Return the key, the rows, and what each counts: pictures, and micro-dollars."""
    if by is not By.MODEL:
        return _key(by, dialect), jobs, PICTURES_COUNTED, DOLLARS_COUNTED
    shares = shares_of(jobs.c.created_at >= since)
    is_whole = shares.c.job_id.is_(None)
    return (
        func.coalesce(shares.c.operation, jobs.c.operation).label("model"),
        jobs.outerjoin(shares, shares.c.job_id == jobs.c.id),
        case((is_whole, PICTURES_COUNTED), else_=shares.c.pictures),
        case((is_whole, DOLLARS_COUNTED), else_=shares.c.micro),
    )


def _key(by: By, dialect: str) -> ColumnElement[Any]:
    if by is By.DAY:
        return begins_of(dialect, Granularity.DAY).label("day")
    return jobs.c.guild_id if by is By.SERVER else jobs.c.member_id
