"""Before and after, side by side, made here. Runs in a thread."""

import io

from PIL import Image

from bot.images import open_image
from bot.outputs import MAX_PIXELS

_GAP = 16
_MOST_SIDE = 1024


def side_by_side(before: bytes, after: bytes) -> bytes:
    """A WebP with both pictures at one height of at most 1024 pixels, the earlier on the left.

    Raises `UnreadableError` for bytes that are no picture.
    """
    left, right = (_opened(content) for content in (before, after))
    height = min(_MOST_SIDE, max(left.height, right.height))
    left, right = (_at_height(picture, height) for picture in (left, right))
    joined = Image.new("RGB", (left.width + _GAP + right.width, height), "white")
    joined.paste(left, (0, 0))
    joined.paste(right, (left.width + _GAP, 0))
    file = io.BytesIO()
    joined.save(file, "WEBP", quality=88)
    return file.getvalue()


def _opened(content: bytes) -> Image.Image:
    picture = open_image(content, max_pixels=MAX_PIXELS)
    # Large JPEGs are decoded small at once.
    picture.draft("RGB", (_MOST_SIDE * 2, _MOST_SIDE))
    return picture.convert("RGB")


def _at_height(picture: Image.Image, height: int) -> Image.Image:
    width = max(1, round(picture.width * height / picture.height))
    return picture.resize((width, height), Image.Resampling.LANCZOS)
