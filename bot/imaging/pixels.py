"""Pixel conversions: EXIF orientation, 8-bit modes, sRGB, size."""

import struct
from io import BytesIO
from math import sqrt
from typing import Any

from PIL import Image
from PIL.Image import Transpose

from bot.imaging.decoding import Format, load_plugin

# Exif 2.32, tag 0x0112: the operation that makes the stored pixels upright.
_UPRIGHT = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
_ORIENTATION_TAG = 0x0112
# Cameras write fewer than a hundred.
_MAX_TAGS = 1000
# Rows that are converted at a time, where a picture would be in memory twice otherwise.
_BAND_HEIGHT = 256


def exif_orientation(exif: Any) -> int:
    """Return the orientation (1 to 8) in a file's EXIF block, or 1 if there is none.

    Parsed by hand, because Pillow parses every tag and warns through global state about oddities.
    """
    if not isinstance(exif, bytes):
        return 1
    tiff = exif.removeprefix(b"Exif\0\0")
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None:
        return 1
    try:
        (start,) = struct.unpack_from(order + "I", tiff, 4)
        (entries,) = struct.unpack_from(order + "H", tiff, start)
        for entry in range(min(entries, _MAX_TAGS)):
            tag, _, _, value = struct.unpack_from(order + "HHIH", tiff, start + 2 + 12 * entry)
            if tag == _ORIENTATION_TAG:
                return int(value) if value in _UPRIGHT else 1
    except struct.error:
        pass
    return 1


def orientation_exif(orientation: int) -> bytes:
    """Return an EXIF block with an orientation and nothing else."""
    # One entry: tag, type (an unsigned short), count, value; and no further directory.
    entry = struct.pack("<HHIHH", _ORIENTATION_TAG, 3, 1, orientation, 0)
    return b"II*\0" + struct.pack("<IH", 8, 1) + entry + bytes(4)


def apply_orientation(image: Image.Image, orientation: int) -> Image.Image:
    """Rotate or mirror an image by its EXIF orientation."""
    return image.transpose(_UPRIGHT[orientation]) if orientation in _UPRIGHT else image


def to_8_bit(image: Image.Image) -> Image.Image:
    """Convert an image to L, RGB or RGBA with 8 bits each; RGBA only if a pixel is transparent.

    Call it in `translate_errors()`. An image that needs no conversion is returned itself.
    """
    if image.mode.startswith("I;16"):
        # `convert` would clip, and make everything brighter than 1/256 white.
        image.info.pop("transparency", None)
        image = image.point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        image = image if image.mode == "RGBA" else image.convert("RGBA")
        return image.convert("RGB") if _is_opaque(image) else image
    return image if image.mode in {"L", "RGB"} else image.convert("RGB")


def _is_opaque(image: Image.Image) -> bool:
    # Of all channels at once: `getchannel` would copy one.
    extrema: Any = image.getextrema()
    return bool(extrema[3] == (255, 255))


def reduce_to_8_bit(image: Image.Image, factor: int) -> Image.Image:
    """Convert an image to 8 bits as `to_8_bit` does, with sides that are `factor` times smaller.

    Each pixel is the mean of `factor` x `factor` pixels. The conversion is done in bands, so that
    the whole image is in memory once. A CMYK image stays one.
    """
    if image.mode == "CMYK" or (image.mode in {"L", "RGB"} and not image.has_transparency_data):
        return image.reduce(factor) if factor > 1 else image
    if factor == 1:
        return to_8_bit(image)
    width, height = image.size
    band_height = _BAND_HEIGHT * factor
    reduced = Image.new(_mode_of_8_bit(image), (-(-width // factor), -(-height // factor)))
    for top in range(0, height, band_height):
        band = to_8_bit(image.crop((0, top, width, min(height, top + band_height))))
        reduced.paste(band.convert(reduced.mode).reduce(factor), (0, top // factor))
    return to_8_bit(reduced)


def _mode_of_8_bit(image: Image.Image) -> str:
    """Return the mode that holds everything `to_8_bit` may return for parts of the image."""
    if image.mode.startswith("I;16"):
        return "L"
    if image.has_transparency_data:
        return "RGBA"
    return "L" if image.mode == "L" else "RGB"


def non_srgb_profile(profile: Any) -> bytes | None:
    """Return the ICC profile, or None if it is unreadable or sRGB and needs no conversion."""
    if not isinstance(profile, bytes):
        return None
    # Imported on demand here and below: few pictures have a profile, and the library is large.
    from PIL import ImageCms

    try:
        description = ImageCms.getProfileDescription(BytesIO(profile))
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return None
    return None if "srgb" in description.lower() else profile


def convert_to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Convert an L, RGB, RGBA or CMYK image from its ICC profile; return it itself on failure."""
    from PIL import ImageCms

    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        converted = ImageCms.profileToProfile(
            image, BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return image
    return image if converted is None else converted


def scale_down(image: Image.Image, ratio: float) -> Image.Image:
    """Scale an image so that its file takes about `ratio` of the bytes; sides shrink by >= 10 %."""
    scale = min(0.9, sqrt(ratio * 0.95))
    width, height = (max(1, int(side * scale)) for side in image.size)
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)


def encode(image: Image.Image, kind: Format, **options: str | int) -> bytes:
    """Encode the pixels without any metadata.

    Raises `OSError` or `ValueError` if the image is too large for the format.
    """
    image.load()
    # By default Pillow writes comments and profiles that it has read.
    image.info = {}
    load_plugin(kind)
    file = BytesIO()
    image.save(file, kind.value, **options)
    return file.getvalue()
