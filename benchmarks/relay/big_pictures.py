"""Big pictures, in the answer or linked from it, one by one or some at once."""

import argparse
import asyncio

from benchmarks.process import Cost, measured, run
from benchmarks.relay.bench import MB, Bench, arguments, open_bench
from benchmarks.task_spec import TaskSpec

MIN_PICTURES = 9
"""The least number of pictures behind each figure, against chance."""
_BEAT = 0.002


async def main(chosen: argparse.Namespace) -> dict[str, float]:
    """Measure processor and stall in milliseconds a picture, memory in bytes a picture byte."""
    size, at_once = int(chosen.size * MB), chosen.at_once
    turns = 1 if chosen.quick else max(3, MIN_PICTURES // at_once)
    async with open_bench(chosen) as bench:
        spec = TaskSpec(size, 0.05, bench.url if chosen.link else "")
        # Separately, because the beats of the stall measurement cost time too.
        costs = [await _turn(bench, spec, at_once, None) for _ in range(turns)]
        stalls = [(await _turn(bench, spec, at_once, _BEAT)).stall for _ in range(turns)]
    return {
        "processor": sum(cost.processor for cost in costs) / (turns * at_once) * 1e3,
        # Later turns reuse the memory of the first.
        "memory": max(cost.grown for cost in costs) / (size * at_once),
        "stall": sorted(stalls)[turns // 2] * 1e3,
    }


async def _turn(bench: Bench, spec: TaskSpec, at_once: int, beat: float | None) -> Cost:
    async with measured(beat) as cost:
        kept = await asyncio.gather(*(bench.make_picture(spec) for _ in range(at_once)))
    del kept
    return cost


if __name__ == "__main__":
    options = arguments(__doc__)
    options.add_argument("--at-once", type=int, default=1)
    options.add_argument("--link", action="store_true")
    run(main(options.parse_args()))
