"""Recovery: unclaimed jobs are claimed in batches, so that members are served meanwhile.

A start with thousands of them would otherwise be a stampede: of polls at the relay, of edits at
Discord, and of work that delays the first answer to a new command.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from bot.common.background import BackgroundTasks
from bot.storage.database import StorageError
from bot.storage.records import Job

log = logging.getLogger(__name__)

BATCH_SIZE = 50
# Seconds between two batches: 10,000 jobs take less than a minute, and use a part of one core.
PAUSE = 0.25


class Recovery:
    """The takeover of unclaimed jobs: batches from `claim`, while there are free slots."""

    def __init__(
        self,
        claim: Callable[[int], Awaitable[Sequence[Job]]],
        resume: Callable[[Job], None],
        free_slots: Callable[[], int],
    ) -> None:
        self._claim = claim
        self._resume = resume
        self._free_slots = free_slots
        self._tasks = BackgroundTasks("takeover")
        self._rest: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Claim the first batch now and the rest in the background; raises `StorageError`."""
        if self._rest is not None and not self._rest.done():
            return
        if await self._claim_batch():
            self._rest = self._tasks.start(self._claim_rest(), name="the rest")

    async def stop(self) -> None:
        """Claim no more."""
        if self._rest is not None:
            self._rest.cancel()
        await self._tasks.finish(0)

    async def _claim_rest(self) -> None:
        try:
            while True:
                await asyncio.sleep(PAUSE)
                if not await self._claim_batch():
                    return
        except StorageError as error:
            # The rest is unclaimed, and found by the next start.
            log.error("taking over is interrupted: %s", error)  # noqa: TRY400 - the line says it

    async def _claim_batch(self) -> bool:
        """Return True if there may be more to claim."""
        size = min(self._free_slots(), BATCH_SIZE)
        if size <= 0:
            return False
        jobs = await self._claim(size)
        for job in jobs:
            self._resume(job)
        return len(jobs) == BATCH_SIZE
