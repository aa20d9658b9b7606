"""Discord's ids, which tell when they were made, by Discord's own clock."""

from datetime import UTC, datetime, timedelta

# The moment at which Discord's ids begin (Discord, "Snowflakes").
_BEGIN = datetime(2015, 1, 1, tzinfo=UTC)
# Ids below this are no snowflakes of the years since.
_SMALLEST = 2**50


def snowflake_at(moment: datetime, low_bits: int = 0) -> int:
    """Return the id that is made at this moment; `low_bits` tell it from others (22 bits)."""
    milliseconds = (moment - _BEGIN) // timedelta(milliseconds=1)
    return milliseconds << 22 | low_bits


def moment_of(snowflake: int) -> datetime | None:
    """Return when the id was made; None for a number that is none of Discord's ids."""
    if snowflake < _SMALLEST:
        return None
    return _BEGIN + timedelta(milliseconds=snowflake >> 22)
