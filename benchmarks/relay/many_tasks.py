"""Many tasks at once: the delay until each is known to be finished, and the cost."""

import argparse
import asyncio
import random
import time

from benchmarks.process import measured, percentile, run
from benchmarks.relay.bench import KB, Bench, arguments, open_bench, read
from benchmarks.task_spec import TaskSpec

PICTURE = 64 * KB
MANY_TASKS = 1000
"""From this number on, the times are spread wider, so that the relay is not overloaded."""


def spread(count: int, low: float, high: float) -> list[float]:
    """Return times in seconds, evenly from `low` to `high`, in the same random order each run."""
    times = [low + (high - low) * (index + 0.5) / count for index in range(count)]
    random.Random(count).shuffle(times)  # noqa: S311
    return times


async def main(chosen: argparse.Namespace) -> dict[str, float]:
    """Measure the milliseconds from finished to known, and of the processor for each task."""
    count = int(chosen.size)
    low, high = (0.02, 0.2) if chosen.quick else (5, 20) if count >= MANY_TASKS else (1, 4)
    async with open_bench(chosen) as bench:
        # Beats cost time too: with few tasks they would be most of what is measured.
        async with measured(beat=0.02 if count >= MANY_TASKS or chosen.quick else None) as cost:
            known = await asyncio.gather(
                *(_make(bench, TaskSpec(PICTURE, seconds)) for seconds in spread(count, low, high))
            )
        times = await bench.ask("/times")
    late = [(moment - times[task][0]) * 1e3 for task, moment in known]
    figures = {
        "median": percentile(late, 0.5),
        "p99": percentile(late, 0.99),
        "processor": cost.processor / count * 1e3,
    }
    return figures | ({"stall": cost.stall * 1e3} if cost.lags else {})


async def _make(bench: Bench, spec: TaskSpec) -> tuple[str, float]:
    finished = await bench.client.make(spec)
    moment = time.monotonic()
    await read(finished, spec.size)
    return finished.task, moment


if __name__ == "__main__":
    run(main(arguments(__doc__).parse_args()))
