"""Discord's ids, which tell when they were made, by Discord's own clock."""

from datetime import UTC, datetime

# Milliseconds since 1970 at which Discord's ids begin (Discord, "Snowflakes").
_EPOCH = 1_420_070_400_000
# Ids below this are no snowflakes of the years since.
_SMALLEST = 2**50


def snowflake_at(moment: datetime, low_bits: int = 0) -> int:
    """Return the id that is made at this moment; `low_bits` tell it from others (22 bits)."""
    return (int(moment.timestamp() * 1000) - _EPOCH) << 22 | low_bits


def moment_of(snowflake: int) -> datetime | None:
    """Return when the id was made; None for a number that is none of Discord's ids."""
    if snowflake < _SMALLEST:
        return None
    return datetime.fromtimestamp(((snowflake >> 22) + _EPOCH) / 1000, UTC)
