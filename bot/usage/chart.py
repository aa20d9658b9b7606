"""Stacked bars over time as a PNG, drawn with Pillow. Blocks for some hundredths of a second.

The picture brings its own dark ground, and so looks the same in Discord's dark and light themes.
Pillow's own font has little beyond ASCII: other letters lose their accents.
"""

import io
import unicodedata
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

from bot.usage.series import Panel, Series

WIDTH = 1100
PANEL_HEIGHT = 360
_GROUND = "#1E1F22"
_INK = "#F2F3F5"
_FAINT_INK = "#B5BAC1"
_GRID = "#3F4147"
# Discord shows the picture about half as large.
_TEXT, _TITLE, _MARK = 22, 26, 18
_LEFT, _TOP, _RIGHT, _BOTTOM = 84, 64, 324, 50
_GAP = 12
_WIDEST_BAR = 64
_TICKS = 4

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
Box = tuple[int, int, int, int]
"""Left, top, right and bottom, in pixels."""


class Frame:
    """The axes of a plot in `box`: a slot for each label, values from 0 up to a round number."""

    def __init__(
        self, draw: ImageDraw.ImageDraw, box: Box, labels: Sequence[str], most: int
    ) -> None:
        self._draw = draw
        self._left, self._top, self._right, self._bottom = box
        self._labels = labels
        self._ticks = ticks(most)
        self._font = ImageFont.load_default(_TEXT)
        self.slot = (self._right - self._left) / len(labels)
        """The width of a slot, in pixels."""

    def x(self, slot: int) -> float:
        """The middle of a slot, counted from 0."""
        return self._left + (slot + 0.5) * self.slot

    def y(self, value: int) -> float:
        """How high a value is; pixels count from the top."""
        return self._bottom - (self._bottom - self._top) * value / self._ticks[-1]

    def paint(self) -> None:
        """Draw the grid, the numbers beside it, and as many labels below as have room."""
        for tick in self._ticks:
            y = round(self.y(tick))
            self._draw.line((self._left, y, self._right, y), _GRID, 2 if tick == 0 else 1)
            self._text((self._left - _GAP, y), short(tick), "rm")
        widest = max(self._font.getbbox(label)[2] for label in self._labels)
        stride = int((widest + _GAP) // self.slot) + 1
        # The newest always has its label.
        for slot in range(len(self._labels) - 1, -1, -stride):
            self._text((self.x(slot), self._bottom + _GAP), self._labels[slot], "ma")

    def _text(self, at: tuple[float, float], text: str, anchor: str) -> None:
        self._draw.text(at, text, _FAINT_INK, self._font, anchor)


def bar_chart(labels: Sequence[str], panels: Sequence[Panel]) -> bytes:
    """A PNG with the panels one below the other; every series has as many values as `labels`."""
    image = Image.new("RGB", (WIDTH, PANEL_HEIGHT * len(panels)), _GROUND)
    draw = ImageDraw.Draw(image)
    for number, panel in enumerate(panels):
        _panel(draw, PANEL_HEIGHT * number, labels, panel)
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def ticks(most: int) -> list[int]:
    """A few round numbers from 0 up to `most` or a little more, equally far apart."""
    step = 1
    while step * _TICKS < most:
        # 1, 2, 5, 10, 20, 50 and so on.
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return [step * number for number in range(max(1, -(-most // step)) + 1)]


def short(number: int) -> str:
    """In few characters, never more than it is: `950`, `1.2k`, `25k`, `3.1M`."""
    for size, sign in ((10**9, "G"), (10**6, "M"), (10**3, "k")):
        if number >= size:
            whole, tenth = divmod(number * 10 // size, 10)
            return f"{whole}.{tenth}{sign}" if tenth and whole < 100 else f"{whole}{sign}"
    return str(number)


def _panel(draw: ImageDraw.ImageDraw, top: int, labels: Sequence[str], panel: Panel) -> None:
    title = ImageFont.load_default(_TITLE)
    draw.text((_GAP * 2, top + _GAP), _drawable(panel.title), _INK, title)
    totals = [sum(values) for values in zip(*(one.values for one in panel.series), strict=True)]
    box = (_LEFT, top + _TOP, WIDTH - _RIGHT, top + PANEL_HEIGHT - _BOTTOM)
    frame = Frame(draw, box, labels, max(totals, default=0))
    frame.paint()
    marks = ImageFont.load_default(_MARK)
    for slot in range(len(labels)):
        _bar(draw, frame, slot, panel.series, marks)
    _legend(draw, WIDTH - _RIGHT + _GAP * 3, top + _TOP, panel.series)


def _bar(
    draw: ImageDraw.ImageDraw, frame: Frame, slot: int, series: Sequence[Series], font: Font
) -> None:
    width = min(_WIDEST_BAR, frame.slot * 0.8)
    left, right = round(frame.x(slot) - width / 2), round(frame.x(slot) + width / 2)
    below, bottom = 0, round(frame.y(0))
    for one in series:
        value = one.values[slot]
        if not value:
            continue
        below += value
        # The least of what was used can still be seen; what is taller leaves a line to the next.
        top = min(round(frame.y(below)), bottom - 1)
        seam = 1 if bottom - top > 3 else 0
        draw.rectangle((left, top + seam, right - 1, bottom - 1), one.colour)
        fits = font.getbbox(one.mark)[2] + 4 <= right - left and bottom - top >= _TEXT
        if one.mark and fits:
            middle = ((left + right) / 2, (top + bottom) / 2)
            draw.text(middle, one.mark, _GROUND, font, "mm")
        bottom = top


def _legend(draw: ImageDraw.ImageDraw, left: int, top: int, series: Sequence[Series]) -> None:
    """The names and totals, from the top of the bars down."""
    font = ImageFont.load_default(_TEXT)
    line = _TEXT + 6
    right = WIDTH - _GAP * 2
    for row, one in enumerate(reversed(series)):
        y = top + row * line + line // 2
        draw.rectangle((left, y - 9, left + 17, y + 8), one.colour)
        total = short(sum(one.values))
        room = right - left - 30 - font.getbbox(total)[2] - _GAP
        draw.text((left + 30, y), _cut(font, _drawable(one.label), room), _INK, font, "lm")
        draw.text((right, y), total, _FAINT_INK, font, "rm")


def _cut(font: Font, text: str, room: float) -> str:
    """As much of it as has room, in pixels."""
    shown = text
    while shown and font.getbbox(shown)[2] > room:
        shown = shown.rstrip("…")[:-1].rstrip() + "…" if shown.strip("…") else ""
    return shown


def _drawable(text: str) -> str:
    """What the font has of it: letters without their accents."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
