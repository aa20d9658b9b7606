"""Pixels as every viewer and provider understands them: upright, 8 bits, sRGB, of bounded size."""

import struct
from io import BytesIO
from math import sqrt
from typing import Any

from PIL import Image
from PIL.Image import Transpose

from bot.imaging.decoding import Format, plugin

# Exif 2.32, tag 0x0112: what to do to the stored pixels so that they stand upright.
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


def orientation(exif: Any) -> int:
    """The orientation (1 to 8) in an EXIF block as a file holds it; 1 where it holds none.

    Read by hand because Pillow reads all of it, and warns through global state about every oddity.
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
        for entry in range(entries):
            tag, _, _, value = struct.unpack_from(order + "HHIH", tiff, start + 2 + 12 * entry)
            if tag == _ORIENTATION_TAG:
                return int(value) if value in _UPRIGHT else 1
    except struct.error:
        pass
    return 1


def upright(image: Image.Image, turned: int) -> Image.Image:
    """The image as its EXIF orientation means it to be seen."""
    return image.transpose(_UPRIGHT[turned]) if turned in _UPRIGHT else image


def plain(image: Image.Image) -> Image.Image:
    """The image as L, RGB or RGBA, 8 bits each; RGBA only where something is transparent.

    To be called inside `images.reading()`. The image itself where it is so already.
    """
    if image.mode.startswith("I;16"):
        # `convert` would clip: everything brighter than 1/256 would be white.
        image.info.pop("transparency", None)
        image = image.point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        image = image if image.mode == "RGBA" else image.convert("RGBA")
        return image.convert("RGB") if image.getchannel("A").getextrema() == (255, 255) else image
    return image if image.mode in {"L", "RGB"} else image.convert("RGB")


def foreign(profile: Any) -> bytes | None:
    """The ICC profile if it is readable and another one than sRGB, which needs no conversion."""
    if not isinstance(profile, bytes):
        return None
    # Here and below: few pictures have a profile, and the library behind it takes its room.
    from PIL import ImageCms

    try:
        description = ImageCms.getProfileDescription(BytesIO(profile))
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return None
    return None if "srgb" in description.lower() else profile


def srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """An L, RGB, RGBA or CMYK image converted from its ICC profile, as it is if that cannot be."""
    from PIL import ImageCms

    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        converted = ImageCms.profileToProfile(
            image, BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return image
    return image if converted is None else converted


def smaller(image: Image.Image, ratio: float) -> Image.Image:
    """The image with sides such that it takes about `ratio` of its bytes, never more than 0.9."""
    scale = min(0.9, sqrt(ratio * 0.95))
    width, height = (max(1, int(side * scale)) for side in image.size)
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)


def encoded(image: Image.Image, kind: Format, **options: str | int) -> bytes:
    """The pixels and nothing else. Raises `OSError` or `ValueError` if they are too many for it."""
    image.load()
    # Pillow writes some of what it read beside the pixels back by default: comments, profiles.
    image.info = {}
    plugin(kind)
    file = BytesIO()
    image.save(file, kind.value, **options)
    return file.getvalue()
