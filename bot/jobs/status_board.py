"""The private status of every job, kept true without ever holding a job up."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.common.background import BackgroundTasks
from bot.jobs.outcome import Delivery, Failed, Status, Waiting
from bot.limits.quota import Usage
from bot.storage.records import Job

log = logging.getLogger(__name__)

# Edits under way together: enough that one that takes long holds up nobody, and few enough that
# thousands of them do not stand between a command and its first answer.
_BATCH_SIZE = 32


class StatusBoard:
    """Shows the newest status of each job; one that is overtaken before it was shown is skipped.

    Edits of one job follow each other, so that an old one never lands on top of a new one.
    """

    def __init__(self, delivery: Delivery, notified: Callable[[int], Awaitable[None]]) -> None:
        self._delivery = delivery
        # Called with the id of a job that failed, once its member was notified.
        self._notified = notified
        self._newest: dict[int, tuple[Job, Status]] = {}
        self._places: dict[int, Waiting] = {}
        self._usage: dict[int, Usage] = {}
        self._tasks = BackgroundTasks("status")
        self._slots = asyncio.Semaphore(_BATCH_SIZE)

    def remember_usage(self, job_id: int, usage: Usage | None) -> None:
        """What the job counts against the limit, to be said with every status until it ends."""
        if usage is not None:
            self._usage[job_id] = usage

    def usage(self, job_id: int) -> Usage | None:
        """What was remembered."""
        return self._usage.get(job_id)

    def show(self, job: Job, status: Status) -> None:
        """Show this as soon as what is being shown for the job has been."""
        if isinstance(status, Waiting):
            # Not once it was shown: by then the job may have ended, and nobody would forget it.
            self._places[job.id] = status
        busy = job.id in self._newest
        self._newest[job.id] = (job, status)
        if not busy:
            self._tasks.start(self._show(job.id), name=f"status {job.id}")

    def move_up(self, waiting: list[Job], most: int) -> None:
        """Show changed places in line, at most `most` of them now, those at the front first."""
        for position, job in enumerate(waiting, start=1):
            shown = self._places.get(job.id)
            if (shown is None or shown.position != position) and job.id not in self._newest:
                self.show(job, Waiting(position, self.usage(job.id)))
                most -= 1
                if most <= 0:
                    return

    def forget(self, job_id: int) -> None:
        """The job ended, or is somebody else's now."""
        self._places.pop(job_id, None)
        self._usage.pop(job_id, None)

    async def settle(self, seconds: float) -> None:
        """Wait for what is being shown, so long at most."""
        await self._tasks.finish(seconds)

    async def _show(self, job_id: int) -> None:
        shown: Status | None = None
        try:
            while self._newest[job_id][1] is not shown:
                async with self._slots:
                    # What was overtaken while it waited for a slot is skipped, too.
                    job, shown = self._newest[job_id]
                    await self._notify(job, shown)
        finally:
            del self._newest[job_id]

    async def _notify(self, job: Job, status: Status) -> None:
        try:
            await self._delivery.notify(job, status)
            if isinstance(status, Failed):
                await self._notified(job.id)
        except Exception:
            log.exception("job %s: its status could not be shown", job.id)
