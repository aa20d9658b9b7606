"""Pictures of a given size in bytes."""

import functools
import io
import random
from math import isqrt

import orjson
import pybase64
from PIL import Image


@functools.cache
def picture(kilobytes: int) -> bytes:
    """Return a PNG of about that many kilobytes: half noise, half plain, the same each time."""
    side = max(8, isqrt(kilobytes * 1000 * 2 // 3))
    width = (side + 1) // 2
    content = random.Random(1).randbytes(3 * width * side)  # noqa: S311 - noise, no secret
    noise = Image.frombytes("RGB", (width, side), content)
    image = Image.new("RGB", (side, side), (40, 90, 160))
    image.paste(noise, (0, 0))
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=1)
    return file.getvalue()


@functools.cache
def poll_answer(kilobytes: int) -> bytes:
    """Return the body of a poll whose task has made this picture."""
    text = pybase64.b64encode(picture(kilobytes)).decode()
    return orjson.dumps({"status": "completed", "result": {"images": [text], "seed": 7}})
