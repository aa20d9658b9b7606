"""Done to posted: from the relay's "completed" to the start of the upload at Discord."""

import time

from benchmarks.load.world import open_world
from benchmarks.process import parser, percentile, run

_COMMANDS_PER_SECOND = 4.0


async def measure(kilobytes: int, seconds: float, takes: float) -> dict[str, float]:
    """Measure, in milliseconds and megabytes."""
    async with open_world() as world:
        async with world.bot(running_jobs=1000):
            began = time.monotonic()
            await world.request_steadily(_COMMANDS_PER_SECOND, seconds, takes, kilobytes)
            await world.wait_until(lambda: len(world.discord.door.uploads) == len(world.requested))
            ended = time.monotonic()
            completed = (await world.relay_metrics())["completed"]
        uploads, metrics = world.discord.door.uploads, world.bot_metrics(began, ended)
        took = [uploads[int(job_id)] - at for job_id, at in completed.items()]
        return {
            "p50": 1e3 * percentile(took, 0.5),
            "p99": 1e3 * percentile(took, 0.99),
            "turn": 1e3 * max(metrics.turns),
            "memory": (max(metrics.memory) - metrics.memory[0]) / 1e6,
            "processor": 1e3 * metrics.processor / len(took),
        }


if __name__ == "__main__":
    arguments = parser(__doc__).parse_args()
    quick = arguments.quick
    run(measure(int(arguments.size), 0.2 if quick else 15, 0.3 if quick else 2))
