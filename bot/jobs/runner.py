"""A job's life: accepted, run, delivered; recovered after a crash; drained at the end.

Accepting is one transaction; what happens to one job after it is in `bot/jobs/worker.py`. Nothing
here knows Discord.
"""

import asyncio
import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.common.background import BackgroundTasks
from bot.common.clock import Clock, utc_now
from bot.errors import UserError, reason_of
from bot.jobs.fair_queue import FairQueue
from bot.jobs.outcome import Cancelled, Failed, Waiting
from bot.jobs.recovery import Recovery
from bot.jobs.status_board import StatusBoard
from bot.jobs.worker import Worker
from bot.limits.allowance import Allowance, Allowances
from bot.limits.budget import BudgetSpentError, before_month
from bot.limits.quota import Cost, Standing, Usage
from bot.settings import Settings
from bot.storage.acceptance import Acceptance, LedgerView, Load
from bot.storage.database import StorageError
from bot.storage.jobs import JobStore
from bot.storage.ledger import Account
from bot.storage.records import Destination, Job, NewJob, Source, State, StoredInput
from bot.storage.servers import STOP
from providers.base import ImageRequest

log = logging.getLogger(__name__)

_STATUSES_A_ROUND = 20
_TOLD_A_ROUND = 20


@dataclass(frozen=True, slots=True)
class Ask:
    """What a member asks for. `id` is the snowflake of the event that asked."""

    id: int
    member_id: int
    place: Destination
    request: ImageRequest
    inputs: tuple[StoredInput, ...] = ()
    estimate: int | None = None
    """Micro-dollars."""
    source: Source | None = None
    role_ids: frozenset[int] = frozenset()
    """The member's roles in the server: limits may depend on them."""


class AlreadyAcceptedError(Exception):
    """The same event was accepted before; there is nothing to do."""


class JobRunner:
    """Accepts jobs and carries each to its end, one task a job."""

    def __init__(
        self,
        store: JobStore,
        worker: Worker,
        board: StatusBoard,
        settings: Settings,
        allowances: Allowances,
        clock: Clock = utc_now,
    ) -> None:
        self._store = store
        self._worker = worker
        self._board = board
        self._settings = settings
        self._allowances = allowances
        self._clock = clock
        self._fair_queue = FairQueue(settings.running_jobs, settings.running_jobs_per_member)
        self._jobs: dict[int, Job] = {}
        self._runs: dict[int, asyncio.Task[None]] = {}
        self._tasks = BackgroundTasks("job")
        self._takeover = Recovery(self._claim, self._recover, self._room)
        self._stopping = False

    async def accept(self, ask: Ask) -> Job:
        """Take a job on, in one transaction with the limits that apply; it then runs by itself.

        Raises `UserError` when a limit is reached, the line is full or the bot is shutting down,
        `AlreadyAcceptedError` for an event seen before, `StorageError` when the database is gone.
        """
        if self._stopping:
            raise UserError("refused-stopping")
        new = NewJob(
            id=ask.id,
            member_id=ask.member_id,
            place=ask.place,
            operation=ask.request.operation,
            request=ask.request.chosen(),
            pictures=ask.request.pictures,
            inputs=ask.inputs,
            estimate=ask.estimate,
            source=ask.source,
        )
        now = self._clock()
        try:
            usage = await self._insert(new, now, ask)
        except StorageError:
            # The answer to a commit can be lost; the row says whether it took place.
            if not await self._stands(new.id):
                raise
            usage = None
        job = _fresh(new, now)
        log.info("job %s: accepted, %s for member %s", job.id, job.operation, job.member_id)
        self._board.remember_usage(job.id, usage)
        self._queue(job)
        return job

    async def _insert(self, new: NewJob, now: datetime, ask: Ask) -> Usage | None:
        guild_id, member_id = new.place.guild_id, new.member_id
        cost = Cost(new.pictures, new.estimate or 0)
        leased_until = self._lease()
        allowance: Allowance | None = None

        def decide(acceptance: Acceptance) -> Usage | None:
            nonlocal allowance
            state = acceptance.state(new.id, guild_id, member_id)
            if state.is_duplicate:
                raise AlreadyAcceptedError(new.id)
            allowance = self._allowances.of(
                state.spending_policy, guild_id, member_id, ask.role_ids, now
            )
            usage = allowance.admit(acceptance, cost, ask.request.family)
            self._check_line(state.load)
            acceptance.insert(new, now, leased_until)
            return usage

        try:
            usage = await self._store.accept(guild_id, decide)
        except BudgetSpentError:
            if allowance is not None:
                await self._allowances.watch(allowance, allowance.spent, refused=True)
            raise
        if allowance is not None:
            await self._allowances.watch(allowance, allowance.spent + cost.dollars)
        return usage

    def _check_line(self, load: Load) -> None:
        settings = self._settings
        if load.member >= settings.running_jobs_per_member + settings.waiting_jobs_per_member:
            raise UserError("refused-line-mine", waiting=load.member)
        if load.total >= settings.running_jobs + settings.waiting_jobs:
            raise UserError("refused-line-all")

    async def _stands(self, job_id: int) -> bool:
        try:
            return await self._store.get(job_id) is not None
        except StorageError:
            return False

    async def cancel(self, job_id: int, member_id: int) -> bool:
        """Take a member's own job out of the line; False once the relay may have been asked."""
        cancelled = await self._store.cancel(job_id, member_id, self._clock())
        if cancelled:
            log.info("job %s: cancelled by its member", job_id)
            if job := self._jobs.get(job_id):
                self._board.show(job, Cancelled())
                self._let_go(job_id)
        return cancelled

    async def get(self, job_id: int) -> Job | None:
        """The job with this id, if it was ever accepted and is neither purged nor emptied."""
        job = await self._store.get(job_id)
        return None if job is None or job.emptied else job

    async def of_message(self, message_id: int) -> Job | None:
        """The job whose pictures stand in this message."""
        return await self._store.of_message(message_id)

    async def newest_in(self, channel_id: int, before: int | None = None) -> Job | None:
        """The job of the newest picture in this channel or thread, before this message."""
        return await self._store.newest_in(channel_id, before)

    async def inputs(self, job_id: int) -> dict[str, StoredInput]:
        """The images that are still stored with a job, by their parameters."""
        return await self._store.stored_inputs(job_id)

    async def input_names(self, job_id: int) -> list[str]:
        """The parameters of a job that were given an image, stored or not."""
        return await self._store.input_names(job_id)

    async def standings(
        self, guild_id: int | None, member_id: int, role_ids: Collection[int]
    ) -> list[Standing]:
        """How a member stands with each limit; none without limits."""
        now = self._clock()

        def look(ledger: LedgerView) -> list[Standing]:
            spending_policy = ledger.spending_policy(guild_id)
            allowance = self._allowances.of(spending_policy, guild_id, member_id, role_ids, now)
            return allowance.standings(ledger)

        return await self._store.ledger_view(look)

    async def preview(self, ask: Ask) -> Usage | None:
        """What would be used of the limit that is nearest; raises `UserError` as `accept` does."""
        guild_id, now = ask.place.guild_id, self._clock()
        cost = Cost(ask.request.pictures, ask.estimate or 0)

        def look(ledger: LedgerView) -> Usage | None:
            spending_policy = ledger.spending_policy(guild_id)
            allowance = self._allowances.of(
                spending_policy, guild_id, ask.member_id, ask.role_ids, now
            )
            return allowance.admit(ledger, cost, ask.request.family)

        return await self._store.ledger_view(look)

    async def falls_back_to(self, guild_id: int, price: int, family: str) -> str | None:
        """Who makes it in place of `family`, since the server's budget does not allow `price`
        micro-dollars any more; None where it does, or where nobody goes on then."""
        decided = await self._store.ledger_view(lambda ledger: ledger.spending_policy(guild_id))
        allowance = self._allowances.of(decided, guild_id, 0, (), self._clock())
        budget = allowance.budget
        if budget is None or budget.then in (STOP, family):
            return None
        spent = await self.spent(Account(guild_id), before_month(allowance.now))
        if not budget.passed(spent, price):
            return None
        # As far as who asked is concerned, it is refused.
        await self._allowances.watch(allowance, spent, refused=True)
        return budget.then

    async def spent(self, account: Account, since: datetime) -> int:
        """Micro-dollars that count since then."""
        [(_, spent)] = await self._store.ledger_view(lambda ledger: ledger.totals(account, [since]))
        return spent

    async def recent(self, guild_id: int | None, member_id: int, most: int = 10) -> list[Job]:
        """A member's newest jobs in a server, newest first."""
        return await self._store.recent(guild_id, member_id, most)

    async def upkeep(self) -> None:
        """Renew leases, take over what nobody holds, tell of failures untold; now and then."""
        if self._stopping:
            return
        await self._store.renew(self._jobs, self._lease())
        await self._takeover.begin()
        for job in await self._store.claim_unnotified(self._clock(), self._lease(), _TOLD_A_ROUND):
            log.info("job %s: failed, and its member does not know yet", job.id)
            self._board.show(job, Failed(reason_of(job)))

    def refresh_statuses(self) -> None:
        """Tell those who wait of their new place in line, gently."""
        waiting = [self._jobs[job_id] for job_id in self._fair_queue.waiting()]
        self._board.move_up(waiting, _STATUSES_A_ROUND)

    async def drain(self) -> None:
        """Stop: nothing new, posts in flight get their time, the rest is for who comes next."""
        self._stopping = True
        await self._takeover.stop()
        for job_id, task in self._runs.items():
            if not self._worker.is_posting(job_id):
                task.cancel()
        await self._tasks.finish(self._settings.drain_timeout)
        await self._board.settle(min(5, self._settings.drain_timeout))
        await self._store.release(self._clock())
        log.info("drained; %s jobs are left to the next start", len(self._jobs))

    def _lease(self) -> datetime:
        return self._clock() + timedelta(seconds=self._settings.lease)

    def _queue(self, job: Job) -> None:
        self._join(job)
        if job.id not in self._runs:
            position = self._fair_queue.position(job.id)
            self._board.show(job, Waiting(position, self._board.usage(job.id)))

    def _join(self, job: Job) -> None:
        self._jobs[job.id] = job
        self._fair_queue.add(job.id, _member(job))
        self._start_next()

    async def _claim(self, most: int) -> list[Job]:
        return await self._store.claim(self._clock(), self._lease(), most)

    def _room(self) -> int:
        settings = self._settings
        return settings.running_jobs + settings.waiting_jobs - len(self._jobs)

    def _recover(self, job: Job) -> None:
        # One that was claimed while we began to stop is released with the rest.
        if job.id in self._jobs or self._stopping:
            return
        log.info("job %s: taken over, %s", job.id, job.state)
        if job.state is State.QUEUED:
            # Its member was told a place in line; the new one is told as places change, gently.
            self._join(job)
            return
        # The relay works on it already: it is polled at once, whatever the line looks like.
        self._jobs[job.id] = job
        self._fair_queue.resume(job.id, _member(job))
        self._start(job)

    def _start_next(self) -> None:
        while not self._stopping and (job_id := self._fair_queue.next()) is not None:
            self._start(self._jobs[job_id])

    def _start(self, job: Job) -> None:
        self._runs[job.id] = self._tasks.start(self._run(job), name=f"job {job.id}")

    async def _run(self, job: Job) -> None:
        # Cancelled at shutdown, it stays in our books, so that its lease is released with the rest.
        try:
            await self._worker.run(job)
        except Exception:
            # Its lease runs out, and it is taken up again; meanwhile it must not keep a slot.
            log.exception("job %s: dropped half way", job.id)
        self._let_go(job.id)

    def _let_go(self, job_id: int) -> None:
        self._jobs.pop(job_id, None)
        self._runs.pop(job_id, None)
        self._board.forget(job_id)
        self._fair_queue.leave(job_id)
        self._start_next()


def _member(job: Job) -> tuple[int | None, int]:
    return job.place.guild_id, job.member_id


def _fresh(new: NewJob, now: datetime) -> Job:
    """The row as it was just inserted."""
    return Job(
        id=new.id,
        state=State.QUEUED,
        member_id=new.member_id,
        place=new.place,
        operation=new.operation,
        request=new.request,
        pictures=new.pictures,
        created_at=now,
        estimate=new.estimate,
        source=new.source,
    )
