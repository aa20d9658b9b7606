"""Retries and polls: the pauses between them, as functions of numbers that need no server."""

import math
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from providers.errors import (
    BadAnswerError,
    BusyError,
    CapacityError,
    ProviderFailedError,
    RateLimitedError,
    RelayError,
    StillAcceptingError,
    UnreachableError,
)
from providers.options import RelayOptions

_TRANSIENT_STATUSES = frozenset({408, 425})
_MAX_DOUBLINGS = 32


def parse_retry_after(value: str | None, now: datetime) -> float | None:
    """Return the seconds from `now` that a `Retry-After` header asks for, at least 0.

    Its value is a number or an HTTP date. A date is by the clock of whoever sent the header, so
    `now` has to be, too. None if there is no header, or it cannot be read.
    """
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        moment = parse_http_date(value)
        return None if moment is None else max(0.0, (moment - now).total_seconds())
    return max(0.0, seconds) if math.isfinite(seconds) else None


def parse_http_date(text: str) -> datetime | None:
    """Return the moment that an HTTP header names; None if it cannot be read."""
    try:
        moment = parsedate_to_datetime(text)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return aware.astimezone(UTC)
    except (ValueError, OverflowError, IndexError):
        return None


def backoff(attempt: int, jitter: float, options: RelayOptions) -> float:
    """Return the seconds to wait after failure number `attempt` (from 1), doubling each time.

    `jitter` is a random number from 0 to 1, which takes up to half away.
    """
    whole: float = options.backoff_base * 2.0 ** min(attempt - 1, _MAX_DOUBLINGS)
    return min(options.max_backoff, whole) * (0.5 + jitter / 2)


def busy_pause(error: BusyError, attempt: int, jitter: float, options: RelayOptions) -> float:
    """Return the seconds to wait before asking a busy service again.

    A service that named a time is asked again then, and little later however often it did so. One
    that named none is asked less and less often. `Retry-After` is limited by `max_retry_after`.
    """
    asked = min(error.retry_after, options.max_retry_after)
    gentle = backoff(attempt, jitter, options)
    if error.told:
        gentle = min(gentle, options.max_told_pause)
    return max(asked + jitter * min(asked, options.backoff_base), gentle)


def may_be_accepted(error: RelayError) -> bool:
    """Return True if a submit that failed with `error` may have been accepted all the same.

    A code of the relay's own is an answer; without one it came from what stands before the relay.
    """
    match error:
        case UnreachableError(sent=sent):
            return sent
        case BadAnswerError() | StillAcceptingError():
            return True
        case CapacityError(code=None):
            return True
        case ProviderFailedError(status=int(status), code=None):
            # Below 200 it is no answer of HTTP's at all.
            return not 200 <= status < 500 or status in _TRANSIENT_STATUSES
        case _:
            return False


def was_not_accepted(error: RelayError) -> bool:
    """Return True if `error` says that a submit was not accepted, and may be later.

    Only such a submit may be repeated without an idempotency key.
    """
    match error:
        case UnreachableError(sent=False) | RateLimitedError():
            return True
        case CapacityError(code="CAPACITY_EXHAUSTED"):
            return True
        case _:
            return False


@dataclass
class SubmitRetries:
    """The retries of one submit.

    Once it is `uncertain` whether the relay has accepted it, the submit may have been paid for, and
    a refusal is not the last word until the moment `due`; no answer at all is not until `end`. Both
    are on the same clock as `now`.
    """

    options: RelayOptions
    keyed: bool
    due: float
    end: float
    uncertain: bool = False
    busy: int = 0
    lost: int = 0
    failures: int = 0

    @property
    def until(self) -> float:
        """The moment at which patience ends as far as is known."""
        return self.end if self.uncertain else self.due

    def pause_after(self, error: RelayError, *, now: float, jitter: float) -> float | None:
        """Return the seconds until the next attempt; None if `error` is final."""
        if not self.keyed and not was_not_accepted(error):
            return None
        lost = may_be_accepted(error)
        self.uncertain = self.uncertain or lost
        if not (self.uncertain or was_not_accepted(error) or self._is_worth_another(error)):
            return None
        pause = self._pause(error, jitter)
        no_answer = lost or was_not_accepted(error)
        if now + pause > (self.until if no_answer else self.due):
            return None
        # The rate limiter waits out a rate limit, for all requests together.
        return 0.0 if isinstance(error, RateLimitedError) else pause

    def _is_worth_another(self, error: RelayError) -> bool:
        """Return True for a failure of the provider that the relay told us of, a few times."""
        match error:
            case CapacityError():
                return True
            case ProviderFailedError(status=int(status)) if status >= 500:
                self.failures += 1
                return self.failures < self.options.submit_attempts
            case _:
                return False

    def _pause(self, error: RelayError, jitter: float) -> float:
        if isinstance(error, BusyError):
            self.busy += 1
            return busy_pause(error, self.busy, jitter, self.options)
        self.lost += 1
        return backoff(self.lost, jitter, self.options)


def hold_seconds(left: float, options: RelayOptions) -> int:
    """Return the `wait` of a poll with `left` seconds to the deadline; 0 leaves it out."""
    return max(0, min(options.poll_wait, math.floor(left)))


@dataclass
class PollPace:
    """The pauses between the polls of one task."""

    options: RelayOptions
    quick_polls: int = 0
    failures: int = 0

    def pause_after_poll(self, took: float, *, left: float) -> float:
        """Return the seconds to pause after an unfinished answer that took `took` seconds.

        A held poll paces itself. A service that answers at once, because it does not know `wait` or
        is under load, is polled less and less often, and once more shortly before the deadline,
        which is in `left` seconds.
        """
        self.failures = 0
        if took >= self.options.held_poll_seconds:
            self.quick_polls = 0
            return max(0.0, self.options.min_poll_pause - took)
        grown: float = self.options.min_poll_pause * 1.5 ** min(self.quick_polls, _MAX_DOUBLINGS)
        self.quick_polls += 1
        pause = min(self.options.max_poll_pause, grown, left - self.options.min_poll_pause)
        return max(self.options.min_poll_pause, pause)

    def pause_after_failure(self, error: RelayError, jitter: float) -> float:
        """Return the seconds to pause after a poll that failed in a transient way."""
        self.failures += 1
        if isinstance(error, BusyError):
            pause = busy_pause(error, self.failures, jitter, self.options)
        else:
            pause = backoff(self.failures, jitter, self.options)
        return max(self.options.min_poll_pause, pause)


def polls_during(seconds: float, options: RelayOptions, *, held: bool) -> int:
    """Return the polls of a task that takes so long, by a service that holds them or does not."""
    if held:
        return max(1, math.ceil(seconds / options.poll_wait))
    pace, asked, polls = PollPace(options), 0.0, 1
    while asked < seconds:
        asked += pace.pause_after_poll(0.0, left=math.inf)
        polls += 1
    return polls
