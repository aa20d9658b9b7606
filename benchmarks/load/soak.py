"""A soak: the bot at work for minutes, and what has grown meanwhile.

`python -m benchmarks.load.soak --minutes 10` prints a table of the first and the last minute, and
returns 1 if the process has grown by more than its bound.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import fmean

from benchmarks.load.world import World, open_world
from benchmarks.process import children, proportional_memory
from benchmarks.storage.old_jobs import fill
from bot.common.clock import utc_now
from bot.storage.database import Database

_EVERY = 2.0
_COMMANDS_PER_SECOND = 2.0
_OLD_JOBS, _OLD = 50_000, timedelta(days=90)
_PICTURE_SECONDS, _KILOBYTES = 2.0, 200
# A start is not over with READY: caches fill, and allocators keep what was needed once.
_WARM_UP_SHARE = 0.2
_MINUTE = 60.0


@dataclass(frozen=True)
class Sample:
    """The state of the bot at one moment."""

    at: float
    memory: float
    """Megabytes of the bot."""
    workers: float
    """Megabytes of its image workers, of which there are as many as its load wants."""
    files: int
    database: float
    log: float
    """Megabytes of the database with its journal, and of the log."""


@dataclass(frozen=True)
class Row:
    """A measure with the growth that it may have between the first and the last minute."""

    name: str
    of: Callable[[Sample], float] | None
    """Returns it from a sample; None for the tasks, which the bot counts itself."""
    most: float | None = None


ROWS = (
    Row("memory, MB", lambda sample: sample.memory, most=15.0),
    Row("workers, MB", lambda sample: sample.workers),
    Row("open files", lambda sample: sample.files, most=10),
    Row("tasks", None, most=20),
    Row("database, MB", lambda sample: sample.database),
    Row("log, MB", lambda sample: sample.log),
)
"""The database and the log grow with every job, and workers with the load: they have no bound."""


async def measure(minutes: float) -> int:
    """Let the bot work, print the table, and return the exit status."""
    seconds = minutes * _MINUTE
    async with open_world() as world:
        await _fill(world)
        async with world.bot(light=True, running_jobs=1000):
            sampling = asyncio.create_task(_sample(world, seconds))
            await world.request_steadily(
                _COMMANDS_PER_SECOND, seconds, _PICTURE_SECONDS, _KILOBYTES
            )
            await world.wait_until(lambda: len(world.discord.door.uploads) == len(world.requested))
            samples = await sampling
        return _print(world, samples, minutes)


async def _fill(world: World) -> None:
    """Give the bot a database that it has used for months: its caches of pages are soon full."""
    async with Database.open(world.leftovers.url):
        pass
    path = str(world.folder / "easel.db")
    await asyncio.to_thread(fill, path, _OLD_JOBS, until=utc_now(), over=_OLD, busy=None)


async def _sample(world: World, seconds: float) -> list[Sample]:
    samples, until = list[Sample](), time.monotonic() + seconds
    while time.monotonic() < until:
        samples.append(await asyncio.to_thread(_look, world))
        await asyncio.sleep(_EVERY)
    return samples


def _look(world: World) -> Sample:
    pid, folder = world.bot_pid, world.folder
    memory = proportional_memory(pid) / 1e6
    workers = sum(map(proportional_memory, children(pid))) / 1e6
    files = len([*Path(f"/proc/{pid}/fd").iterdir()])
    database = sum(path.stat().st_size for path in folder.glob("easel.db*")) / 1e6
    log = (folder / "bot.log").stat().st_size / 1e6
    return Sample(time.monotonic(), memory, workers, files, database, log)


def _print(world: World, samples: Sequence[Sample], minutes: float) -> int:
    warm = samples[int(len(samples) * _WARM_UP_SHARE) :]
    part = min(_MINUTE, (warm[-1].at - warm[0].at) / 3)
    first = [sample for sample in warm if sample.at <= warm[0].at + part]
    last = [sample for sample in warm if sample.at >= warm[-1].at - part]
    missed = 0
    spans = [(some[0].at - _EVERY, some[-1].at + _EVERY) for some in (first, last)]
    tasks = [fmean(world.bot_metrics(*span).tasks) for span in spans]
    sys.stdout.write(f"{len(world.requested)} jobs in {minutes:g} minutes\n")
    sys.stdout.write(f"{'':14}{'first':>10}{'last':>10}{'growth':>10}{'at most':>10}\n")
    for row in ROWS:
        values = [fmean(map(row.of, some)) for some in (first, last)] if row.of else tasks
        missed += _print_row(row, *values)
    return int(missed > 0)


def _print_row(row: Row, before: float, after: float) -> bool:
    """Print a row, and return True if it has grown by more than it may."""
    is_missed = row.most is not None and after - before > row.most
    bound = "" if row.most is None else f"{row.most:g}"
    figures = f"{before:10.1f}{after:10.1f}{after - before:10.1f}{bound:>10}"
    sys.stdout.write(f"{row.name:14}{figures}{'  MISSED' * is_missed}\n")
    return is_missed


def main(argv: Sequence[str] | None = None) -> int:
    """Return 0 if nothing has grown by more than its bound, else 1."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    return asyncio.run(measure(parser.parse_args(argv).minutes))


if __name__ == "__main__":
    sys.exit(main())
