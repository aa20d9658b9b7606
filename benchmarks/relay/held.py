"""The memory that polls take while the relay holds them."""

import argparse
import asyncio

from benchmarks.process import memory, run
from benchmarks.relay.learning import PICTURE
from benchmarks.relay.work import MB, Bench, arguments, bench
from benchmarks.wish import EditInstruction


async def main(chosen: argparse.Namespace) -> dict[str, float]:
    """Megabytes above those of the client that has nothing to do, and how many polls are held."""
    count, seconds = int(chosen.size), 0.5 if chosen.quick else 20.0
    async with bench(chosen) as ready:
        idle = memory()
        making = [
            asyncio.create_task(ready.client.make(EditInstruction(PICTURE, seconds)))
            for _ in range(count)
        ]
        held = await _settled(ready, count, seconds / 2)
        grown = memory() - idle
        for task in making:
            task.cancel()
        await asyncio.gather(*making, return_exceptions=True)
    return {"memory": grown / MB, "held": held}


async def _settled(ready: Bench, count: int, patience: float) -> int:
    """How many polls are held, once that is all of them or `patience` seconds are over."""
    until = asyncio.get_running_loop().time() + patience
    while True:
        held = int((await ready.ask("/held"))["held"])
        if held == count or asyncio.get_running_loop().time() > until:
            return held
        await asyncio.sleep(0.1)


if __name__ == "__main__":
    run(main(arguments(__doc__).parse_args()))
