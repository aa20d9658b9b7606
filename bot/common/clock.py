"""The time, handed to whoever needs it."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


def unix_seconds(moment: datetime) -> str:
    """Return a moment as whole seconds since 1970, as Discord's timestamps have it."""
    return str(int(moment.timestamp()))
