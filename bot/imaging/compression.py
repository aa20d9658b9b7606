"""Compression to a byte limit: lossless first, then lower quality, then fewer pixels.

Measured on one core: a 34 MB PNG of 4096 x 4096 pixels gets below 10 MB in about a second, most of
which is decoding.
"""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import partial

from PIL import Image

from bot.imaging.decoding import Format
from bot.imaging.pixels import encode, scale_down


class Step(IntEnum):
    """Steps of the encoding ladder; each one loses more of the picture than the one before."""

    LOSSLESS = 0
    QUALITY = 1
    SIZE = 2


@dataclass(frozen=True, slots=True)
class Encoded:
    """An encoding within the limit, its size in pixels, and the ladder step that produced it."""

    content: bytes
    format: Format
    width: int
    height: int
    step: Step


# Lossless WebP takes 0.16 s per megapixel, five times as long as everything else together.
_LOSSLESS_PIXELS = 9_000_000
_FINE, _COARSE = "4:4:4", "4:2:0"
_Quality = tuple[int, str]
"""A quality and a chroma subsampling; WebP ignores the subsampling."""
# Sorted from the largest file to the smallest.
_JPEG: tuple[_Quality, ...] = (
    *((quality, _FINE) for quality in (98, 95, 92, 88)),
    *((quality, _COARSE) for quality in (93, 88, 84, 80, 75)),
)
_WEBP: tuple[_Quality, ...] = tuple((quality, _COARSE) for quality in (98, 95, 90, 85, 80, 75))
_SMALLER_SIZE_QUALITY: _Quality = (80, _COARSE)
_STRIP = 16
_STRIP_STRIDE = 8
# An estimate from strips is a few percent off, and each wrong guess costs a full encoding.
_MARGIN = 1.03


def encode_to_fit(
    pixels: Image.Image, limit: int, *, lossless: bool, start: Step = Step.LOSSLESS
) -> Encoded | None:
    """Encode an L, RGB or RGBA image with as little loss as fits `limit` bytes.

    Opaque pictures become JPEG, others WebP. `lossless` allows lossless WebP, with which a lossy
    source would only grow. `start` is the first step that is tried. Returns None if not even the
    smallest size fits.
    """
    full_size = None
    if start <= Step.QUALITY:
        full_size = _at_full_size(pixels, limit, lossless=lossless and start is Step.LOSSLESS)
    return full_size or _at_smaller_size(pixels, limit)


def _at_full_size(pixels: Image.Image, limit: int, *, lossless: bool) -> Encoded | None:
    sample, share = _sample(pixels)

    def fits(encoding: Callable[[Image.Image], bytes | None]) -> bool:
        content = encoding(sample)
        return content is not None and len(content) * share * _MARGIN <= limit

    encodings: list[Callable[[Image.Image], bytes | None]]
    qualities = _WEBP if pixels.mode == "RGBA" else _JPEG
    encodings = [partial(_lossy, quality=quality) for quality in qualities]
    encodings = encodings[bisect_left(encodings, True, key=fits) :]
    if lossless and pixels.width * pixels.height <= _LOSSLESS_PIXELS and fits(_lossless):
        encodings.insert(0, _lossless)
    for encoding in encodings:
        step = Step.LOSSLESS if encoding is _lossless else Step.QUALITY
        if result := _encoded_within(pixels, encoding(pixels), limit, step):
            return result
    return None


def _at_smaller_size(pixels: Image.Image, limit: int) -> Encoded | None:
    sample, share = _sample(pixels)
    size = len(_lossy(sample, _SMALLER_SIZE_QUALITY) or b"") * share
    while max(pixels.size) > 1:
        pixels = scale_down(pixels, limit / size if size else 0.25)
        content = _lossy(pixels, _SMALLER_SIZE_QUALITY)
        if result := _encoded_within(pixels, content, limit, Step.SIZE):
            return result
        size = len(content or b"")
    return None


def _encoded_within(
    pixels: Image.Image, content: bytes | None, limit: int, step: Step
) -> Encoded | None:
    if content is None or len(content) > limit:
        return None
    kind = Format.JPEG if content.startswith(b"\xff\xd8") else Format.WEBP
    return Encoded(content, kind, pixels.width, pixels.height, step)


def _sample(pixels: Image.Image) -> tuple[Image.Image, float]:
    """Return evenly spaced strips of the image, and the factor from their height to the whole."""
    tops = range(0, pixels.height - _STRIP, _STRIP * _STRIP_STRIDE)
    if len(tops) < _STRIP_STRIDE:
        return pixels, 1.0
    sample = Image.new(pixels.mode, (pixels.width, _STRIP * len(tops)))
    for index, top in enumerate(tops):
        strip = pixels.crop((0, top, pixels.width, top + _STRIP))
        sample.paste(strip, (0, index * _STRIP))
    return sample, pixels.height / sample.height


def _lossless(pixels: Image.Image) -> bytes | None:
    return _saved(pixels, Format.WEBP, lossless=True, quality=20, method=1)


def _lossy(pixels: Image.Image, quality: _Quality) -> bytes | None:
    number, chroma = quality
    if pixels.mode == "RGBA":
        return _saved(pixels, Format.WEBP, quality=number, method=0)
    # Neither `optimize` nor `progressive`: noise overflows the buffer that Pillow guesses for them.
    return _saved(pixels, Format.JPEG, quality=number, subsampling=chroma)


def _saved(pixels: Image.Image, kind: Format, **options: str | int) -> bytes | None:
    """Encode the image, or return None if the format cannot hold it.

    WebP cannot hold more than 16383 pixels a side, nor a first partition of more than 512 KiB, as
    of large, fine noise at a high quality. JPEG cannot hold more than 65535 pixels a side.
    """
    try:
        return encode(pixels, kind, **options)
    except (OSError, ValueError):
        return None
