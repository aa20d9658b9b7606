"""One job, from its row to its message.

The row says how far the job got, and every step can be repeated from there: a second submit under
the same idempotency key is free, polling is always free, and before a message is posted again the
destination is searched for the first one. So a crash at any line costs no second task and no second
message.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from itertools import count
from typing import TypeVar

from bot.errors import Reason, ReasonedError, UserError
from bot.jobs.batches import BatchGeneration
from bot.jobs.job_clock import JobClock
from bot.jobs.outcome import BatchFailedError, Done, Failed, Running, end_of
from bot.jobs.posting import Posting, UndecidedError
from bot.jobs.relay_gate import RelayGate
from bot.jobs.reports import JobReports, estimate_of
from bot.jobs.retry_actions import keeps_inputs
from bot.jobs.status_board import StatusBoard
from bot.jobs.trouble import TroubleWatch
from bot.storage.database import StorageError
from bot.storage.jobs import JobStore, LeaseLostError
from bot.storage.records import Job, Posted, State
from providers.errors import LinkError, RelayError

log = logging.getLogger(__name__)

T = TypeVar("T")

_ENDS = (RelayError, ReasonedError)
"""Errors that say why a job ends; all others, but for those of the lease, are faults of ours."""
MAX_ATTEMPTS = 20
"""Lives that may end, after the first, while they read and fit the pictures of one job. That is the
work of other processes, so something else is likely to have ended them: a paid job has many lives.
"""
MAX_FAULTS = 5
"""Faults of ours in one life before a job ends: it may be paid, and the next try may do."""


class Worker:
    """The steps of one job: submit, collect, post, each stored before the next."""

    def __init__(
        self,
        store: JobStore,
        generation: BatchGeneration,
        posting: Posting,
        board: StatusBoard,
        reports: JobReports,
        clock: JobClock,
    ) -> None:
        self._store = store
        self._generation = generation
        self._posting = posting
        self._board = board
        self.reports = reports
        self._clock = clock
        self._busy: set[int] = set()
        # Jobs whose pictures the relay has made: they are paid, even if nobody gets them.
        self._paid: set[int] = set()
        # Tasks of the relay that the database, which is away, has yet to be told.
        self._notes: dict[int, asyncio.Task[None]] = {}

    @property
    def gate(self) -> RelayGate | None:
        """The relay's rate limit, as far as other processes share it."""
        return self._generation.gate

    def origin_of(self, job: Job) -> str:
        """Return where the job's task is to live."""
        return self._generation.origin(job)

    def is_busy(self, job_id: int) -> bool:
        """Return True if a submit or a message of this job may be on its way right now."""
        return job_id in self._busy

    async def run(self, job: Job, park: Callable[[], None]) -> Reason | None:
        """Bring the job to its end; return the reason if it failed. Raises only cancellation.

        `park` is called when the job can only wait, and must not keep a slot from others.
        """
        trouble = TroubleWatch(job, self._board, self._clock, park)
        try:
            posted = await self._deliver_in_spite_of_faults(job, trouble)
            self._board.show(job, Done(posted))
            self.reports.posted(job, posted)
        except LeaseLostError:
            await self._show_as_it_is(job)
        except UndecidedError as error:
            # Its lease runs out, and whoever takes it over looks again.
            log.warning("job %s: left for later: %s", job.id, error.__cause__)
            park()
        except Exception as error:  # noqa: BLE001 - whatever it is, the member is told
            return await self._fail(job, error)
        finally:
            self._busy.discard(job.id)
            self._paid.discard(job.id)
            self._drop_note(job)
        return None

    async def _deliver_in_spite_of_faults(self, job: Job, trouble: TroubleWatch) -> Posted:
        """Deliver the job, from its row once more after each of a few faults of ours.

        A fault says nothing about a job that may be paid. Raises what is an end, and the last fault
        if no message can be there.
        """
        # Pictures that may have ended an earlier process are counted once in each.
        is_counted, pauses = job.state is State.SUBMITTED, self._clock.retry_pauses()
        for faults in count(1):
            try:
                if faults > 1:
                    job, is_counted = await self._row(job), False
                return await self._deliver(job, trouble, is_counted=is_counted)
            except (*_ENDS, UndecidedError, LeaseLostError):
                raise
            except Exception as error:
                if faults == MAX_FAULTS:
                    await self._check_no_message(job, error, trouble)
                    raise
                log.warning("job %s: a fault of ours, tried again", job.id, exc_info=error)
            self._busy.discard(job.id)
            await asyncio.sleep(next(pauses))
        raise AssertionError("faults never end")

    async def _check_no_message(self, job: Job, fault: Exception, trouble: TroubleWatch) -> None:
        """Raise `UndecidedError` if a message of the job may be there after its last fault."""
        try:
            row = await self._row(job)
            is_posted = row.state is State.DONE or (
                row.posting_at is not None and await self._posting.find(row, trouble) is not None
            )
        except _ENDS:
            # The bot cannot look there, and never will.
            return
        except Exception:  # noqa: BLE001 - it is the fault that is reported
            is_posted = True
        if is_posted:
            raise UndecidedError from fault

    async def _row(self, job: Job) -> Job:
        """Return the job as its row is now. Raises `LeaseLostError` if it has failed since."""
        await self._noted(job)
        row = await self._persist(job, lambda: self._store.get(job.id))
        if row is None or row.state in (State.FAILED, State.CANCELLED):
            raise LeaseLostError(f"job {job.id}")
        return row

    async def _deliver(self, job: Job, trouble: TroubleWatch, *, is_counted: bool) -> Posted:
        if job.state is State.DONE:
            # The fault came after the row was written.
            return Posted(job.message_channel_id, job.message_id or 0, job.pictures)
        is_new = job.state is State.QUEUED
        if is_new:
            job = await self._submit(job, trouble)
        else:
            self._board.show(job, Running(job.started_at or self._clock.now()))
        posted = None
        if job.posting_at:
            self._busy.add(job.id)
            self._paid.add(job.id)
            posted = await self._posting.find(job, trouble)
        if posted is None:
            posted = await self._post(job, trouble, is_counted=is_counted, is_new=is_new)
        await self._mark_done(job, posted)
        return posted

    async def _submit(self, job: Job, trouble: TroubleWatch) -> Job:
        if self._clock.is_expired(job):
            # The relay may have forgotten the key by now: a second submit could be paid twice.
            raise UserError("failed-expired")
        self._busy.add(job.id)
        # An earlier process may have been answered: then no refusal is the last word.
        uncertain = job.started_at is not None and not job.just_started
        started = job.started_at or self._clock.now()
        origin = job.task_origin or self._generation.origin(job)
        if not job.just_started:
            await self._persist(job, lambda: self._store.mark_started(job.id, started, origin))
        job = replace(job, started_at=started, task_origin=origin)
        self._board.show(job, Running(started, self._board.usage(job.id)))
        task = await self._generation.submit(
            job, lambda: self._inputs(job), trouble, uncertain=uncertain
        )
        submitted = self._clock.now()
        # Several tasks are submitted once this is stored, so that each life knows of the others.
        store = self._persist if job.batch else self._note
        await store(job, lambda: self._store.mark_submitted(job.id, task, submitted))
        if task:
            # Without a task the answer itself has the pictures, and exists only here.
            self._busy.discard(job.id)
        log.info("job %s: submitted", job.id)
        return replace(job, state=State.SUBMITTED, task=task, submitted_at=submitted)

    async def _note(self, job: Job, write: Callable[[], Awaitable[None]]) -> None:
        """Store what the relay has answered, or begin to, if the database is away.

        The relay forgets a task after a while, so the pictures are not left to wait for that.
        """
        try:
            await write()
        except StorageError as error:
            log.error("job %s: the database refused: %s", job.id, error)  # noqa: TRY400
            self._notes[job.id] = asyncio.create_task(self._persist(job, write), name="note")

    async def _noted(self, job: Job) -> None:
        """Wait until the database knows the job's task; raises `LeaseLostError`."""
        if (note := self._notes.get(job.id)) is not None:
            await note
            self._notes.pop(job.id, None)

    async def _inputs(self, job: Job) -> dict[str, bytes]:
        if job.has_inputs is False:
            return {}
        return await self._persist(job, lambda: self._store.inputs(job.id))

    async def _post(
        self, job: Job, trouble: TroubleWatch, *, is_counted: bool, is_new: bool
    ) -> Posted:
        outcome = None
        attempt = (lambda: self._count_attempt(job)) if is_counted else None
        if job.result is None:
            outcome = await self._generation.collect(
                job, trouble, is_new=is_new, before_decoding=attempt
            )
            trouble.clear()
            await self._noted(job)
            if not job.batch:
                # Each of several tasks is reported by itself.
                self.reports.collected(job)
            log.info("job %s: collected %s pictures", job.id, len(outcome.pictures))
            if not job.task:
                await self._posting.keep(job, outcome)
        elif attempt is not None:
            await attempt()
        self._busy.add(job.id)
        self._paid.add(job.id)
        return await self._posting.post(job, outcome, trouble)

    async def _count_attempt(self, job: Job) -> None:
        """Count the attempt of a job that an earlier process held, before its pictures are read.

        Raises `UserError` where they seem to be what ends the processes.
        """
        attempts = await self._persist(job, lambda: self._store.count_attempt(job.id))
        if attempts > MAX_ATTEMPTS:
            self._paid.add(job.id)
            raise UserError("failed-poison")

    async def _mark_done(self, job: Job, posted: Posted) -> None:
        # Pictures beyond those that were asked for are a gift; fewer are counted as fewer.
        counted = min(posted.pictures, job.pictures)
        estimate = estimate_of(job, posted.pictures)
        if job.batch:
            estimate = await self._generation.charged(job)
        now, counted_post = self._clock.now(), replace(posted, pictures=counted)
        try:
            await self._persist(
                job, lambda: self._store.mark_done(job.id, counted_post, estimate, now)
            )
        except LeaseLostError:
            # Another process took it over, and may have posted it, too.
            await self._posting.remove_duplicates(job, posted)
            raise
        await self._posting.forget(job)
        log.info("job %s: done, %s pictures, message %s", job.id, counted, posted.message_id)

    def _drop_note(self, job: Job) -> None:
        if (note := self._notes.pop(job.id, None)) is not None:
            note.cancel()

    async def _fail(self, job: Job, error: Exception) -> Reason:
        # It must not come after the end.
        self._drop_note(job)
        reason = self.reports.reason(error)
        self.reports.error(job, error)
        stored = {"key": reason.key, **reason.facts}
        charged, now = await self._charged(job, error), self._clock.now()
        kept = keeps_inputs(reason.key)
        try:
            await self._persist(
                job,
                lambda: self._store.mark_failed(
                    job.id, stored, now, charged=charged, keeps_inputs=kept
                ),
            )
        except LeaseLostError:
            await self._show_as_it_is(job)
        else:
            self.reports.failed(job, reason, charged)
            self._board.show(job, Failed(reason))
            await self._posting.forget(job)
        return reason

    async def _charged(self, job: Job, error: Exception) -> int | None:
        """Return the micro-dollars that were paid for a job which ends with this error."""
        if isinstance(error, BatchFailedError):
            return error.charged or None
        # A task whose pictures cannot be fetched is finished, and was charged for that.
        if job.id not in self._paid and not isinstance(error, LinkError):
            return None
        return await self._generation.charged(job)

    async def _show_as_it_is(self, job: Job) -> None:
        """Show how a job ended that another process took over: ours may have said otherwise since.

        Where it has not ended yet, the other one shows it.
        """
        log.warning("job %s: no longer ours", job.id)
        try:
            row = await self._store.get(job.id)
        except StorageError as error:
            log.warning("job %s: not looked at: %s", job.id, error)
            return
        if row is not None and (end := end_of(row)) is not None:
            self._board.show(replace(row, taken_over=True), end)

    async def _persist(self, job: Job, write: Callable[[], Awaitable[T]]) -> T:
        return await self._posting.persist(job, write)
