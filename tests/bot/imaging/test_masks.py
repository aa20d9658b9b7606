"""Images that look like masks."""

import pytest
from PIL import Image, ImageDraw, ImageFilter

from bot.imaging.masks import looks_like_mask

SIZE = (120, 80)


def drawn(mode: str = "L") -> Image.Image:
    """Return a white disc on black."""
    image = Image.new("L", SIZE, 0)
    ImageDraw.Draw(image).ellipse((30, 20, 80, 60), 255)
    return image.convert(mode)


def photo(mode: str = "RGB") -> Image.Image:
    """Return many colours and greys."""
    ramp = Image.linear_gradient("L").resize(SIZE)
    return Image.merge("RGB", (ramp, ramp.rotate(90), ramp.rotate(180))).convert(mode)


def erased() -> Image.Image:
    """Return a photo with a hole."""
    image = photo("RGBA")
    image.paste((0, 0, 0, 0), (30, 20, 80, 60))
    return image


@pytest.mark.parametrize(
    "image",
    [
        drawn(),
        drawn("RGB"),
        drawn("RGBA"),
        # Soft edges, and the noise of a JPEG.
        drawn().filter(ImageFilter.GaussianBlur(1)),
        drawn().point([8] * 128 + [247] * 128),
        erased(),
    ],
    ids=["grey", "colour", "opaque", "soft", "nearly", "hole"],
)
def test_black_and_white_or_a_hole_is_a_mask(image: Image.Image) -> None:
    assert looks_like_mask(image)


@pytest.mark.parametrize(
    "image",
    [
        photo(),
        photo("L"),
        photo("RGBA"),
        Image.new("L", SIZE, 0),
        Image.new("RGB", SIZE, "yellow"),
        Image.merge("RGB", (drawn(), drawn(), Image.new("L", SIZE, 0))),
    ],
    ids=["photo", "grey photo", "opaque photo", "black", "yellow", "yellow on black"],
)
def test_a_picture_is_no_mask(image: Image.Image) -> None:
    assert not looks_like_mask(image)
