"""The jobs: every transition is one short transaction, and a compare-and-set under the lease.

A job belongs to the process whose name is in `owner`, until `leased_until`. A transition by anybody
else changes nothing and raises `LeaseLostError`: two processes cannot run one job.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    TextClause,
    Update,
    and_,
    cast,
    func,
    literal,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.engine import Connection

from bot.storage.acceptance import Acceptance, LedgerView
from bot.storage.database import Database
from bot.storage.erasure import EMPTIED, disown, drop_images, empty
from bot.storage.records import UNFINISHED, Job, Posted, State, StoredInput
from bot.storage.rows import as_job
from bot.storage.schema import IS_KEPT, IS_UNFINISHED, IS_UNTOLD, inputs, jobs

T = TypeVar("T")

# What stands for an image that is no longer stored: that there was one is still to be known.
_DROPPED = b""
_EMPTIED_AT_ONCE = 1000


class LeaseLostError(Exception):
    """The job is no longer this process's, or no longer in the state it was taken to be in."""


class JobStore:
    """Jobs in the database, seen by the process named `owner`."""

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = owner

    async def accepting(self, guild_id: int | None, decide: Callable[[Acceptance], T]) -> T:
        """One transaction to look at what is used and to insert; alone for this server.

        Nothing is inserted where `decide` raises. SQLite's writers are alone anyway; on PostgreSQL
        an advisory lock keeps others of the same server out, in every process, until the end of
        the transaction: its limits may be about the use of all its members together.
        """

        def accept(connection: Connection) -> T:
            if self._database.dialect == "postgresql":
                key = func.hashtextextended(f"accept:{guild_id}", cast(0, BigInteger))
                connection.execute(select(func.pg_advisory_xact_lock(key)))
            return decide(Acceptance(connection, self._owner))

        return await self._database.run_write(accept)

    async def start(self, job_id: int, now: datetime, origin: str | None = None) -> None:
        """Record that the relay at `origin` may be asked from here on.

        A job that is not started can still be cancelled.
        """
        await self._advance(job_id, State.QUEUED, started_at=now, task_origin=origin)

    async def submitted(self, job_id: int, task: str, now: datetime) -> None:
        """The relay took it under this task."""
        await self._advance(
            job_id, State.QUEUED, state=State.SUBMITTED, task=task, submitted_at=now
        )

    async def posting(
        self, job_id: int, now: datetime, leased_until: datetime, way: str | None = None
    ) -> None:
        """Record that a message may be posted from here on, by `way`.

        This is the fence before every send: it raises `LeaseLostError` where the job is no longer
        this process's. The first time is kept.
        """
        since = func.coalesce(jobs.c.posting_at, literal(now, jobs.c.posting_at.type))
        await self._advance(
            job_id,
            State.SUBMITTED,
            posting_at=since,
            leased_until=leased_until,
            delivery_way=way,
        )

    async def count_attempt(self, job_id: int) -> int:
        """Count one more life that collects pictures, before it does; returns how many now."""
        counted = func.coalesce(jobs.c.attempts, 0) + 1
        statement = (
            update(jobs)
            .where(jobs.c.id == job_id, jobs.c.owner == self._owner)
            .where(jobs.c.state == State.SUBMITTED)
            .values(attempts=counted)
            .returning(jobs.c.attempts)
        )
        attempts: int | None = await self._database.run_write(
            lambda connection: connection.scalar(statement)
        )
        if attempts is None:
            raise LeaseLostError(f"job {job_id}")
        return attempts

    async def done(
        self,
        job_id: int,
        posted: Posted,
        estimate: int | None,
        now: datetime,
    ) -> None:
        """Posted. The pictures that arrived are what counts, and so does what they cost."""
        await self._advance(
            job_id,
            State.SUBMITTED,
            state=State.DONE,
            message_channel_id=posted.channel_id,
            message_id=posted.message_id,
            pictures=posted.pictures,
            estimate=estimate,
            token=None,
            ended_at=now,
        )

    async def failed(self, job_id: int, reason: Mapping[str, Any], now: datetime) -> None:
        """It will not be posted, and no longer counts. The token is kept until the member knows."""
        await self._advance(
            job_id, *UNFINISHED, state=State.FAILED, reason=dict(reason), ended_at=now
        )

    async def mark_notified(self, job_id: int) -> None:
        """The member knows that the job failed."""
        await self._advance(job_id, State.FAILED, token=None)

    async def cancel(self, job_id: int, member_id: int, now: datetime) -> bool:
        """Cancel a member's own job if the relay was not asked yet, whichever process holds it."""
        cancelled = await self._change(
            update(jobs)
            .where(jobs.c.id == job_id, jobs.c.member_id == member_id)
            .where(jobs.c.state == State.QUEUED, jobs.c.started_at.is_(None))
            .values(state=State.CANCELLED, token=None, ended_at=now)
        )
        return cancelled == 1

    async def renew(self, job_ids: Collection[int], leased_until: datetime) -> None:
        """Keep these jobs; one in nobody's hands is not renewed, and so found by `claim`."""
        for some in batched(sorted(job_ids), 500):
            await self._lease(jobs.c.id.in_(some), leased_until)

    async def release(self, now: datetime) -> None:
        """Let others have the unfinished jobs of this process at once."""
        await self._lease(true(), now)

    async def claim(
        self, now: datetime, leased_until: datetime, most: int, *, alone: bool = False
    ) -> list[Job]:
        """Take over up to `most` unfinished jobs whose lease has run out, oldest first.

        A process that is `alone` on the database takes over the jobs of every other owner at once:
        nobody is there to hold them.
        """
        expired = jobs.c.leased_until <= now
        if alone:
            expired = or_(expired, jobs.c.owner != self._owner)
        return await self._claim(IS_UNFINISHED, expired, leased_until, most)

    async def claim_unnotified(self, now: datetime, leased_until: datetime, most: int) -> list[Job]:
        """Take over, likewise, jobs that failed without anybody having told their member."""
        return await self._claim(IS_UNTOLD, jobs.c.leased_until <= now, leased_until, most)

    async def _claim(
        self, which: TextClause, free: ColumnElement[bool], leased_until: datetime, most: int
    ) -> list[Job]:
        expired = and_(which, free)
        # By more than the bare id: else SQLite walks all of the table in the order of its key.
        some = select(jobs.c.id).where(expired).order_by(jobs.c.id + 0).limit(most)
        if self._database.dialect == "postgresql":
            # As a mere subquery it may be run once a row, each time with rows of its own.
            once = some.with_for_update(skip_locked=True).cte("some").prefix_with("MATERIALIZED")
            some = select(once.c.id)
        taken = (
            update(jobs)
            .where(jobs.c.id.in_(some), expired)
            .values(owner=self._owner, leased_until=leased_until)
            .returning(*jobs.c)
        )
        found = await self._database.run_write(
            lambda connection: [*map(as_job, connection.execute(taken))]
        )
        return sorted(found, key=lambda job: job.id)

    async def get(self, job_id: int) -> Job | None:
        """Return the row with this id, even if its request was erased."""
        found = await self._jobs(select(jobs).where(jobs.c.id == job_id))
        return found[0] if found else None

    async def find(self, job_id: int) -> Job | None:
        """Return the job with this id; None if it never was, or if its request was erased."""
        job = await self.get(job_id)
        return None if job is None or job.emptied else job

    async def books(self, look: Callable[[LedgerView], T]) -> T:
        """What `look` finds in what counts, for reading only."""
        return await self._database.run_read(lambda connection: look(LedgerView(connection)))

    async def recent(self, guild_id: int | None, member_id: int, most: int) -> list[Job]:
        """A member's newest jobs in a server, newest first, without those that are emptied."""
        theirs = and_(jobs.c.member_id == member_id, jobs.c.guild_id == guild_id)
        return await self._jobs(
            select(jobs)
            .where(theirs, ~EMPTIED)
            .order_by(jobs.c.created_at.desc(), jobs.c.id.desc())
            .limit(most)
        )

    async def of_message(self, message_id: int) -> Job | None:
        """The job whose pictures stand in this message."""
        return await self._first(jobs.c.message_id == message_id)

    async def newest_in(self, channel_id: int, before: int | None = None) -> Job | None:
        """The job of the newest picture posted in this channel or thread, before this message."""
        done = and_(jobs.c.message_channel_id == channel_id, jobs.c.state == State.DONE)
        return await self._first(done if before is None else done & (jobs.c.message_id < before))

    async def _first(self, which: ColumnElement[bool]) -> Job | None:
        newest = select(jobs).where(which).order_by(jobs.c.message_id.desc()).limit(1)
        found = await self._jobs(newest)
        return found[0] if found else None

    async def _jobs(self, query: Select[Any]) -> list[Job]:
        return await self._database.run_read(
            lambda connection: [*map(as_job, connection.execute(query))]
        )

    async def inputs(self, job_id: int) -> dict[str, bytes]:
        """The images that were stored with the job, by the name of their parameter."""
        stored = await self.stored_inputs(job_id)
        return {name: given.content for name, given in stored.items()}

    async def stored_inputs(self, job_id: int) -> dict[str, StoredInput]:
        """As `inputs`, with what they are."""
        query = select(inputs).where(inputs.c.job_id == job_id, inputs.c.content != _DROPPED)
        rows = await self._database.run_read(lambda connection: connection.execute(query).all())
        return {row.name: StoredInput(row.name, row.media_type, row.content) for row in rows}

    async def input_names(self, job_id: int) -> list[str]:
        """The parameters that were given an image, whether or not it is still stored."""
        query = select(inputs.c.name).where(inputs.c.job_id == job_id)
        return await self._database.run_read(lambda connection: [*connection.scalars(query)])

    async def drop_inputs(self, ended_before: datetime) -> int:
        """Forget the images of jobs that ended before then, but not that there were some; says how
        many."""
        # Looked for from here, where there are few: the ledger is long.
        its_job = jobs.c.id == inputs.c.job_id
        ended = select(jobs.c.id).where(its_job, jobs.c.ended_at < ended_before).exists()
        async with self._database.write() as connection:
            result = await connection.execute(
                update(inputs)
                .where(func.length(inputs.c.content) > 0, ended)
                .values(content=_DROPPED)
            )
        return result.rowcount

    async def drop_requests(self, ended_before: datetime, counted_since: datetime) -> int:
        """Empty the jobs that ended before then, and make nobody's what was emptied and was asked
        for before it could count; says how many were emptied.

        A failure that its member does not know of is left until it is told.
        """
        told = jobs.c.token.is_(None)
        emptied, some = 0, _EMPTIED_AT_ONCE
        while some == _EMPTIED_AT_ONCE:
            old = select(jobs.c.id).where(IS_KEPT, jobs.c.ended_at < ended_before, told, ~EMPTIED)
            # Others want to write too, so no transaction takes long.
            async with self._database.write() as connection:
                some = await empty(connection, jobs.c.id.in_(old.limit(_EMPTIED_AT_ONCE)))
            emptied += some
        async with self._database.write() as connection:
            await drop_images(connection, true())
            await disown(connection, true(), counted_since)
        return emptied

    async def _advance(self, job_id: int, *states: State, **values: Any) -> None:
        # A write whose answer was lost is tried again: to stand there already is no fault.
        allowed = {*states, values.get("state", states[0])}
        advanced = await self._change(
            update(jobs)
            .where(jobs.c.id == job_id, jobs.c.owner == self._owner)
            .where(jobs.c.state.in_(allowed))
            .values(**values)
        )
        if advanced != 1:
            raise LeaseLostError(f"job {job_id}")

    async def _lease(self, whose: ColumnElement[bool], leased_until: datetime) -> None:
        await self._change(
            update(jobs)
            .where(whose, jobs.c.owner == self._owner, IS_UNFINISHED)
            .values(leased_until=leased_until)
        )

    async def _change(self, statement: Update) -> int:
        """How many rows it changed."""
        return await self._database.run_write(
            lambda connection: connection.execute(statement).rowcount
        )


def batched(ids: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    """Slices of at most `size`."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
