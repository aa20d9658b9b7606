"""What counts: sums over the jobs that are queued, running or done; there is no counter."""

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
    """Whose use is meant: one member's in a server, or with no member the whole server's."""

    guild_id: int | None
    member_id: int | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """What one job counts since `at`: pictures, and micro-dollars as far as a price was known."""

    at: datetime
    pictures: int
    dollars: int = 0


def totals(
    connection: Connection, account: Account, since: Sequence[datetime]
) -> list[tuple[int, int]]:
    """Pictures and micro-dollars that count since then, for each of these times, at one look."""
    moments = {f"since_{number}": moment for number, moment in enumerate(since)}
    rows = connection.execute(_sums(_shape(account), len(since)), {**_ids(account), **moments})
    # PostgreSQL adds integers up to a decimal.
    return [(int(pictures), int(dollars)) for _, pictures, dollars in sorted(rows)]


def uses(connection: Connection, account: Account, since: datetime) -> list[Use]:
    """What counts since then, oldest first."""
    rows = connection.execute(_uses(_shape(account)), {**_ids(account), "since_0": since})
    return [Use(row.created_at, row.pictures, row.estimate or 0) for row in rows]


# Whether there is a server, and a member: what is looked for is put together once for each.
_Shape = tuple[bool, bool]


def _shape(account: Account) -> _Shape:
    return account.guild_id is not None, account.member_id is not None


def _ids(account: Account) -> dict[str, int]:
    ids = {"guild": account.guild_id, "member": account.member_id}
    return {name: value for name, value in ids.items() if value is not None}


@cache
def _sums(shape: _Shape, windows: int) -> Executable:
    # Each for itself: to look at every row which windows it is in costs as much as it saves.
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
def _uses(shape: _Shape) -> Select[Any]:
    return (
        select(jobs.c.created_at, jobs.c.pictures, jobs.c.estimate)
        .where(_counting(shape, 0))
        .order_by(jobs.c.created_at, jobs.c.id)
    )


def _counting(shape: _Shape, number: int) -> ColumnElement[bool]:
    of_server, of_member = shape
    guild_id, member_id = jobs.c.guild_id, jobs.c.member_id
    whose = guild_id == bindparam("guild") if of_server else guild_id.is_(None)
    if of_member:
        whose = and_(member_id == bindparam("member"), whose)
    return and_(whose, jobs.c.created_at > bindparam(f"since_{number}"), IS_COUNTED)
