"""The largest image of each format that a member may attach."""

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from PIL import Image

from bot.imaging.inputs import InputBounds
from tests.bot.imaging.hostile import saved

BOUNDS = InputBounds(max_bytes=25 * 2**20, max_pixels=50_000_000, max_side=2048)


def _blank(kind: str, mode: str, side: int, **options: Any) -> Callable[[float], bytes]:
    """Return the maker of an image with as many pixels as are taken."""

    def make(share: float) -> bytes:
        return saved(Image.new(mode, (max(1, int(side * share)),) * 2), kind, **options)

    return make


def _noise(kind: str, mode: str, side: int, **options: Any) -> Callable[[float], bytes]:
    """Return the maker of an image with about as many bytes as are taken."""

    def make(share: float) -> bytes:
        used = max(1, int(side * share))
        content = Random(1).randbytes(used * used * len(mode))  # noqa: S311
        return saved(Image.frombytes(mode, (used, used), content), kind, **options)

    return make


FORMATS: Mapping[str, Callable[[float], bytes]] = {
    "png_pixels": _blank("png", "L", 7071),
    "png_bytes": _noise("png", "RGB", 2940),
    "jpeg_pixels": _blank("jpeg", "L", 16384),
    "jpeg_bytes": _noise("jpeg", "RGB", 4000, quality=90, progressive=True),
    "webp_pixels": _blank("webp", "RGB", 4096),
    "webp_bytes": _noise("webp", "RGB", 2500, lossless=True, quality=0, method=0),
    "gif_pixels": _blank("gif", "L", 7071),
    "gif_bytes": _noise("gif", "L", 4000),
    "avif_pixels": _blank("avif", "RGB", 3790, speed=10),
    "bmp_bytes": _noise("bmp", "RGB", 2950),
}
"""Makers of a file, for the share of its largest side."""
