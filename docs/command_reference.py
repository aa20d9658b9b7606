"""Command reference of the README, written from the request models: `make reference`."""

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from bot.texts import Texts
from bot.ui.command_options import DisplayOptions, Option, options_of
from providers.base import ImageRequest
from providers.registry import OPERATIONS

BEGIN = "<!-- commands: `make reference` writes what stands between these lines -->"
END = "<!-- /commands -->"


def command_reference(texts: Texts) -> str:
    """Return a heading, a sentence and a table of options for every command that makes pictures."""
    return "\n\n".join(_section(texts, kind) for kind in OPERATIONS.values())


def with_reference(readme: str, texts: Texts) -> str:
    """Return the text with a new reference between its markers; raise `ValueError` without them."""
    between = re.compile(f"{re.escape(BEGIN)}\n.*?{re.escape(END)}", re.DOTALL)
    if not between.search(readme):
        raise ValueError("the README has no markers for the reference")
    reference = f"{BEGIN}\n\n{command_reference(texts)}\n\n{END}"
    return between.sub(lambda _: reference, readme)


def _section(texts: Texts, kind: type[ImageRequest]) -> str:
    summary = texts.say(f"command-{kind.command.replace(' ', '-')}")
    rows = [_row(model, option) for model in (kind, DisplayOptions) for option in options_of(model)]
    return "\n".join(
        [
            f"### `/{kind.command}`\n",
            f"{summary}.\n",
            "| Option | Meaning | Takes | If left out |",
            "|---|---|---|---|",
            *rows,
        ]
    )


def _row(model: type[BaseModel], option: Option) -> str:
    field = model.model_fields[option.name]
    takes = ", ".join(_takes(field.annotation, field.metadata))
    return f"| `{option.name}` | {field.description} | {takes} | {_left_out(field, option)} |"


def _left_out(field: Any, option: Option) -> str:
    if option.default is inspect.Parameter.empty:
        return "required"
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    default = extra.get("relay_default", option.default)
    return {None: "none", False: "no"}.get(default, f"{default}")


def _takes(annotation: Any, metadata: list[Any]) -> Iterator[str]:
    schema = _schema(annotation, metadata)
    if "enum" in schema:
        yield ", ".join(f"`{value}`" for value in schema["enum"])
    elif schema.get("type") in ("integer", "number"):
        yield f"{schema.get('minimum', '')} to {schema.get('maximum', '')}"
        if "multipleOf" in schema:
            yield f"a multiple of {schema['multipleOf']}"
    elif schema.get("type") == "boolean":
        yield "yes or no"
    elif schema.get("type") == "object":
        yield "an image"
    elif "maxLength" in schema:
        yield f"up to {schema['maxLength']} characters"


def _schema(annotation: Any, metadata: list[Any]) -> dict[str, Any]:
    """Return the JSON Schema of the type, without the possibility of leaving it out."""
    field = FieldInfo(annotation=annotation)
    field.metadata = metadata
    schema: dict[str, Any] = TypeAdapter(field.rebuild_annotation()).json_schema()
    schemas = [inner for inner in schema.get("anyOf", [schema]) if inner.get("type") != "null"]
    return schemas[0] if "$ref" not in schemas[0] else {"type": "object"}


def main() -> int:
    """Write the README in the current directory."""
    readme = Path("README.md")
    text = with_reference(readme.read_text(encoding="utf-8"), Texts())
    readme.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
