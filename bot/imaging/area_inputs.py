"""Inputs of an edit that is confined to an area: the picture in a frame, its mask, a preview.

A model makes pictures of a few sizes. The canvas is scaled down to fit one of them, which is its
frame; what is left of the frame is made as well, and cut off again by `bot/imaging/compositing.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from PIL import Image

from bot.imaging.areas import Layout, fitted_frame, layout_of
from bot.imaging.decoding import Format, translate_errors
from bot.imaging.inputs import (
    MAX_WHOLE_BYTES,
    Input,
    InputBounds,
    normalise_whole,
    normalising_memory,
    scaled_pixels,
)
from bot.imaging.pixels import encode
from providers.shapes import Shape, nearest_ratio

_PREVIEW_SIDE = 640
_TINT, _TINTED = (255, 0, 128), 0.4
_OUTLINES = ((255, 255, 255), (0, 0, 0))
# What is to be made begins with the picture's own colours: so many a side.
_COLOURS = 8
_WORK_BYTES = 48_000_000
# The member waits meanwhile.
_QUICK = 3


@dataclass(frozen=True, slots=True)
class AreaInputs:
    """A picture and its mask as PNG, both of the size `frame`, and the whole picture itself."""

    image: bytes = field(repr=False)
    mask: bytes = field(repr=False)
    original: Input
    frame: Shape


def area_inputs(
    content: bytes, name: str, frames: Sequence[Shape], bounds: InputBounds
) -> AreaInputs:
    """Return the inputs for an area or a move, in the frame whose shape is nearest.

    Raises `InputRefusedError` as `normalise` does.
    """
    original, pixels = normalise_whole(content, bounds)
    with translate_errors():
        layout = layout_of(name, pixels.size)
        frame = nearest_ratio(layout.canvas, frames)
        image, mask = _framed(pixels, layout, frame)
        sent, marked = (encode(one, Format.PNG, compress_level=_QUICK) for one in (image, mask))
        return AreaInputs(sent, marked, original, frame)


def area_preview(content: bytes, name: str, bounds: InputBounds) -> bytes:
    """Return a small WebP of a picture on which the part that an edit may change is tinted.

    Raises as `area_inputs` does.
    """
    pixels = _opaque(scaled_pixels(content, replace(bounds, max_side=_PREVIEW_SIDE)))
    with translate_errors():
        layout = layout_of(name, pixels.size)
        tinted = Image.blend(pixels, Image.new("RGB", pixels.size, _TINT), _TINTED)
        shown = Image.composite(tinted, pixels, layout.mask())
        _outline(shown, layout)
        return encode(shown, Format.WEBP, quality=85)


def area_memory(content: bytes, bounds: InputBounds) -> int:
    """Return an estimate of the bytes of memory that `area_inputs` takes."""
    whole = replace(bounds, max_side=2**16)
    # Scaled down in steps, and encoded.
    return 2 * normalising_memory(content, whole) + MAX_WHOLE_BYTES + _WORK_BYTES


def _framed(pixels: Image.Image, layout: Layout, frame: Shape) -> tuple[Image.Image, Image.Image]:
    """Return the canvas in its frame, and the mask, which is white on all that is made."""
    left, top, right, bottom = fitted_frame(layout.canvas, frame)
    inner = layout.scaled((right - left, bottom - top))
    small = pixels.resize(inner.picture, Image.Resampling.LANCZOS, reducing_gap=3.0)
    small = _opaque(small)
    image = _surroundings(small, frame)
    canvas = image.crop((left, top, right, bottom))
    canvas.paste(small, inner.at)
    image.paste(canvas, (left, top))
    mask = Image.new("L", frame, 255)
    mask.paste(inner.mask(), (left, top))
    return image, mask


def _surroundings(pixels: Image.Image, size: Shape) -> Image.Image:
    """Return the colours of a picture, without its shapes, in this size."""
    colours = pixels.resize((_COLOURS, _COLOURS), Image.Resampling.BOX)
    return colours.resize(size, Image.Resampling.BICUBIC)


def _opaque(pixels: Image.Image) -> Image.Image:
    """Return the image as RGB, on white where it is transparent."""
    if pixels.mode != "RGBA":
        return pixels if pixels.mode == "RGB" else pixels.convert("RGB")
    white = Image.new("RGB", pixels.size, "white")
    white.paste(pixels, (0, 0), pixels)
    return white


def _outline(image: Image.Image, layout: Layout) -> None:
    # Only here: what draws takes memory, and the bot itself never draws.
    from PIL import ImageDraw

    left, top, right, bottom = layout.box
    pen = ImageDraw.Draw(image)
    for inset, colour in enumerate(_OUTLINES):
        box = left + inset, top + inset, right - 1 - inset, bottom - 1 - inset
        if box[0] <= box[2] and box[1] <= box[3]:
            pen.rectangle(box, outline=colour)
