"""Shapes of pictures, and the nearest one that a family offers."""

from collections.abc import Iterable

Shape = tuple[int, int]
"""Width and height, in pixels."""

_MIN_SIDE = 64


def shape_of_size(size: str) -> Shape:
    """Return the shape that is written as `WxH`."""
    width, _, height = size.partition("x")
    return int(width), int(height)


def nearest_ratio(shape: Shape, offered: Iterable[Shape]) -> Shape:
    """Return the offered shape whose aspect ratio is nearest."""
    return min(offered, key=lambda one: _distance(one, shape))


def nearest_sides(shape: Shape, *, step: int, max_side: int) -> Shape:
    """Return the nearest sides in steps, from 64 to `max_side`; a larger shape keeps its ratio."""
    scale = min(1.0, max_side / max(shape))
    width, height = (max(_MIN_SIDE, round(side * scale / step) * step) for side in shape)
    return width, height


def _distance(first: Shape, second: Shape) -> float:
    """Return the quotient of two aspect ratios, at least 1."""
    a, b = first[0] / first[1], second[0] / second[1]
    return max(a, b) / min(a, b)
