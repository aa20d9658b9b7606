"""Names and sizes of the files of a post."""

import re
from collections.abc import Sequence

from bot.imaging.outputs import Picture
from bot.ui.discord_limits import MEBIBYTE

# Discord's limits for one file, by boosts and year (docs/discord.md, section 4).
_LIMITS = tuple(size * MEBIBYTE for size in (100, 50, 25, 20, 10, 8))


def size_limits(sizes: Sequence[int], each: int, total: int) -> list[int]:
    """Return the bytes that each picture may have: at most `each`, and at most `total` in all.

    Small ones keep their size; what they leave is divided equally among the others.
    """
    limits = [min(size, each) for size in sizes]
    left = total
    smallest_first = sorted(range(len(sizes)), key=limits.__getitem__)
    for remaining, position in zip(range(len(sizes), 0, -1), smallest_first, strict=True):
        limits[position] = min(limits[position], left // remaining)
        left -= limits[position]
    return limits


def next_lower_limit(limit: int) -> int:
    """Return the limit to try after Discord found `limit` bytes too large (413)."""
    return next((size for size in _LIMITS if size < limit), limit * 7 // 10)


_OURS = re.compile(r"(?:SPOILER_)?easel-([0-9]{1,20})-[0-9]+\.[a-z]+")


def filename(job_id: int, n: int, picture: Picture, spoiler: bool) -> str:
    """Return a name of ASCII letters, digits, `-`, `_` and `.` (docs/discord.md, section 4)."""
    return f"{'SPOILER_' if spoiler else ''}easel-{job_id}-{n}.{picture.extension}"


def job_of_filename(name: str) -> int | None:
    """Return the job in a name that `filename` made."""
    found = _OURS.fullmatch(name)
    return int(found[1]) if found else None
