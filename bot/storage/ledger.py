"""The ledger: sums over the jobs that are queued, submitted or done; there are no counters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Executable,
    Select,
    and_,
    bindparam,
    func,
    literal_column,
    select,
    union_all,
)
from sqlalchemy.engine import Connection

from bot.storage.schema import IS_COUNTED, jobs


@dataclass(frozen=True, slots=True)
class Account:
    """The rows to sum up: a member's in a server, or all of a server's if `member_id` is None."""

    guild_id: int | None
    member_id: int | None = None


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One job in the ledger: its pictures, and micro-dollars, which are 0 without a known price."""

    at: datetime
    pictures: int
    dollars: int = 0


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
    """List what counts after `since`, oldest first."""
    rows = connection.execute(_entries(_shape(account)), {**_ids(account), "since_0": since})
    return [LedgerEntry(row.created_at, row.pictures, row.estimate or 0) for row in rows]


# True for a server, and for a member: each combination has a statement, which is built once.
_Shape = tuple[bool, bool]


def _shape(account: Account) -> _Shape:
    return account.guild_id is not None, account.member_id is not None


def _ids(account: Account) -> dict[str, int]:
    ids = {"guild": account.guild_id, "member": account.member_id}
    return {name: value for name, value in ids.items() if value is not None}


@cache
def _sums(shape: _Shape, windows: int) -> Executable:
    # One query per window: testing each row for all windows costs as much as it saves.
    return union_all(
        *(
            select(
                literal_column(str(number)),
                func.coalesce(func.sum(jobs.c.pictures), 0),
                func.coalesce(func.sum(jobs.c.estimate), 0),
            ).where(_counting(shape, number))
            for number in range(windows)
        )
    )


@cache
def _entries(shape: _Shape) -> Select[Any]:
    return (
        select(jobs.c.created_at, jobs.c.pictures, jobs.c.estimate)
        .where(_counting(shape, 0))
        .order_by(jobs.c.created_at, jobs.c.id)
    )


def _counting(shape: _Shape, number: int) -> ColumnElement[bool]:
    of_server, of_member = shape
    guild_id, member_id = jobs.c.guild_id, jobs.c.member_id
    in_account = guild_id == bindparam("guild") if of_server else guild_id.is_(None)
    if of_member:
        in_account = and_(member_id == bindparam("member"), in_account)
    return and_(in_account, jobs.c.created_at > bindparam(f"since_{number}"), IS_COUNTED)
