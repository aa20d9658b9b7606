"""Down a ladder of encodings until a picture fits: no loss, then quality, then size.

Measured on one core: a 34 MB PNG of 4096 x 4096 gets under 10 MB in about a second, most of which
is decoding.
"""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import partial

from PIL import Image

from bot.imaging.decoding import Format
from bot.imaging.pixels import encoded, smaller


class Step(IntEnum):
    """How far down; each rung costs more of the picture than the one before."""

    LOSSLESS = 0
    QUALITY = 1
    SIZE = 2


@dataclass(frozen=True, slots=True)
class Encoded:
    """An encoding that fits, and the rung it was found on."""

    content: bytes
    format: Format
    width: int
    height: int
    rung: Step


# Lossless WebP takes 0.16 s a megapixel, five times as long as all the rest.
_LOSSLESS_PIXELS = 9_000_000
_FINE, _COARSE = "4:4:4", "4:2:0"
_Step = tuple[int, str]
"""A quality, and how finely JPEG keeps the colours: WebP has no choice there."""
# From the largest file to the smallest.
_JPEG: tuple[_Step, ...] = (
    *((quality, _FINE) for quality in (98, 95, 92, 88)),
    *((quality, _COARSE) for quality in (93, 88, 84, 80, 75)),
)
_WEBP: tuple[_Step, ...] = tuple((quality, _COARSE) for quality in (98, 95, 90, 85, 80, 75))
_SHRUNK: _Step = (80, _COARSE)
_STRIP = 16
_STRIPS_APART = 8
# An estimate from strips is a few percent off; a miss costs a whole encoding.
_MARGIN = 1.03


def encode_to_fit(
    pixels: Image.Image, limit: int, *, lossless: bool, start: Step = Step.LOSSLESS
) -> Encoded | None:
    """The first encoding of an L, RGB or RGBA image within `limit` bytes, from rung `start` down.

    `lossless` says whether the first rung is worth trying: a lossy source only grows by it. None
    where not even the smallest size fits. Opaque pictures become JPEG, others WebP.
    """
    whole = None
    if start <= Step.QUALITY:
        whole = _at_full_size(pixels, limit, lossless=lossless and start is Step.LOSSLESS)
    return whole or _at_smaller_size(pixels, limit)


def _at_full_size(pixels: Image.Image, limit: int, *, lossless: bool) -> Encoded | None:
    sample, share = _sample(pixels)

    def fits(encode: Callable[[Image.Image], bytes | None]) -> bool:
        content = encode(sample)
        return content is not None and len(content) * share * _MARGIN <= limit

    encodings: list[Callable[[Image.Image], bytes | None]]
    steps = _WEBP if pixels.mode == "RGBA" else _JPEG
    encodings = [partial(_lossy, step=step) for step in steps]
    encodings = encodings[bisect_left(encodings, True, key=fits) :]
    if lossless and pixels.width * pixels.height <= _LOSSLESS_PIXELS and fits(_lossless):
        encodings.insert(0, _lossless)
    for encode in encodings:
        rung = Step.LOSSLESS if encode is _lossless else Step.QUALITY
        if found := _encoded_within(pixels, encode(pixels), limit, rung):
            return found
    return None


def _at_smaller_size(pixels: Image.Image, limit: int) -> Encoded | None:
    sample, share = _sample(pixels)
    size = len(_lossy(sample, _SHRUNK) or b"") * share
    while max(pixels.size) > 1:
        pixels = smaller(pixels, limit / size if size else 0.25)
        content = _lossy(pixels, _SHRUNK)
        if found := _encoded_within(pixels, content, limit, Step.SIZE):
            return found
        size = len(content or b"")
    return None


def _encoded_within(
    pixels: Image.Image, content: bytes | None, limit: int, rung: Step
) -> Encoded | None:
    if content is None or len(content) > limit:
        return None
    kind = Format.JPEG if content.startswith(b"\xff\xd8") else Format.WEBP
    return Encoded(content, kind, pixels.width, pixels.height, rung)


def _sample(pixels: Image.Image) -> tuple[Image.Image, float]:
    """Strips from all over the image, and how many times as large the whole is."""
    tops = range(0, pixels.height - _STRIP, _STRIP * _STRIPS_APART)
    if len(tops) < _STRIPS_APART:
        return pixels, 1.0
    sample = Image.new(pixels.mode, (pixels.width, _STRIP * len(tops)))
    for place, top in enumerate(tops):
        strip = pixels.crop((0, top, pixels.width, top + _STRIP))
        sample.paste(strip, (0, place * _STRIP))
    return sample, pixels.height / sample.height


def _lossless(pixels: Image.Image) -> bytes | None:
    return _saved(pixels, Format.WEBP, lossless=True, quality=20, method=1)


def _lossy(pixels: Image.Image, step: _Step) -> bytes | None:
    quality, chroma = step
    if pixels.mode == "RGBA":
        return _saved(pixels, Format.WEBP, quality=quality, method=0)
    # Neither `optimize` nor `progressive`: Pillow guesses their buffer, and noise overflows it.
    return _saved(pixels, Format.JPEG, quality=quality, subsampling=chroma)


def _saved(pixels: Image.Image, kind: Format, **options: str | int) -> bytes | None:
    """The encoding, or None where the format cannot hold this image.

    WebP cannot above 16383 pixels a side, nor where its first partition passes 512 KiB (large, fine
    noise at a high quality); JPEG cannot above 65535 a side.
    """
    try:
        return encoded(pixels, kind, **options)
    except (OSError, ValueError):
        return None
