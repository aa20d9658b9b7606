"""The first answer: how soon a command is acknowledged while jobs run at the relay."""

import asyncio
import time

from benchmarks.load.world import World, open_world
from benchmarks.process import parser, percentile, run
from bot.storage.records import State

_A_SECOND = 20.0


async def measure(jobs: int, seconds: float) -> dict[str, float]:
    """Milliseconds."""
    async with open_world() as world:
        await world.left.leave([State.SUBMITTED] * jobs)
        async with world.bot(running_jobs=jobs + 1000):
            await _all_held(world, jobs)
            began = time.monotonic()
            await world.ask_steadily(_A_SECOND, seconds, takes=2, kilobytes=64)
            ended = time.monotonic()
        seen = world.bot_seen(began, ended)
        return {
            "p50": 1e3 * percentile(world.answered, 0.5),
            "p99": 1e3 * percentile(world.answered, 0.99),
            "lag": 1e3 * percentile(seen.lags, 0.99),
            "turn": 1e3 * max(seen.turns),
            "processor": 1e3 * seen.processor / len(world.asked),
        }


async def _all_held(world: World, jobs: int) -> None:
    while (await world.relay_seen())["most_held"] < jobs:  # noqa: ASYNC110 - another process
        await asyncio.sleep(0.2)


if __name__ == "__main__":
    arguments = parser(__doc__).parse_args()
    run(measure(int(arguments.size), 0.2 if arguments.quick else 15))
