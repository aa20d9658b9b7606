"""The current time, as a function that tests can replace."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the current time in UTC, as an aware datetime."""
    return datetime.now(UTC)


def unix_seconds(moment: datetime) -> str:
    """Format a moment as whole seconds since 1970, for Discord's timestamps."""
    return str(int(moment.timestamp()))
