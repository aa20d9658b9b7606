"""Avatars: the middle of a picture, as a small square."""

from PIL import Image

from bot.imaging.decoding import (
    Flaw,
    Format,
    Shrink,
    UnreadableError,
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

SIDES = (1024, 512, 256)
"""Pixels a side, the next one where the file would be too large."""
MAX_BYTES = 2**20
_SHRINK = Shrink(to=4 * SIDES[0], above=16 * SIDES[0] ** 2)
# The square with four bytes a pixel, some times over, and the file.
_SQUARE_BYTES = 40_000_000


def avatar_of(content: bytes) -> bytes:
    """Return the centred square of a picture as a JPEG, or as a PNG if it is transparent.

    It is never larger than the picture; of an animation it is the first frame. Raises
    `UnreadableError` if the picture cannot be decoded.
    """
    square = _square(content)
    for side in SIDES:
        small = square
        if side < square.width:
            small = square.resize((side, side), Image.Resampling.LANCZOS, reducing_gap=2.0)
        file = _encoded(small)
        if len(file) <= MAX_BYTES:
            return file
    raise UnreadableError(Flaw.TOO_COMPLEX)


def avatar_memory(content: bytes) -> int:
    """Return an estimate of the bytes of memory that `avatar_of` takes."""
    decoded = decoding_memory(content, MAX_DECODING_BYTES, _SHRINK)
    return min(2 * decoded, MAX_DECODING_BYTES) + 3 * len(content) + _SQUARE_BYTES


def _square(content: bytes) -> Image.Image:
    """Return the middle, upright and in sRGB, reduced where it is much larger than needed."""
    stripped = strip_metadata(content)
    image = open_image(
        stripped.content, max_pixels=MAX_PIXELS, max_memory=MAX_DECODING_BYTES, shrink=_SHRINK
    )
    # Of an AVIF these two are in the image alone.
    orientation = max(stripped.orientation, exif_orientation(image.info.get("exif")))
    profile = non_srgb_profile(stripped.profile or image.info.get("icc_profile"))
    with translate_errors():
        load(image)
        factor = max(1, min(image.size) // (2 * SIDES[0]))
        small = to_8_bit(reduce_to_8_bit(image, factor))
        side = min(small.size)
        left, top = (small.width - side) // 2, (small.height - side) // 2
        square = small.crop((left, top, left + side, top + side))
        square = convert_to_srgb(square, profile) if profile else square
        return apply_orientation(square, orientation)


def _encoded(image: Image.Image) -> bytes:
    if image.mode == "RGBA":
        return encode(image.copy(), Format.PNG)
    return encode(image.copy(), Format.JPEG, quality=90)
