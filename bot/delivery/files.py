"""Names and sizes of the files of a post."""

from collections.abc import Sequence

from bot.imaging.outputs import Picture
from bot.ui.discord_limits import MEBIBYTE

# What Discord takes of one file has stood at each of these, by Nitro, boosts and year (DISCORD.md).
_LIMITS = tuple(size * MEBIBYTE for size in (100, 50, 25, 20, 10, 8))


def share(sizes: Sequence[int], each: int, total: int) -> list[int]:
    """How many bytes each picture may have: at most `each`, and at most `total` in all.

    Small ones keep their size; what they leave is divided equally among the others.
    """
    limits = [min(size, each) for size in sizes]
    left = total
    smallest_first = sorted(range(len(sizes)), key=limits.__getitem__)
    for waiting, place in zip(range(len(sizes), 0, -1), smallest_first, strict=True):
        limits[place] = min(limits[place], left // waiting)
        left -= limits[place]
    return limits


def lower(limit: int) -> int:
    """The limit to try after Discord found `limit` bytes too large (413)."""
    return next((size for size in _LIMITS if size < limit), limit * 7 // 10)


def filename(job_id: int, n: int, picture: Picture, spoiler: bool) -> str:
    """ASCII letters, digits, `-`, `_` and `.` only: others break `attachment://` (DISCORD.md)."""
    return f"{'SPOILER_' if spoiler else ''}easel-{job_id}-{n}.{picture.extension}"
