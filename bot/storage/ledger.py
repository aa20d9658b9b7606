"""The ledger: sums over the jobs that count; there are no counters.

Jobs that are queued, submitted or done count. A failed job whose pictures were paid for counts no
pictures, but what was charged for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Executable,
    Select,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    or_,
    select,
    text,
    union_all,
)
from sqlalchemy.engine import Connection

from bot.storage.schema import IS_COUNTED, jobs


@dataclass(frozen=True, slots=True)
class Account:
    """The rows to sum up: a member's in a server, or all of a server's if `member_id` is None.

    With `everywhere` they are those of all servers together, and `guild_id` is not looked at.
    """

    guild_id: int | None
    member_id: int | None = None
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One job in the ledger: its pictures, and micro-dollars, which are 0 without a known price."""

    at: datetime
    pictures: int
    dollars: int = 0


MAX_ENTRIES = 200
"""Entries that are listed at most: a server may have made tens of thousands in a month."""


def totals(
    connection: Connection, account: Account, since: Sequence[datetime]
) -> list[tuple[int, int]]:
    """Sum up the pictures and micro-dollars after each of these times, in one statement.

    Returns one pair for each time, in the order of `since`.
    """
    moments = {f"since_{number}": moment for number, moment in enumerate(since)}
    rows = connection.execute(_sums(_shape(account), len(since)), {**_ids(account), **moments})
    # PostgreSQL's sum of integers is a decimal.
    return [(int(pictures), int(dollars)) for _, pictures, dollars in sorted(rows)]


def entries(connection: Connection, account: Account, since: datetime) -> list[LedgerEntry]:
    """List what counts after `since`, the oldest `MAX_ENTRIES`, oldest first."""
    rows = connection.execute(_entries(_shape(account)), {**_ids(account), "since_0": since})
    return [LedgerEntry(row.created_at, row.pictures, row.dollars or 0) for row in rows]


LOST_WINDOW = timedelta(days=1)
LOST_PICTURES = (
    select(func.coalesce(func.sum(jobs.c.pictures), 0))
    .where(
        jobs.c.member_id == bindparam("member"),
        jobs.c.created_at > bindparam("lost_since"),
        text("state = 'failed' AND charged > 0"),
    )
    .scalar_subquery()
)
"""A member's pictures of all servers, paid for since `lost_since`, that could not be delivered."""

# True for a server, for a member, and for all servers together: each combination has a statement,
# which is built once.
_Shape = tuple[bool, bool, bool]
# As text, like the conditions of the schema.
IS_LOST = text("state = 'failed' AND charged IS NOT NULL")
PICTURES_COUNTED = case((IS_COUNTED, jobs.c.pictures), else_=0)
DOLLARS_COUNTED = case((IS_COUNTED, jobs.c.estimate), else_=jobs.c.charged)


def _shape(account: Account) -> _Shape:
    return account.guild_id is not None, account.member_id is not None, account.everywhere


def _ids(account: Account) -> dict[str, int]:
    guild_id = None if account.everywhere else account.guild_id
    ids = {"guild": guild_id, "member": account.member_id}
    return {name: value for name, value in ids.items() if value is not None}


@cache
def _sums(shape: _Shape, windows: int) -> Executable:
    # One query per window: testing each row for all windows costs as much as it saves.
    return union_all(
        *(
            select(
                literal_column(str(number)),
                func.coalesce(func.sum(PICTURES_COUNTED), 0),
                func.coalesce(func.sum(DOLLARS_COUNTED), 0),
            ).where(_counting(shape, number))
            for number in range(windows)
        )
    )


@cache
def _entries(shape: _Shape) -> Select[Any]:
    return (
        select(
            jobs.c.created_at, PICTURES_COUNTED.label("pictures"), DOLLARS_COUNTED.label("dollars")
        )
        .where(_counting(shape, 0))
        .order_by(jobs.c.created_at, jobs.c.id)
        .limit(MAX_ENTRIES)
    )


def _counting(shape: _Shape, number: int) -> ColumnElement[bool]:
    of_server, of_member, everywhere = shape
    guild_id = jobs.c.guild_id
    conditions = [jobs.c.created_at > bindparam(f"since_{number}"), or_(IS_COUNTED, IS_LOST)]
    if not everywhere:
        conditions += [guild_id == bindparam("guild") if of_server else guild_id.is_(None)]
    if of_member:
        conditions += [jobs.c.member_id == bindparam("member")]
    return and_(*conditions)
