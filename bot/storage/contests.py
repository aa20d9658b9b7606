"""Contests of servers: `open -> closed -> decided -> over`, each step by one caller, once.

While a contest is open, pictures are entered. Once it is closed, their votes are counted. With the
decision the winners get their bonus, in one transaction. It is over when its result is posted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, Update, and_, delete, insert, or_, select, update
from sqlalchemy.engine import Connection

from bot.storage.audit import Entry, record
from bot.storage.bonuses import Bonus, add_bonus
from bot.storage.database import Database
from bot.storage.locks import lock
from bot.storage.records import State
from bot.storage.schema import contest_entries, contests, jobs, reposts
from bot.storage.upsert import insert_if_new

OPEN, CLOSED, DECIDED, OVER = "open", "closed", "decided", "over"
MAX_ENTRIES = 100
"""Pictures of one contest: the votes of each are asked for in the end."""
_UNKNOWN = 0
_BEGUN = 1


class EntryRefusal(StrEnum):
    """Reasons why a picture cannot be entered."""

    CLOSED = "closed"
    ENTERED = "entered"
    MINE = "mine"
    FULL = "full"
    POSTED = "posted"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Contest:
    """A contest; its id is that of the command that started it.

    `message_id` is None while nobody knows whether the announcement was posted.
    """

    id: int
    guild_id: int
    channel_id: int
    started_by: int
    theme: str
    ends_at: datetime
    entries_each: int = 1
    bonus: int = 0
    bonus_days: int = 7
    state: str = OPEN
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class ContestEntry:
    """A picture that takes part. `message_id` is None while nobody knows whether it was posted.

    The message is younger than the id `asked_by`.
    """

    job_id: int
    member_id: int
    number: int
    looked_at: datetime
    message_id: int | None = None
    asked_by: int = 0
    votes: int | None = None
    won: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """The votes by job, without the pictures that cannot win, and the jobs that have won.

    Each bonus comes with its entry in the audit log.
    """

    votes: Mapping[int, int]
    winners: frozenset[int] = frozenset()
    bonuses: Sequence[tuple[Bonus, Entry]] = ()


class ContestStore:
    """Rows of the tables `contests` and `contest_entries`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def start(self, contest: Contest, entry: Entry) -> bool:
        """Insert an open contest, and record it; return False if the server has one already."""
        values = {
            "id": contest.id,
            "guild_id": contest.guild_id,
            "channel_id": contest.channel_id,
            "started_by": contest.started_by,
            "theme": contest.theme,
            "ends_at": contest.ends_at,
            "entries_each": contest.entries_each,
            "bonus": contest.bonus,
            "bonus_days": contest.bonus_days,
            "state": OPEN,
            "message_id": _UNKNOWN,
            "result_id": _UNKNOWN,
        }
        others = select(contests.c.id).where(
            contests.c.guild_id == contest.guild_id, contests.c.state != OVER
        )
        async with self._database.write() as connection:
            await connection.run_sync(lock, f"contests:{contest.guild_id}")
            if (await connection.execute(others.limit(1))).first() is not None:
                return False
            await connection.execute(insert(contests).values(values))
            await record(connection, entry)
        return True

    async def cancel(self, contest_id: int) -> None:
        """Delete a contest whose announcement was refused."""
        is_unknown = contests.c.id == contest_id, contests.c.message_id == _UNKNOWN
        statement = delete(contests).where(*is_unknown)
        await self._database.run_write(lambda connection: connection.execute(statement))

    async def get(self, contest_id: int) -> Contest | None:
        """Return a contest."""
        return await self._first(contests.c.id == contest_id)

    async def newest(self, guild_id: int) -> Contest | None:
        """Return the newest contest of a server."""
        return await self._first(contests.c.guild_id == guild_id)

    async def due(self, now: datetime) -> list[Contest]:
        """Return the contests that have something to be done, the oldest first.

        That is an end, an announcement or entries that may not be posted, or a next step.
        """
        is_late = contests.c.ends_at <= now
        is_due = or_(
            contests.c.state.in_((CLOSED, DECIDED)),
            and_(contests.c.state == OPEN, or_(is_late, contests.c.message_id == _UNKNOWN)),
        )
        query = select(contests).where(is_due).order_by(contests.c.id)
        rows = await self._database.run_read(lambda connection: connection.execute(query).all())
        return [*map(_contest, rows)]

    async def unposted(self, looked_before: datetime) -> list[tuple[Contest, ContestEntry]]:
        """Return entries of open contests whose posts a process may have left unfinished."""
        query = (
            select(contest_entries, reposts.c.message_id, reposts.c.asked_by)
            .join(contests, contests.c.id == contest_entries.c.contest_id)
            .join(reposts, _is_posted())
            .where(contests.c.state == OPEN, reposts.c.message_id == _UNKNOWN)
            .where(contest_entries.c.looked_at <= looked_before)
            .order_by(contest_entries.c.looked_at)
            .limit(100)
        )
        rows = await self._database.run_read(lambda connection: connection.execute(query).all())
        found = [(await self.get(row.contest_id), _entry(row)) for row in rows]
        return [(contest, entry) for contest, entry in found if contest is not None]

    async def entries(self, contest_id: int) -> list[ContestEntry]:
        """Return the entries of a contest, by their numbers."""
        query = (
            select(contest_entries, reposts.c.message_id, reposts.c.asked_by)
            .join(contests, contests.c.id == contest_entries.c.contest_id)
            .outerjoin(reposts, _is_posted())
            .where(contest_entries.c.contest_id == contest_id)
            .order_by(contest_entries.c.number)
        )
        rows = await self._database.run_read(lambda connection: connection.execute(query).all())
        return [*map(_entry, rows)]

    async def keep_announcement(self, contest_id: int, message_id: int) -> bool:
        """Record the announcement; return False if one was recorded before."""
        unknown = contests.c.message_id == _UNKNOWN
        return await self._change(contest_id, unknown, message_id=message_id)

    async def enter(
        self, contest_id: int, job_id: int, member_id: int, asked_by: int, now: datetime
    ) -> int | EntryRefusal:
        """Enter a finished picture of a member's own; return its number.

        Entries of one contest follow each other, so that none is one too many, and no two have the
        same number.
        """

        def work(connection: Connection) -> int | EntryRefusal:
            lock(connection, f"contest:{contest_id}")
            row = connection.execute(select(contests).where(contests.c.id == contest_id)).first()
            if row is None or row.state != OPEN or row.ends_at <= now:
                return EntryRefusal.CLOSED
            number = _next_number(connection, row, job_id, member_id)
            if isinstance(number, EntryRefusal):
                return number
            key = {"job_id": job_id, "channel_id": row.channel_id}
            posted = {**key, "message_id": _UNKNOWN, "asked_by": asked_by}
            if not insert_if_new(connection, reposts, posted):
                return EntryRefusal.POSTED
            values = {"contest_id": contest_id, "job_id": job_id, "guild_id": row.guild_id}
            rest = {"member_id": member_id, "number": number, "looked_at": now}
            connection.execute(insert(contest_entries).values({**values, **rest}))
            return number

        return await self._database.run_write(work)

    async def keep_entry(self, contest: Contest, job_id: int, message_id: int) -> bool:
        """Record the post of an entry; return False if it was withdrawn, or recorded before."""
        statement = (
            update(reposts)
            .filter_by(job_id=job_id, channel_id=contest.channel_id, message_id=_UNKNOWN)
            .values(message_id=message_id)
        )
        return await self._database.run_write(
            lambda connection: connection.execute(statement).rowcount > 0
        )

    async def drop_entry(self, contest: Contest, job_id: int) -> None:
        """Record that an entry was not posted: its member may enter another picture."""
        unposted = {"job_id": job_id, "channel_id": contest.channel_id, "message_id": _UNKNOWN}
        entered = {"contest_id": contest.id, "job_id": job_id}

        def work(connection: Connection) -> None:
            if connection.execute(delete(reposts).filter_by(**unposted)).rowcount:
                connection.execute(delete(contest_entries).filter_by(**entered))

        await self._database.run_write(work)

    async def claim_entry(self, contest: Contest, entry: ContestEntry, now: datetime) -> bool:
        """Note that an entry is looked at now; return True for one caller."""
        statement = (
            update(contest_entries)
            .filter_by(contest_id=contest.id, job_id=entry.job_id, looked_at=entry.looked_at)
            .values(looked_at=now)
        )
        return await self._database.run_write(
            lambda connection: connection.execute(statement).rowcount > 0
        )

    async def end_early(self, contest_id: int, now: datetime, entry: Entry) -> bool:
        """Close an open contest at once, and record it; return False if it is not open."""
        statement = _step(contest_id, contests.c.state == OPEN, state=CLOSED, ends_at=now)
        async with self._database.write() as connection:
            closed = (await connection.execute(statement)).rowcount > 0
            if closed:
                await record(connection, entry)
        return closed

    async def close(self, contest_id: int, now: datetime) -> bool:
        """Close a contest whose time is over; return True for one caller."""
        is_late = and_(contests.c.state == OPEN, contests.c.ends_at <= now)
        return await self._change(contest_id, is_late, state=CLOSED)

    async def decide(self, contest: Contest, decision: Decision, now: datetime) -> bool:
        """Record the votes and the winners, and give these their bonus; True for one caller."""
        statement = _step(contest.id, contests.c.state == CLOSED, state=DECIDED)
        async with self._database.write() as connection:
            if not (await connection.execute(statement)).rowcount:
                return False
            for job_id, votes in decision.votes.items():
                counted = update(contest_entries).filter_by(contest_id=contest.id, job_id=job_id)
                won = job_id in decision.winners
                await connection.execute(counted.values(votes=votes, won=won))
            for bonus, entry in decision.bonuses:
                await add_bonus(connection, contest.guild_id, bonus, now)
                await record(connection, entry)
        return True

    async def begin_result(self, contest_id: int) -> bool:
        """Record that the result may be posted from now on; False if it may have been before."""
        is_decided = and_(contests.c.state == DECIDED, contests.c.result_id == _UNKNOWN)
        return await self._change(contest_id, is_decided, result_id=_BEGUN)

    async def keep_result(self, contest_id: int, message_id: int) -> bool:
        """Record the message with the result, with which a contest is over."""
        is_decided = contests.c.state == DECIDED
        return await self._change(contest_id, is_decided, state=OVER, result_id=message_id)

    async def _first(self, which: ColumnElement[bool]) -> Contest | None:
        query = select(contests).where(which).order_by(contests.c.id.desc()).limit(1)
        row = await self._database.run_read(lambda connection: connection.execute(query).first())
        return None if row is None else _contest(row)

    async def _change(self, contest_id: int, expected: ColumnElement[bool], **values: Any) -> bool:
        statement = _step(contest_id, expected, **values)
        return await self._database.run_write(
            lambda connection: connection.execute(statement).rowcount > 0
        )


def _step(contest_id: int, expected: ColumnElement[bool], **values: Any) -> Update:
    return update(contests).where(contests.c.id == contest_id, expected).values(**values)


def _next_number(
    connection: Connection, contest: Row[Any], job_id: int, member_id: int
) -> int | EntryRefusal:
    """Return the number of a new entry, or the reason why there can be none."""
    rows = connection.execute(
        select(contest_entries).where(contest_entries.c.contest_id == contest.id)
    ).all()
    if any(row.job_id == job_id for row in rows):
        return EntryRefusal.ENTERED
    if sum(row.member_id == member_id for row in rows) >= contest.entries_each:
        return EntryRefusal.MINE
    if len(rows) >= MAX_ENTRIES:
        return EntryRefusal.FULL
    is_theirs = select(jobs.c.id).where(
        jobs.c.id == job_id, jobs.c.member_id == member_id, jobs.c.state == State.DONE
    )
    if connection.scalar(is_theirs) is None:
        return EntryRefusal.GONE
    return 1 + max((row.number for row in rows), default=0)


def _is_posted() -> ColumnElement[bool]:
    return and_(
        reposts.c.job_id == contest_entries.c.job_id,
        reposts.c.channel_id == contests.c.channel_id,
    )


def _contest(row: Row[Any]) -> Contest:
    return Contest(
        id=row.id,
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        started_by=row.started_by,
        theme=row.theme,
        ends_at=row.ends_at,
        entries_each=row.entries_each,
        bonus=row.bonus,
        bonus_days=row.bonus_days,
        state=row.state,
        message_id=row.message_id or None,
    )


def _entry(row: Row[Any]) -> ContestEntry:
    return ContestEntry(
        job_id=row.job_id,
        member_id=row.member_id,
        number=row.number,
        looked_at=row.looked_at,
        message_id=row.message_id or None,
        asked_by=row.asked_by or 0,
        votes=row.votes,
        won=bool(row.won),
    )
