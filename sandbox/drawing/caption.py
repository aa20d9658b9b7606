"""The prompt, small, at the foot of a picture, so that it says what was asked for."""

from functools import lru_cache

from PIL import Image, ImageDraw, ImageFilter, ImageFont

# Below this width nothing legible fits.
NARROWEST = 120


def caption(picture: Image.Image, text: str) -> Image.Image:
    """The picture with a line of `text` on its foot, drawn in place; a tiny one stays as it is."""
    if picture.width < NARROWEST or picture.height < NARROWEST:
        return picture
    size = max(9, round(min(picture.size) / 46))
    margin = size
    line = fitted(" ".join(text.split()), size, picture.width - 2 * margin)
    band = picture.height - size - 2 * margin
    foot = (0, band, picture.width, picture.height)
    # Blurred as well as darkened: the picture may be an edit of one that has a caption already.
    blurred = picture.crop(foot).filter(ImageFilter.GaussianBlur(size))
    picture.paste(blurred.point([round(level * 0.55) for level in range(256)] * 3), foot)
    ImageDraw.Draw(picture).text(
        (margin, band + margin + size / 2), line, font=font(size), fill=(250, 248, 240), anchor="lm"
    )
    return picture


@lru_cache(maxsize=16)
def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Pillow's own font: the same letters on every machine."""
    return ImageFont.load_default(size)


def fitted(text: str, size: int, width: int) -> str:
    """As much of `text` as fits `width` pixels, with an ellipsis where it was cut."""
    letters = font(size)
    # Spares measuring a long text: no letter is narrower than a tenth of its height.
    text = text[: max(1, width * 10 // size)]
    if letters.getlength(text) <= width:
        return text
    while text and letters.getlength(f"{text}...") > width:
        text = text[: max(0, len(text) - 1 - len(text) // 12)]
    return f"{text.rstrip()}..."
