"""Names and sizes of the files of a post."""

from collections.abc import Sequence

from bot.imaging.outputs import Picture
from bot.ui.discord_limits import MEBIBYTE

# Discord's limits for one file, by Nitro, boosts and year (docs/discord.md, section 4).
_KNOWN_LIMITS = tuple(size * MEBIBYTE for size in (100, 50, 25, 20, 10, 8))


def size_limits(sizes: Sequence[int], each: int, total: int) -> list[int]:
    """Return the bytes that each picture may have: at most `each`, and at most `total` in all.

    Small pictures keep their size; the rest is divided equally among the others.
    """
    limits = [min(size, each) for size in sizes]
    left = total
    smallest_first = sorted(range(len(sizes)), key=limits.__getitem__)
    for remaining, index in zip(range(len(sizes), 0, -1), smallest_first, strict=True):
        limits[index] = min(limits[index], left // remaining)
        left -= limits[index]
    return limits


def next_lower_limit(limit: int) -> int:
    """Return the limit to try after Discord refused `limit` bytes as too large (413)."""
    return next((known for known in _KNOWN_LIMITS if known < limit), limit * 7 // 10)


def filename(job_id: int, n: int, picture: Picture, spoiler: bool) -> str:
    """Return the name of the `n`-th file.

    It has ASCII letters, digits, `-`, `_` and `.` only: other characters break `attachment://`
    (docs/discord.md, section 4).
    """
    return f"{'SPOILER_' if spoiler else ''}easel-{job_id}-{n}.{picture.extension}"
