"""The line of several processes on one database: each starts its own jobs when their turn comes.

Every process works out the same order from the same rows, with the queue that a single process
uses, and starts those of its own that may start now. It looks when a job of its own comes or goes,
and from time to time while one waits, since the slots that others free ring no bell.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import takewhile

from bot.common.background import BackgroundTasks
from bot.jobs.fair_queue import FairQueue
from bot.jobs.job_clock import JobClock
from bot.jobs.lanes import operations_beside, turn_of
from bot.jobs.line import InLine
from bot.jobs.relay_gate import RelayGate
from bot.storage.database import StorageError
from bot.storage.line import Choice, Entry, LineJob, LineStore, Turns
from bot.storage.records import Job

log = logging.getLogger(__name__)

POLL_SECONDS = 1.0
"""Seconds between two looks at the line while a job of this process waits in it."""
_SOON = 0.05
"""Seconds until the next look where the row of a job that may start was being changed."""

_REST = 4
"""Times that a look took, until the next one at the earliest."""


class SharedLine:
    """The jobs of this process in the line of all.

    `start` is called with each job that has a slot from then on, and `on_look` after each look that
    leaves some of ours waiting.
    """

    def __init__(
        self,
        store: LineStore,
        gate: RelayGate | None,
        clock: JobClock,
        origin_of: Callable[[Job], str],
        start: Callable[[Job], None],
        on_look: Callable[[], None],
    ) -> None:
        self._store = store
        self._gate = gate
        self._clock = clock
        self._origin_of = origin_of
        self._start = start
        self._on_look = on_look
        self._waiting: dict[int, Job] = {}
        self._rows: dict[int, LineJob] = {}
        self._has_news = asyncio.Event()
        self._is_crowded = False
        self._is_stopped = False
        self._tasks = BackgroundTasks("line")
        self._looking: asyncio.Task[None] | None = None
        self.queue = FairQueue(*store.bounds)
        """The line of all processes, as it was at the last look."""

    def add(self, job: Job) -> None:
        """Put a job in line; it starts when its turn comes."""
        self._waiting[job.id] = job
        self.look_soon()

    def remove(self, job_id: int) -> None:
        """Forget a job that ended, or was cancelled."""
        self._waiting.pop(job_id, None)
        self.queue.remove(job_id)
        self.look_soon()

    def park(self, job_id: int) -> None:
        """Give back the slot of a running job that only waits."""
        self.queue.park(job_id)
        if not self._is_stopped:
            self._tasks.start(self._park(job_id), name=f"parking {job_id}")

    def in_line(self, job_id: int) -> InLine:
        """Return a job of any process as the line sees it."""
        row = self._rows[job_id]
        return InLine(job_id, row.operation, self.queue.turn(job_id), row.started_at)

    def look_soon(self) -> None:
        """Look at the line at once, if a job of ours waits."""
        if not self._waiting or self._is_stopped:
            return
        self._has_news.set()
        if self._looking is None or self._looking.done():
            self._looking = self._tasks.start(self._keep_looking(), name="looking")

    async def stop(self) -> None:
        """Start no more jobs."""
        self._is_stopped = True
        if self._looking is not None:
            self._looking.cancel()
        await self._tasks.finish(1)

    async def _keep_looking(self) -> None:
        while self._waiting:
            self._has_news.clear()
            pause, began = POLL_SECONDS, time.monotonic()
            try:
                if not await self._look():
                    pause = _SOON
            except StorageError as error:
                log.warning("the line cannot be looked at: %s", error)
            except Exception:
                # Whatever it is, the jobs in line must not wait for ever.
                log.exception("the line cannot be looked at")
            if self._waiting:
                # A long line takes long to read, and must not keep the process from all else.
                await asyncio.sleep(min(POLL_SECONDS, _REST * (time.monotonic() - began)))
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._has_news.wait(), pause)

    async def _look(self) -> bool:
        """Start what may start; return False if some of it could not, for a moment."""
        if not self._is_crowded and len(self._waiting) == 1:
            [job] = self._waiting.values()
            started = await self._store.start_alone(
                self._entry(job), self._clock.now(), self._clock.lease_now()
            )
            if started.ids:
                self._hold(started.relay_pause)
                self._go(job.id)
                return True
        return await self._look_at_all()

    async def _look_at_all(self) -> bool:
        now, lease_now = self._clock.now(), self._clock.lease_now()
        chosen: set[int] = set()
        ours = [*self._waiting]

        def choose(line: Sequence[LineJob], turns: Turns) -> Choice:
            choice = self._choose(line, turns)
            chosen.update(choice.started)
            return choice

        result = await self._store.start(choose, now, lease_now)
        self._hold(result.relay_pause)
        started = {*result.ids}
        for job_id in ours:
            row = self._rows.get(job_id)
            if row is None or row.owner != self._store.owner:
                self._let_go(job_id)
            elif job_id in started or row.started_at is not None:
                # It may have started in a transaction whose answer was lost.
                self._go(job_id)
        self._is_crowded = bool(self._waiting)
        if self._waiting:
            self._on_look()
        return chosen <= started

    def _hold(self, until: datetime | None) -> None:
        if self._gate is not None:
            self._gate.hold(until)

    def _let_go(self, job_id: int) -> None:
        """Start a job that is no longer ours, or has ended: its first step finds that out."""
        if (job := self._waiting.pop(job_id, None)) is not None and not self._is_stopped:
            self._start(job)

    def _go(self, job_id: int) -> None:
        job = self._waiting.pop(job_id, None)
        if job is None or self._is_stopped:
            return
        origin = job.task_origin or self._origin_of(job)
        self._start(
            replace(job, started_at=self._clock.now(), task_origin=origin, just_started=True)
        )

    def _choose(self, line: Sequence[LineJob], turns: Turns) -> Choice:
        """Pick our jobs that start now; what is picked of others, they start themselves."""
        self._rows = {row.id: row for row in line}
        queue = kept = self._queue(line, turns)
        started: dict[int, str] = {}
        for job_id in takewhile(lambda picked: picked is not None, iter(queue.next, "never")):
            if kept is queue:
                # The turns move on for those that start, not for those whose process has yet to
                # look. Mostly nothing starts, and there is no other queue to make.
                kept = self._queue(line, turns)
            if job_id in self._waiting:
                job = self._waiting[job_id]
                started[job_id] = job.task_origin or self._origin_of(job)
                kept.start(job_id)
        self.queue = kept
        return Choice(started, _as_turns(kept))

    def _queue(self, line: Iterable[LineJob], turns: Turns) -> FairQueue:
        queue = FairQueue(*self._store.bounds)
        waiting = []
        for row in line:
            if row.started_at is None:
                waiting.append(row)
            elif not row.is_parked:
                queue.resume(row.id, turn_of(row.member_id, row.guild_id, row.operation))
        for row in _by_turns(waiting, turns):
            queue.add(row.id, turn_of(row.member_id, row.guild_id, row.operation))
        return queue

    def _entry(self, job: Job) -> Entry:
        origin = job.task_origin or self._origin_of(job)
        return Entry(job.id, job.member_id, operations_beside(job.operation), origin)

    async def _park(self, job_id: int) -> None:
        try:
            await self._store.park(job_id)
        except StorageError as error:
            log.warning("job %s: keeps its slot: %s", job_id, error)


def _by_turns(waiting: Sequence[LineJob], turns: Turns) -> Iterator[LineJob]:
    """Yield the jobs by the turns of servers and members; those without one come by age, last."""
    server_turns = {guild_id: number for number, (guild_id, _) in enumerate(turns)}
    member_turns = {
        (guild_id, member_id): number
        for guild_id, members in turns
        for number, member_id in enumerate(members)
    }
    first_of_server: dict[int | None, int] = {}
    first_of_member: dict[tuple[int | None, int], int] = {}
    for row in waiting:
        first_of_server.setdefault(row.guild_id, row.id)
        first_of_member.setdefault((row.guild_id, row.member_id), row.id)

    def order(row: LineJob) -> tuple[int, ...]:
        member = row.guild_id, row.member_id
        return (
            server_turns.get(row.guild_id, len(server_turns)),
            first_of_server[row.guild_id],
            member_turns.get(member, len(member_turns)),
            first_of_member[member],
            row.id,
        )

    yield from sorted(waiting, key=order)


def _as_turns(queue: FairQueue) -> Turns:
    return [
        (guild_id, [member for member in members if isinstance(member, int)])
        for guild_id, members in queue.turns()
        if guild_id is None or isinstance(guild_id, int)
    ]
