"""Masks of members: the marked area, whether it is painted white or erased."""

from PIL import Image, ImageChops

_LIGHT = [0] * 128 + [255] * 128
# Brushes have soft edges, so nearly transparent pixels count as erased.
_VISIBLE = [0] * 32 + [255] * 224
_GREYS = slice(64, 192)
_COLOURED = slice(64, 256)
_MAX_GREY_SHARE = 0.05


def area_to_edit(mask: Image.Image) -> Image.Image | None:
    """Return the area that an L, RGB or RGBA mask marks, or None if it marks nothing.

    The area is an L image, white (255) inside and black outside. White on black or on a transparent
    background marks the area. In a mask with a transparent hole whose visible part is not a
    black-and-white drawing, the hole marks it: that is the photo itself with the area erased.
    """
    light = mask.convert("L")
    drawn = light.point(_LIGHT)
    if mask.mode != "RGBA":
        return drawn if drawn.getbbox() else None
    visible = mask.getchannel("A").point(_VISIBLE)
    drawn = ImageChops.darker(drawn, visible)
    hole = ImageChops.invert(visible)
    if hole.getbbox() and not (drawn.getbbox() and _is_drawing(light, visible)):
        return hole
    return drawn if drawn.getbbox() else None


def looks_like_mask(image: Image.Image) -> bool:
    """Return True for an L, RGB or RGBA image that was made to mark an area of another one.

    It is black and white and marks something, or has a hole.
    """
    if image.mode == "RGBA":
        visible = image.getchannel("A").point(_VISIBLE)
        if ImageChops.invert(visible).getbbox():
            return True
    light = image.convert("L")
    return light.point(_LIGHT).getbbox() is not None and _is_grey(image) and _is_drawing(light)


def _is_grey(image: Image.Image) -> bool:
    """Return True if nearly all pixels have no colour."""
    if image.mode == "L":
        return True
    colours = image.convert("RGB").convert("HSV")
    coloured = ImageChops.multiply(colours.getchannel("S"), colours.getchannel("V"))
    counts = coloured.histogram()
    return sum(counts[_COLOURED]) <= _MAX_GREY_SHARE * sum(counts)


def _is_drawing(light: Image.Image, visible: Image.Image | None = None) -> bool:
    """Return True if nearly all visible pixels are black or white."""
    counts = light.histogram(visible)
    return sum(counts[_GREYS]) <= _MAX_GREY_SHARE * sum(counts)
