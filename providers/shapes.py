"""Shapes of pictures: their names, and the nearest one that a family offers."""

from collections.abc import Iterable, Mapping
from itertools import product
from math import ceil, floor, log, sqrt
from types import MappingProxyType
from typing import Literal

Shape = tuple[int, int]
"""Width and height, in pixels."""

ShapeName = Literal[
    "square",
    "portrait",
    "landscape",
    "wide",
    "tall",
    "1:1",
    "5:4",
    "4:5",
    "4:3",
    "3:4",
    "3:2",
    "2:3",
    "16:10",
    "10:16",
    "16:9",
    "9:16",
    "2:1",
    "1:2",
    "21:9",
    "9:21",
    "3:1",
    "1:3",
]
"""The shapes that every command takes by name, which is a word or a ratio."""
_WORDS: Mapping[str, str] = MappingProxyType(
    {"square": "1:1", "portrait": "2:3", "landscape": "3:2", "wide": "16:9", "tall": "9:16"}
)

_MIN_SIDE = 64
# The weight of the area beside that of the ratio, where sides are rounded to steps.
_AREA_WEIGHT = 0.1


def shape_of_size(size: str) -> Shape:
    """Return the shape that is written as `WxH`."""
    width, _, height = size.partition("x")
    return int(width), int(height)


def shape_of_ratio(ratio: str) -> Shape:
    """Return the shape that is written as `W:H`, in the smallest sides that have it."""
    width, _, height = ratio.partition(":")
    return int(width), int(height)


def shape_of_name(name: ShapeName) -> Shape:
    """Return a shape of that name; only its ratio has a meaning."""
    return shape_of_ratio(_WORDS.get(name, name))


def with_area(shape: Shape, pixels: float) -> Shape:
    """Return the shape of the same ratio with this number of pixels, rounded to whole ones."""
    scale = sqrt(pixels / area(shape))
    width, height = (max(1, round(side * scale)) for side in shape)
    return width, height


def within_side(shape: Shape, side: int) -> Shape:
    """Return the shape scaled down until its longer side has at most `side` pixels."""
    scale = min(1.0, side / max(shape))
    width, height = (max(1, round(one * scale)) for one in shape)
    return width, height


def area(shape: Shape) -> int:
    """Return the number of pixels."""
    return shape[0] * shape[1]


def nearest_ratio(shape: Shape, offered: Iterable[Shape]) -> Shape:
    """Return the offered shape whose aspect ratio is nearest."""
    return min(offered, key=lambda one: ratio_distance(one, shape))


def nearest_sides(shape: Shape, *, step: int, max_side: int) -> Shape:
    """Return the sides in steps, from 64 to `max_side`, whose ratio and area are nearest.

    A larger shape keeps its ratio. Each side is one of the two steps next to it.
    """
    scale = min(1.0, max_side / max(shape))
    wanted = shape[0] * scale, shape[1] * scale
    offered = product(_steps_around(wanted[0], step), _steps_around(wanted[1], step))
    return min(offered, key=lambda one: _unlikeness(one, wanted))


def completed_sides(
    width: int | None, height: int | None, shape: Shape, *, step: int, max_side: int
) -> Shape:
    """Return the sides of the nearest shape, of which one or both may be chosen already."""
    if width and height:
        return width, height
    if width:
        return width, _one_side(width * shape[1] / shape[0], step, max_side)
    if height:
        return _one_side(height * shape[0] / shape[1], step, max_side), height
    return nearest_sides(shape, step=step, max_side=max_side)


def ratio_distance(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Return the quotient of two aspect ratios, at least 1."""
    a, b = first[0] / first[1], second[0] / second[1]
    return max(a, b) / min(a, b)


def _one_side(side: float, step: int, max_side: int) -> int:
    return min(max_side, max(_MIN_SIDE, round(side / step) * step))


def _steps_around(side: float, step: int) -> tuple[int, int]:
    # A float that should be whole must not become the next step.
    steps = round(side / step, 6)
    return max(_MIN_SIDE, floor(steps) * step), max(_MIN_SIDE, ceil(steps) * step)


def _unlikeness(sides: tuple[float, float], wanted: tuple[float, float]) -> float:
    grown = (sides[0] * sides[1]) / (wanted[0] * wanted[1])
    return log(ratio_distance(sides, wanted)) + _AREA_WEIGHT * abs(log(grown))
