"""The private status of every job, kept up to date without delaying any job."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.common.background import BackgroundTasks
from bot.jobs.job_clock import JobClock
from bot.jobs.outcome import (
    Cancelled,
    Delivery,
    DeliveryError,
    Done,
    Failed,
    GivenUp,
    Running,
    Status,
    Troubled,
    Waiting,
)
from bot.jobs.pace import Pace, Paces, Phase
from bot.limits.quota import Usage
from bot.storage.jobs import LeaseLostError
from bot.storage.records import Job

log = logging.getLogger(__name__)

# Concurrent edits: enough that a slow one delays no other, and few enough that thousands of them
# do not delay the first answer to a command.
MAX_EDITS = 32


LAST_STATUSES = Done | Failed | Cancelled | GivenUp
_NEWS = timedelta(seconds=20)
"""The difference of two times that is worth an edit: Discord counts down by itself."""
TROUBLED_RELAY = "status-troubled-relay"
_ORDER = (Phase.USUAL, Phase.SLOW, Phase.STUCK)


@dataclass
class _Making:
    """A job that is being made: what its member was shown last, since when, and in which phase."""

    job: Job
    status: Running | Troubled
    since: datetime
    began: float
    """The moment at which the making began, on the monotonic clock."""
    phase: Phase


class StatusBoard:
    """The newest status of each job; one that is replaced before it was shown is skipped.

    Edits for one job follow each other, so that an old status never overwrites a new one.
    `on_notified` is called with the id of a job that ended, once its member knows how. `paces` and
    `clock` say how long a job is likely to take, and when it takes longer than that.
    """

    def __init__(
        self,
        delivery: Delivery,
        on_notified: Callable[[int], Awaitable[None]],
        paces: Paces | None = None,
        clock: JobClock | None = None,
    ) -> None:
        self._paces = paces
        self._clock = clock
        self._made: dict[int, _Making] = {}
        self._delivery = delivery
        self._on_notified = on_notified
        self._newest: dict[int, tuple[Job, Status]] = {}
        self._shown_waiting: dict[int, Waiting] = {}
        self._usage: dict[int, Usage] = {}
        self._tasks = BackgroundTasks("status")
        self._slots = asyncio.Semaphore(MAX_EDITS)

    def remember_usage(self, job_id: int, usage: Usage | None) -> None:
        """Remember the usage that is shown with each status until the job ends."""
        if usage is not None:
            self._usage[job_id] = usage

    def usage(self, job_id: int) -> Usage | None:
        """Return the usage that was remembered."""
        return self._usage.get(job_id)

    def show(self, job: Job, status: Status) -> None:
        """Show a status, after the one that is being shown for this job."""
        if isinstance(status, Waiting):
            # Noted at once: after the edit the job may have ended, and its entry would stay.
            self._shown_waiting[job.id] = status
        status = self._note_making(job, status)
        is_busy = job.id in self._newest
        self._newest[job.id] = (job, status)
        if not is_busy:
            self._tasks.start(self._show(job.id), name=f"status {job.id}")

    def show_positions(
        self,
        waiting: Sequence[Job | None],
        max_edits: int,
        ready: Mapping[int, datetime] | None = None,
    ) -> None:
        """Show changed positions in the queue and `ready` times, those at the front first.

        None takes the place of a job that another process shows.
        """
        for position, job in enumerate(waiting, start=1):
            if job is None:
                continue
            status = Waiting(position, self.usage(job.id), (ready or {}).get(job.id))
            shown = self._shown_waiting.get(job.id)
            if _is_news(status, shown) and job.id not in self._newest:
                self.show(job, status)
                max_edits -= 1
                if max_edits <= 0:
                    return

    def made_since(self, job_id: int) -> datetime | None:
        """Return since when a job is being made; None if it is not."""
        making = self._made.get(job_id)
        return making.since if making else None

    def pace(self, operation: str) -> Pace:
        """Return the pace of an operation, as it was read last."""
        return self._paces.of(operation) if self._paces else Pace()

    def phase(self, job: Job) -> Phase:
        """Return the phase of a job that is being made, here or by another process."""
        if self._paces is None or self._clock is None:
            return Phase.USUAL
        making = self._made.get(job.id)
        since = making.since if making else job.started_at
        seconds = self._clock.seconds_since(job, since) if since else 0.0
        if making:
            # Whatever the clocks say since then.
            seconds = max(seconds, self._clock.seconds() - making.began)
        return self._paces.of_job(job).phase(seconds)

    def show_slow(self, max_edits: int) -> None:
        """Show members that their jobs take longer than usual, each once for each phase."""
        for job_id, making in [*self._made.items()]:
            phase = self.phase(making.job)
            if _ORDER.index(phase) <= _ORDER.index(making.phase) or job_id in self._newest:
                continue
            match making.status:
                case Running() as running:
                    self.show(making.job, replace(running, phase=phase))
                case Troubled(reason) if phase is Phase.STUCK:
                    is_relays = reason.key == TROUBLED_RELAY
                    self.show(making.job, Troubled(reason, may_be_given_up=is_relays))
                case _:
                    continue
            making.phase = phase
            max_edits -= 1
            if max_edits <= 0:
                return

    def _note_making(self, job: Job, status: Status) -> Status:
        """Note a job that is being made, and return its status with the pace of its model."""
        match status:
            case Running(since=since, phase=phase):
                known = self._made.get(job.id)
                if known is not None and phase is Phase.USUAL:
                    phase = known.phase
                if self._paces is not None:
                    status = replace(status, pace=self._paces.of_job(job), phase=phase)
                began = known.began if known is not None else self._began(job, since)
                self._made[job.id] = _Making(job, status, since, began, phase)
            case Troubled():
                if making := self._made.get(job.id):
                    making.status = status
            case _:
                self._made.pop(job.id, None)
        return status

    def _began(self, job: Job, since: datetime) -> float:
        if self._clock is None:
            return 0.0
        # Ours began just now. What an earlier process began is as old as its row says.
        seconds = self._clock.seconds_since(job, since) if job.taken_over else 0.0
        return self._clock.seconds() - seconds

    def forget(self, job_id: int) -> None:
        """Drop what is remembered of a job that ended, or belongs to another process now."""
        self._shown_waiting.pop(job_id, None)
        self._usage.pop(job_id, None)
        self._made.pop(job_id, None)

    async def settle(self, seconds: float) -> None:
        """Wait for the statuses that are being shown, at most so long."""
        await self._tasks.finish(seconds)

    async def _show(self, job_id: int) -> None:
        shown: Status | None = None
        try:
            while self._newest[job_id][1] is not shown:
                async with self._slots:
                    # Read after the wait for a slot, so that replaced statuses are skipped, too.
                    job, shown = self._newest[job_id]
                    await self._notify(job, shown)
                if job.taken_over and isinstance(shown, LAST_STATUSES):
                    await self._show_again(job, shown)
        finally:
            del self._newest[job_id]

    async def _show_again(self, job: Job, status: Status) -> None:
        """Show the last status once more, over what an earlier process had on its way."""
        await asyncio.sleep(self._clock.late_pause() if self._clock else 0)
        async with self._slots:
            await self._notify(replace(job, taken_over=False), status)

    async def _notify(self, job: Job, status: Status) -> None:
        try:
            await self._delivery.notify(job, status)
            if isinstance(status, Done | Failed) and not job.taken_over:
                await self._on_notified(job.id)
        except LeaseLostError:
            log.info("job %s: another process tells its member", job.id)
        except DeliveryError as error:
            # It is claimed again, and shown, once its lease runs out.
            log.warning("job %s: %s", job.id, error)
        except Exception:
            log.exception("job %s: its status could not be shown", job.id)


def _is_news(status: Waiting, shown: Waiting | None) -> bool:
    """Return True if a member who waits should see this in place of what was shown."""
    if shown is None or shown.position != status.position:
        return True
    if status.ready is None or shown.ready is None:
        return status.ready is not shown.ready
    return abs(status.ready - shown.ready) > _NEWS
