"""Work that is repeated for as long as the bot runs, on the monotonic clock.

A clock that is set must not make a round come an hour late, nor thousands of rounds at once; and a
round that fails must not be the last one.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.common.background import BackgroundTasks

log = logging.getLogger(__name__)


class PeriodicWork:
    """Rounds of work, each in a loop of its own, so that none holds another up."""

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
        """Repeat `work`, with `seconds` between two rounds, once `after` has come to its end.

        A round that takes longer than `limit` seconds is cut off.
        """
        self._tasks.start(_repeat(name, work, seconds, after, limit), name=name)

    async def stop(self) -> None:
        """Stop all loops, wherever they are."""
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
