"""Work on the database that is repeated until it succeeds."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.jobs.job_clock import JobClock
from bot.storage.database import StorageError

log = logging.getLogger(__name__)

T = TypeVar("T")


async def persist(clock: JobClock, job_id: int, work: Callable[[], Awaitable[T]]) -> T:
    """Return the result of `work`, tried again for as long as the database is away.

    An outage must not lose the state of a job. Raises what else `work` raises.
    """
    for pause in clock.retry_pauses():
        try:
            return await work()
        except StorageError as error:
            log.error("job %s: the database refused: %s", job_id, error)  # noqa: TRY400
        await asyncio.sleep(pause)
    raise AssertionError("pauses never end")
