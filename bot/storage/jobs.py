"""The jobs: each transition is one short transaction, and a compare-and-set under the lease.

A job belongs to the process named in `owner`, until `leased_until`. A transition by another process
changes nothing and raises `LeaseLostError`, so two processes cannot run one job.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Select,
    TextClause,
    Update,
    and_,
    bindparam,
    func,
    literal,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.engine import Connection

from bot.storage.acceptance import Acceptance, LedgerView
from bot.storage.attempts import Declines
from bot.storage.database import Database
from bot.storage.erasure import IS_EMPTIED, anonymise, drop_images, empty_jobs
from bot.storage.line import LineStore
from bot.storage.locks import lock
from bot.storage.records import (
    RETRIABLE,
    UNFINISHED,
    WHOLE,
    Job,
    JobTask,
    Posted,
    State,
    StoredInput,
)
from bot.storage.rows import as_job, tasks_of
from bot.storage.schema import IS_KEPT, IS_UNFINISHED, IS_UNNOTIFIED, inputs, jobs, reposts
from bot.storage.shares import DUE_FOR_TASKS

T = TypeVar("T")

# The content of an image that was dropped; its row still shows that there was one.
_DROPPED = b""
_BATCH_SIZE = 1000
# The member knows how the job ended: there is nothing left to answer.
_KNOWN: dict[str, Any] = {"unnotified": None, "token": None}
# The member does not know, and whichever bot looks next tells it, also while another one had it.
_UNKNOWN: dict[str, Any] = {"unnotified": True, "leased_until": jobs.c.created_at}


_CHAIN = (
    select(jobs.c.member_id, jobs.c.source_owner_id, jobs.c.source_job_id)
    .where(jobs.c.id == bindparam("job"))
    .cte("chain", recursive=True)
)
# A union drops what it has seen, so that even a circle would end.
_CHAIN = _CHAIN.union(
    select(jobs.c.member_id, jobs.c.source_owner_id, jobs.c.source_job_id).join(
        _CHAIN, jobs.c.id == _CHAIN.c.source_job_id
    )
)
_OWNERS = select(_CHAIN.c.member_id, _CHAIN.c.source_owner_id)


class LeaseLostError(Exception):
    """A transition of a job that another process owns, or that is in another state."""


class JobStore:
    """Rows of the table `jobs`, used by the process named `owner`."""

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = owner

    async def accept(
        self,
        guild_id: int | None,
        decide: Callable[[Acceptance], T],
        *,
        locks: Sequence[str] = (),
    ) -> T:
        """Run `decide`, which reads usage and inserts, in one transaction, and return its result.

        Nothing is inserted if `decide` raises. Acceptances of one server never overlap, since its
        limits may count all its members together: SQLite has one writer, and on PostgreSQL an
        advisory lock for the server is held until the end of the transaction. `locks` name what is
        counted beyond the server. They are taken before the server's, in the order given, which has
        to be the same for every caller.
        """

        def work(connection: Connection) -> T:
            lock(connection, *(f"accept:{name}" for name in (*locks, guild_id)))
            return decide(Acceptance(connection, self._owner))

        return await self._database.run_write(work)

    def shared_line(self, max_running: int, max_each: int) -> LineStore | None:
        """Return the line that all processes share; None on SQLite, which has one process.

        The bounds are those of jobs that run: in one lane, and of one member.
        """
        if self._database.dialect == "sqlite":
            return None
        return LineStore(self._database, self._owner, max_running, max_each)

    async def mark_started(self, job_id: int, now: datetime, origin: str | None = None) -> None:
        """Record that the relay at `origin` may be asked from now on.

        A job that is not started can still be cancelled.
        """
        await self._advance(job_id, State.QUEUED, started_at=now, task_origin=origin)

    async def mark_submitted(self, job_id: int, task: str, now: datetime) -> None:
        """Record that the relay has accepted the job as this task."""
        await self._advance(
            job_id, State.QUEUED, state=State.SUBMITTED, task=task, submitted_at=now
        )

    async def mark_posting(
        self, job_id: int, now: datetime, leased_until: datetime, way: str | None = None
    ) -> None:
        """Record that a message may be posted by `way` from now on, and extend the lease.

        This is the fence before every send: it raises `LeaseLostError` if another process owns the
        job. The first time is kept. The pictures are read and fitted by then: if this process dies,
        it is not because of them.
        """
        since = func.coalesce(jobs.c.posting_at, literal(now, jobs.c.posting_at.type))
        await self._advance(
            job_id,
            State.SUBMITTED,
            posting_at=since,
            leased_until=leased_until,
            delivery_way=way,
            attempts=0,
        )

    async def count_attempt(self, job_id: int) -> int:
        """Count one more process that collects pictures, before it does; return the number."""
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

    async def mark_done(
        self,
        job_id: int,
        posted: Posted,
        estimate: int | None,
        now: datetime,
    ) -> None:
        """Record the posted message; the pictures that arrived and their price count from now on.

        `estimate` is in micro-dollars, or None if the price is unknown. The job keeps its token
        until the member knows. In a private answer the pictures themselves tell.
        """
        await self._advance(
            job_id,
            State.SUBMITTED,
            state=State.DONE,
            message_channel_id=posted.channel_id,
            message_id=posted.message_id,
            pictures=posted.pictures,
            estimate=estimate,
            ended_at=now,
            **(_KNOWN if posted.channel_id is None else {"unnotified": True}),
        )

    async def mark_failed(
        self,
        job_id: int,
        reason: Mapping[str, Any],
        now: datetime,
        *,
        charged: int | None = None,
        keeps_inputs: bool = False,
    ) -> None:
        """Record a failure: the job no longer counts, and keeps its token until the member knows.

        `reason` is the key of a text and its facts. `charged` are the micro-dollars that were paid
        for its pictures, and count on. Its images are dropped at once, unless it `keeps_inputs` for
        a while: a request that fails may not fill the database.
        """
        await self._advance(
            job_id,
            *UNFINISHED,
            state=State.FAILED,
            reason=dict(reason),
            ended_at=now,
            charged=charged,
            unnotified=True,
            then=None if keeps_inputs else _drop_inputs(job_id),
        )

    async def mark_notified(self, job_id: int) -> None:
        """Record that the member knows how the job ended, and drop the token."""
        await self._advance(job_id, State.DONE, State.FAILED, State.CANCELLED, **_KNOWN)

    async def cancel(
        self,
        job_id: int,
        member_id: int,
        now: datetime,
        *,
        keeps_inputs: bool = False,
        untold: Mapping[str, Any] | None = None,
    ) -> bool:
        """Cancel a member's own job, whichever process owns it; return False if it has started.

        Its images are dropped at once, unless it `keeps_inputs` for another try. `untold` is the
        reason that a bot tells the member, where the caller does not.
        """
        told = {"token": None} if untold is None else {"reason": dict(untold), **_UNKNOWN}
        cancelled = await self._change(
            update(jobs)
            .where(jobs.c.id == job_id, jobs.c.member_id == member_id)
            .where(jobs.c.state == State.QUEUED, jobs.c.started_at.is_(None))
            .values(state=State.CANCELLED, ended_at=now, **told),
            then=None if keeps_inputs else _drop_inputs(job_id),
        )
        return cancelled == 1

    async def due(self, job_id: int) -> int:
        """Return the micro-dollars that count on if a job that is being made is given up."""
        statement = select(func.coalesce(DUE_FOR_TASKS, jobs.c.estimate, 0)).where(
            jobs.c.id == job_id
        )
        found = await self._database.run_read(lambda connection: connection.scalar(statement))
        return int(found or 0)

    async def give_up(
        self,
        job_id: int,
        member_id: int,
        reason: Mapping[str, Any],
        now: datetime,
        *,
        is_told: bool = True,
    ) -> int | None:
        """Fail a member's own job that the relay may have been paid for, whoever owns it.

        Its price counts on, since the relay may finish it. Returns the micro-dollars, or None if
        the job is not being made, or its pictures may be on their way to Discord already. A bot
        tells the member unless it `is_told` by the caller.
        """
        statement = (
            update(jobs)
            .where(jobs.c.id == job_id, jobs.c.member_id == member_id)
            .where(jobs.c.state.in_(UNFINISHED), jobs.c.started_at.is_not(None))
            .where(jobs.c.posting_at.is_(None))
            .values(
                state=State.FAILED,
                reason=dict(reason),
                charged=func.coalesce(DUE_FOR_TASKS, jobs.c.estimate, 0),
                ended_at=now,
                **({"token": None} if is_told else _UNKNOWN),
            )
            .returning(jobs.c.charged)
        )
        charged: int | None = await self._database.run_write(
            lambda connection: connection.scalar(statement)
        )
        return charged

    async def tasks(self, job_id: int) -> list[JobTask]:
        """Return the tasks of a job in their order; none for a job that has one."""
        return await self._database.run_read(lambda connection: tasks_of(connection, job_id))

    async def ask_again(self, job: Job, job_id: int, now: datetime) -> Job:
        """Insert a failed job once more, as a new one that any bot takes up; return it.

        It counts as what is asked for now, and no limit is asked. Nothing answers its member
        privately any longer.
        """
        stored = await self.stored_inputs(job.id)
        several = await self.tasks(job.id)
        anew = [replace(one, task=None, arrived=None, charged=None, reason=None) for one in several]
        place = replace(job.destination, token=None)
        again = replace(
            job, id=job_id, state=State.QUEUED, destination=place, created_at=now, reason=None
        )
        await self.accept(
            place.guild_id,
            lambda acceptance: acceptance.insert(again, [*stored.values()], now, anew),
        )
        return again

    async def renew(self, job_ids: Collection[int], leased_until: datetime) -> None:
        """Renew the leases of those of these jobs that this process still owns."""
        for batch in batched(sorted(job_ids), 500):
            await self._lease(jobs.c.id.in_(batch), leased_until)

    async def release(self, now: datetime) -> None:
        """End the leases of all unfinished jobs of this process, so that others can claim them."""
        await self._lease(true(), now)

    async def claim(
        self,
        now: datetime,
        leased_until: datetime,
        limit: int,
        *,
        alone: bool = False,
        begun_only: bool = False,
    ) -> list[Job]:
        """Take over up to `limit` unfinished jobs whose lease has expired.

        Those that were begun, and may be paid, come first, then the oldest; with `begun_only` there
        are no others. A process that is `alone` on the database takes over the jobs of all other
        owners at once, since none of them runs.
        """
        free = self._free(now, alone)
        if begun_only:
            free = and_(free, jobs.c.started_at.is_not(None))
        return await self._claim(IS_UNFINISHED, free, leased_until, limit)

    async def claim_unnotified(
        self, now: datetime, leased_until: datetime, limit: int, *, alone: bool = False
    ) -> list[Job]:
        """Take over up to `limit` ended jobs whose member does not know; otherwise as `claim`."""
        return await self._claim(IS_UNNOTIFIED, self._free(now, alone), leased_until, limit)

    def _free(self, now: datetime, alone: bool) -> ColumnElement[bool]:
        """Return the condition for jobs that no living process holds."""
        is_expired = jobs.c.leased_until <= now
        return or_(is_expired, jobs.c.owner != self._owner) if alone else is_expired

    async def _claim(
        self, which: TextClause, free: ColumnElement[bool], leased_until: datetime, limit: int
    ) -> list[Job]:
        claimable = and_(which, free)
        # Ordered by an expression: by the bare id, SQLite would walk the whole table by its key.
        order = jobs.c.started_at.is_(None), jobs.c.id + 0
        batch = select(jobs.c.id).where(claimable).order_by(*order).limit(limit)
        if self._database.dialect == "postgresql":
            # A plain subquery may be run once per row, and return other rows each time.
            once = batch.with_for_update(skip_locked=True).cte("some").prefix_with("MATERIALIZED")
            batch = select(once.c.id)
        claim = (
            update(jobs)
            .where(jobs.c.id.in_(batch), claimable)
            .values(owner=self._owner, leased_until=leased_until, parked=None)
            .returning(*jobs.c)
        )
        claimed = await self._database.run_write(
            lambda connection: [*map(as_job, connection.execute(claim))]
        )
        claimed = [replace(job, taken_over=True) for job in claimed]
        return sorted(claimed, key=lambda job: job.id)

    async def get(self, job_id: int) -> Job | None:
        """Return the row with this id, even if its request was erased; None if there is none."""
        rows = await self._jobs(select(jobs).where(jobs.c.id == job_id))
        return rows[0] if rows else None

    async def find(self, job_id: int) -> Job | None:
        """Return the job with this id; None if there is none, or if its request was erased."""
        job = await self.get(job_id)
        return None if job is None or job.emptied else job

    async def declines(self, member_id: int, now: datetime) -> Declines:
        """Count the member's declines in a row within the last hour."""
        return await self.ledger_view(lambda ledger: ledger.declines(member_id, now))

    async def ledger_view(self, read: Callable[[LedgerView], T]) -> T:
        """Run `read` on a view of the ledger in a read-only transaction, and return its result."""
        return await self._database.run_read(lambda connection: read(LedgerView(connection)))

    async def recent(self, guild_id: int | None, member_id: int, limit: int) -> list[Job]:
        """Return a member's newest jobs in a server, newest first, without emptied ones."""
        return await self._jobs(_newest(guild_id, member_id).limit(limit))

    async def unfinished_of(self, guild_id: int | None, member_id: int) -> list[Job]:
        """Return a member's jobs in a server that have not ended, newest first."""
        return await self._jobs(_newest(guild_id, member_id).where(IS_UNFINISHED))

    async def of_message(self, message_id: int) -> Job | None:
        """Return the job whose pictures were posted as this message, or None."""
        found = await self._first(jobs.c.message_id == message_id)
        if found is not None:
            return found
        # Posted once more, in another channel.
        again = select(reposts.c.job_id).where(reposts.c.message_id == message_id)
        return await self._first(jobs.c.id == again.limit(1).scalar_subquery())

    async def is_posted_in(
        self, job_id: int, channel_id: int, message_id: int | None = None
    ) -> bool:
        """Return True if the pictures of a job were posted once more in a channel.

        With a message it has to be that one, or one that was posted a moment ago.
        """
        found = select(reposts.c.job_id).where(
            reposts.c.job_id == job_id, reposts.c.channel_id == channel_id
        )
        if message_id is not None:
            found = found.where(reposts.c.message_id.in_((0, message_id)))
        return await self._database.run_read(
            lambda connection: connection.scalar(found) is not None
        )

    async def owners_of_chain(self, job_id: int) -> set[int]:
        """Return the members whose pictures this job's were made from, its own member among them.

        The chain is followed to its end, or as far as the rows are known. In one statement, since
        every edit waits for it.
        """
        rows = await self._database.run_read(
            lambda connection: connection.execute(_OWNERS, {"job": job_id}).all()
        )
        return {owner for row in rows for owner in row if owner}

    async def newest_in(self, channel_id: int, before: int | None = None) -> Job | None:
        """Return the job of the newest picture in a channel or thread, older than `before`."""
        done = and_(jobs.c.message_channel_id == channel_id, jobs.c.state == State.DONE)
        return await self._first(done if before is None else done & (jobs.c.message_id < before))

    async def _first(self, which: ColumnElement[bool]) -> Job | None:
        newest = select(jobs).where(which).order_by(jobs.c.message_id.desc()).limit(1)
        rows = await self._jobs(newest)
        return rows[0] if rows else None

    async def _jobs(self, query: Select[Any]) -> list[Job]:
        return await self._database.run_read(
            lambda connection: [*map(as_job, connection.execute(query))]
        )

    async def newest_id(self) -> int | None:
        """Return the largest id of a job, which is the newest event's; None without any job."""
        query = select(func.max(jobs.c.id))
        return await self._database.run_read(lambda connection: connection.scalar(query))

    async def inputs(self, job_id: int) -> dict[str, bytes]:
        """Return the content of the images still stored with the job, by parameter name.

        `WHOLE` is no parameter, so it is not among them.
        """
        stored = await self.stored_inputs(job_id)
        return {name: one.content for name, one in stored.items() if name != WHOLE}

    async def stored_inputs(self, job_id: int) -> dict[str, StoredInput]:
        """Return the images still stored with the job, with media types, by parameter name."""
        query = select(inputs).where(inputs.c.job_id == job_id, inputs.c.content != _DROPPED)
        rows = await self._database.run_read(lambda connection: connection.execute(query).all())
        return {row.name: StoredInput(row.name, row.media_type, row.content) for row in rows}

    async def kept_input_names(self, job_id: int) -> set[str]:
        """Return the names of the images that are stored with the job; none of them is read."""
        query = select(inputs.c.name).where(
            inputs.c.job_id == job_id, func.length(inputs.c.content) > 0
        )
        return await self._database.run_read(lambda connection: {*connection.scalars(query)})

    async def input_names(self, job_id: int) -> list[str]:
        """Return the names of all parameters that had an image, even if it was dropped."""
        query = select(inputs.c.name).where(inputs.c.job_id == job_id)
        return await self._database.run_read(lambda connection: [*connection.scalars(query)])

    async def drop_inputs(
        self, ended_before: datetime, failed_before: datetime | None = None
    ) -> int:
        """Drop the content of images whose job ended before this time; return how many.

        Those of jobs that came to nothing are dropped if they ended before `failed_before`, where
        it is given.
        Their rows stay, so that it is still known which parameters had an image.
        """
        # Starts from the inputs, of which there are few; the ledger is long.
        is_job = jobs.c.id == inputs.c.job_id
        is_old = jobs.c.ended_at < ended_before
        if failed_before is not None:
            failed = jobs.c.state.in_(RETRIABLE)
            is_old = or_(is_old, and_(failed, jobs.c.ended_at < failed_before))
        ended = select(jobs.c.id).where(is_job, is_old).exists()
        async with self._database.write() as connection:
            result = await connection.execute(
                update(inputs)
                .where(func.length(inputs.c.content) > 0, ended)
                .values(content=_DROPPED)
            )
        return result.rowcount

    async def drop_requests(self, ended_before: datetime, counted_since: datetime) -> int:
        """Empty the jobs that ended before `ended_before`; return how many.

        Emptied jobs that were accepted at `counted_since` or before are anonymised, since no limit
        counts them any longer. A job is kept until its member knows how it ended.
        """
        notified = jobs.c.unnotified.is_not(true())
        is_old = and_(IS_KEPT, jobs.c.ended_at < ended_before, notified, ~IS_EMPTIED)
        batch = select(jobs.c.id).where(is_old).limit(_BATCH_SIZE)
        total, emptied = 0, _BATCH_SIZE
        while emptied == _BATCH_SIZE:
            # In batches, so that other writers do not wait long.
            async with self._database.write() as connection:
                emptied = await empty_jobs(connection, jobs.c.id.in_(batch))
            total += emptied
        async with self._database.write() as connection:
            await drop_images(connection, true())
            await anonymise(connection, true(), counted_since)
        return total

    async def _advance(
        self, job_id: int, *states: State, then: Update | None = None, **values: Any
    ) -> None:
        # A write whose answer was lost is repeated: to be in the new state already is no error.
        allowed = {*states, values.get("state", states[0])}
        advanced = await self._change(
            update(jobs)
            .where(jobs.c.id == job_id, jobs.c.owner == self._owner)
            .where(jobs.c.state.in_(allowed))
            .values(**values),
            then=then,
        )
        if advanced != 1:
            raise LeaseLostError(f"job {job_id}")

    async def _lease(self, which: ColumnElement[bool], leased_until: datetime) -> None:
        await self._change(
            update(jobs)
            .where(which, jobs.c.owner == self._owner, IS_UNFINISHED)
            .values(leased_until=leased_until)
        )

    async def _change(self, statement: Update, then: Update | None = None) -> int:
        """Run the statement; return the number of changed rows.

        If there are any, the statement `then` is run in the same transaction.
        """

        def work(connection: Connection) -> int:
            changed = connection.execute(statement).rowcount
            if changed and then is not None:
                connection.execute(then)
            return changed

        return await self._database.run_write(work)


def _newest(guild_id: int | None, member_id: int) -> Select[Any]:
    """Build the query for a member's jobs in a server, newest first, without emptied ones."""
    is_theirs = and_(jobs.c.member_id == member_id, jobs.c.guild_id == guild_id)
    order = jobs.c.created_at.desc(), jobs.c.id.desc()
    return select(jobs).where(is_theirs, ~IS_EMPTIED).order_by(*order)


def _drop_inputs(job_id: int) -> Update:
    """Return the statement that drops a job's images; their rows stay."""
    return update(inputs).where(inputs.c.job_id == job_id).values(content=_DROPPED)


def batched(ids: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    """Yield slices of at most `size` ids."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
