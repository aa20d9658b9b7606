"""The line of jobs that several processes share: who runs, who waits, and whose turn it is.

The rows of the jobs are the line, and only what has to be decided together is: a slot is taken in a
transaction that holds an advisory lock, so that no two processes take the same one. A started job
holds its slot until it ends or is parked. That of a dead process holds it, too: the relay may work
on it, and whoever takes it over brings it to its end.
"""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, and_, bindparam, case, delete, func, or_, select, update
from sqlalchemy.engine import Connection

from bot.storage.database import Database
from bot.storage.locks import lock
from bot.storage.records import State
from bot.storage.relay_pause import NAME as PAUSE_NAME
from bot.storage.relay_pause import RELAY_PAUSE, as_moment
from bot.storage.schema import IS_UNFINISHED, UtcDateTime, facts, jobs
from bot.storage.upsert import upsert_now

NAME = "line"
"""The name of the value that has the turns."""
_IS_WAITING = and_(jobs.c.state == State.QUEUED, jobs.c.started_at.is_(None))
_NOW = bindparam("now", type_=UtcDateTime)
_IS_ALIVE = jobs.c.leased_until > _NOW
_LINE = (
    select(
        jobs.c.id,
        jobs.c.owner,
        jobs.c.member_id,
        jobs.c.guild_id,
        jobs.c.operation,
        jobs.c.started_at,
        jobs.c.parked,
    )
    # A waiting job of a dead process keeps nobody waiting: whoever takes it over puts it in line.
    .where(
        IS_UNFINISHED,
        or_(jobs.c.started_at.is_not(None), _IS_ALIVE, jobs.c.owner == bindparam("me")),
    )
    .order_by(jobs.c.id)
)
_FACTS = select(facts.c.name, facts.c.value).where(facts.c.name.in_((NAME, PAUSE_NAME)))

_OTHER = jobs.alias("other")
_IS_STARTED = and_(_OTHER.c.started_at.is_not(None), _OTHER.c.parked.is_not(True))
_LOAD = (
    select(
        bindparam("entry", type_=BigInteger).label("entry"),
        func.count(
            case((and_(_IS_STARTED, _OTHER.c.operation.in_(bindparam("lane", expanding=True))), 1))
        ).label("lane"),
        func.count(case((and_(_IS_STARTED, _OTHER.c.member_id == bindparam("mine")), 1))).label(
            "mine"
        ),
        func.count(
            case((and_(_OTHER.c.started_at.is_(None), _OTHER.c.leased_until > _NOW), 1))
        ).label("waiting"),
    )
    # As text, in which the state is this table's.
    .where(IS_UNFINISHED, _OTHER.c.id != bindparam("entry"))
    .subquery("load")
)
# A job that this process has started already has started: the answer was lost.
_START_IF_FREE = (
    update(jobs)
    .where(
        jobs.c.id == _LOAD.c.entry,
        jobs.c.owner == bindparam("owned"),
        jobs.c.state == State.QUEUED,
        or_(
            jobs.c.started_at.is_not(None),
            and_(
                _LOAD.c.lane < bindparam("most"),
                _LOAD.c.mine < bindparam("most_each"),
                _LOAD.c.waiting == 0,
            ),
        ),
    )
    .values(started_at=bindparam("begun", type_=UtcDateTime), task_origin=bindparam("origin"))
    .returning(jobs.c.id, RELAY_PAUSE)
)

Turns = Sequence[tuple[int | None, Sequence[int]]]
"""Servers in the order of their turns, each with its members in the order of theirs."""


@dataclass(frozen=True, slots=True)
class LineJob:
    """An unfinished job, as far as the line needs it."""

    id: int
    owner: str
    member_id: int
    guild_id: int | None
    operation: str
    started_at: datetime | None
    is_parked: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A job that asks for a slot, with what it counts against."""

    id: int
    member_id: int
    operations: Collection[str]
    """The operations whose jobs share the slots of this one."""
    origin: str
    """The place where the job's task is to live, to be stored when it starts."""


@dataclass(frozen=True, slots=True)
class Started:
    """The jobs that have started, and the moment until which the relay is to be left alone."""

    ids: Collection[int]
    relay_pause: datetime | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """The jobs that start now, with their origins, and the turns after that."""

    started: Mapping[int, str]
    turns: Turns


class LineStore:
    """The shared line, as used by the process named `owner`."""

    def __init__(self, database: Database, owner: str, max_running: int, max_each: int) -> None:
        self._database = database
        self.owner = owner
        self.bounds = max_running, max_each
        """How many jobs may run: in one lane, and of one member."""

    async def start_alone(self, entry: Entry, now: datetime, lease_now: datetime) -> Started:
        """Start a job if nobody waits and there is a slot; this is the usual way."""
        most, most_each = self.bounds
        values = {
            "entry": entry.id,
            "mine": entry.member_id,
            "lane": [*entry.operations],
            "owned": self.owner,
            "most": most,
            "most_each": most_each,
            "begun": now,
            "origin": entry.origin,
            "now": lease_now,
        }

        def work(connection: Connection) -> Started:
            lock(connection, NAME)
            row = connection.execute(_START_IF_FREE, values).one_or_none()
            return Started([row[0]], as_moment(row[1])) if row else Started([])

        return await self._database.run_write(work)

    async def start(
        self,
        choose: Callable[[Sequence[LineJob], Turns], Choice],
        now: datetime,
        lease_now: datetime,
    ) -> Started:
        """Start the jobs that `choose` picks from the whole line; return those that did start.

        One whose row is being changed at the moment does not start, and is picked again.
        """

        def work(connection: Connection) -> Started:
            lock(connection, NAME)
            line = _line(connection, self.owner, lease_now)
            turns, pause = _facts(connection)
            choice = choose(line, turns)
            started: set[int] = set()
            for origin in sorted({*choice.started.values()}):
                ids = [job_id for job_id, where in choice.started.items() if where == origin]
                started |= {*connection.scalars(self._start(ids, origin, now))}
            if started and choice.turns != turns:
                _put_turns(connection, choice.turns)
            return Started(started, pause)

        return await self._database.run_write(work)

    async def park(self, job_id: int) -> None:
        """Give back the slot of a job that can only wait."""
        statement = (
            update(jobs).where(jobs.c.id == job_id, jobs.c.owner == self.owner).values(parked=True)
        )
        await self._database.run_write(lambda connection: connection.execute(statement).rowcount)

    def _start(self, ids: Collection[int], origin: str, now: datetime) -> Any:
        # A row that is being renewed is left for the next time: waiting for several rows could
        # end in a deadlock with the renewal.
        free = (
            select(jobs.c.id)
            .where(jobs.c.id.in_(ids), jobs.c.owner == self.owner, _IS_WAITING)
            .with_for_update(skip_locked=True)
            .cte("free")
            .prefix_with("MATERIALIZED")
        )
        return (
            update(jobs)
            .where(jobs.c.id.in_(select(free.c.id)))
            .values(started_at=now, task_origin=origin)
            .returning(jobs.c.id)
        )


def _line(connection: Connection, owner: str, lease_now: datetime) -> list[LineJob]:
    return [
        LineJob(
            row.id,
            row.owner,
            row.member_id,
            row.guild_id,
            row.operation,
            row.started_at,
            bool(row.parked),
        )
        for row in connection.execute(_LINE, {"now": lease_now, "me": owner})
    ]


def _facts(connection: Connection) -> tuple[Turns, datetime | None]:
    """Read the turns, and the pause of the relay."""
    values = {row.name: row.value for row in connection.execute(_FACTS)}
    turns = json.loads(values.get(NAME, "[]"))
    return [(guild_id, members) for guild_id, members in turns], as_moment(values.get(PAUSE_NAME))


def _put_turns(connection: Connection, turns: Turns) -> None:
    if turns:
        upsert_now(connection, facts, {"name": NAME}, {"value": json.dumps(turns)})
    else:
        connection.execute(delete(facts).where(facts.c.name == NAME))
