"""The caption of a picture: its prompt, in small letters at the lower edge."""

from functools import lru_cache

from PIL import Image, ImageDraw, ImageFilter, ImageFont

# No legible text fits into a smaller picture.
MIN_SIDE = 120


def caption(picture: Image.Image, text: str) -> Image.Image:
    """Draw a line of `text` into the picture, and return it; a tiny one stays as it is."""
    if picture.width < MIN_SIDE or picture.height < MIN_SIDE:
        return picture
    size = max(9, round(min(picture.size) / 46))
    margin = size
    line = truncate(" ".join(text.split()), size, picture.width - 2 * margin)
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
    """Return Pillow's own font, which is the same on every machine."""
    return ImageFont.load_default(size)


def truncate(text: str, size: int, width: int) -> str:
    """Return as much of `text` as fits `width` pixels, with an ellipsis if it was cut."""
    letters = font(size)
    # A long text is not measured: no letter is narrower than a tenth of its height.
    text = text[: max(1, width * 10 // size)]
    if letters.getlength(text) <= width:
        return text
    while text and letters.getlength(f"{text}...") > width:
        text = text[: max(0, len(text) - 1 - len(text) // 12)]
    return f"{text.rstrip()}..."
