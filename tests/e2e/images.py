"""Images as members have them on their disks."""

import base64
import io
from typing import Any

from PIL import Image

from sandbox.relay import RelayEmulator


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    """The image as a file of this kind."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def png(width: int, height: int, colour: str = "teal") -> bytes:
    """A small PNG."""
    return saved(Image.new("RGB", (width, height), colour), "PNG")


def mask(width: int, height: int, *, white: bool = True) -> bytes:
    """Black, with the left half white if anything is."""
    drawn = Image.new("L", (width, height), 0)
    if white:
        drawn.paste(255, (0, 0, width // 2, height))
    return saved(drawn, "PNG")


def opened(content: bytes) -> Image.Image:
    """The image in these bytes, decoded."""
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def sent(emulator: RelayEmulator, field: str, place: int = -1) -> Image.Image:
    """The image that a submit held in this field."""
    return opened(base64.b64decode(emulator.submits[place].body[field], validate=True))
