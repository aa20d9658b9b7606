"""Reports about jobs: to the server's log, to the process's log, and as events."""

import logging
from collections.abc import Callable

from bot.common.throttle import Throttle
from bot.errors import Reason, UserError, explain
from bot.events import JobEnded, JobTakenOver, Notify, PicturesCollected, RelayFailed, ignore
from bot.jobs.job_clock import JobClock
from bot.jobs.outcome import BatchFailedError, UndeliverableError
from bot.server_log import ServerLog
from bot.storage.records import Job, Posted
from providers.errors import (
    BadKeyError,
    KeyReusedError,
    OperatorError,
    OutOfCreditsError,
    OwnServerAwayError,
    OwnServerError,
    OwnServerFailedError,
    RelayError,
)
from providers.registry import OPERATIONS

log = logging.getLogger(__name__)

_UNKNOWN = "other"
WasTold = Callable[[Exception], bool]
"""Returns True if those who run the bot were told of what caused this error."""


class JobReports:
    """Reports each step and each end of a job once. No call waits or raises."""

    def __init__(
        self,
        server_log: ServerLog,
        clock: JobClock,
        notify: Notify = ignore,
        was_told: WasTold | None = None,
    ) -> None:
        self._server_log = server_log
        self._clock = clock
        self._notify = notify
        self._was_told = was_told
        self._throttle = Throttle(clock.now)

    def reason(self, error: Exception) -> Reason:
        """Return the reason that the member reads, who also learns if the operator was told."""
        is_told = self._was_told is not None and self._was_told(error)
        return Reason("failed-operator-told") if is_told else explain(error)

    def taken_over(self) -> None:
        """Report a job that no process held."""
        self._notify(JobTakenOver())

    def collected(self, job: Job) -> None:
        """Report pictures that the relay has made."""
        since = job.started_at or job.created_at
        seconds = max(0.0, (self._clock.now() - since).total_seconds())
        self._notify(PicturesCollected(_model(job), seconds))

    def posted(self, job: Job, posted: Posted) -> None:
        """Report a job whose pictures are posted."""
        self._server_log.posted(job, posted)
        seconds = max(0.0, (self._clock.now() - job.created_at).total_seconds())
        spent = estimate_of(job, posted.pictures) or 0
        self._notify(JobEnded(_model(job), "posted", seconds, spent))

    def cancelled(self, job: Job | None) -> None:
        """Report a job that its member cancelled; None for one that this process does not have."""
        self._notify(JobEnded(_UNKNOWN if job is None else _model(job), "cancelled"))

    def given_up(self, job: Job, charged: int) -> None:
        """Report a job that its member gave up, with the micro-dollars that it counts."""
        self._notify(JobEnded(_model(job), "given-up", micro_dollars=charged))

    def failed(self, job: Job, reason: Reason, charged: int | None) -> None:
        """Report a job that has failed, with the micro-dollars that it counts."""
        self._notify(JobEnded(_model(job), reason.key, micro_dollars=charged or 0))

    def error(self, job: Job, error: Exception) -> None:
        """Report the error that a job ends with, to those who can do something about it."""
        if isinstance(error, RelayError):
            self._notify(RelayFailed.by(error, "job", is_final=True))
            if error.message:
                log.debug("job %s: the relay says: %s", job.id, error.message)
        match error:
            case OperatorError():
                self._report_trouble(job, error)
            case OwnServerAwayError() | OwnServerFailedError():
                self._log_own_server(job, error)
            case KeyReusedError():
                log.error("job %s: failed: its key was used for another body: %s", job.id, error)
            case RelayError() | UserError() | UndeliverableError() | BatchFailedError():
                log.warning("job %s: failed: %s: %s", job.id, type(error).__name__, error)
            case _:
                log.error("job %s: failed by a fault of ours", job.id, exc_info=error)

    def _report_trouble(self, job: Job, error: OperatorError) -> None:
        """Report what only the operator can end, loudly once an hour."""
        if isinstance(error, OwnServerError):
            self._log_own_server(job, error)
        else:
            level, kind = self._throttle.level(type(error).__name__), type(error).__name__
            words = "job %s: failed, the relay refuses the bot's account: %s: %s"
            log.log(level, words, job.id, kind, error)
        self._server_log.trouble(job.destination.guild_id, _trouble_key(error))

    def _log_own_server(self, job: Job, error: RelayError) -> None:
        """Log the setting and the remedy, loudly once an hour for each trouble."""
        log.log(self._throttle.level(error.message), "job %s: failed: %s", job.id, error)


def estimate_of(job: Job, pictures: int) -> int | None:
    """Return the micro-dollars that so many pictures count; a gift beyond the request is free."""
    counted = min(pictures, job.pictures)
    return None if job.estimate is None else job.estimate * counted // job.pictures


def _model(job: Job) -> str:
    """Return the operation, one of the few that there are."""
    return job.operation if job.operation in OPERATIONS else _UNKNOWN


def _trouble_key(error: OperatorError) -> str:
    """Return the key of the text that those who run a server read about it."""
    match error:
        case OutOfCreditsError():
            return "trouble-credits"
        case BadKeyError():
            return "trouble-key"
        case OwnServerError():
            return "trouble-own-server"
        case _:
            return "trouble-account"
