"""Areas of a picture that an edit may change: where they are, and their masks.

An area has a name. From the name and the size of the picture follows everything else: the canvas
that is filled, the place of the picture on it, and the box that the edit changes or keeps.
"""

from dataclasses import dataclass
from math import sqrt
from typing import Literal, get_args

from PIL import Image, ImageChops

from providers.shapes import Shape, area

AreaName = Literal[
    "left half",
    "right half",
    "top half",
    "bottom half",
    "left third",
    "middle third",
    "right third",
    "top third",
    "bottom third",
    "top left",
    "top right",
    "bottom left",
    "bottom right",
    "centre",
    "background",
]
MoveName = Literal["zoom 1.5x", "zoom 2x", "pan left", "pan right", "pan up", "pan down"]
AREAS: tuple[AreaName, ...] = get_args(AreaName)
"""The parts of a picture that an edit may be confined to."""
MOVES: tuple[MoveName, ...] = get_args(MoveName)
"""The ways to show more of a picture than there is: the part around it is made."""

MAX_SIDE = 8192
MAX_PIXELS = 4096 * 4096
"""Bounds of a canvas that is larger than its picture; a larger picture keeps its own size."""
_MAX_FEATHER = 64
_FEATHER_SHARE = 1 / 48

Box = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels; right and bottom are outside."""
_Part = tuple[float, float]
_ALL: _Part = (0, 1)
_FIRST_HALF, _SECOND_HALF = (0, 1 / 2), (1 / 2, 1)
_FIRST_THIRD, _SECOND_THIRD, _LAST_THIRD = (0, 1 / 3), (1 / 3, 2 / 3), (2 / 3, 1)
_MIDDLE: _Part = (1 / 4, 3 / 4)
# The parts of width and height.
_PARTS: dict[str, tuple[_Part, _Part]] = {
    "left half": (_FIRST_HALF, _ALL),
    "right half": (_SECOND_HALF, _ALL),
    "top half": (_ALL, _FIRST_HALF),
    "bottom half": (_ALL, _SECOND_HALF),
    "left third": (_FIRST_THIRD, _ALL),
    "middle third": (_SECOND_THIRD, _ALL),
    "right third": (_LAST_THIRD, _ALL),
    "top third": (_ALL, _FIRST_THIRD),
    "bottom third": (_ALL, _LAST_THIRD),
    "top left": (_FIRST_HALF, _FIRST_HALF),
    "top right": (_SECOND_HALF, _FIRST_HALF),
    "bottom left": (_FIRST_HALF, _SECOND_HALF),
    "bottom right": (_SECOND_HALF, _SECOND_HALF),
    "centre": (_MIDDLE, _MIDDLE),
    "background": (_MIDDLE, _MIDDLE),
}
_ZOOMS = {"zoom 1.5x": 1.5, "zoom 2x": 2.0}
# The step across and down, in halves of the picture.
_STEPS = {"pan left": (-1, 0), "pan right": (1, 0), "pan up": (0, -1), "pan down": (0, 1)}


@dataclass(frozen=True, slots=True)
class Layout:
    """A picture on a canvas of which a part is made.

    The picture has the size `picture`, with its upper left corner `at`; at the end of a long pan a
    part of it is outside of the canvas. The `box` is kept if `keeps_box`, and all else is made;
    otherwise the box alone is made.
    """

    canvas: Shape
    picture: Shape
    at: tuple[int, int]
    box: Box
    keeps_box: bool

    @property
    def feather(self) -> int:
        """The width in pixels of the seam, which is within the part that is made."""
        return max(1, min(_MAX_FEATHER, round(min(self.canvas) * _FEATHER_SHARE)))

    def mask(self, feather: int = 0) -> Image.Image:
        """Return an L image of the canvas: 0 where the picture is kept, more where it is made.

        It is 255 everywhere in the part that is made, but for a seam of `feather` pixels, which
        rises from the edge of what is kept.
        """
        width, height = self.canvas
        left, top, right, bottom = self.box
        rise = self._rise_outside if self.keeps_box else self._rise_inside
        across, down = rise(width, left, right, feather), rise(height, top, bottom, feather)
        row = Image.frombytes("L", (width, 1), across).resize(self.canvas)
        column = Image.frombytes("L", (1, height), down).resize(self.canvas)
        # A pixel is outside of a box where one coordinate is, and inside where both are.
        return (ImageChops.lighter if self.keeps_box else ImageChops.darker)(row, column)

    @staticmethod
    def _rise_inside(length: int, start: int, end: int, feather: int) -> bytes:
        """Return the mask along one side, where the part from `start` to `end` is made.

        An edge of the picture is no seam.
        """
        before = [at - start + 1 if start else length for at in range(length)]
        after = [end - at if end < length else length for at in range(length)]
        depths = (max(0, min(pair)) for pair in zip(before, after, strict=True))
        return bytes(_opacity(depth, feather) for depth in depths)

    @staticmethod
    def _rise_outside(length: int, start: int, end: int, feather: int) -> bytes:
        depths = (max(0, start - at, at - end + 1) for at in range(length))
        return bytes(_opacity(depth, feather) for depth in depths)

    def scaled(self, size: Shape) -> "Layout":
        """Return the same layout on a canvas of another size."""
        across, down = size[0] / self.canvas[0], size[1] / self.canvas[1]
        left, top, right, bottom = self.box
        picture = max(1, round(self.picture[0] * across)), max(1, round(self.picture[1] * down))
        return Layout(
            size,
            picture,
            (round(self.at[0] * across), round(self.at[1] * down)),
            _box((left * across, right * across), (top * down, bottom * down), size),
            self.keeps_box,
        )


def layout_of(name: str, size: Shape) -> Layout:
    """Return the layout of an area or a move for a picture of this size; raises `LookupError`."""
    if name in _PARTS:
        return _part(name, size)
    return _zoomed(_ZOOMS[name], size) if name in _ZOOMS else _panned(_STEPS[name], size)


def _part(name: str, size: Shape) -> Layout:
    (left, right), (top, bottom) = _PARTS[name]
    box = _box((left * size[0], right * size[0]), (top * size[1], bottom * size[1]), size)
    return Layout(size, size, (0, 0), box, keeps_box=name == "background")


def _zoomed(zoom: float, size: Shape) -> Layout:
    """Return the picture in the middle of a larger canvas.

    Where that would be too large, the picture becomes smaller, but the canvas never smaller than
    the picture was.
    """
    wanted = size[0] * zoom, size[1] * zoom
    room = min(1.0, MAX_SIDE / max(wanted), sqrt(MAX_PIXELS / (wanted[0] * wanted[1])))
    scale = max(room, 1 / zoom)
    canvas = max(size[0], round(wanted[0] * scale)), max(size[1], round(wanted[1] * scale))
    picture = max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
    at = (canvas[0] - picture[0]) // 2, (canvas[1] - picture[1]) // 2
    return Layout(canvas, picture, at, _placed(picture, at, canvas), keeps_box=True)


def _panned(step: tuple[int, int], size: Shape) -> Layout:
    """Return the picture on a canvas that is longer on one side, by half of the picture.

    Where that would be too long, the canvas moves on and leaves the other end of the picture.
    """
    axis = 0 if step[0] else 1
    forward = sum(step) > 0
    long, other = size[axis], size[1 - axis]
    growth = max(1, round(long / 2))
    most = max(long, min(MAX_SIDE, MAX_PIXELS // other))
    length = min(long + growth, most)
    offset = length - growth - long if forward else growth
    canvas = (length, other) if axis == 0 else (other, length)
    at = (offset, 0) if axis == 0 else (0, offset)
    return Layout(canvas, size, at, _placed(size, at, canvas), keeps_box=True)


def _placed(picture: Shape, at: tuple[int, int], canvas: Shape) -> Box:
    """Return the part of the canvas that a picture covers."""
    left, top = max(0, at[0]), max(0, at[1])
    return left, top, min(canvas[0], at[0] + picture[0]), min(canvas[1], at[1] + picture[1])


def _box(across: tuple[float, float], down: tuple[float, float], size: Shape) -> Box:
    """Return the box in whole pixels, at least one a side."""
    (left, right), (top, bottom) = _whole(across, size[0]), _whole(down, size[1])
    return left, top, right, bottom


def _whole(part: tuple[float, float], length: int) -> tuple[int, int]:
    start = min(length - 1, max(0, round(part[0])))
    return start, min(length, max(start + 1, round(part[1])))


def _opacity(depth: int, feather: int) -> int:
    """Return the opacity of what is made, `depth` pixels from what is kept; 0 is kept."""
    return min(255, -(-255 * depth // (feather + 1)))


def fitted_frame(canvas: Shape, frame: Shape) -> Box:
    """Return the part of a frame that a canvas takes, as large as it fits, in the middle."""
    scale = min(frame[0] / canvas[0], frame[1] / canvas[1])
    width, height = (max(1, round(side * scale)) for side in canvas)
    left, top = (frame[0] - width) // 2, (frame[1] - height) // 2
    return left, top, left + width, top + height


def is_move(name: str) -> bool:
    """Return True for a way to show more of a picture than there is."""
    return name in MOVES


def pixels_of(name: str, size: Shape) -> int:
    """Return the number of pixels of the canvas of a picture of this size."""
    return area(layout_of(name, size).canvas)
