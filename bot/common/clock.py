"""The current time, as a function that tests can replace."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the current time in UTC, as an aware datetime."""
    return datetime.now(UTC)


def is_recent(moment: datetime, now: datetime, interval: timedelta) -> bool:
    """Return True if a moment is less than `interval` away.

    One that is further ahead was noted before the clock was set back, and would last for ever.
    """
    return abs(now - moment) < interval


def unix_seconds(moment: datetime) -> str:
    """Format a moment as whole seconds since 1970, for Discord's timestamps."""
    return str(int(moment.timestamp()))
