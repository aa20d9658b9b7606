"""When to ask again: decisions that are functions of numbers and need no server to be tested."""

import math
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from providers.errors import (
    AnswerTooLargeError,
    BadAnswerError,
    BusyError,
    CapacityError,
    ProviderFailedError,
    RateLimitedError,
    RelayError,
    UnreachableError,
)
from providers.options import RelayOptions

_PASSING_STATUSES = frozenset({408, 425})
_MOST_DOUBLINGS = 32


def parse_retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds from `now` that a `Retry-After` header asks for: a number or an HTTP date, never < 0.

    None where there is no header or it cannot be read.
    """
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        return _seconds_until(value, now)
    return max(0.0, seconds) if math.isfinite(seconds) else None


def _seconds_until(http_date: str, now: datetime) -> float | None:
    try:
        moment = parsedate_to_datetime(http_date)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, (aware - now).total_seconds())
    except (ValueError, OverflowError, IndexError):
        return None


def backoff(attempt: int, jitter: float, options: RelayOptions) -> float:
    """Seconds to wait after failure number `attempt` (from 1): doubling; `jitter` is 0 to 1."""
    whole: float = options.backoff_base * 2.0 ** min(attempt - 1, _MOST_DOUBLINGS)
    return min(options.backoff_cap, whole) * (0.5 + jitter / 2)


def busy_pause(error: BusyError, attempt: int, jitter: float, options: RelayOptions) -> float:
    """Seconds to wait when told to: never less than was asked for, but for the longest we obey."""
    asked = min(error.retry_after, options.longest_retry_after)
    return max(asked + jitter * options.backoff_base, backoff(attempt, jitter, options))


def is_passing(error: RelayError) -> bool:
    """Whether asking the same again may go better: a lost answer, or a failure of the moment."""
    match error:
        case AnswerTooLargeError():
            return False
        case UnreachableError() | BadAnswerError() | BusyError():
            return True
        case ProviderFailedError(status=int(status)):
            return status >= 500 or status in _PASSING_STATUSES
        case _:
            return False


def may_resubmit(error: RelayError, *, keyed: bool) -> bool:
    """Whether a submit that ended in `error` may be sent again without a risk of paying twice.

    Under an idempotency key a repeat answers the first acceptance again (RELAY.md, section 2).
    Without one, only what was certainly not accepted is repeated.
    """
    if keyed:
        return is_passing(error)
    match error:
        case UnreachableError(sent=False) | RateLimitedError():
            return True
        case CapacityError(code="CAPACITY_EXHAUSTED"):
            return True
        case _:
            return False


@dataclass
class SubmitRetries:
    """The retries of one submit: a number of lost answers, and patience with being told to wait.

    `until` is the moment at which patience ends, on the same clock as `now`.
    """

    options: RelayOptions
    keyed: bool
    until: float
    lost: int = 0
    busy: int = 0

    def pause_after(self, error: RelayError, *, now: float, jitter: float) -> float | None:
        """Seconds until the next attempt; None where `error` is final."""
        if not may_resubmit(error, keyed=self.keyed):
            return None
        if isinstance(error, BusyError):
            return self._pause_when_busy(error, now, jitter)
        self.lost += 1
        if self.lost >= self.options.submit_attempts:
            return None
        return backoff(self.lost, jitter, self.options)

    def _pause_when_busy(self, error: BusyError, now: float, jitter: float) -> float | None:
        self.busy += 1
        pause = busy_pause(error, self.busy, jitter, self.options)
        if now + pause > self.until:
            return None
        # A rate limit is waited out at the gate, together with everybody else.
        return 0.0 if isinstance(error, RateLimitedError) else pause


def hold_seconds(left: float, options: RelayOptions) -> int:
    """The `wait` to ask a poll for with `left` seconds to the deadline; 0 = leave it out."""
    return max(0, min(options.poll_wait, math.floor(left)))


@dataclass
class PollPace:
    """The pauses between the polls of one task."""

    options: RelayOptions
    quick: int = 0
    troubles: int = 0

    def pause_after_poll(self, took: float, *, left: float) -> float:
        """Seconds to pause after an unfinished answer that came after `took` seconds.

        A held poll paces itself. A service that answers at once, because it does not know `wait` or
        is under load, is asked more and more seldom, but once more shortly before the deadline,
        `left` seconds from now.
        """
        self.troubles = 0
        if took >= self.options.held_after:
            self.quick = 0
            return max(0.0, self.options.poll_floor - took)
        grown: float = self.options.poll_floor * 1.5 ** min(self.quick, _MOST_DOUBLINGS)
        self.quick += 1
        gentle = min(self.options.poll_cap, grown, left - self.options.poll_floor)
        return max(self.options.poll_floor, gentle)

    def pause_after_trouble(self, error: RelayError, jitter: float) -> float:
        """Seconds to pause after a poll that failed and may go better."""
        self.troubles += 1
        if isinstance(error, BusyError):
            pause = busy_pause(error, self.troubles, jitter, self.options)
        else:
            pause = backoff(self.troubles, jitter, self.options)
        return max(self.options.poll_floor, pause)
