"""Valid requests near ones that are refused, such as a width of 992 in place of 1000."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from providers.base import ImageRequest
from providers.shapes import nearest_ratio, shape_of_ratio, with_area

# A size with smaller numbers is meant as a ratio.
_LEAST_PIXELS = 64
_USUAL_AREA = 1024 * 1024
# A value may be at fault in its form, then in its step, then in its bounds.
_ROUNDS = 4


def near_request(
    kind: type[ImageRequest], values: Mapping[str, Any]
) -> tuple[ImageRequest, tuple[str, ...]] | None:
    """Return the nearest valid request and the options that were changed; None if there is none."""
    changed: dict[str, Any] = {}
    for _ in range(_ROUNDS):
        try:
            return kind.model_validate({**values, **changed}), tuple(changed)
        except ValidationError as error:
            near = _near_values(error)
            if near is None:
                return None
            changed |= near
    return None


def rest_of_request(kind: type[ImageRequest], values: Mapping[str, Any]) -> ImageRequest | None:
    """Return the request without the options at fault; None if it cannot do without them."""
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        bad = {fault["loc"][0] for fault in error.errors(include_url=False) if fault["loc"]}
    try:
        return kind.model_validate({k: v for k, v in values.items() if k not in bad})
    except ValidationError:
        return None


def _near_values(error: ValidationError) -> dict[str, Any] | None:
    """Return a near value for each option at fault; None if one of them has none."""
    found = {}
    for fault in error.errors(include_url=False):
        near = _near(fault)
        if near is None or len(fault["loc"]) != 1:
            return None
        found[str(fault["loc"][0])] = near
    return found


def ratio_near(ratio: str, offered: tuple[str, ...]) -> str | None:
    """Return the offered ratio that is nearest, None for a text that is no ratio."""
    sides = [int(side) for side in re.findall(r"\d{1,4}", ratio)]
    if len(sides) != 2 or not all(sides):
        return None
    shapes = {shape_of_ratio(one): one for one in offered}
    return shapes[nearest_ratio((sides[0], sides[1]), shapes)]


def _near(fault: Mapping[str, Any]) -> Any:
    facts, given = fault.get("ctx", {}), fault["input"]
    match fault["type"]:
        case "multiple_of":
            step = int(facts["multiple_of"])
            return max(step, round(given / step) * step)
        case "greater_than_equal":
            return facts["ge"]
        case "less_than_equal":
            return facts["le"]
        case "size-form":
            return _size(given)
        case "size-sides":
            return _size_within(given, int(facts["low"]), int(facts["high"]))
        case "ratio-not-offered":
            return facts["near"]
        case _:
            return None


def _sides(text: str) -> tuple[int, int] | None:
    numbers = [int(number) for number in re.findall(r"\d{1,5}", text)]
    return (numbers[0], numbers[1]) if len(numbers) == 2 and all(numbers) else None


def _size(text: str) -> str | None:
    sides = _sides(text)
    if sides is None:
        return None
    if max(sides) < _LEAST_PIXELS:
        sides = with_area(sides, _USUAL_AREA)
    return f"{sides[0]}x{sides[1]}"


def _size_within(text: str, low: int, high: int) -> str | None:
    sides = _sides(text)
    if sides is None:
        return None
    scale = min(1.0, high / max(sides))
    width, height = (max(low, round(side * scale)) for side in sides)
    return f"{width}x{height}"
