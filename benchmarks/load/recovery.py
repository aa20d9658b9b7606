"""Recovery: a start with unfinished jobs, a tenth of them at the relay and the rest in line."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterable

from benchmarks.load.world import open_world
from benchmarks.process import parser, percentile, run
from bot.storage.records import State

_A_SECOND = 10.0


async def measure(jobs: int, seconds: float) -> dict[str, float]:
    """Seconds, milliseconds, and megabytes above what the bot takes before it connects."""
    async with open_world() as world:
        submitted = max(1, jobs // 10)
        await world.left.leave([State.SUBMITTED] * submitted + [State.QUEUED] * (jobs - submitted))
        started = time.monotonic()
        async with world.bot(running_jobs=submitted + 100, waiting_jobs=jobs + 1000):
            ready = time.monotonic()
            await asyncio.gather(
                world.ask_steadily(_A_SECOND, seconds, takes=2, kilobytes=64),
                world.until(lambda: not world.left.not_taken()),
            )
            ended = time.monotonic()
            relay = await world.relay_seen()
        seen = world.bot_seen(started, ended)
        first = next(iter(world.asked))
        return {
            "ready": ready - started,
            "first": world.discord.door.acknowledged[first] - ready,
            "p99": 1e3 * percentile(world.answered, 0.99),
            "lag": 1e3 * percentile(world.bot_seen(ready, ended).lags, 0.99),
            "all": ended - ready,
            "memory": (max(seen.memory) - seen.memory[0]) / 1e6,
            "polls": _most_a_second(relay["times"]["polls"]),
            "calls": _most_a_second(world.discord.door.arrivals),
        }


def _most_a_second(times: Iterable[float]) -> float:
    return max(Counter(map(int, times)).values(), default=0)


if __name__ == "__main__":
    arguments = parser(__doc__).parse_args()
    run(measure(int(arguments.size), 0.2 if arguments.quick else 15))
