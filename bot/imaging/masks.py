"""Which part of an image a member's mask marks, however they drew it."""

from PIL import Image, ImageChops

_LIGHT = [0] * 128 + [255] * 128
# Brushes leave soft edges: what can barely be seen counts as erased.
_VISIBLE = [0] * 32 + [255] * 224
_GREYS = slice(64, 192)
_GREYS_OF_A_DRAWING = 0.05


def area_to_edit(mask: Image.Image) -> Image.Image | None:
    """White (255) where to edit, black elsewhere, mode L; None if nothing is marked.

    `mask` is L, RGB or RGBA. White on black marks the area, also on a transparent ground. In a mask
    with a hole whose visible part is no drawing in black and white, which is the photo itself with
    its area erased, the hole marks it.
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


def _is_drawing(light: Image.Image, visible: Image.Image) -> bool:
    """Whether hardly anything visible is grey."""
    counts = light.histogram(visible)
    return sum(counts[_GREYS]) <= _GREYS_OF_A_DRAWING * sum(counts)
