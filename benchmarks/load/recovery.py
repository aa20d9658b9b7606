"""Recovery: a start with unfinished jobs, a tenth of them at the relay and the rest queued."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterable

from benchmarks.load.world import open_world
from benchmarks.process import parser, percentile, run
from bot.storage.records import State

_COMMANDS_PER_SECOND = 10.0


async def measure(jobs: int, seconds: float) -> dict[str, float]:
    """Measure, in seconds, milliseconds, and megabytes above those before connecting."""
    async with open_world() as world:
        submitted = max(1, jobs // 10)
        await world.leftovers.insert_jobs(
            [State.SUBMITTED] * submitted + [State.QUEUED] * (jobs - submitted)
        )
        started = time.monotonic()
        async with world.bot(running_jobs=submitted + 100, waiting_jobs=jobs + 1000):
            ready = time.monotonic()
            await asyncio.gather(
                world.request_steadily(_COMMANDS_PER_SECOND, seconds, takes=2, kilobytes=64),
                world.wait_until(lambda: not world.leftovers.count_unclaimed()),
            )
            ended = time.monotonic()
            relay = await world.relay_metrics()
        metrics = world.bot_metrics(started, ended)
        first = next(iter(world.requested))
        return {
            "ready": ready - started,
            "first": world.discord.door.acknowledged[first] - ready,
            "p99": 1e3 * percentile(world.acknowledged_after, 0.99),
            "lag": 1e3 * percentile(world.bot_metrics(ready, ended).lags, 0.99),
            "all": ended - ready,
            "memory": (max(metrics.memory) - metrics.memory[0]) / 1e6,
            "polls": _max_per_second(relay["times"]["polls"]),
            "calls": _max_per_second(world.discord.door.arrivals),
        }


def _max_per_second(times: Iterable[float]) -> float:
    return max(Counter(map(int, times)).values(), default=0)


if __name__ == "__main__":
    arguments = parser(__doc__).parse_args()
    run(measure(int(arguments.size), 0.2 if arguments.quick else 15))
