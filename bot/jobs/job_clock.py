"""The clock of jobs: the current time, and the deadlines that the settings set."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.common.backoff import backoff
from bot.common.clock import Clock, utc_now
from bot.settings import Settings
from bot.storage.records import Job


class JobClock:
    """Deadlines of jobs, all by the same clock."""

    def __init__(self, settings: Settings, clock: Clock = utc_now) -> None:
        self._settings = settings
        self._clock = clock

    def now(self) -> datetime:
        """Return the current time."""
        return self._clock()

    def lease_end(self) -> datetime:
        """Return the end of a lease that is taken or renewed now."""
        return self._after(self._settings.lease)

    def submit_deadline(self) -> datetime:
        """Return the time after which a submit that began now is not tried again."""
        return self._after(self._settings.submit_timeout)

    def delivery_deadline(self) -> datetime:
        """Return the time after which a delivery that began now is not tried again."""
        return self._after(self._settings.delivery_timeout)

    def generation_deadline(self, job: Job) -> datetime:
        """Return the time until which the job's task may take."""
        submitted = job.submitted_at or job.created_at
        return submitted + timedelta(seconds=self._settings.job_timeout)

    def is_expired(self, job: Job) -> bool:
        """Return True if the job has been queued for too long to be submitted safely."""
        return self._clock() > job.created_at + timedelta(seconds=self._settings.queue_timeout)

    def retry_pauses(self) -> Iterator[float]:
        """Yield the pauses between retries, in seconds, without end."""
        return backoff(self._settings.retry_pause)

    def _after(self, seconds: float) -> datetime:
        return self._clock() + timedelta(seconds=seconds)
