"""The first answer: the time until a command is acknowledged, while jobs run at the relay."""

import asyncio
import time

from benchmarks.load.world import World, open_world
from benchmarks.process import parser, percentile, run
from bot.storage.records import State

_COMMANDS_PER_SECOND = 20.0


async def measure(jobs: int, seconds: float) -> dict[str, float]:
    """Measure, in milliseconds."""
    async with open_world() as world:
        await world.leftovers.insert_jobs([State.SUBMITTED] * jobs)
        async with world.bot(running_jobs=jobs + 1000):
            await _all_held(world, jobs)
            began = time.monotonic()
            await world.request_steadily(_COMMANDS_PER_SECOND, seconds, takes=2, kilobytes=64)
            ended = time.monotonic()
        metrics = world.bot_metrics(began, ended)
        return {
            "p50": 1e3 * percentile(world.acknowledged_after, 0.5),
            "p99": 1e3 * percentile(world.acknowledged_after, 0.99),
            "lag": 1e3 * percentile(metrics.lags, 0.99),
            "turn": 1e3 * max(metrics.turns),
            "processor": 1e3 * metrics.processor / len(world.requested),
        }


async def _all_held(world: World, jobs: int) -> None:
    while (await world.relay_metrics())["max_held"] < jobs:  # noqa: ASYNC110 - another process
        await asyncio.sleep(0.2)


if __name__ == "__main__":
    arguments = parser(__doc__).parse_args()
    run(measure(int(arguments.size), 0.2 if arguments.quick else 15))
