"""Before and after, side by side, made here. Runs in a thread."""

from PIL import Image, ImageFile

from bot.imaging.decoding import Format, open_image, reading
from bot.imaging.outputs import MAX_PIXELS
from bot.imaging.pixels import encoded, foreign, orientation, plain, srgb, upright

_GAP = 16
_MOST_HEIGHT = 1024
_MOST_WIDTH = 4096
# A picture wider than this many times its height gets white above and below.
_MOST_ASPECT = 32.0

Size = tuple[int, int]


def side_by_side(before: bytes, after: bytes) -> bytes:
    """A WebP with both pictures at one height, the earlier on the left, on white.

    It is at most 1024 pixels high, no higher than the higher of them, and at most 4096 wide. Raises
    `UnreadableError` for bytes that are no picture.
    """
    images = [open_image(content, max_pixels=MAX_PIXELS) for content in (before, after)]
    turned = [orientation(image.info.get("exif")) for image in images]
    left, right = _panels(
        *(_seen(image.size, turn) for image, turn in zip(images, turned, strict=True))
    )
    joined = Image.new("RGB", (left[0] + _GAP + right[0], left[1]), "white")
    for panel, x in ((left, 0), (right, left[0] + _GAP)):
        # Let go of each before the next: decoded, one alone may take hundreds of megabytes.
        picture = _scaled(images.pop(0), turned.pop(0), panel)
        at = (x, (panel[1] - picture.height) // 2)
        joined.paste(picture, at, picture if picture.mode == "RGBA" else None)
    return encoded(joined, Format.WEBP, quality=88)


def _seen(size: Size, turn: int) -> Size:
    """Width and height once upright: orientations from 5 on lie on their side."""
    return (size[1], size[0]) if turn >= 5 else size


def _panels(*sizes: Size) -> tuple[Size, Size]:
    """The room of each picture: one height for both."""
    aspects = [min(_MOST_ASPECT, width / height) for width, height in sizes]
    highest = min(_MOST_HEIGHT, max(height for _, height in sizes))
    height = max(1, int(min(highest, (_MOST_WIDTH - _GAP) / sum(aspects))))
    left, right = (max(1, round(aspect * height)) for aspect in aspects)
    return (left, height), (min(right, _MOST_WIDTH - _GAP - left), height)


def _scaled(image: ImageFile.ImageFile, turn: int, panel: Size) -> Image.Image:
    """The picture as large as it is in its panel, as viewers show it: L, RGB or RGBA."""
    width, height = _seen(image.size, turn)
    if width > _MOST_ASPECT * height:
        panel = panel[0], max(1, min(panel[1], round(panel[0] * height / width)))
    stored, profile = _seen(panel, turn), foreign(image.info.get("icc_profile"))
    with reading():
        # Large JPEGs are decoded small at once.
        image.draft("RGB", stored)
        small = plain(image).resize(stored, Image.Resampling.LANCZOS, reducing_gap=3.0)
        return upright(srgb(small, profile) if profile else small, turn)
