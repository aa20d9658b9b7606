"""Image files for uploads, and images decoded from answers."""

import base64
import io
from typing import Any

import discord
from PIL import Image

from sandbox.relay import RelayEmulator


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    """Encode the image as a file of this kind."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def png(width: int, height: int, colour: str = "teal") -> bytes:
    """Return a PNG of one colour."""
    return saved(Image.new("RGB", (width, height), colour), "PNG")


def mask(width: int, height: int, *, white: bool = True) -> bytes:
    """Return a black mask as a PNG, whose left half is white if `white`."""
    drawn = Image.new("L", (width, height), 0)
    if white:
        drawn.paste(255, (0, 0, width // 2, height))
    return saved(drawn, "PNG")


def opened(content: bytes) -> Image.Image:
    """Decode an image."""
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def sent(emulator: RelayEmulator, field: str, place: int = -1) -> Image.Image:
    """Decode the image in a field of the submit number `place`."""
    return opened(base64.b64decode(emulator.submits[place].body[field], validate=True))


async def pixels(message: discord.Message) -> list[bytes]:
    """Return the pixels of a message's pictures, whose files are marked with their jobs."""
    return [opened(await file.read()).tobytes() for file in message.attachments]
