"""Edits of a picture: recoloured by the prompt and framed, or only the white area of a mask."""

import io

from PIL import Image, ImageDraw, ImageOps

from sandbox.drawing.caption import caption
from sandbox.drawing.palette import Palette, palette, shade, tint, words
from sandbox.drawing.scene import generator

GREY = frozenset(
    {"grey", "gray", "monochrome", "greyscale", "grayscale", "noir", "sketch", "pencil"}
)


def edit(
    prompt: str,
    size: tuple[int, int],
    images: tuple[bytes, ...],
    *,
    seed: str,
    mask: bytes | None = None,
) -> Image.Image:
    """Return the first of `images`, recoloured by `prompt`, RGB, of `size`; others become insets.

    With a mask (white = the area to edit) every pixel under black stays as it was.
    Raises OSError for bytes that are no image.
    """
    base = fit(open_image(images[0]), size)
    rng = generator(prompt, seed)
    colours = palette(prompt, "", rng)
    changed = recolour(base, prompt, colours)
    for index, other in enumerate(images[1:]):
        paste_inset(changed, open_image(other), index)
    if mask is None:
        return caption(add_frame(changed, colours), prompt)
    area = fit(open_image(mask), size).convert("L").point([0] * 128 + [255] * 128)
    return Image.composite(changed, base, area)


def open_image(content: bytes) -> Image.Image:
    """Return the image, upright, RGB; transparent parts become black, which in a mask is "keep"."""
    with Image.open(io.BytesIO(content)) as source:
        upright = ImageOps.exif_transpose(source)
        if not upright.has_transparency_data:
            return upright.convert("RGB")
        clear = upright.convert("RGBA")
        black = Image.new("RGBA", clear.size, (0, 0, 0, 255))
        return Image.alpha_composite(black, clear).convert("RGB")


def fit(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Scale an image to fill `size`, without distortion; the rest is cut at the edges."""
    return image if image.size == size else ImageOps.fit(image, size, Image.Resampling.LANCZOS)


def recolour(base: Image.Image, prompt: str, colours: Palette) -> Image.Image:
    """Return a posterised picture with two tones of the prompt's colour over it."""
    grey = ImageOps.autocontrast(base.convert("L"))
    if GREY & set(words(prompt)):
        return grey.convert("RGB")
    dark = shade(colours.main, 0.85 if colours.dark else 0.7)
    light = tint(colours.main, 0.35 if colours.dark else 0.75)
    toned = ImageOps.colorize(grey, dark, light, mid=colours.main)
    return Image.blend(ImageOps.posterize(base, 3), toned, 0.68)


def add_frame(picture: Image.Image, colours: Palette) -> Image.Image:
    """Draw a thin double frame, so that an edited picture looks different from its input."""
    pen, thick = ImageDraw.Draw(picture), max(1, min(picture.size) // 90)
    edge = (0, 0, picture.width - 1, picture.height - 1)
    pen.rectangle(edge, outline=tint(colours.main, 0.8), width=thick)
    inner = (edge[0] + thick, edge[1] + thick, edge[2] - thick, edge[3] - thick)
    if inner[2] > inner[0] and inner[3] > inner[1]:
        pen.rectangle(inner, outline=shade(colours.main, 0.4), width=thick)
    return picture


def paste_inset(picture: Image.Image, other: Image.Image, index: int) -> None:
    """Paste a small reference picture at the upper edge."""
    side = max(1, min(picture.size) // 5)
    margin = max(1, side // 6)
    small = ImageOps.expand(
        ImageOps.fit(other, (side, side)), border=max(1, side // 30), fill="white"
    )
    picture.paste(small, (margin + index * (side + 2 * margin), margin))
