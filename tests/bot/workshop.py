"""The services that run jobs, all but Discord, with a clock that the tests move."""

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, TypeVar

from bot.events import EventHub
from bot.jobs.batch import Batch
from bot.jobs.batches import BatchGeneration
from bot.jobs.generation import Generation
from bot.jobs.job_clock import JobClock
from bot.jobs.outcome import Fence, Outcome, Status
from bot.jobs.pace import Paces
from bot.jobs.posting import Posting
from bot.jobs.relay_gate import RelayGate
from bot.jobs.reports import JobReports
from bot.jobs.request import JobRequest, TaskRequest
from bot.jobs.runner import JobRunner
from bot.jobs.status_board import StatusBoard
from bot.jobs.worker import Worker
from bot.limits.allowance import Allowances
from bot.limits.limit import Limit
from bot.limits.operator_budget import OperatorBudgetNotices
from bot.limits.operator_limits import OperatorLimits
from bot.limits.spender import Spender
from bot.settings import Settings
from bot.storage.audit import Entry
from bot.storage.database import Database, StorageError
from bot.storage.group_commit import Work
from bot.storage.jobs import JobStore
from bot.storage.key_values import KeyValueStore
from bot.storage.ledger import Account
from bot.storage.pace import PaceStore
from bot.storage.records import Destination, Job, Posted, StoredInput
from bot.storage.relay_pause import RelayPauseStore
from bot.storage.results import ResultStore
from bot.storage.servers import ServerStore
from bot.storage.tasks import TaskStore
from providers.flux import FluxRequest
from providers.options import RelayOptions
from providers.relay import Relay
from sandbox.relay import KEY, RelayEmulator, serve

T = TypeVar("T")

QUICK = RelayOptions(
    backoff_base=0.001,
    max_backoff=0.002,
    submit_patience=0.05,
    rate_limit_gap=0,
    max_rate_limit_gap=0,
    min_poll_pause=0.001,
    max_poll_pause=0.002,
    final_poll_timeout=5,
    link_patience=0.005,
    gone_interval=0.002,
    empty_patience=0.002,
)
CHANNEL, GUILD, MEMBER = 11, 5, 7
_IDS = count(1_000)


class Clock:
    """A clock that `pass_` moves, and each call by `step`."""

    def __init__(self, step: float = 0) -> None:
        self.now = datetime(2026, 11, 22, 12, tzinfo=UTC)
        self.step = timedelta(seconds=step)

    def __call__(self) -> datetime:
        self.now += self.step
        return self.now

    def pass_(self, seconds: float) -> None:
        """Move the clock by so many seconds."""
        self.now += timedelta(seconds=seconds)


async def until(condition: Callable[[], bool]) -> None:
    """Let other tasks work until `condition` is true; fails after ten seconds."""
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - there is no event to wait for
            await asyncio.sleep(0.001)


@dataclass(frozen=True)
class Message:
    """A message of the channel."""

    id: int
    job_id: int
    outcome: Outcome


@dataclass
class _Fault:
    error: Exception
    stands: bool


class Channel:
    """A delivery into memory, which can be slow, fail, or post and then fail to say so."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.statuses: defaultdict[int, list[Status]] = defaultdict(list)
        self.searches: list[int] = []
        self.tries = self.private_tries = 0
        self.fault_until_private: Exception | None = None
        """Raised by every post that others see."""
        self.private_fault: Exception | None = None
        """Raised by private posts, after the message was posted."""
        self.open = asyncio.Event()
        """Cleared, posts wait."""
        self.open.set()
        self.hearing = asyncio.Event()
        """Cleared, statuses take their time."""
        self.hearing.set()
        self._let_in = 0
        self._ids = count(1)
        self._post_faults: deque[_Fault] = deque()
        self._search_faults: deque[Exception] = deque()

    def let_in(self, posts: int) -> None:
        """Let so many waiting posts go on."""
        self._let_in += posts

    def next_post(self, *errors: Exception, stands: bool = False) -> None:
        """Raise these errors in the next posts; with `stands`, after the message was posted."""
        self._post_faults.extend(_Fault(error, stands) for error in errors)

    def next_search(self, *errors: Exception) -> None:
        """Raise these errors in the next searches."""
        self._search_faults.extend(errors)

    @property
    def posted(self) -> list[int]:
        """Return the jobs whose messages were posted, in order."""
        return [message.job_id for message in self.messages]

    async def post(
        self, job: Job, outcome: Outcome, fence: Fence, *, privately: bool = False
    ) -> Posted:
        """See `bot.jobs.outcome.Delivery`."""
        self.tries += 1
        self.private_tries += privately
        await fence("place")
        await until(lambda: self.open.is_set() or self._let_in > 0)
        self._let_in -= not self.open.is_set()
        fault = self._post_faults.popleft() if self._post_faults else None
        if not privately and self.fault_until_private is not None:
            fault = _Fault(self.fault_until_private, stands=False)
        elif privately and self.private_fault is not None:
            fault = _Fault(self.private_fault, stands=True)
        if fault and not fault.stands:
            raise fault.error
        message = Message(next(self._ids), job.id, outcome)
        self.messages.append(message)
        if fault:
            raise fault.error
        return self._posted(job, message)

    async def find(self, job: Job) -> Posted | None:
        """See `bot.jobs.outcome.Delivery`."""
        self.searches.append(job.id)
        await asyncio.sleep(0)
        if self._search_faults:
            raise self._search_faults.popleft()
        posted = (message for message in self.messages if message.job_id == job.id)
        message = next(posted, None)
        return message and self._posted(job, message)

    async def remove_duplicates(self, job: Job, posted: Posted) -> Posted:
        """See `bot.jobs.outcome.Delivery`."""
        mine = [message for message in self.messages if message.job_id == job.id]
        for later in mine[1:]:
            if later.id == posted.message_id:
                self.messages.remove(later)
        return self._posted(job, mine[0]) if mine else posted

    async def notify(self, job: Job, status: Status) -> None:
        """See `bot.jobs.outcome.Delivery`."""
        await self.hearing.wait()
        self.statuses[job.id].append(status)

    def _posted(self, job: Job, message: Message) -> Posted:
        return Posted(job.destination.channel_id, message.id, len(message.outcome.pictures))


class Notebook:
    """A server log in memory."""

    def __init__(self) -> None:
        self.pictures: list[tuple[int, int]] = []
        """The jobs whose pictures were logged, and how many each has, in order."""
        self.lines: list[tuple[Any, ...]] = []
        """All other calls, in order, with their arguments."""

    def posted(self, job: Job, posted: Posted) -> None:
        """See `bot.server_log.ServerLog`."""
        self.pictures.append((job.id, posted.pictures))

    def refused(self, guild_id: int | None, member_id: int, key: str, **facts: str | int) -> None:
        """See `bot.server_log.ServerLog`."""
        self.lines.append(("refused", guild_id, member_id, key, facts))

    def trouble(self, guild_id: int | None, key: str, **facts: str | int) -> None:
        """See `bot.server_log.ServerLog`."""
        self.lines.append(("trouble", guild_id, key, facts))

    def changed(self, entry: Entry, former: int | None = None) -> None:
        """See `bot.server_log.ServerLog`."""
        self.lines.append(("changed", entry, former))

    def note(self, guild_id: int | None, key: str, **facts: str | int) -> None:
        """See `bot.server_log.ServerLog`."""
        self.lines.append(("note", guild_id, key, facts))


class Outage:
    """A database that is sometimes gone: before a transaction, or before its answer."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.error: type[Exception] = StorageError
        self.spare = 0
        """So many transactions succeed first."""
        self.before = 0
        """So many after them fail before they begin."""
        self.after = 0
        """So many after those are committed, but their answers are lost."""

    @property
    def dialect(self) -> str:
        """See `bot.storage.database.Database`."""
        return self._database.dialect

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Any]:
        """See `bot.storage.database.Database`."""
        async with self._outage(), self._database.write() as connection:
            yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Any]:
        """See `bot.storage.database.Database`."""
        async with self._outage(), self._database.read() as connection:
            yield connection

    async def run_write(self, work: Work[T]) -> T:
        """See `bot.storage.database.Database`."""
        async with self._outage():
            return await self._database.run_write(work)

    async def run_read(self, work: Work[T]) -> T:
        """See `bot.storage.database.Database`."""
        async with self._outage():
            return await self._database.run_read(work)

    @asynccontextmanager
    async def _outage(self) -> AsyncIterator[None]:
        lost = False
        if self.spare:
            self.spare -= 1
        elif self.before:
            self.before -= 1
            raise self.error("gone")
        elif self.after:
            self.after -= 1
            lost = True
        yield
        if lost:
            raise self.error("gone before it could answer")


@dataclass
class Workshop:
    """One process that runs jobs."""

    settings: Settings
    store: JobStore
    outage: Outage
    relay: Relay
    channel: Channel
    board: StatusBoard
    paces: Paces
    server_log: Notebook
    runner: JobRunner
    clock: Clock
    events: EventHub
    inputs: tuple[StoredInput, ...] = field(default=())

    async def accept(
        self,
        prompt: str = "a red fox",
        *,
        member: int = MEMBER,
        job_id: int | None = None,
        estimate: int | None = None,
        role_ids: frozenset[int] = frozenset(),
        guild_id: int | None = GUILD,
        tasks: Sequence[str] = (),
    ) -> int:
        """Ask for a small picture, or for one of each prompt of `tasks`; return the job's id.

        Each task is priced at `estimate`.
        """
        request = JobRequest(
            id=next(_IDS) if job_id is None else job_id,
            spender=Spender(guild_id, member, role_ids),
            destination=Destination(channel_id=CHANNEL, guild_id=guild_id, upload_limit=10 * 2**20),
            request=FluxRequest(prompt=prompt, width=64, height=64),
            inputs=self.inputs,
            estimate=(estimate or 0) * len(tasks) if tasks else estimate,
            batch=Batch(len(tasks)) if tasks else None,
            tasks=tuple(
                TaskRequest(FluxRequest(prompt=one, width=64, height=64), estimate) for one in tasks
            ),
        )
        return (await self.runner.accept(request)).id

    async def row(self, job_id: int) -> Job:
        """Return the job as it is stored."""
        job = await self.store.get(job_id)
        assert job is not None
        return job

    async def ended(self, *job_ids: int) -> list[Job]:
        """Return the jobs, once this process has finished them."""
        await until(lambda: not {*job_ids} & {*self.runner._jobs})
        await self.board.settle(5)
        return [await self.row(job_id) for job_id in job_ids]

    def shown(self, job_id: int) -> list[str]:
        """Return the kinds of the statuses that the member has seen, in order."""
        return [type(status).__name__ for status in self.channel.statuses[job_id]]

    async def used(self, member: int = MEMBER) -> int:
        """Return how many pictures count for the member."""
        account, since = Account(GUILD, member), self.clock.now - timedelta(days=1)
        [(pictures, _)] = await self.store.ledger_view(
            lambda ledger: ledger.totals(account, [since])
        )
        return pictures

    async def crash(self) -> None:
        """End at once, as a killed process does: nothing is written, nothing released."""
        runs = [*self.runner._runs.values()]
        self.runner._is_stopping = True
        if self.runner._shared is not None:
            await self.runner._shared.stop()
        if self.runner._gate is not None:
            await self.runner._gate.stop()
        for run in runs:
            run.cancel()
        await asyncio.gather(*runs, return_exceptions=True)


@asynccontextmanager
async def open_workshop(
    database_url: str,
    relay_url: str,
    *,
    channel: Channel | None = None,
    clock: Clock | None = None,
    server_log: Notebook | None = None,
    limit: Limit | None = None,
    operator: OperatorLimits | None = None,
    owner: str = "ours",
    options: RelayOptions = QUICK,
    inputs: tuple[StoredInput, ...] = (),
    **values: Any,
) -> AsyncIterator[Workshop]:
    """Open a process on the database and the relay; `values` are settings.

    `limit` is one that servers may replace, `operator` are all limits in its place.
    """
    values = {"retry_pause": 0.001, "drain_timeout": 2, "job_timeout": 30, **values}
    settings = Settings(_env_file=None, **values)
    clock, channel = clock or Clock(), channel or Channel()
    server_log = server_log or Notebook()
    async with (
        Database.open(database_url) as database,
        Relay(relay_url, KEY, options=options) as relay,
    ):
        outage: Any = Outage(database)
        store = JobStore(outage, owner)
        # Deadlines pass when the clock is told to.
        job_clock = JobClock(settings, clock, lambda: clock().timestamp())
        paces = Paces(PaceStore(database), job_clock)
        board = StatusBoard(channel, store.mark_notified, paces, job_clock)
        events = EventHub()
        gate = RelayGate(relay, RelayPauseStore(database), job_clock)
        generation = Generation(relay, job_clock, notify=events, gate=gate)
        results, tasks = ResultStore(outage, owner), TaskStore(outage, owner)
        reports = JobReports(server_log, job_clock, events)
        batches = BatchGeneration(store, tasks, results, generation, reports, job_clock)
        posting = Posting(store, results, batches, channel, job_clock, events)
        worker = Worker(store, batches, posting, board, reports, job_clock)
        operator = operator or OperatorLimits(defaults=(limit,) if limit else ())
        notices = OperatorBudgetNotices(KeyValueStore(database))
        allowances = Allowances(operator, ServerStore(database), server_log, notices)
        runner = JobRunner(store, worker, board, settings, allowances, job_clock)
        shop = Workshop(
            *(settings, store, outage, relay, channel, board, paces, server_log, runner, clock),
            events,
            inputs,
        )
        try:
            yield shop
        finally:
            channel.open.set()
            channel.hearing.set()
            await shop.crash()
            await board.settle(1)


@asynccontextmanager
async def running_relay() -> AsyncIterator[RelayEmulator]:
    """A relay without delays."""
    async with serve(RelayEmulator(delay=0)) as emulator:
        yield emulator
