"""Intact files of every format that is accepted, in the varieties that decoders know."""

from collections.abc import Callable, Mapping
from functools import partial
from random import Random
from typing import Any

from PIL import Image

from tests.bot.imaging.heic import heic
from tests.bot.imaging.hostile import saved

_SIDES = (97, 61)
_FRAMES = 4


def _picture(mode: str, seed: int = 1) -> Image.Image:
    """Return an image with smooth parts and noisy ones, so that every kind of code occurs."""
    width, height = _SIDES
    content = bytearray(Image.linear_gradient("L").resize(_SIDES).tobytes() * len(mode))
    content[: len(content) // 3] = Random(seed).randbytes(len(content) // 3)  # noqa: S311
    return Image.frombytes(mode, (width, height), bytes(content))


def _still(kind: str, mode: str = "RGB", **options: Any) -> bytes:
    return saved(_picture(mode), kind, **options)


def _animation(kind: str, **options: Any) -> bytes:
    first, *others = (_picture("RGB", seed) for seed in range(_FRAMES))
    return saved(first, kind, save_all=True, append_images=others, duration=40, **options)


def _palette() -> bytes:
    return saved(_picture("RGB").quantize(32), "png", transparency=3)


SEEDS: Mapping[str, Callable[[], bytes]] = {
    "png-rgb": partial(_still, "png"),
    "png-rgba": partial(_still, "png", "RGBA"),
    "png-grey": partial(_still, "png", "L"),
    "png-palette": _palette,
    "png-animated": partial(_animation, "png"),
    "jpeg-baseline": partial(_still, "jpeg"),
    "jpeg-grey": partial(_still, "jpeg", "L"),
    "jpeg-cmyk": partial(_still, "jpeg", "CMYK"),
    "jpeg-progressive": partial(_still, "jpeg", progressive=True, subsampling=0),
    "jpeg-restarts": partial(_still, "jpeg", restart_marker_blocks=2, exif=b"Exif\0\0II*\0"),
    "webp-lossy": partial(_still, "webp", quality=60),
    "webp-lossless": partial(_still, "webp", "RGBA", lossless=True),
    "webp-alpha": partial(_still, "webp", "RGBA", quality=60),
    "webp-animated": partial(_animation, "webp", quality=60),
    "gif": partial(_still, "gif"),
    "gif-animated": partial(_animation, "gif", disposal=2, comment=b"a comment"),
    "avif": partial(_still, "avif", speed=10),
    "avif-alpha": partial(_still, "avif", "RGBA", speed=10, subsampling="4:4:4"),
    "avif-animated": partial(_animation, "avif", speed=10),
    "heic": partial(heic, "noise"),
    "heic-turned": partial(heic, "turned"),
    "heic-alpha": partial(heic, "alpha"),
    "heic-grid": partial(heic, "grid"),
    "bmp": partial(_still, "bmp"),
    "bmp-palette": lambda: saved(_picture("RGB").quantize(16), "bmp"),
}
"""Makers of the files, by name; what is before the dash is the format."""
