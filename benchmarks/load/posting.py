"""Done to posted: from the relay's "completed" to the start of the upload at Discord."""

import time

from benchmarks.load.world import open_world
from benchmarks.process import parser, percentile, run

_A_SECOND = 4.0


async def measure(kilobytes: int, seconds: float, takes: float) -> dict[str, float]:
    """Milliseconds, and megabytes."""
    async with open_world() as world:
        async with world.bot(running_jobs=1000):
            began = time.monotonic()
            await world.ask_steadily(_A_SECOND, seconds, takes, kilobytes)
            await world.until(lambda: len(world.discord.door.downloader) == len(world.asked))
            ended = time.monotonic()
            completed = (await world.relay_seen())["completed"]
        downloader, seen = world.discord.door.downloader, world.bot_seen(began, ended)
        took = [downloader[int(job_id)] - at for job_id, at in completed.items()]
        return {
            "p50": 1e3 * percentile(took, 0.5),
            "p99": 1e3 * percentile(took, 0.99),
            "turn": 1e3 * max(seen.turns),
            "memory": (max(seen.memory) - seen.memory[0]) / 1e6,
            "processor": 1e3 * seen.processor / len(took),
        }


if __name__ == "__main__":
    arguments = parser(__doc__).parse_args()
    quick = arguments.quick
    run(measure(int(arguments.size), 0.2 if quick else 15, 0.3 if quick else 2))
