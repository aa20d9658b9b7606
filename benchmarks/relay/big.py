"""Big pictures, in the answer or linked from it, one by one or some at once."""

import argparse
import asyncio

from benchmarks.process import Cost, measured, run
from benchmarks.relay.work import MB, Bench, arguments, bench
from benchmarks.wish import EditInstruction

IN_ALL = 9
"""Pictures that are read at least for each figure, so that it is no accident."""
_BEAT = 0.002


async def main(chosen: argparse.Namespace) -> dict[str, float]:
    """Processor and stall in milliseconds, for each picture; memory in bytes a picture byte."""
    size, at_once = int(chosen.size * MB), chosen.at_once
    turns = 1 if chosen.quick else max(3, IN_ALL // at_once)
    async with bench(chosen) as ready:
        wish = EditInstruction(size, 0.05, ready.url if chosen.link else "")
        # Apart from each other, because beats cost time too.
        costs = [await _turn(ready, wish, at_once, None) for _ in range(turns)]
        stalls = [(await _turn(ready, wish, at_once, _BEAT)).stall for _ in range(turns)]
    return {
        "processor": sum(cost.processor for cost in costs) / (turns * at_once) * 1e3,
        # What the first left behind, the next ones use again.
        "memory": max(cost.grown for cost in costs) / (size * at_once),
        "stall": sorted(stalls)[turns // 2] * 1e3,
    }


async def _turn(ready: Bench, wish: EditInstruction, at_once: int, beat: float | None) -> Cost:
    async with measured(beat) as cost:
        kept = await asyncio.gather(*(ready.picture(wish) for _ in range(at_once)))
    del kept
    return cost


if __name__ == "__main__":
    made = arguments(__doc__)
    made.add_argument("--at-once", type=int, default=1)
    made.add_argument("--link", action="store_true")
    run(main(made.parse_args()))
