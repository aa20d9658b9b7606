"""Everything that carries jobs, real but for Discord, with a clock that moves when told."""

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, TypeVar

from bot.jobs.generation import Generation
from bot.jobs.outcome import Outcome, Status
from bot.jobs.runner import Ask, JobRunner
from bot.jobs.status_board import StatusBoard
from bot.jobs.worker import Worker
from bot.limits.allowance import Allowances
from bot.limits.limit import Limit
from bot.settings import Settings
from bot.storage.audit import Entry
from bot.storage.database import Database, StorageError
from bot.storage.group_commit import Work
from bot.storage.jobs import JobStore
from bot.storage.ledger import Account
from bot.storage.records import Destination, Job, Posted, StoredInput
from bot.storage.servers import ServerStore
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
    """Stands still; `pass_` moves it, and so does every look at it by `step`."""

    def __init__(self, step: float = 0) -> None:
        self.now = datetime(2026, 11, 22, 12, tzinfo=UTC)
        self.step = timedelta(seconds=step)

    def __call__(self) -> datetime:
        self.now += self.step
        return self.now

    def pass_(self, seconds: float) -> None:
        """So many seconds go by."""
        self.now += timedelta(seconds=seconds)


async def until(condition: Callable[[], bool]) -> None:
    """Let the others work until `condition` holds; fails after some seconds."""
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - nobody tells when
            await asyncio.sleep(0.001)


@dataclass(frozen=True)
class Message:
    """What stands in a channel."""

    id: int
    job_id: int
    outcome: Outcome


@dataclass
class _Trouble:
    error: Exception
    stands: bool


class Channel:
    """A delivery into memory, which can be slow, fail, or post and then fail to say so."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.statuses: defaultdict[int, list[Status]] = defaultdict(list)
        self.searches: list[int] = []
        self.tries = 0
        self.open = asyncio.Event()
        """Cleared, posts wait at the door."""
        self.open.set()
        self.hearing = asyncio.Event()
        """Cleared, statuses take their time."""
        self.hearing.set()
        self._let_in = 0
        self._ids = count(1)
        self._post_troubles: deque[_Trouble] = deque()
        self._search_troubles: deque[Exception] = deque()

    def let_in(self, posts: int) -> None:
        """Let so many pass the closed door."""
        self._let_in += posts

    def next_post(self, *errors: Exception, stands: bool = False) -> None:
        """The next posts raise these; where it `stands`, after the message was posted."""
        self._post_troubles.extend(_Trouble(error, stands) for error in errors)

    def next_search(self, *errors: Exception) -> None:
        """The next searches raise these."""
        self._search_troubles.extend(errors)

    @property
    def posted(self) -> list[int]:
        """The jobs whose messages stand, in order."""
        return [message.job_id for message in self.messages]

    async def post(self, job: Job, outcome: Outcome) -> Posted:
        """See `bot.jobs.outcome.Delivery`."""
        self.tries += 1
        await until(lambda: self.open.is_set() or self._let_in > 0)
        self._let_in -= not self.open.is_set()
        trouble = self._post_troubles.popleft() if self._post_troubles else None
        if trouble and not trouble.stands:
            raise trouble.error
        message = Message(next(self._ids), job.id, outcome)
        self.messages.append(message)
        if trouble:
            raise trouble.error
        return self._posted(job, message)

    async def find(self, job: Job) -> Posted | None:
        """See `bot.jobs.outcome.Delivery`."""
        self.searches.append(job.id)
        await asyncio.sleep(0)
        if self._search_troubles:
            raise self._search_troubles.popleft()
        found = (message for message in self.messages if message.job_id == job.id)
        message = next(found, None)
        return message and self._posted(job, message)

    async def notify(self, job: Job, status: Status) -> None:
        """See `bot.jobs.outcome.Delivery`."""
        await self.hearing.wait()
        self.statuses[job.id].append(status)

    def _posted(self, job: Job, message: Message) -> Posted:
        return Posted(job.destination.channel_id, message.id, len(message.outcome.pictures))


class Notebook:
    """A journal in memory."""

    def __init__(self) -> None:
        self.pictures: list[tuple[int, int]] = []
        """The jobs whose pictures were told of, and how many these were, in order."""
        self.lines: list[tuple[Any, ...]] = []
        """The rest, in order: what was told, and all that came with it."""

    def posted(self, job: Job, posted: Posted) -> None:
        """See `bot.server_log.ServerLog`."""
        self.pictures.append((job.id, posted.pictures))

    def refused(self, guild_id: int | None, member_id: int, key: str, **facts: str | int) -> None:
        """See `bot.server_log.ServerLog`."""
        self.lines.append(("refused", guild_id, member_id, key, facts))

    def trouble(self, guild_id: int | None, key: str, **facts: str | int) -> None:
        """See `bot.server_log.ServerLog`."""
        self.lines.append(("trouble", guild_id, key, facts))

    def changed(self, entry: Entry) -> None:
        """See `bot.server_log.ServerLog`."""
        self.lines.append(("changed", entry))

    def note(self, guild_id: int | None, key: str, **facts: str | int) -> None:
        """See `bot.server_log.ServerLog`."""
        self.lines.append(("note", guild_id, key, facts))


class Outage:
    """A database that is sometimes gone: before it was asked, or before it could answer."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.error: type[Exception] = StorageError
        self.spare = 0
        """So many transactions still go well."""
        self.before = 0
        """So many after them are never begun."""
        self.after = 0
        """So many after those are committed, and nobody hears of it."""

    @property
    def dialect(self) -> str:
        """See `bot.storage.database.Database`."""
        return self._database.dialect

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Any]:
        """See `bot.storage.database.Database`."""
        async with self._trouble(), self._database.write() as connection:
            yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Any]:
        """See `bot.storage.database.Database`."""
        async with self._trouble(), self._database.read() as connection:
            yield connection

    async def run_write(self, work: Work[T]) -> T:
        """See `bot.storage.database.Database`."""
        async with self._trouble():
            return await self._database.run_write(work)

    async def run_read(self, work: Work[T]) -> T:
        """See `bot.storage.database.Database`."""
        async with self._trouble():
            return await self._database.run_read(work)

    @asynccontextmanager
    async def _trouble(self) -> AsyncIterator[None]:
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
    """One process that carries jobs."""

    settings: Settings
    store: JobStore
    outage: Outage
    relay: Relay
    channel: Channel
    board: StatusBoard
    server_log: Notebook
    runner: JobRunner
    clock: Clock
    inputs: tuple[StoredInput, ...] = field(default=())

    async def accept(
        self,
        prompt: str = "a red fox",
        *,
        member: int = MEMBER,
        job_id: int | None = None,
        estimate: int | None = None,
        role_ids: frozenset[int] = frozenset(),
    ) -> int:
        """Ask for a small picture; gives the job's id."""
        ask = Ask(
            id=next(_IDS) if job_id is None else job_id,
            member_id=member,
            destination=Destination(channel_id=CHANNEL, guild_id=GUILD, upload_limit=10 * 2**20),
            request=FluxRequest(prompt=prompt, width=64, height=64),
            inputs=self.inputs,
            estimate=estimate,
            role_ids=role_ids,
        )
        return (await self.runner.accept(ask)).id

    async def row(self, job_id: int) -> Job:
        """The job as it is stored."""
        job = await self.store.get(job_id)
        assert job is not None
        return job

    async def ended(self, *job_ids: int) -> list[Job]:
        """The jobs, once this process has done with them."""
        await until(lambda: not {*job_ids} & {*self.runner._jobs})
        await self.board.settle(5)
        return [await self.row(job_id) for job_id in job_ids]

    def told(self, job_id: int) -> list[str]:
        """The kinds of the statuses that the member has seen, in order."""
        return [type(status).__name__ for status in self.channel.statuses[job_id]]

    async def used(self, member: int = MEMBER) -> int:
        """How many pictures count for the member."""
        account, since = Account(GUILD, member), self.clock.now - timedelta(days=1)
        [(pictures, _)] = await self.store.books(lambda books: books.totals(account, [since]))
        return pictures

    async def crash(self) -> None:
        """End at once, as a killed process does: nothing is written, nothing released."""
        runs = [*self.runner._runs.values()]
        self.runner._stopping = True
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
    owner: str = "ours",
    options: RelayOptions = QUICK,
    inputs: tuple[StoredInput, ...] = (),
    **values: Any,
) -> AsyncIterator[Workshop]:
    """A process on the database and the relay; `values` are settings."""
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
        board = StatusBoard(channel, store.mark_notified)
        generation = Generation(relay, settings, clock=clock)
        worker = Worker(store, generation, channel, board, server_log, settings, clock)
        defaults = [limit] if limit else []
        allowances = Allowances(defaults, ServerStore(database), server_log)
        runner = JobRunner(store, worker, board, settings, allowances, clock)
        shop = Workshop(
            settings, store, outage, relay, channel, board, server_log, runner, clock, inputs
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
