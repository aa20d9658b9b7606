"""What a member's client sends back when a modal is filled in."""

from typing import Any

from .errors import JSON
from .options import Resolved

_TEXT_INPUT, _ROW, _LABEL = 4, 1, 18
_RADIO, _CHECKBOX, _FILE_UPLOAD = 21, 23, 19
_ONE_VALUE = (_TEXT_INPUT, _RADIO, _CHECKBOX)


def modal_data(modal: JSON, values: dict[str, Any], resolved: Resolved) -> JSON:
    """The `data` of MODAL_SUBMIT: `values` by custom id, unnamed fields as they stood.

    Raises LookupError for a value that no field takes.
    """
    left = dict(values)
    components = [_filled(part, left, resolved, place) for place, part in _places(modal)]
    if left:
        raise LookupError(f"the modal has no fields {sorted(left)}")
    data: JSON = {"custom_id": modal["custom_id"], "components": components}
    return data | ({"resolved": resolved.data} if resolved.data else {})


def _places(modal: JSON) -> list[tuple[int, JSON]]:
    return list(enumerate(modal["components"], start=1))


def _filled(part: JSON, left: dict[str, Any], resolved: Resolved, place: int) -> JSON:
    shape: JSON = {"type": part["type"], "id": part.get("id") or place}
    if part["type"] == _LABEL:
        return shape | {"component": _field(part["component"], left, resolved, 100 + place)}
    if part["type"] == _ROW:
        inner = [_field(one, left, resolved, 100 + place) for one in part["components"]]
        return shape | {"components": inner}
    return shape


def _field(part: JSON, left: dict[str, Any], resolved: Resolved, place: int) -> JSON:
    shape: JSON = {"type": part["type"], "id": part.get("id") or place}
    shape["custom_id"] = part["custom_id"]
    if part["type"] in _ONE_VALUE:
        empty = {_TEXT_INPUT: part.get("value", ""), _CHECKBOX: bool(part.get("default"))}
        return shape | {"value": left.pop(part["custom_id"], empty.get(part["type"]))}
    chosen = [option for option in part.get("options") or [] if option.get("default")]
    given = left.pop(part["custom_id"], [option["value"] for option in chosen])
    if part["type"] == _FILE_UPLOAD:
        given = [resolved.add(file) for file in given]
    return shape | {"values": list(given)}
