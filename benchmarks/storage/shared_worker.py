"""One of several processes that accept and run jobs on one database, with nothing to wait for.

It says `ready`, begins with the first line that it reads, and prints its seconds as JSON.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from typing import Any

import orjson

from benchmarks.storage.acceptance import DAILY, PRICE, SERVER, IdleServices
from bot.common.clock import utc_now
from bot.jobs.job_clock import JobClock
from bot.jobs.request import JobRequest
from bot.jobs.runner import JobRunner
from bot.jobs.status_board import StatusBoard
from bot.limits.allowance import Allowances
from bot.limits.operator_limits import OperatorLimits
from bot.limits.spender import Spender
from bot.process.gc_tuning import freeze_startup_objects
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.jobs import JobStore
from bot.storage.lease_clock import LeaseClock
from bot.storage.records import Destination, Job, Posted
from bot.storage.servers import ServerStore
from providers.flux import FluxRequest

IDS = 10**9
"""Numbers of one process's jobs."""


class InstantWorker(IdleServices):
    """A worker whose relay and Discord answer at once: it makes a job's transitions alone."""

    def __init__(self, store: JobStore, clock: JobClock) -> None:
        self._store = store
        self._clock = clock

    async def run(self, job: Job, _park: Callable[[], None]) -> None:
        """Bring the job to its end."""
        now = self._clock.now()
        if not job.just_started:
            await self._store.mark_started(job.id, now, "")
        await self._store.mark_submitted(job.id, "/v2/tasks/1", now)
        await self._store.mark_posting(job.id, now, self._clock.lease_end(), "place")
        await self._store.mark_done(job.id, Posted(11, job.id, 1), job.estimate, now)
        await self._store.mark_notified(job.id)


class Members:
    """Members who ask one after the other, some of them at the same time."""

    def __init__(self, runner: JobRunner, first: int) -> None:
        self._runner = runner
        self._ids = count(first)
        self.accepted: list[float] = []
        self.done: list[float] = []

    async def ask(self, jobs: int) -> None:
        """Ask for so many jobs, each after the one before is done."""
        for _ in range(jobs):
            job_id = next(self._ids)
            began = time.perf_counter()
            await self._runner.accept(_request(job_id))
            self.accepted.append(time.perf_counter() - began)
            if (run := self._runner._runs.get(job_id)) is None:  # noqa: SLF001 - for its end
                run = await self._started(job_id)
            if run is not None:
                with suppress(asyncio.CancelledError):
                    await asyncio.shield(run)
            self.done.append(time.perf_counter() - began)

    async def _started(self, job_id: int) -> "asyncio.Task[None] | None":
        while job_id in self._runner._jobs:  # noqa: SLF001
            if run := self._runner._runs.get(job_id):  # noqa: SLF001
                return run
            await asyncio.sleep(0.001)
        return None


def _request(job_id: int) -> JobRequest:
    return JobRequest(
        id=job_id,
        spender=Spender(SERVER + job_id % 50, job_id),
        destination=Destination(
            channel_id=11, guild_id=SERVER + job_id % 50, upload_limit=10 * 2**20
        ),
        request=FluxRequest(prompt="a red fox in the snow", width=1024, height=1024),
        estimate=PRICE,
    )


async def main(chosen: argparse.Namespace) -> dict[str, Any]:
    """Accept and run jobs; return the seconds of each, and of all."""
    capacity: dict[str, Any] = {"running_jobs": chosen.running, "waiting_jobs": 10**6}
    settings = Settings(_env_file=None, **capacity)
    async with Database.open(chosen.url) as database:
        store = JobStore(database, f"process {chosen.number}")
        lease_clock = LeaseClock(await database.now())
        clock = JobClock(settings, utc_now, lease_clock=lease_clock)
        worker: Any = InstantWorker(store, clock)
        board = StatusBoard(worker, store.mark_notified)
        operator = OperatorLimits(defaults=(DAILY,))
        allowances = Allowances(operator, ServerStore(database), worker, worker)
        runner = JobRunner(store, worker, board, settings, allowances, clock)
        members = [
            Members(runner, IDS * (chosen.number + 1) + chosen.jobs * 1000 * n)
            for n in range(chosen.members)
        ]
        await asyncio.gather(*(one.ask(2) for one in members))
        for one in members:
            one.accepted.clear()
            one.done.clear()
        freeze_startup_objects()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.readline)
        began, used = time.perf_counter(), time.process_time()
        await asyncio.gather(*(one.ask(chosen.jobs) for one in members))
        wall, processor = time.perf_counter() - began, time.process_time() - used
        await runner.drain()
    return {
        "accepted": [seconds for one in members for seconds in one.accepted],
        "done": [seconds for one in members for seconds in one.done],
        "wall": wall,
        "processor": processor,
    }


def _arguments() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("url")
    options.add_argument("--number", type=int, default=0, help="which of the processes it is")
    options.add_argument("--members", type=int, default=16, help="how many ask at a time")
    options.add_argument("--jobs", type=int, default=50, help="how many each asks for")
    options.add_argument("--running", type=int, default=1000, help="EASEL_RUNNING_JOBS")
    return options


if __name__ == "__main__":
    sys.stdout.write(orjson.dumps(asyncio.run(main(_arguments().parse_args()))).decode() + "\n")
