"""Before-and-after picture: two pictures side by side."""

from typing import NamedTuple

from PIL import Image, ImageFile

from bot.imaging.decoding import (
    Format,
    Shrink,
    decoding_memory,
    load,
    open_image,
    translate_errors,
)
from bot.imaging.inputs import MAX_DECODING_BYTES
from bot.imaging.metadata import strip_metadata
from bot.imaging.outputs import MAX_PIXELS
from bot.imaging.pixels import (
    apply_orientation,
    convert_to_srgb,
    encode,
    exif_orientation,
    non_srgb_profile,
    reduce_to_8_bit,
    to_8_bit,
)

_GAP = 16
_MAX_HEIGHT = 1024
_MAX_WIDTH = 4096
# A wider picture gets white bars above and below.
_MAX_ASPECT = 32.0
# No panel is larger than this, so a larger JPEG is decoded at a fraction of its size.
_SHRINK = Shrink(to=_MAX_WIDTH, above=_MAX_HEIGHT * _MAX_WIDTH)
_PANEL_BYTES = 48_000_000
# Pixels of the bar with the labels, above the pictures.
_BAR = range(20, 49)

Size = tuple[int, int]


Labels = tuple[str, str]
"""Words above the earlier and the later picture."""


def side_by_side(before: bytes, after: bytes, labels: Labels | None = None) -> bytes:
    """Return a WebP of both pictures at the same height on white, the earlier one on the left.

    It is at most 1024 pixels high, no higher than the higher picture, and at most 4096 pixels wide.
    With `labels` there is a bar above the pictures, of at most 48 pixels.

    Raises `UnreadableError` if one of the two cannot be decoded.
    """
    opened = [_open(before), _open(after)]
    left, right = _panels(*(_upright_size(one.image.size, one.orientation) for one in opened))
    bar = min(max(left[1] // 12, _BAR[0]), _BAR[-1]) if labels else 0
    joined = Image.new("RGB", (left[0] + _GAP + right[0], bar + left[1]), "white")
    places = ((left, 0), (right, left[0] + _GAP))
    for panel, x in places:
        # Release each image before the next: a decoded one may take hundreds of megabytes.
        picture = _scaled(opened.pop(0), panel)
        position = (x, bar + (panel[1] - picture.height) // 2)
        joined.paste(picture, position, picture if picture.mode == "RGBA" else None)
    for label, (panel, x) in zip(labels or (), places, strict=False):
        _label(joined, label, (x, 0, x + panel[0], bar))
    return encode(joined, Format.WEBP, quality=88)


def comparing_memory(before: bytes, after: bytes) -> int:
    """Return an estimate of the bytes of memory that `side_by_side` takes."""
    decoded = max(decoding_memory(one, MAX_DECODING_BYTES, _SHRINK) for one in (before, after))
    # In another mode, too, unless it is reduced meanwhile.
    work = min(2 * decoded, decoded + _MAX_HEIGHT * _MAX_WIDTH * 8)
    return min(work, MAX_DECODING_BYTES) + 3 * (len(before) + len(after)) + _PANEL_BYTES


def _label(image: Image.Image, text: str, box: tuple[int, int, int, int]) -> None:
    # Only here: what draws letters takes two megabytes, and the bot itself never draws.
    from bot.imaging.labels import draw_label

    draw_label(image, text, box)


class _Opened(NamedTuple):
    """An image that is not decoded yet, and what its metadata says about its pixels."""

    image: ImageFile.ImageFile
    orientation: int
    profile: bytes | None


def _open(content: bytes) -> _Opened:
    stripped = strip_metadata(content)
    image = open_image(
        stripped.content,
        max_pixels=MAX_PIXELS,
        max_memory=MAX_DECODING_BYTES,
        shrink=_SHRINK,
    )
    # Of an AVIF these two are in the image alone.
    orientation = max(stripped.orientation, exif_orientation(image.info.get("exif")))
    return _Opened(image, orientation, stripped.profile or image.info.get("icc_profile"))


def _upright_size(size: Size, orientation: int) -> Size:
    """Swap width and height for EXIF orientations from 5 on, which are rotated by 90 degrees.

    The swap is its own inverse, so it also converts an upright size to the stored one.
    """
    return (size[1], size[0]) if orientation >= 5 else size


def _panels(*sizes: Size) -> tuple[Size, Size]:
    """Compute the size of each picture's panel; both have the same height."""
    aspects = [min(_MAX_ASPECT, width / height) for width, height in sizes]
    highest = min(_MAX_HEIGHT, max(height for _, height in sizes))
    height = max(1, int(min(highest, (_MAX_WIDTH - _GAP) / sum(aspects))))
    left, right = (max(1, round(aspect * height)) for aspect in aspects)
    return (left, height), (min(right, _MAX_WIDTH - _GAP - left), height)


def _scaled(opened: _Opened, panel: Size) -> Image.Image:
    """Scale a picture to fit its panel, upright and in sRGB; the mode is L, RGB or RGBA."""
    image, orientation, profile = opened
    width, height = _upright_size(image.size, orientation)
    if width > _MAX_ASPECT * height:
        panel = panel[0], max(1, min(panel[1], round(panel[0] * height / width)))
    stored_size = _upright_size(panel, orientation)
    profile = non_srgb_profile(profile)
    with translate_errors():
        load(image)
        factor = min(side // (2 * new) for side, new in zip(image.size, stored_size, strict=True))
        small = to_8_bit(reduce_to_8_bit(image, max(1, factor)))
        small = small.resize(stored_size, Image.Resampling.LANCZOS, reducing_gap=2.0)
        return apply_orientation(convert_to_srgb(small, profile) if profile else small, orientation)
