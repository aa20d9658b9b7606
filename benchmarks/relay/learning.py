"""Many tasks at once: when each is known to be finished, and what it costs."""

import argparse
import asyncio
import random
import time

from benchmarks.process import measured, percentile, run
from benchmarks.relay.work import KB, Bench, arguments, bench, read
from benchmarks.wish import EditInstruction

PICTURE = 64 * KB
MANY = 1000
"""From so many on the times are spread wider: else the relay would finish them all in a flood."""


def spread(count: int, low: float, high: float) -> list[float]:
    """Generation times in seconds, evenly from `low` to `high`, in the same random order always."""
    times = [low + (high - low) * (place + 0.5) / count for place in range(count)]
    random.Random(count).shuffle(times)  # noqa: S311
    return times


async def main(chosen: argparse.Namespace) -> dict[str, float]:
    """Milliseconds, of the time from finished to known and of the processor for each task."""
    count = int(chosen.size)
    low, high = (0.02, 0.2) if chosen.quick else (5, 20) if count >= MANY else (1, 4)
    async with bench(chosen) as ready:
        # A beat costs too: where there are few tasks it would be most of what is measured.
        async with measured(beat=0.02 if count >= MANY or chosen.quick else None) as cost:
            known = await asyncio.gather(
                *(
                    _make(ready, EditInstruction(PICTURE, seconds))
                    for seconds in spread(count, low, high)
                )
            )
        times = await ready.ask("/times")
    late = [(moment - times[task][0]) * 1e3 for task, moment in known]
    figures = {
        "median": percentile(late, 0.5),
        "p99": percentile(late, 0.99),
        "processor": cost.processor / count * 1e3,
    }
    return figures | ({"stall": cost.stall * 1e3} if cost.lags else {})


async def _make(ready: Bench, wish: EditInstruction) -> tuple[str, float]:
    made = await ready.client.make(wish)
    moment = time.monotonic()
    await read(made, wish.size)
    return made.task, moment


if __name__ == "__main__":
    run(main(arguments(__doc__).parse_args()))
