"""A bot whose servers arrive: the memory of each, the longest stall, and the time they take."""

import asyncio
import gc
import os
import sys
import time
from typing import Any

from benchmarks.process import Cost, measured, memory, parser, report
from bot.__main__ import main as easel
from bot.app import EaselBot
from tests.wire.redirect import API_VARIABLE, GATEWAY_VARIABLE, redirect_discord

_BEAT_SECONDS = 0.005
_AFTERWARDS_SECONDS = 1.0


def main() -> None:
    """Run the bot until all servers are there."""
    arguments = parser(__doc__).parse_args()
    redirect_discord(os.environ[API_VARIABLE], os.environ[GATEWAY_VARIABLE])
    launch, ready = EaselBot.launch_shards, asyncio.Event()

    async def launch_shards(self: EaselBot) -> None:
        watching.append(asyncio.create_task(_watch(self, ready, int(arguments.size))))
        await asyncio.sleep(0)
        await launch(self)

    async def on_ready(_: EaselBot) -> None:
        ready.set()

    watching: list[Any] = []
    EaselBot.launch_shards = launch_shards  # type: ignore[method-assign]
    EaselBot.on_ready = on_ready  # type: ignore[assignment, method-assign]
    sys.exit(easel(["run"]))


async def _watch(bot: EaselBot, ready: asyncio.Event, servers: int) -> None:
    cost: Cost
    runs: list[float] = []
    async with measured() as cost:
        beating = asyncio.create_task(_beat(runs))
        await ready.wait()
        # What the bot does once it is ready belongs to it.
        await asyncio.sleep(_AFTERWARDS_SECONDS)
        beating.cancel()
    gc.collect()
    if (known := len(bot.guilds)) != servers:
        raise AssertionError(f"{known} servers of {servers} are there")
    report(
        grown=(memory() - cost.before) / 1e3,
        busy=max(runs) * 1e3,
        stall=cost.stall * 1e3,
        processor=cost.processor / servers * 1e3,
    )
    sys.stdout.flush()
    os._exit(0)


async def _beat(runs: list[float]) -> None:
    """Note the processor's seconds that the loop took from one beat to the next.

    Other than a lag, they do not depend on what else the machine does.
    """
    while True:
        began = time.thread_time()
        await asyncio.sleep(_BEAT_SECONDS)
        runs.append(time.thread_time() - began)


if __name__ == "__main__":
    main()
