"""Periodic work on the monotonic clock.

A clock that is set must not delay a round by an hour, nor cause thousands of rounds at once. A
failing round must not be the last one.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.common.background import BackgroundTasks

log = logging.getLogger(__name__)


class PeriodicWork:
    """Loops of periodic work; each runs in a separate task, so none delays another."""

    def __init__(self) -> None:
        self._tasks = BackgroundTasks("loop")

    def start(
        self,
        name: str,
        work: Callable[[], Awaitable[None]],
        seconds: float,
        *,
        after: Callable[[], Awaitable[None]] | None = None,
        limit: float | None = None,
    ) -> None:
        """Repeat `work` with `seconds` between two rounds, beginning when `after` has returned.

        A round is cancelled after `limit` seconds.
        """
        self._tasks.start(_repeat(name, work, seconds, after, limit), name=name)

    async def stop(self) -> None:
        """Cancel all loops, and wait for their end."""
        await self._tasks.finish(0)


async def _repeat(
    name: str,
    work: Callable[[], Awaitable[None]],
    seconds: float,
    after: Callable[[], Awaitable[None]] | None,
    limit: float | None,
) -> None:
    if after is not None:
        await after()
    while True:
        try:
            async with asyncio.timeout(limit):
                await work()
        except Exception:
            log.exception("%s failed; it is tried again", name)
        await asyncio.sleep(seconds)
