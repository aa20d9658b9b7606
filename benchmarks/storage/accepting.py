"""Members who ask at the same moment: how long each waits for `JobRunner.accept`."""

import argparse
import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks.process import Cost, measured, parser, percentile, run
from benchmarks.storage.old import fill
from bot.common.clock import utc_now
from bot.jobs.job_clock import JobClock
from bot.jobs.outcome import Status
from bot.jobs.request import JobRequest
from bot.jobs.runner import JobRunner
from bot.jobs.status_board import StatusBoard
from bot.limits.allowance import Allowances
from bot.limits.limit import Limit, Per, Subject
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


class Idle:
    """Carries no job anywhere, and shows nobody anything."""

    def is_posting(self, _job_id: int) -> bool:
        """See `bot.jobs.worker.Worker`."""
        return False

    async def run(self, _job: Job) -> None:
        """See `bot.jobs.worker.Worker`."""
        await asyncio.Event().wait()

    async def notify(self, job: Job, status: Status) -> None:
        """See `bot.jobs.outcome.Delivery`."""


@dataclass
class Intake:
    """Takes jobs on."""

    runner: JobRunner
    ids: Iterator[int]

    async def accept(self) -> tuple[int, float]:
        """One more job of a member of its own; gives its id, and the seconds that it took."""
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
        """So many at once: the seconds that each took, and the cost. Then the line is empty."""
        async with measured(beat=None) as cost:
            accepted = await asyncio.gather(*(self.accept() for _ in range(members)))
        for job_id, _ in accepted:
            await self.runner.cancel(job_id, MEMBER + job_id)
        return [seconds for _, seconds in accepted], cost


@asynccontextmanager
async def open_desk(url: str, limits: list[Limit]) -> AsyncIterator[Intake]:
    """The services that accept a job, as the bot puts them together, with room for all."""
    # One that runs takes the only place, so that all others are still to be cancelled.
    room: dict[str, Any] = {"running_jobs": 1, "waiting_jobs": 10**6}
    settings = Settings(_env_file=None, **room)
    async with Database.open(url) as database:
        store = JobStore(database, "bench")
        idle: Any = Idle()
        board = StatusBoard(idle, store.mark_notified)
        allowances = Allowances(limits, ServerStore(database), idle)
        runner = JobRunner(store, idle, board, settings, allowances, JobClock(settings))
        intake = Intake(runner, count(OLD_IDS))
        await intake.accept()
        yield intake
        await runner.drain()


async def main(chosen: argparse.Namespace) -> dict[str, float]:
    """Milliseconds: of waiting, and of the processor for each job; jobs a second."""
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
        async with open_desk(url, [DAILY, MONTHLY] if chosen.busy else [DAILY]) as intake:
            return await _measure(intake, members, rounds)


async def _measure(intake: Intake, members: int, rounds: int) -> dict[str, float]:
    for _ in range(3):
        await intake.round(members)
    # As the bot does when it has started.
    freeze_startup_objects()
    waits: list[float] = []
    processor = wall = 0.0
    for _ in range(rounds):
        seconds, cost = await intake.round(members)
        waits += seconds
        processor, wall = processor + cost.processor, wall + cost.wall
    return {
        "median": percentile(waits, 0.5) * 1e3,
        "p99": percentile(waits, 0.99) * 1e3,
        "processor": processor / len(waits) * 1e3,
        "rate": len(waits) / wall,
    }


def arguments() -> argparse.ArgumentParser:
    """`--size` is how many ask at once; with `--old`, how many jobs there are already."""
    made = parser(__doc__)
    made.add_argument("--members", type=int, default=0, help="how many ask at once")
    made.add_argument("--old", action="store_true", help="--size is of the ledger")
    made.add_argument("--busy", action="store_true", help="old jobs count in the server's month")
    return made


if __name__ == "__main__":
    run(main(arguments().parse_args()))
