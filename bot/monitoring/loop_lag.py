"""Lag of the event loop: how late it wakes what has slept."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

_INTERVAL = 0.5
"""Seconds between two measurements: a block that is shorter is seen in part of the cases."""


@asynccontextmanager
async def measured_lag(observe: Callable[[float], None]) -> AsyncIterator[None]:
    """Call `observe` with the lag in seconds, again and again, as long as the context lasts."""
    task = asyncio.create_task(_measure(observe), name="loop lag")
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _measure(observe: Callable[[float], None]) -> None:
    now = asyncio.get_running_loop().time
    while True:
        began = now()
        await asyncio.sleep(_INTERVAL)
        observe(max(0.0, now() - began - _INTERVAL))
