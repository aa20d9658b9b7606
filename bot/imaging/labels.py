"""Labels in pictures, drawn with Pillow's built-in font.

That font has few glyphs beyond ASCII, so the accent of a letter is drawn above it by itself.
Drawing letters takes two megabytes, so only image workers import this module.
"""

import unicodedata

from PIL import Image, ImageDraw, ImageFont

_INK = "#1E1F22"
_MARGIN = 4
_SIZES = range(36, 9, -2)
# As parts of letters, and as the font has them.
_ACCENTS = {"\u0301": "´"}

Box = tuple[int, int, int, int]
"""Left, top, right and bottom, in pixels."""
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def draw_label(image: Image.Image, text: str, box: Box) -> None:
    """Draw a line of text as large as the box allows; none if even small letters do not fit."""
    left, top, right, bottom = box
    letters = [*unicodedata.normalize("NFD", text)]
    for size in _SIZES:
        font = ImageFont.load_default(size)
        width = font.getlength("".join(one for one in letters if not unicodedata.combining(one)))
        if size + _MARGIN <= bottom - top and width + 2 * _MARGIN <= right - left:
            baseline = (top + bottom) / 2 + size / 3
            _draw(ImageDraw.Draw(image), letters, (left + _MARGIN, baseline), font)
            return


def _draw(
    draw: ImageDraw.ImageDraw, letters: list[str], start: tuple[float, float], font: Font
) -> None:
    """Draw letters and their accents, from `start` on the baseline; other marks are left out."""
    (x, y), last_width = start, 0.0
    for letter in letters:
        width = font.getlength(letter)
        if not unicodedata.combining(letter):
            draw.text((x, y), letter, fill=_INK, font=font, anchor="ls")
            x, last_width = x + width, width
        elif accent := _ACCENTS.get(letter):
            middle = x - last_width / 2
            draw.text((middle, y), accent, fill=_INK, font=font, anchor="ms")
