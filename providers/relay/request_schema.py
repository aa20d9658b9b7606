"""The live schema of a request: the fields and the choices that a route takes now.

The relay publishes the JSON Schema of each model's body (docs/relay.md, section 2). A schema that
cannot be read counts as unknown, and then nothing is left out on its account.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from providers.base import ImageRequest

Choices = tuple[str, ...] | None
"""The values of a field, as texts; None if it takes any of its type."""

MAX_DEPTH = 8
MAX_FIELDS = 200
MAX_CHOICES = 200
AUTOMATIC = "auto"
"""A choice that is never sent: it leaves the field out (docs/relay.md, section 2)."""


@dataclass(frozen=True, slots=True)
class RequestSchema:
    """The fields of a body by their name, each with its choices."""

    fields: Mapping[str, Choices]

    def takes(self, field: str) -> bool:
        """Return True if the body may have the field."""
        return field in self.fields

    def takes_value(self, field: str, value: object) -> bool:
        """Return True if the body may have this value in the field."""
        choices = self.fields.get(field)
        return self.takes(field) and (choices is None or str(value) in choices)

    def drift(self, kind: type[ImageRequest]) -> Iterator[str]:
        """Yield what the model of a request has and the schema lacks, as `name` or `name=value`."""
        # Images that depend on the schema are sent under other names.
        optional = kind.sources if kind.edit_fields else ()
        for name, offered in kind.option_choices().items():
            if name in optional:
                continue
            if not self.takes(name):
                yield name
                continue
            for value in offered:
                if value != AUTOMATIC and not self.takes_value(name, value):
                    yield f"{name}={value}"


def read_schema(value: object) -> RequestSchema | None:
    """Return the schema, or None if it is not that of a request for a picture."""
    if not isinstance(value, Mapping):
        return None
    body = _resolved(value, value)
    properties = body.get("properties")
    if not isinstance(properties, Mapping) or "prompt" not in properties:
        # A body without its prompt was misread.
        return None
    if body.get("additionalProperties") is True:
        # It says itself that it is not complete.
        return None
    named = [name for name in properties if isinstance(name, str)][:MAX_FIELDS]
    return RequestSchema({name: _choices(properties[name], value) for name in named})


def _choices(field: object, root: Mapping[str, Any]) -> Choices:
    found: set[str] = set()
    for part in _alternatives(field, root, MAX_DEPTH):
        if isinstance(part.get("enum"), list):
            found |= {str(value) for value in part["enum"] if value is not None}
        elif part.get("const") is not None:
            found.add(str(part["const"]))
        elif part.get("type") != "null":
            return None
    return tuple(sorted(found)) if 0 < len(found) <= MAX_CHOICES else None


def _alternatives(
    field: object, root: Mapping[str, Any], depth: int
) -> Iterator[Mapping[str, Any]]:
    """Yield the schemas of which a value has to fulfil one."""
    if not isinstance(field, Mapping) or depth <= 0:
        yield {}
        return
    resolved = _resolved(field, root)
    groups = [resolved[key] for key in ("anyOf", "oneOf", "allOf") if key in resolved]
    if not groups:
        yield resolved
        return
    for group in groups:
        for part in group if isinstance(group, list) else ():
            yield from _alternatives(part, root, depth - 1)


def _resolved(schema: Mapping[str, Any], root: Mapping[str, Any]) -> Mapping[str, Any]:
    """Follow references within the document, such as `#/$defs/Size`."""
    for _ in range(MAX_DEPTH):
        reference = schema.get("$ref")
        if not isinstance(reference, str) or not reference.startswith("#/"):
            return schema
        found: object = root
        for step in reference[2:].split("/"):
            found = found.get(step) if isinstance(found, Mapping) else None
        if not isinstance(found, Mapping):
            return {}
        schema = found
    return {}
