"""Before-and-after picture: two pictures side by side. Blocks; run it in a thread."""

from PIL import Image, ImageFile

from bot.imaging.decoding import Format, open_image, translate_errors
from bot.imaging.outputs import MAX_PIXELS
from bot.imaging.pixels import (
    apply_orientation,
    convert_to_srgb,
    encode,
    exif_orientation,
    non_srgb_profile,
    to_8_bit,
)

_GAP = 16
_MAX_HEIGHT = 1024
_MAX_WIDTH = 4096
# A wider picture gets white bars above and below.
_MAX_ASPECT = 32.0

Size = tuple[int, int]


def side_by_side(before: bytes, after: bytes) -> bytes:
    """Return a WebP of both pictures at the same height on white, the earlier one on the left.

    It is at most 1024 pixels high, no higher than the higher picture, and at most 4096 pixels wide.

    Raises `UnreadableError` if one of the two cannot be decoded.
    """
    images = [open_image(content, max_pixels=MAX_PIXELS) for content in (before, after)]
    orientations = [exif_orientation(image.info.get("exif")) for image in images]
    left, right = _panels(
        *(_upright_size(image.size, o) for image, o in zip(images, orientations, strict=True))
    )
    joined = Image.new("RGB", (left[0] + _GAP + right[0], left[1]), "white")
    for panel, x in ((left, 0), (right, left[0] + _GAP)):
        # Release each image before the next: a decoded one may take hundreds of megabytes.
        picture = _scaled(images.pop(0), orientations.pop(0), panel)
        position = (x, (panel[1] - picture.height) // 2)
        joined.paste(picture, position, picture if picture.mode == "RGBA" else None)
    return encode(joined, Format.WEBP, quality=88)


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


def _scaled(image: ImageFile.ImageFile, orientation: int, panel: Size) -> Image.Image:
    """Scale a picture to fit its panel, upright and in sRGB; the mode is L, RGB or RGBA."""
    width, height = _upright_size(image.size, orientation)
    if width > _MAX_ASPECT * height:
        panel = panel[0], max(1, min(panel[1], round(panel[0] * height / width)))
    stored_size = _upright_size(panel, orientation)
    profile = non_srgb_profile(image.info.get("icc_profile"))
    with translate_errors():
        # Lets the JPEG decoder skip detail that the scaled picture would lose anyway.
        image.draft("RGB", stored_size)
        small = to_8_bit(image).resize(stored_size, Image.Resampling.LANCZOS, reducing_gap=3.0)
        return apply_orientation(convert_to_srgb(small, profile) if profile else small, orientation)
