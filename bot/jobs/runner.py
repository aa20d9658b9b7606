"""A job's life: accepted, run, delivered; recovered after a crash; drained at the end.

Acceptance is one transaction; `bot/jobs/worker.py` does the rest of one job. Nothing here knows
Discord.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime

from bot.common.background import BackgroundTasks
from bot.common.money import format_dollars
from bot.errors import UserError, reason_of
from bot.jobs.attempts import AttemptBounds
from bot.jobs.fair_queue import FairQueue, Turn
from bot.jobs.job_clock import JobClock
from bot.jobs.lanes import turn_of
from bot.jobs.line import MAX_ESTIMATED, InLine, Line, likely_ends
from bot.jobs.outcome import Cancelled, GivenUp, Waiting, end_of
from bot.jobs.pace import Phase
from bot.jobs.recovery import BATCH_SIZE, Recovery
from bot.jobs.request import JobRequest
from bot.jobs.shared_line import SharedLine
from bot.jobs.status_board import StatusBoard
from bot.jobs.stopping import STOPPED
from bot.jobs.worker import Worker
from bot.limits.allowance import Allowance, Allowances
from bot.limits.budget import BudgetSpentError
from bot.limits.operator_budget import OperatorBudgetSpentError
from bot.limits.quota import Cost, Usage
from bot.limits.spender import Spender
from bot.settings import Settings
from bot.storage.acceptance import Acceptance, LedgerView, Load
from bot.storage.attempts import DECLINED
from bot.storage.database import StorageError
from bot.storage.jobs import JobStore
from bot.storage.pause import Pause
from bot.storage.records import Job, State
from bot.ui.links import member_mention

log = logging.getLogger(__name__)

# In one round of upkeep, or of statuses, so that members are served meanwhile.
MAX_STATUSES = 20
MAX_NOTIFICATIONS = 20

NEARLY_FULL = 200
"""Places in line below its bound from which on requests are counted one after the other. With more
places free, so many at once pass the bound together at no time."""
MAX_LOST_PICTURES = 5
"""Pictures of a member and a day that may be paid for in vain before the member has to pause."""


class AlreadyAcceptedError(Exception):
    """An event that was accepted before; there is nothing left to do."""


@dataclass(slots=True)
class _Decision:
    """The allowance by which a request was decided, known even if it is refused."""

    allowance: Allowance | None = None


@dataclass(frozen=True, slots=True)
class _Asked:
    """The facts of a request that its acceptance depends on; `id` is 0 if nobody has asked."""

    spender: Spender
    cost: Cost
    family: str
    at: datetime
    id: int = 0


class JobRunner:
    """All jobs of this process: accepted, queued, and run to their end in one task each."""

    def __init__(
        self,
        store: JobStore,
        worker: Worker,
        board: StatusBoard,
        settings: Settings,
        allowances: Allowances,
        clock: JobClock,
    ) -> None:
        self._store = store
        self._gate = worker.gate
        self._worker = worker
        self._board = board
        self._settings = settings
        self._allowances = allowances
        self._clock = clock
        self._attempts = AttemptBounds(settings)
        bounds = settings.running_jobs, settings.running_jobs_per_member
        self._fair_queue = FairQueue(*bounds)
        self._shared: SharedLine | None = None
        if (line_store := store.shared_line(*bounds)) is not None:
            self._shared = SharedLine(
                *(line_store, worker.gate, clock, worker.origin_of),
                *(self._start_in_turn, self._show_first_positions),
            )
        # Jobs whose members have not seen a place in line yet.
        self._newcomers: set[int] = set()
        self._jobs: dict[int, Job] = {}
        self._runs: dict[int, asyncio.Task[None]] = {}
        self._tasks = BackgroundTasks("job")
        self._recovery = Recovery(self._claim, self._resume, self._free_slots)
        self._is_stopping = False
        self._is_alone = False
        self._line: Line | None = None
        self._line_due = 0.0

    @property
    def waiting(self) -> int:
        """Return the number of jobs in the queue of this process."""
        return len(self._jobs) - self.running

    @property
    def running(self) -> int:
        """Return the number of jobs that this process works on."""
        return len(self._runs)

    def start_alone(self) -> None:
        """Take over the jobs of earlier processes at once: none of them can be alive."""
        self._is_alone = True

    async def accept(self, request: JobRequest) -> Job:
        """Accept a job in one transaction with the limits that apply; it then runs by itself.

        Raises `UserError` when a limit is reached, the queue is full or the bot is shutting down,
        `AlreadyAcceptedError` for an event seen before, `StorageError` when the database is gone.
        """
        if self._is_stopping:
            raise UserError("refused-stopping")
        job = request.job(self._clock.now())
        try:
            usage = await self._insert(request, job)
        except StorageError:
            # The answer to a commit can be lost; the row says whether it was committed.
            if not await self._is_stored(job.id):
                raise
            usage = None
        log.info("job %s: accepted, %s for member %s", job.id, job.operation, job.member_id)
        self._board.remember_usage(job.id, usage)
        self._schedule(job)
        return job

    async def check(self, request: JobRequest) -> Usage | None:
        """Return the usage of the nearest limit if the request were accepted now.

        Raises `UserError` if it would be refused. It comes before the first byte of its images, and
        `accept` decides the same again.
        """
        if self._is_stopping:
            raise UserError("refused-stopping")
        asked, decision = _asked(request, self._clock.now()), _Decision()

        def read(ledger: LedgerView) -> Usage | None:
            return self._decide(ledger, asked, decision)

        with contextlib.suppress(AlreadyAcceptedError):
            async with self._watched(decision):
                return await self._store.ledger_view(read)
        return None

    async def refusal(self, spender: Spender, cost: Cost, family: str) -> UserError | None:
        """Return the refusal of such a request if it came now; None if it would be accepted.

        Nobody has asked, so no budget is announced.
        """
        asked = _Asked(spender, cost, family, self._clock.now())
        try:
            await self._store.ledger_view(lambda ledger: self._decide(ledger, asked, _Decision()))
        except UserError as error:
            return error
        return None

    async def _insert(self, request: JobRequest, job: Job) -> Usage | None:
        spender, lease_end = request.spender, self._clock.lease_end()
        asked, decision = _asked(request, job.created_at), _Decision()

        def decide(acceptance: Acceptance) -> Usage | None:
            usage = self._decide(acceptance, asked, decision)
            if request.inputs:
                size = sum(len(given.content) for given in request.inputs)
                self._attempts.make_room(acceptance, spender.member_id, size)
            acceptance.insert(job, request.inputs, lease_end, request.job_tasks())
            return usage

        async with self._watched(decision):
            locks = self._allowances.locks(spender)
            usage = await self._store.accept(spender.guild_id, decide, locks=locks)
        if (allowance := decision.allowance) is not None:
            await self._allowances.watch(allowance, allowance.spent + request.cost.dollars)
            await self._allowances.watch_operator_budget(allowance)
        return usage

    def _decide(self, ledger: LedgerView, asked: "_Asked", decision: "_Decision") -> Usage | None:
        """Return the usage if the request may be accepted by all that is counted."""
        spender, now = asked.spender, asked.at
        state = ledger.state(asked.id, spender.guild_id, spender.member_id, now)
        if state.is_duplicate:
            raise AlreadyAcceptedError(asked.id)
        _check_not_paused(state.pause)
        if state.lost >= MAX_LOST_PICTURES and asked.cost.dollars:
            raise UserError("refused-lost")
        allowance = self._allowances.of(state.spending_policy, spender, now)
        decision.allowance = allowance
        usage = allowance.admit(ledger, asked.cost, asked.family)
        self._attempts.check(ledger, state, spender, now)
        load = state.load
        if load.total >= self._settings.running_jobs + self._settings.waiting_jobs - NEARLY_FULL:
            load = ledger.load(spender.member_id)
        self._check_load(load)
        return usage

    @contextlib.asynccontextmanager
    async def _watched(self, decision: "_Decision") -> AsyncIterator[None]:
        """Announce the budgets that a request is refused for."""
        try:
            yield
        except BudgetSpentError:
            if (allowance := decision.allowance) is not None:
                await self._allowances.watch(allowance, allowance.spent, refused=True)
            raise
        except OperatorBudgetSpentError:
            if decision.allowance is not None:
                await self._allowances.watch_operator_budget(decision.allowance)
            raise

    def _check_load(self, load: Load) -> None:
        settings = self._settings
        if load.member >= settings.running_jobs_per_member + settings.waiting_jobs_per_member:
            raise UserError("refused-line-mine", waiting=load.member)
        if load.total >= settings.running_jobs + settings.waiting_jobs:
            raise UserError("refused-line-all")

    async def _is_stored(self, job_id: int) -> bool:
        try:
            return await self._store.get(job_id) is not None
        except StorageError:
            return False

    async def knows(self, job_id: int) -> bool:
        """Return True if a request with this id was accepted."""
        return await self._store.get(job_id) is not None

    async def cancel(self, job_id: int, member_id: int, *, keeps_inputs: bool = True) -> bool:
        """Cancel a member's own job; return False once the relay may have been asked.

        Its images are kept for a while, so that the member can change it and ask again.
        """
        now = self._clock.now()
        cancelled = await self._store.cancel(job_id, member_id, now, keeps_inputs=keeps_inputs)
        if cancelled:
            log.info("job %s: cancelled by its member", job_id)
            job = self._jobs.get(job_id)
            self._worker.reports.cancelled(job)
            if job is not None:
                self._board.show(job, Cancelled())
                self._release(job_id)
        return cancelled

    async def give_up(self, job_id: int, member_id: int) -> int:
        """Give up a member's own job that takes much too long; return what it is charged.

        The relay cannot be told, and may finish it: its price in micro-dollars counts on, as for
        any picture that was paid for in vain. Raises `UserError` if it is too early, or too late.
        """
        job = await self._store.get(job_id)
        if job is None or job.member_id != member_id:
            raise UserError("refused-give-up")
        if self._board.phase(job) is Phase.USUAL:
            raise UserError("refused-give-up-early")
        due = await self._store.due(job_id)
        price = format_dollars(due) if due else ""
        key = "failed-given-up" if price else "failed-given-up-free"
        reason = {"key": key, "price": price} if price else {"key": key}
        charged = await self._store.give_up(job_id, member_id, reason, self._clock.now())
        if charged is None:
            raise UserError("refused-give-up")
        log.info("job %s: given up by its member", job_id)
        self._worker.reports.given_up(job, charged)
        self._board.show(self._jobs.get(job_id, job), GivenUp(charged))
        if run := self._runs.get(job_id):
            run.cancel()
        return charged

    async def withdraw(self, job_id: int, member_id: int | None = None) -> bool:
        """Cancel a job whose message was withdrawn, by `member_id` or by anybody.

        Only jobs in our hands are looked at, since most messages have asked for none.
        """
        job = self._jobs.get(job_id)
        if job is None or member_id not in (None, job.member_id):
            return False
        return await self.cancel(job_id, job.member_id, keeps_inputs=False)

    @property
    def lease(self) -> float:
        """The seconds of a lease."""
        return self._settings.lease

    async def renew(self) -> None:
        """Renew the leases of the jobs in our hands; raises `StorageError` and `TimeoutError`.

        Apart from all other upkeep, so that nothing can hold it up until the leases run out.
        """
        if self._jobs and not self._is_stopping:
            async with asyncio.timeout(self._settings.lease / 2):
                await self._store.renew(self._jobs, self._clock.lease_end())

    async def upkeep(self) -> None:
        """Recover jobs that no process holds, and tell members how their jobs ended."""
        if self._is_stopping:
            return
        is_alone = self._is_alone
        if self._free_slots() <= 0:
            await self._claim_begun()
        await self._recovery.start()
        now, lease_end = self._clock.lease_now(), self._clock.lease_end()
        for job in await self._store.claim_unnotified(
            now, lease_end, MAX_NOTIFICATIONS, alone=is_alone
        ):
            log.info("job %s: %s, and its member does not know yet", job.id, job.state)
            if (end := end_of(job)) is not None:
                self._board.show(job, end)
            if job.state is State.CANCELLED or reason_of(job).key in STOPPED:
                self._let_go(job.id)

    def _let_go(self, job_id: int) -> None:
        """Do no more for a job that the operator has ended."""
        if run := self._runs.get(job_id):
            run.cancel()
        elif job_id in self._jobs:
            self._release(job_id)

    def refresh_statuses(self) -> None:
        """Show members their new positions in the queue, and what takes long, a few at a time."""
        self._board.show_slow(MAX_STATUSES)
        waiting = [*map(self._jobs.get, self._whole_line.waiting())]
        self._board.show_positions(waiting, MAX_STATUSES, self._likely_ends())

    async def drain(self) -> None:
        """Stop: accept nothing, finish submits and posts, leave the rest to the next process."""
        self._is_stopping = True
        await self._recovery.stop()
        if self._shared is not None:
            await self._shared.stop()
        if self._gate is not None:
            await self._gate.stop()
        for job_id, task in self._runs.items():
            if not self._worker.is_busy(job_id):
                task.cancel()
        await self._tasks.finish(self._settings.drain_timeout)
        await self._board.settle(min(5, self._settings.drain_timeout))
        await self._store.release(self._clock.lease_now())
        log.info("drained; %s jobs are left to the next start", len(self._jobs))

    def _schedule(self, job: Job) -> None:
        self._newcomers.add(job.id)
        self._enqueue(job)
        if self._shared is None:
            self._show_first_positions()

    @property
    def _whole_line(self) -> FairQueue:
        """The line with the jobs of all processes, as far as it is known."""
        return self._fair_queue if self._shared is None else self._shared.queue

    def _show_first_positions(self) -> None:
        """Show the places in line of those who have just joined it."""
        newcomers, self._newcomers = self._newcomers & {*self._jobs} - {*self._runs}, set()
        for job_id in newcomers:
            with contextlib.suppress(LookupError):
                position = self._whole_line.position(job_id)
                ready = self._likely_end(job_id) if position <= MAX_ESTIMATED else None
                waiting = Waiting(position, self._board.usage(job_id), ready)
                self._board.show(self._jobs[job_id], waiting)

    def _likely_end(self, job_id: int) -> datetime | None:
        """Return when a job that was just put in line is likely to be done.

        The line is looked at once a second, since many may ask at the same moment.
        """
        now = self._clock.seconds()
        if self._line is not None and now < self._line_due:
            return self._line.add(self._in_line(job_id))
        self._line_due = now + 1
        return self._likely_ends().get(job_id)

    def _likely_ends(self) -> dict[int, datetime]:
        """Look at the line; return when the jobs at its front are likely to be done."""
        queue, settings = self._whole_line, self._settings
        waiting = queue.waiting()[:MAX_ESTIMATED]
        if not waiting:
            # Mostly nobody waits, and the running ones may be a thousand.
            return {}
        self._line = Line(
            self._board.pace,
            self._clock.now(),
            settings.running_jobs,
            settings.running_jobs_per_member,
        )
        return likely_ends(
            self._line, map(self._in_line, queue.running()), map(self._in_line, waiting)
        )

    def _in_line(self, job_id: int) -> InLine:
        if self._shared is not None:
            return self._shared.in_line(job_id)
        since = self._board.made_since(job_id)
        operation = self._jobs[job_id].operation
        return InLine(job_id, operation, self._fair_queue.turn(job_id), since)

    def _enqueue(self, job: Job) -> None:
        self._jobs[job.id] = job
        self._fair_queue.add(job.id, _turn(job))
        if self._shared is not None:
            self._shared.add(job)
        self._start_next()

    async def _claim(self, limit: int) -> list[Job]:
        now, lease_end = self._clock.lease_now(), self._clock.lease_end()
        jobs = await self._store.claim(now, lease_end, limit, alone=self._is_alone)
        if len(jobs) < limit:
            # From now on another process may have come.
            self._is_alone = False
        return jobs

    async def _claim_begun(self) -> None:
        """Take over jobs that may be paid, even if there is no room for others.

        They hold slots that ours wait for.
        """
        now, lease_end = self._clock.lease_now(), self._clock.lease_end()
        for job in await self._store.claim(now, lease_end, BATCH_SIZE, begun_only=True):
            self._resume(job)

    def _free_slots(self) -> int:
        settings = self._settings
        return settings.running_jobs + settings.waiting_jobs - len(self._jobs)

    def _resume(self, job: Job) -> None:
        # A job that was claimed just before the stop is released with the others.
        if job.id in self._jobs or self._is_stopping:
            return
        log.info("job %s: taken over, %s", job.id, job.state)
        self._worker.reports.taken_over()
        if job.state is State.QUEUED and job.started_at is None:
            # Its member knows an old position; the new one is shown with all other changes.
            self._enqueue(job)
            return
        # It may be paid already: it goes on at once, however long the queue is.
        self._jobs[job.id] = job
        self._fair_queue.resume(job.id, _turn(job))
        self._start(job)

    def _park(self, job_id: int) -> None:
        is_running = job_id in self._fair_queue.running()
        self._fair_queue.park(job_id)
        if self._shared is not None and is_running:
            self._shared.park(job_id)
        self._start_next()

    def _start_next(self) -> None:
        if self._shared is not None:
            self._shared.look_soon()
            return
        while not self._is_stopping and (job_id := self._fair_queue.next()) is not None:
            self._start(self._jobs[job_id])

    def _start_in_turn(self, job: Job) -> None:
        """Start a job that has its slot in the line of all processes."""
        if job.id in self._jobs and not self._is_stopping:
            self._jobs[job.id] = job
            self._fair_queue.start(job.id)
            self._start(job)

    def _start(self, job: Job) -> None:
        self._runs[job.id] = self._tasks.start(self._run(job), name=f"job {job.id}")
        if self._gate is not None:
            self._gate.watch_while(lambda: self.running > 0)

    async def _run(self, job: Job) -> None:
        # Cancelled at shutdown, it stays in `_jobs`, so that its lease is released with the others.
        try:
            reason = await self._worker.run(job, lambda: self._park(job.id))
            if reason is not None and reason.key in DECLINED:
                await self._announce_pause(job)
        except Exception:
            # Its lease expires, and it is recovered; until then it must not take a slot.
            log.exception("job %s: dropped half way", job.id)
            self._park(job.id)
        finally:
            if not self._is_stopping or not _is_cancelled():
                self._release(job.id)

    async def _announce_pause(self, job: Job) -> None:
        """Tell those who run the server about a member whose requests are declined in a row."""
        declines = await self._store.declines(job.member_id, self._clock.now())
        if (until := self._attempts.pause_end(declines)) is not None:
            guild_id, member = job.destination.guild_id, member_mention(job.member_id)
            self._allowances.announce_pause(guild_id, member, declines.count, until)

    def _release(self, job_id: int) -> None:
        self._jobs.pop(job_id, None)
        self._runs.pop(job_id, None)
        self._board.forget(job_id)
        self._newcomers.discard(job_id)
        self._fair_queue.remove(job_id)
        if self._shared is not None:
            self._shared.remove(job_id)
        self._start_next()


def _check_not_paused(pause: Pause | None) -> None:
    """Raise `UserError` while the operator has paused the bot."""
    if pause is None:
        return
    if pause.reason:
        raise UserError("refused-paused-everywhere-why", reason=pause.reason)
    raise UserError("refused-paused-everywhere")


def _asked(request: JobRequest, now: datetime) -> _Asked:
    return _Asked(request.spender, request.cost, request.family, now, request.id)


def _is_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def _turn(job: Job) -> Turn:
    return turn_of(job.member_id, job.destination.guild_id, job.operation)
