"""Where pixels are worked on: a few threads of their own.

Ten large pictures at once would take every thread that asyncio has for all purposes, the lookup of
names among them, and be in memory decoded all at the same time.
"""

import asyncio
import functools
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

IMAGE_THREADS = max(2, os.cpu_count() or 1)


async def run_in_image_executor(work: Callable[P, T], /, *args: P.args, **named: P.kwargs) -> T:
    """What `work` returns or raises, in a thread that is there for such work."""
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_threads(), functools.partial(work, *args, **named))


@functools.cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(IMAGE_THREADS, "studio")
