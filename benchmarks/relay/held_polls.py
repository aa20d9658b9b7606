"""The memory of polls while the relay holds them."""

import argparse
import asyncio

from benchmarks.process import memory, run
from benchmarks.relay.bench import MB, Bench, arguments, open_bench
from benchmarks.relay.many_tasks import PICTURE
from benchmarks.task_spec import TaskSpec


async def main(chosen: argparse.Namespace) -> dict[str, float]:
    """Measure the megabytes above those of an idle client, and the number of held polls."""
    count, seconds = int(chosen.size), 0.5 if chosen.quick else 20.0
    async with open_bench(chosen) as bench:
        idle = memory()
        making = [
            asyncio.create_task(bench.client.make(TaskSpec(PICTURE, seconds))) for _ in range(count)
        ]
        held = await _settled(bench, count, seconds / 2)
        grown = memory() - idle
        for task in making:
            task.cancel()
        await asyncio.gather(*making, return_exceptions=True)
    return {"memory": grown / MB, "held": held}


async def _settled(bench: Bench, count: int, timeout: float) -> int:  # noqa: ASYNC109
    """Return the number of held polls, once it is `count` or `timeout` seconds are over."""
    until = asyncio.get_running_loop().time() + timeout
    while True:
        held = int((await bench.ask("/held"))["held"])
        if held == count or asyncio.get_running_loop().time() > until:
            return held
        await asyncio.sleep(0.1)


if __name__ == "__main__":
    run(main(arguments(__doc__).parse_args()))
