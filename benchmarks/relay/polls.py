"""How often a task is polled, where pictures take from half a second to a minute."""

import argparse
import asyncio

from benchmarks.process import run
from benchmarks.relay.learning import PICTURE, spread
from benchmarks.relay.work import arguments, bench
from benchmarks.wish import EditInstruction

FREE = 25.0
"""Seconds for which one poll more is fair: a little less than the longest hold, 30."""


async def main(chosen: argparse.Namespace) -> dict[str, float]:
    """Polls a task on the average, and at worst as a share of one and one more every 25 s."""
    low, high = (0.02, 0.2) if chosen.quick else (0.5, 60.0)
    wishes = [EditInstruction(PICTURE, seconds) for seconds in spread(int(chosen.size), low, high)]
    async with bench(chosen) as ready:
        made = await asyncio.gather(*(ready.client.make(wish) for wish in wishes))
        times = await ready.ask("/times")
    polls = [times[one.task][1] for one in made]
    fair = [1 + wish.seconds / FREE for wish in wishes]
    return {
        "polls": sum(polls) / len(polls),
        "share": max(taken / due for taken, due in zip(polls, fair, strict=True)),
    }


if __name__ == "__main__":
    run(main(arguments(__doc__).parse_args()))
