"""Taking over the jobs that nobody holds: some at a time, so that members are served meanwhile.

A start with thousands of them would otherwise be a stampede: of polls at the relay, of edits at
Discord, and of work that stands between a new command and its first answer.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from bot.common.background import BackgroundTasks
from bot.storage.database import StorageError
from bot.storage.records import Job

log = logging.getLogger(__name__)

BATCH_SIZE = 50
# Seconds between two batches: 10,000 jobs take less than a minute, and most of a core is left.
PAUSE = 0.25


class Recovery:
    """Claims through `claim`, which is given how many and says which, and hands each to `take`."""

    def __init__(
        self,
        claim: Callable[[int], Awaitable[Sequence[Job]]],
        take: Callable[[Job], None],
        room: Callable[[], int],
    ) -> None:
        self._claim = claim
        self._take = take
        self._room = room
        self._tasks = BackgroundTasks("takeover")
        self._rest: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Take the first of them now; the rest follows by itself. Raises `StorageError`."""
        if self._rest is not None and not self._rest.done():
            return
        if await self._take_some():
            self._rest = self._tasks.start(self._take_rest(), name="the rest")

    async def stop(self) -> None:
        """Take no more."""
        if self._rest is not None:
            self._rest.cancel()
        await self._tasks.finish(0)

    async def _take_rest(self) -> None:
        try:
            while True:
                await asyncio.sleep(PAUSE)
                if not await self._take_some():
                    return
        except StorageError as error:
            # They are still nobody's, and found by whoever begins next.
            log.error("taking over is interrupted: %s", error)  # noqa: TRY400 - the line says it

    async def _take_some(self) -> bool:
        """Whether there may be more to take, and room for it."""
        most = min(self._room(), BATCH_SIZE)
        if most <= 0:
            return False
        jobs = await self._claim(most)
        for job in jobs:
            self._take(job)
        return len(jobs) == BATCH_SIZE
