"""Trouble of a job that waits: shown to its member once it lasts, and at nobody else's cost."""

from collections.abc import Callable
from datetime import timedelta

from bot.common.clock import unix_seconds
from bot.errors import Reason
from bot.jobs.job_clock import Deadline, JobClock
from bot.jobs.outcome import Running, Troubled
from bot.jobs.status_board import StatusBoard
from bot.storage.records import Job

# Seconds: by then the member is told why nothing happens, and other jobs get the slot.
NOTICE_AFTER = 45.0


class TroubleWatch:
    """Trouble of one job, from its first failure to the next success.

    `park` frees the slot of the job: one that can only wait must not keep others waiting.
    """

    def __init__(
        self, job: Job, board: StatusBoard, clock: JobClock, park: Callable[[], None]
    ) -> None:
        self._job = job
        self._board = board
        self._clock = clock
        self._park = park
        self._since: float | None = None
        self._shown: str | None = None

    @property
    def lasts(self) -> bool:
        """True once the trouble is no hiccup any more."""
        return self._since is not None and self._clock.seconds() - self._since >= NOTICE_AFTER

    def report(self, key: str, deadline: Deadline) -> None:
        """Note a failure; `key` is the text that says what is tried again until `deadline`."""
        if self._since is None:
            self._since = self._clock.seconds()
        if not self.lasts:
            return
        self._park()
        if self._shown != key:
            self._shown = key
            until = self._clock.now() + timedelta(seconds=max(0.0, deadline.left))
            self._board.show(self._job, Troubled(Reason(key, {"until": unix_seconds(until)})))

    def clear(self) -> None:
        """Note a success, and take back what was shown."""
        self._since = None
        if self._shown is not None:
            self._shown = None
            started = self._job.started_at or self._clock.now()
            self._board.show(self._job, Running(started, self._board.usage(self._job.id)))
