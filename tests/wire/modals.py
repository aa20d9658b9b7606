"""The data that a member's client sends when a modal is submitted."""

from typing import Any

from .errors import JSON
from .options import Resolved

_TEXT_INPUT, _ROW, _LABEL = 4, 1, 18
_RADIO, _CHECKBOX, _FILE_UPLOAD = 21, 23, 19
_ONE_VALUE = (_TEXT_INPUT, _RADIO, _CHECKBOX)


def modal_data(modal: JSON, values: dict[str, Any], resolved: Resolved) -> JSON:
    """Build the `data` of MODAL_SUBMIT: `values` by custom id, defaults for other fields.

    Raises LookupError for a value without a field.
    """
    remaining = dict(values)
    components = [
        _filled(part, remaining, resolved, number)
        for number, part in enumerate(modal["components"], start=1)
    ]
    if remaining:
        raise LookupError(f"the modal has no fields {sorted(remaining)}")
    data: JSON = {"custom_id": modal["custom_id"], "components": components}
    return data | ({"resolved": resolved.data} if resolved.data else {})


def _filled(part: JSON, remaining: dict[str, Any], resolved: Resolved, number: int) -> JSON:
    shape: JSON = {"type": part["type"], "id": part.get("id") or number}
    if part["type"] == _LABEL:
        return shape | {"component": _field(part["component"], remaining, resolved, 100 + number)}
    if part["type"] == _ROW:
        fields = [_field(field, remaining, resolved, 100 + number) for field in part["components"]]
        return shape | {"components": fields}
    return shape


def _field(part: JSON, remaining: dict[str, Any], resolved: Resolved, number: int) -> JSON:
    shape: JSON = {"type": part["type"], "id": part.get("id") or number}
    shape["custom_id"] = part["custom_id"]
    if part["type"] in _ONE_VALUE:
        empty = {_TEXT_INPUT: part.get("value", ""), _CHECKBOX: bool(part.get("default"))}
        return shape | {"value": remaining.pop(part["custom_id"], empty.get(part["type"]))}
    defaults = [option for option in part.get("options") or [] if option.get("default")]
    chosen = remaining.pop(part["custom_id"], [option["value"] for option in defaults])
    if part["type"] == _FILE_UPLOAD:
        chosen = [resolved.add(file) for file in chosen]
    return shape | {"values": list(chosen)}
