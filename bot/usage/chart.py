"""Stacked bar charts over time as PNG, drawn with Pillow. Drawing blocks for some 0.05 s.

The picture has a dark background of its own, so it looks the same in Discord's dark and light
themes. Pillow's built-in font has few glyphs beyond ASCII, so letters lose their accents.
"""

import io
import unicodedata
from collections.abc import Callable, Sequence

from PIL import Image, ImageDraw, ImageFont

from bot.common.money import format_dollars, whole_dollars
from bot.usage.groups import told_dollars
from bot.usage.series import Panel, Series

WIDTH = 1100
PANEL_HEIGHT = 360
_BACKGROUND = "#1E1F22"
_INK = "#F2F3F5"
_FAINT_INK = "#B5BAC1"
_GRID = "#3F4147"
# Font sizes in pixels; Discord displays the picture at about half its size.
_TEXT, _TITLE, _MARK = 22, 26, 18
_LEFT, _TOP, _RIGHT, _BOTTOM = 84, 64, 324, 50
_GAP = 12
_MAX_BAR_WIDTH = 64
_TICKS = 4
# Dollars that are abbreviated.
_LARGE = 1000

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
Box = tuple[int, int, int, int]
"""Left, top, right and bottom, in pixels."""


class Axes:
    """The axes of a plot in `box`: a slot per label, values from 0 to a round number >= `maximum`.

    Coordinates are in pixels of the whole image.
    """

    def __init__(
        self,
        draw: ImageDraw.ImageDraw,
        box: Box,
        labels: Sequence[str],
        maximum: int,
        written: Callable[[int], str],
    ) -> None:
        self._draw = draw
        self._left, self._top, self._right, self._bottom = box
        self._labels = labels
        self._ticks = ticks(maximum)
        self._written = written
        self._font = ImageFont.load_default(_TEXT)
        self.slot = (self._right - self._left) / len(labels)
        """The width of a slot, in pixels."""

    def x(self, slot: int) -> float:
        """Return the middle of a slot; slots count from 0."""
        return self._left + (slot + 0.5) * self.slot

    def y(self, value: int) -> float:
        """Return the row of a value, counted from the top."""
        return self._bottom - (self._bottom - self._top) * value / self._ticks[-1]

    def paint(self) -> None:
        """Draw the grid, the numbers beside it, and as many labels below it as fit."""
        for tick in self._ticks:
            y = round(self.y(tick))
            self._draw.line((self._left, y, self._right, y), _GRID, 2 if tick == 0 else 1)
            self._text((self._left - _GAP, y), self._written(tick), "rm")
        widest = max(self._font.getbbox(label)[2] for label in self._labels)
        stride = int((widest + _GAP) // self.slot) + 1
        # Starts at the newest slot, which always gets its label.
        for slot in range(len(self._labels) - 1, -1, -stride):
            self._text((self.x(slot), self._bottom + _GAP), self._labels[slot], "ma")

    def _text(self, position: tuple[float, float], text: str, anchor: str) -> None:
        self._draw.text(position, text, _FAINT_INK, self._font, anchor)


def bar_chart(labels: Sequence[str], panels: Sequence[Panel]) -> bytes:
    """Draw a PNG with one panel below the other; each series has as many values as `labels`."""
    image = Image.new("RGB", (WIDTH, PANEL_HEIGHT * len(panels)), _BACKGROUND)
    draw = ImageDraw.Draw(image)
    for number, panel in enumerate(panels):
        _panel(draw, PANEL_HEIGHT * number, labels, panel)
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def ticks(maximum: int) -> list[int]:
    """Return a few equidistant round numbers from 0 to `maximum` or a little more."""
    step = 1
    while step * _TICKS < maximum:
        # 1, 2, 5, 10, 20, 50 and so on.
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return [step * number for number in range(max(1, -(-maximum // step)) + 1)]


def abbreviate(number: int) -> str:
    """Format a number in few characters, rounded down: `950`, `1.2k`, `25k`, `3.1M`."""
    for size, sign in ((10**9, "G"), (10**6, "M"), (10**3, "k")):
        if number >= size:
            whole, tenth = divmod(number * 10 // size, 10)
            return f"{whole}.{tenth}{sign}" if tenth and whole < 100 else f"{whole}{sign}"
    return str(number)


def dollars(micro: int) -> str:
    """Format micro-dollars in few characters: `$0.05`, `$950.00`, `$1.2k`."""
    whole = whole_dollars(micro)
    return f"${abbreviate(whole)}" if whole >= _LARGE else f"${format_dollars(micro)}"


def told(micro: int) -> str:
    """Format micro-dollars as the text beside the chart tells them."""
    is_large = whole_dollars(micro) >= _LARGE
    return dollars(micro) if is_large else f"${told_dollars(micro)}"


def _panel(draw: ImageDraw.ImageDraw, top: int, labels: Sequence[str], panel: Panel) -> None:
    title = ImageFont.load_default(_TITLE)
    draw.text((_GAP * 2, top + _GAP), _drawable(panel.title), _INK, title)
    totals = [sum(bar) for bar in zip(*(series.values for series in panel.series), strict=True)]
    box = (_LEFT, top + _TOP, WIDTH - _RIGHT, top + PANEL_HEIGHT - _BOTTOM)
    written = dollars if panel.is_money else abbreviate
    axes = Axes(draw, box, labels, max(totals, default=0), written)
    axes.paint()
    mark_font = ImageFont.load_default(_MARK)
    for slot in range(len(labels)):
        _bar(draw, axes, slot, panel.series, mark_font)
    written = told if panel.is_money else abbreviate
    _legend(draw, WIDTH - _RIGHT + _GAP * 3, top + _TOP, panel.series, written)


def _bar(
    draw: ImageDraw.ImageDraw, axes: Axes, slot: int, stack: Sequence[Series], font: Font
) -> None:
    width = min(_MAX_BAR_WIDTH, axes.slot * 0.8)
    left, right = round(axes.x(slot) - width / 2), round(axes.x(slot) + width / 2)
    total, bottom = 0, round(axes.y(0))
    for series in stack:
        value = series.values[slot]
        if not value:
            continue
        total += value
        # The smallest value is still visible; taller segments leave a line between each other.
        top = min(round(axes.y(total)), bottom - 1)
        seam = 1 if bottom - top > 3 else 0
        draw.rectangle((left, top + seam, right - 1, bottom - 1), series.colour)
        fits = font.getbbox(series.mark)[2] + 4 <= right - left and bottom - top >= _TEXT
        if series.mark and fits:
            middle = ((left + right) / 2, (top + bottom) / 2)
            draw.text(middle, series.mark, _BACKGROUND, font, "mm")
        bottom = top


def _legend(
    draw: ImageDraw.ImageDraw,
    left: int,
    top: int,
    stack: Sequence[Series],
    written: Callable[[int], str],
) -> None:
    """Draw the names and totals in the order of the bars, from top to bottom."""
    font = ImageFont.load_default(_TEXT)
    line = _TEXT + 6
    right = WIDTH - _GAP * 2
    for row, series in enumerate(reversed(stack)):
        y = top + row * line + line // 2
        draw.rectangle((left, y - 9, left + 17, y + 8), series.colour)
        total = written(sum(series.values))
        room = right - left - 30 - font.getbbox(total)[2] - _GAP
        draw.text((left + 30, y), _cut(font, _drawable(series.label), room), _INK, font, "lm")
        draw.text((right, y), total, _FAINT_INK, font, "rm")


def _cut(font: Font, text: str, room: float) -> str:
    """Cut the text to at most `room` pixels."""
    cut = text
    while cut and font.getbbox(cut)[2] > room:
        cut = cut.rstrip("…")[:-1].rstrip() + "…" if cut.strip("…") else ""
    return cut


def _drawable(text: str) -> str:
    """Reduce the text to characters that the font has: letters without their accents."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
