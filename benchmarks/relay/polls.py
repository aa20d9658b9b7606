"""The polls of a task, if pictures take from half a second to a minute."""

import argparse
import asyncio

from benchmarks.process import run
from benchmarks.relay.bench import arguments, open_bench
from benchmarks.relay.many_tasks import PICTURE, spread
from benchmarks.task_spec import TaskSpec

SECONDS_PER_POLL = 25.0
"""The time for which one more poll is fair: a little less than the longest hold, 30 s."""


async def main(chosen: argparse.Namespace) -> dict[str, float]:
    """Measure the polls a task, on average and at worst as a share of the fair number."""
    low, high = (0.02, 0.2) if chosen.quick else (0.5, 60.0)
    specs = [TaskSpec(PICTURE, seconds) for seconds in spread(int(chosen.size), low, high)]
    async with open_bench(chosen) as bench:
        finished = await asyncio.gather(*(bench.client.make(spec) for spec in specs))
        times = await bench.ask("/times")
    polls = [times[task.task][1] for task in finished]
    fair = [1 + spec.seconds / SECONDS_PER_POLL for spec in specs]
    return {
        "polls": sum(polls) / len(polls),
        "share": max(taken / due for taken, due in zip(polls, fair, strict=True)),
    }


if __name__ == "__main__":
    run(main(arguments(__doc__).parse_args()))
