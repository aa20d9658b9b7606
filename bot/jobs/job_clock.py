"""Clocks of jobs: the time for records, deadlines that no set clock moves, and leases."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.common.backoff import backoff
from bot.common.clock import Clock, utc_now
from bot.common.snowflake import moment_of
from bot.settings import Settings
from bot.storage.records import Job

Monotonic = Callable[[], float]
"""Returns seconds that only ever count up."""
LAST_LOOK = 120.0
"""Seconds that a job has at least when it is taken up again, however long ago it began."""
SEND_LIMIT = 60.0
"""Seconds that one send may take: Discord answers a second message of the same nonce with the
first for some minutes, and only so long a repeated send is harmless."""
MAX_DELIVERY_PAUSE = 60.0


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment on the monotonic clock."""

    at: float
    monotonic: Monotonic

    @property
    def left(self) -> float:
        """Seconds until then, negative afterwards."""
        return self.at - self.monotonic()

    @property
    def is_over(self) -> bool:
        """True once the moment has passed."""
        return self.left < 0


class JobClock:
    """Time as jobs see it.

    `clock` is for what is written down and shown. Deadlines are on the monotonic clock: a clock
    that is set neither ends a job early nor keeps it alive. `lease_clock` is the one that all
    processes on the database share, `discord_now` tells Discord's time, where it is known.
    """

    def __init__(
        self,
        settings: Settings,
        clock: Clock = utc_now,
        monotonic: Monotonic = time.monotonic,
        lease_clock: Clock | None = None,
        discord_now: Callable[[], datetime | None] = lambda: None,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._monotonic = monotonic
        self._lease_clock = lease_clock or clock
        self._discord_now = discord_now

    def now(self) -> datetime:
        """Return the current time."""
        return self._clock()

    def seconds(self) -> float:
        """Return the seconds on the monotonic clock."""
        return self._monotonic()

    def seconds_since(self, job: Job, moment: datetime) -> float:
        """Return the seconds since a moment in the job's life that some process wrote down.

        Clocks differ and are set, so it is never more than the job's age by Discord's clock.
        """
        seconds = max(0.0, (self._clock() - moment).total_seconds())
        now, asked = self._discord_now(), moment_of(job.id)
        if now is None or asked is None:
            return seconds
        return min(seconds, max(0.0, (now - asked).total_seconds()))

    def lease_now(self) -> datetime:
        """Return the current time by the clock of the leases."""
        return self._lease_clock()

    def lease_end(self, more: float = 0) -> datetime:
        """Return the end of a lease that is taken or renewed now, `more` seconds longer."""
        return self._lease_clock() + timedelta(seconds=self._settings.lease + more)

    def submit_deadline(self) -> Deadline:
        """Return the moment after which a submit that began now is not tried again."""
        return self._in(self._settings.submit_timeout)

    def delivery_deadline(self) -> Deadline:
        """Return the moment after which a delivery that began now is not tried again."""
        return self._in(self._settings.delivery_timeout)

    def generation_deadline(self, job: Job) -> Deadline:
        """Return the moment until which the job's task may take, `LAST_LOOK` from now at least."""
        age = (self._clock() - (job.submitted_at or job.created_at)).total_seconds()
        timeout = self._settings.job_timeout
        # A clock that was set makes a job older than it is, or younger: never beyond the timeout.
        return self._in(max(timeout - min(max(age, 0.0), timeout), min(LAST_LOOK, timeout)))

    def relay_patience(self, deadline: Deadline) -> Deadline:
        """Return the moment until which a relay that does not answer is asked about a task."""
        return Deadline(
            max(deadline.at, self._monotonic()) + self._settings.relay_patience, self._monotonic
        )

    def is_expired(self, job: Job) -> bool:
        """Return True if the job has been queued for too long to be submitted safely.

        A wrong clock would end a job that may be paid, or pay for one twice. So this goes by the
        clock of Discord, which made the job's id; by the machine's only where that is not known.
        """
        now, since = self._discord_now(), moment_of(job.id)
        if now is None or since is None:
            now, since = self._clock(), job.created_at
        return now > since + timedelta(seconds=self._settings.queue_timeout)

    def retry_pauses(self) -> Iterator[float]:
        """Yield the pauses between retries, in seconds, without end."""
        return backoff(self._settings.retry_pause)

    def delivery_pauses(self) -> Iterator[float]:
        """Yield the pauses between deliveries, which may have to outlast an outage of hours."""
        return backoff(self._settings.retry_pause, MAX_DELIVERY_PAUSE)

    def late_pause(self) -> float:
        """Return the seconds in which what a process sent before it ended still reaches Discord."""
        return self._settings.retry_pause * 10

    def _in(self, seconds: float) -> Deadline:
        return Deadline(self._monotonic() + seconds, self._monotonic)
