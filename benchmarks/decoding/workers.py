"""An image worker: the time of its start, its memory, and what it adds to a picture."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from statistics import median

from benchmarks.process import parser, proportional_memory, run
from bot.imaging.executor import Lane, run_in_image_executor
from bot.imaging.outputs import verify
from bot.imaging.workers.process import Worker
from tests.bot.imaging.hostile import noise, saved

_STARTS = 5
_PICTURES = 30
# A PNG of noise takes three bytes a pixel, and a little.
_PIXELS_A_KILOBYTE = 1000 / 3.02


async def main(kilobytes: int, *, quick: bool) -> dict[str, float]:
    """Verify one picture many times, in a worker and in a thread, in turn."""
    side = round((kilobytes * _PIXELS_A_KILOBYTE) ** 0.5)
    content = saved(noise("RGB", side, side), "png")
    start, memory = _started(1 if quick else _STARTS)
    in_worker: list[float] = []
    in_thread: list[float] = []
    for _ in range(2 if quick else _PICTURES):
        in_worker.append(
            await _timed(lambda: run_in_image_executor(verify, content, lane=Lane.PAID))
        )
        in_thread.append(await _timed(lambda: asyncio.to_thread(verify, content)))
    worker, thread = median(in_worker[1:]), median(in_thread[1:])
    return {
        "start": start * 1e3,
        "memory": memory / 1e6,
        "worker": worker * 1e3,
        "thread": thread * 1e3,
        "added": max(0.0, worker - thread) * 1e3,
    }


async def _timed(work: Callable[[], Awaitable[object]]) -> float:
    began = time.perf_counter()
    await work()
    return time.perf_counter() - began


def _started(times: int) -> tuple[float, float]:
    """Return the median seconds of a start, and a worker's own share of memory in bytes."""
    seconds, memory = [], 0.0
    for _ in range(times):
        began = time.perf_counter()
        worker = Worker()
        worker.wait_until_ready()
        seconds.append(time.perf_counter() - began)
        memory = proportional_memory(worker.pid)
        worker.close()
    return median(seconds), memory


if __name__ == "__main__":
    arguments = parser(__doc__).parse_args()
    run(main(int(arguments.size), quick=arguments.quick))
