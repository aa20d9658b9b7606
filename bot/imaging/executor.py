"""Thread pool for image work, with few threads.

In asyncio's default pool ten large pictures would take all threads, which DNS lookups need too, and
all of them would be in memory decoded at the same time.
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
    """Run blocking image work in the pool; return what `work` returns, raise what it raises."""
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_threads(), functools.partial(work, *args, **named))


@functools.cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(IMAGE_THREADS, "imaging")
