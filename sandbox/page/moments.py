"""Points in time in words, as Discord's clients show them."""

from datetime import datetime

_UNITS = (
    (365 * 86400, "year"),
    (30 * 86400, "month"),
    (86400, "day"),
    (3600, "hour"),
    (60, "minute"),
    (1, "second"),
)
_FORMS = {
    "t": "%H:%M",
    "T": "%H:%M:%S",
    "d": "%d/%m/%Y",
    "D": "%d %B %Y",
    "f": "%d %B %Y %H:%M",
    "F": "%A, %d %B %Y %H:%M",
    "s": "%d/%m/%Y, %H:%M",
    "S": "%d/%m/%Y, %H:%M:%S",
}


def moment(at: datetime, now: datetime, style: str) -> str:
    """Return a time in one of Discord's styles; `R` is relative to now."""
    return _relative((at - now).total_seconds()) if style == "R" else at.strftime(_FORMS[style])


def _relative(seconds: float) -> str:
    size = abs(seconds)
    length, unit = next((one for one in _UNITS if size >= one[0]), _UNITS[-1])
    count = round(size / length)
    words = f"{count} {unit}{'' if count == 1 else 's'}"
    return f"in {words}" if seconds > 0 else f"{words} ago"
