"""Values for the options of any request model, made from the model alone."""

from collections.abc import Mapping
from math import ceil
from typing import Any

from hypothesis import strategies as st

from providers.base import ImageRequest

IMAGE = {"url": "https://cdn.discordapp.com/fox.png"}


def schemas(kind: type[ImageRequest]) -> dict[str, dict[str, Any]]:
    """Return the JSON Schema of each option that a member may leave out, images left aside."""
    properties = kind.model_json_schema()["properties"]
    return {
        name: _given(properties[name])
        for name in kind.model_fields
        if name not in ("prompt", "model", *kind.image_fields())
    }


def example(kind: type[ImageRequest]) -> dict[str, Any]:
    """Return a value for each option, images left out; the same every time, and not large."""
    return {name: _example(schema) for name, schema in schemas(kind).items()}


def values(kind: type[ImageRequest]) -> dict[str, st.SearchStrategy[Any]]:
    """Return a strategy for each option, images included."""
    options = {name: _strategy(schema) for name, schema in schemas(kind).items()}
    return {**options, **dict.fromkeys(kind.image_fields(), st.just(IMAGE))}


def _given(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema without the possibility of leaving the option out."""
    inner = next(one for one in schema.get("anyOf", [schema]) if one.get("type") != "null")
    return {**inner, "suggestions": schema.get("suggestions", ())}


def _choices(schema: Mapping[str, Any]) -> list[Any]:
    if "const" in schema:
        return [schema["const"]]
    if schema["type"] == "boolean":
        return [False, True]
    return [*schema.get("enum", ()), *(schema["suggestions"] if schema["type"] == "string" else ())]


def _example(schema: Mapping[str, Any]) -> Any:
    if choices := _choices(schema):
        return choices[-1]
    low, high = schema.get("minimum", 0), schema.get("maximum", 1000)
    if schema["type"] == "integer":
        step = schema.get("multipleOf", 1)
        return min(ceil(low / step) * step + 3 * step, high)
    return (low + high) / 2 if schema["type"] == "number" else "words"


def _strategy(schema: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    if choices := _choices(schema):
        return st.sampled_from(choices)
    low, high = schema.get("minimum", 0), schema.get("maximum", 1000)
    if schema["type"] == "integer":
        step = schema.get("multipleOf", 1)
        return st.integers(ceil(low / step), high // step).map(lambda n: n * step)
    if schema["type"] == "number":
        return st.floats(low, high)
    return st.text(min_size=1, max_size=min(schema.get("maxLength", 40), 40))
