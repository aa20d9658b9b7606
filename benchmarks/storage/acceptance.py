"""Members who ask at the same moment: the time of each in `JobRunner.accept`."""

import argparse
import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks.process import Cost, measured, parser, percentile, run
from benchmarks.storage.old_jobs import fill
from bot.common.clock import utc_now
from bot.jobs.job_clock import JobClock
from bot.jobs.outcome import Status
from bot.jobs.request import JobRequest
from bot.jobs.runner import JobRunner
from bot.jobs.status_board import StatusBoard
from bot.limits.allowance import Allowances
from bot.limits.limit import Limit, Per, Subject
from bot.limits.operator_limits import OperatorLimits
from bot.limits.spender import Spender
from bot.process.gc_tuning import freeze_startup_objects
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.jobs import JobStore
from bot.storage.records import Destination, Job
from bot.storage.servers import ServerStore
from providers.flux import FluxRequest

SERVER, MEMBER, PRICE = 5, 7, 36_000
DAILY = Limit(25)
MONTHLY = Limit(10**9, per=Per.MONTH, subject=Subject.SERVER)
OLD_IDS = 10**8
"""All old jobs have smaller ids."""


class IdleServices:
    """A worker and a delivery that do nothing."""

    gate = None

    def is_posting(self, _job_id: int) -> bool:
        """Do nothing, as `bot.jobs.worker.Worker`."""
        return False

    def origin_of(self, _job: Job) -> str:
        """Return no address, as `bot.jobs.worker.Worker`."""
        return ""

    def is_busy(self, _job_id: int) -> bool:
        """Do nothing, as `bot.jobs.worker.Worker`."""
        return False

    async def run(self, _job: Job, _park: Callable[[], None]) -> None:
        """Do nothing, as `bot.jobs.worker.Worker`."""
        await asyncio.Event().wait()

    @property
    def reports(self) -> "IdleServices":
        """Return what does nothing, as `bot.jobs.reports.JobReports`."""
        return self

    def cancelled(self, _job: Job | None) -> None:
        """Do nothing, as `bot.jobs.reports.JobReports`."""

    async def watch(self, _check: object) -> None:
        """Do nothing, as `bot.limits.operator_budget.OperatorBudgetNotices`."""

    async def notify(self, job: Job, status: Status) -> None:
        """Do nothing, as `bot.jobs.outcome.Delivery`."""


@dataclass
class AcceptanceBench:
    """A runner that accepts jobs of new members."""

    runner: JobRunner
    ids: Iterator[int]

    async def accept(self) -> tuple[int, float]:
        """Accept a job of a new member; return its id, and the seconds that it took."""
        job_id = next(self.ids)
        request = JobRequest(
            id=job_id,
            spender=Spender(SERVER, MEMBER + job_id),
            destination=Destination(channel_id=11, guild_id=SERVER, upload_limit=10 * 2**20),
            request=FluxRequest(prompt="a red fox in the snow", width=1024, height=1024),
            estimate=PRICE,
        )
        began = time.perf_counter()
        await self.runner.accept(request)
        return job_id, time.perf_counter() - began

    async def round(self, members: int) -> tuple[list[float], Cost]:
        """Accept jobs at once, then cancel them; return the seconds of each, and the cost."""
        async with measured(beat=None) as cost:
            accepted = await asyncio.gather(*(self.accept() for _ in range(members)))
        for job_id, _ in accepted:
            await self.runner.cancel(job_id, MEMBER + job_id)
        return [seconds for _, seconds in accepted], cost


@asynccontextmanager
async def open_bench(url: str, limits: list[Limit]) -> AsyncIterator[AcceptanceBench]:
    """Open the services that accept jobs, without limits of their queue."""
    # One running job takes the only slot, so that all others can be cancelled.
    capacity: dict[str, Any] = {"running_jobs": 1, "waiting_jobs": 10**6}
    settings = Settings(_env_file=None, **capacity)
    async with Database.open(url) as database:
        store = JobStore(database, "bench")
        idle: Any = IdleServices()
        board = StatusBoard(idle, store.mark_notified)
        operator = OperatorLimits(defaults=tuple(limits))
        allowances = Allowances(operator, ServerStore(database), idle, idle)
        runner = JobRunner(store, idle, board, settings, allowances, JobClock(settings))
        bench = AcceptanceBench(runner, count(OLD_IDS))
        await bench.accept()
        yield bench
        await runner.drain()


async def main(chosen: argparse.Namespace) -> dict[str, float]:
    """Measure milliseconds of waiting and of the processor for each job, and jobs a second."""
    members = chosen.members or int(chosen.size)
    rounds = 2 if chosen.quick else max(20, 500 // members)
    with tempfile.TemporaryDirectory(prefix="easel-bench-") as folder:
        path = Path(folder, "easel.db")
        url = f"sqlite+aiosqlite:///{path}"
        if chosen.old:
            async with Database.open(url):
                pass
            over = timedelta(days=29 if chosen.busy else 365)
            busy = SERVER if chosen.busy else None
            fill(str(path), int(chosen.size), until=utc_now(), over=over, busy=busy)
        async with open_bench(url, [DAILY, MONTHLY] if chosen.busy else [DAILY]) as bench:
            return await _measure(bench, members, rounds)


async def _measure(bench: AcceptanceBench, members: int, rounds: int) -> dict[str, float]:
    for _ in range(3):
        await bench.round(members)
    # As the bot does after its start.
    freeze_startup_objects()
    waits: list[float] = []
    processor = wall = 0.0
    for _ in range(rounds):
        seconds, cost = await bench.round(members)
        waits += seconds
        processor, wall = processor + cost.processor, wall + cost.wall
    return {
        "median": percentile(waits, 0.5) * 1e3,
        "p99": percentile(waits, 0.99) * 1e3,
        "processor": processor / len(waits) * 1e3,
        "rate": len(waits) / wall,
    }


def arguments() -> argparse.ArgumentParser:
    """Return the parser; `--size` is the number of members, or of old jobs with `--old`."""
    options = parser(__doc__)
    options.add_argument("--members", type=int, default=0, help="how many ask at once")
    options.add_argument("--old", action="store_true", help="--size is of the ledger")
    options.add_argument("--busy", action="store_true", help="old jobs count in the server's month")
    return options


if __name__ == "__main__":
    run(main(arguments().parse_args()))
