"""The shape of a request: as the member named it, else that of the picture that it begins with."""

from collections.abc import Container
from typing import TypeVar

from providers.base import ImageRequest
from providers.shapes import (
    Shape,
    ShapeName,
    area,
    ratio_distance,
    shape_of_name,
    with_area,
    within_side,
)

Request = TypeVar("Request", bound=ImageRequest)

# An edit is made with the area of its picture, within what every model draws well.
_MIN_AREA, _MAX_AREA = 512 * 512, 2048 * 2048
# Sides in steps of 32 miss a ratio by less than this.
_SAME_RATIO = 1.06


def with_shape(
    request: Request, name: ShapeName | None, picture: Shape | None, largest_side: int | None
) -> Request:
    """Return the request for the nearest shape that its model has; exact options are kept.

    The shape is the named one, else that of `picture`, which the request edits. No side becomes
    longer than `largest_side`.
    """
    ratio = shape_of_name(name) if name else picture
    if ratio is None:
        return request
    wanted = with_area(ratio, _usual_area(picture) if picture else area(request.shape))
    if largest_side is None:
        return request.like(wanted)
    for shape in (wanted, within_side(wanted, largest_side)):
        if (made := request.like(shape)).side <= largest_side:
            return made
    return request


def without_ratio(request: Request) -> Request:
    """Return the request without the options that determine width to height.

    An option of the size alone stays.
    """
    options = type(request).options_for((1, 1))
    return request.with_values(**dict.fromkeys(options)) if options else request


def overruled_by(request: ImageRequest, name: ShapeName | None) -> tuple[str, ...]:
    """Return the exact options that were chosen and that contradict the named shape."""
    if name is None or not request.chosen_shape_options:
        return ()
    named = shape_of_name(name)
    plain = type(request).from_chosen({"prompt": request.prompt})
    made, usual = (one.like(with_area(named, area(one.shape))) for one in (request, plain))
    if any(ratio_distance(made.shape, shape) <= _SAME_RATIO for shape in (named, usual.shape)):
        return ()
    return request.chosen_shape_options


def edited_name(request: ImageRequest, names: Container[str]) -> str | None:
    """Return the name of the image that the request edits, None if it is not among `names`."""
    return next((name for name in request.sources if name in names), None)


def _usual_area(picture: Shape) -> int:
    return min(_MAX_AREA, max(_MIN_AREA, area(picture)))
