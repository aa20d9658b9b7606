"""Members' files that decode to as much as is taken: memory in all, and the wait of others."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import median

from benchmarks.decoding.formats import BOUNDS
from benchmarks.process import parser, run
from bot.imaging.executor import Lane, image_workers, run_in_image_executor, worker_pids
from bot.imaging.isolated import normalise_image, verify_picture
from tests.bot.imaging.hostile import blank_png, noise, saved, small_webp

_SIDE = 7070
_WEBP_SIDE = 4096
_OTHERS = 7
_LOOK_EVERY = 0.002


async def main(files: int, *, quick: bool) -> dict[str, float]:
    """One hostile member has `files` files in flight, others have an ordinary image each."""
    png, webp = (blank_png(500), small_webp(500)) if quick else _largest()
    picture = saved(noise("RGB", 600, 600), "png")

    async def image() -> None:
        await normalise_image(picture, BOUNDS, member="other")

    async def paid() -> None:
        await verify_picture(picture, member="other")

    async with image_workers():
        # Every worker exists before.
        for lane in Lane:
            await asyncio.gather(
                *(run_in_image_executor(len, b"", lane=lane, key=n) for n in range(3))
            )
        memory, two = await _two_at_once(png)
        alone, paid_alone = await _wait(image), await _wait(paid)
        flood = asyncio.gather(
            *(
                normalise_image(content, BOUNDS, member="hostile")
                for content in [png, webp] * (files // 2)
            )
        )
        beside, paid_beside = await _wait(image), await _wait(paid)
        flood.cancel()
        await asyncio.gather(flood, return_exceptions=True)
    return {
        "memory": memory / 1e6,
        "two": two,
        "alone": alone * 1e3,
        "beside": beside * 1e3,
        "times": beside / alone,
        "paid_alone": paid_alone * 1e3,
        "paid_beside": paid_beside * 1e3,
        "paid_times": paid_beside / paid_alone,
    }


def _largest() -> tuple[bytes, bytes]:
    return blank_png(_SIDE, colour=6), small_webp(_WEBP_SIDE)


async def _two_at_once(content: bytes) -> tuple[float, float]:
    """Return the most memory of all workers, in bytes, and the seconds of two members' files."""
    peak = [0.0]
    watching = asyncio.create_task(_watch(peak))
    began = time.perf_counter()
    await asyncio.gather(*(normalise_image(content, BOUNDS, member=n) for n in range(2)))
    watching.cancel()
    return peak[0], time.perf_counter() - began


async def _wait(work: Callable[[], Awaitable[None]]) -> float:
    """Return the median seconds of an ordinary image."""
    waits = []
    for _ in range(_OTHERS):
        began = time.perf_counter()
        await work()
        waits.append(time.perf_counter() - began)
    return median(waits)


async def _watch(peak: list[float]) -> None:
    while True:
        peak[0] = max(peak[0], sum(map(_resident, worker_pids(Lane.MEMBERS))))
        await asyncio.sleep(_LOOK_EVERY)


def _resident(pid: int) -> int:
    """Return the bytes of a process that are in memory (Linux); 0 if it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS:"))


if __name__ == "__main__":
    arguments = parser(__doc__).parse_args()
    run(main(int(arguments.size), quick=arguments.quick))
