"""Parts of the documentation that are written from the code: `make reference`.

These are the commands that make pictures, the settings, the prices, the choices in rows that list
families, and the sentence that names the languages.
"""

import inspect
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from babel import Locale
from discord import app_commands
from pydantic import BaseModel, SecretStr, TypeAdapter
from pydantic.fields import FieldInfo

from bot.common.money import format_dollars
from bot.environment import environment_name
from bot.settings import Settings
from bot.texts import FALLBACK, Texts, languages
from bot.ui.command_options import DisplayOptions, Option, options_of
from cogs.easel.budget import Budget
from cogs.easel.edits import Edits
from cogs.easel.rules import Rules
from cogs.easel.styles import Styles
from cogs.edits import Edits as EditCommand
from providers.base import ImageRequest
from providers.registry import OPERATIONS

_BEGIN = "<!-- {}: `make reference` writes what is between these lines -->"
_END = "<!-- /{} -->"
_SPEAKS = re.compile(r"\bEasel speaks [^.]*\.")
_HEAD = ("| Option | Meaning | Takes | If left out |", "|---|---|---|---|")
# The commands whose choices list families, by the pages and headings where they are described.
_CHOOSERS: Mapping[str, Mapping[str, app_commands.Command[Any, ..., Any]]] = {
    "docs/commands.md": {"edit": EditCommand.edit},
    "docs/server-commands.md": {
        "easel budget": Budget.budget,
        "easel edits": Edits.edits,
        "easel rules set": Rules.rules_set,
        "easel rules clear": Rules.rules_clear,
        "easel styles add": Styles.styles_add,
    },
}
PAGES = (
    "README.md",
    "docs/getting-started.md",
    "docs/commands.md",
    "docs/server-commands.md",
    "docs/costs.md",
    "docs/settings.md",
)
"""The pages that have such parts."""


def command_reference(texts: Texts) -> str:
    """Return a heading, a sentence and a table of options for every command that makes pictures."""
    shared = [
        "### Options of every command\n",
        "Every command below takes these, beside its own.\n",
        *_HEAD,
        *(_row(DisplayOptions, option) for option in options_of(DisplayOptions)),
    ]
    return "\n\n".join(
        ["\n".join(shared), *(_section(texts, kind) for kind in OPERATIONS.values())]
    )


def with_reference(page: str, text: str, texts: Texts) -> str:
    """Return the text of a page with its parts new; raise `ValueError` where one has no place."""
    match page:
        case "README.md" | "docs/getting-started.md":
            return _SPEAKS.sub(f"Easel speaks {spoken_languages()}.", text, count=1)
        case "docs/commands.md":
            text = _between_markers(text, "commands", command_reference(texts))
        case "docs/settings.md":
            text = _between_markers(text, "settings", settings_table())
        case "docs/costs.md":
            text = _between_markers(text, "prices", price_table())
    for name, command in _CHOOSERS.get(page, {}).items():
        for parameter in command.parameters:
            if parameter.choices:
                text = _with_choices(text, name, parameter)
    return text


def price_table() -> str:
    """Return a row for each operation with the price that is assumed for a picture."""
    rows = (f"| `/{kind.command}` | {_price(kind.list_price)} |" for kind in OPERATIONS.values())
    return "\n".join(["| Command | A picture |", "|---|---|", *rows])


def settings_table() -> str:
    """Return a row for each setting: its variable, its default and its meaning."""
    rows = (
        f"| `{environment_name(name)}` | {_shown(field.default)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    )
    return "\n".join(["| Setting | Default | Meaning |", "|---|---|---|", *rows])


def spoken_languages() -> str:
    """Return the English names of the languages, English first."""
    others = (name for name in languages() if name != FALLBACK)
    names = [Locale.parse(name, sep="-").get_display_name("en") or name for name in others]
    return " and ".join(filter(None, [", ".join(["English", *names[:-1]]), *names[-1:]]))


def _between_markers(text: str, part: str, content: str) -> str:
    begin, end = _BEGIN.format(part), _END.format(part)
    between = re.compile(f"{re.escape(begin)}\n.*?{re.escape(end)}", re.DOTALL)
    if not between.search(text):
        raise ValueError(f"the page has no markers for its {part}")
    return between.sub(lambda _: f"{begin}\n\n{content}\n\n{end}", text)


def _with_choices(text: str, command: str, parameter: app_commands.Parameter) -> str:
    """Write the choices of an option into the third cell of its row."""
    start, heading, rest = text.partition(f"\n### `/{command}`\n")
    row = re.compile(rf"^(\| `{parameter.display_name}` \|[^|\n]*\|)[^|\n]*\|", re.MULTILINE)
    section, break_, after = rest.partition("\n## ")
    if not row.search(section):
        raise ValueError(f"the page has no row for {parameter.display_name} of /{command}")
    cell = ", ".join(f"`{choice.name}`" for choice in parameter.choices)
    section = row.sub(lambda found: f"{found[1]} {cell} |", section, count=1)
    return f"{start}{heading}{section}{break_}{after}"


def _shown(default: object) -> str:
    """Return the default of a setting as the table has it."""
    match default:
        case None:
            return "none"
        case dict() | list() if not default:
            return "none"
        case SecretStr() if not default.get_secret_value():
            return "none, must be set"
        case SecretStr():
            return f"`{default.get_secret_value()}`"
        case float() if default.is_integer():
            return f"`{int(default)}`"
        case _:
            # pydantic ends an address with a slash that nobody writes.
            return f"`{str(default).removesuffix('/')}`"


def _section(texts: Texts, kind: type[ImageRequest]) -> str:
    key = f"command-{kind.command.replace(' ', '-')}"
    # Another test says that the text is missing.
    summary = texts.say(key) if key in texts else kind.title
    rows = [_row(kind, option) for option in options_of(kind)]
    return "\n".join(
        [
            f"### `/{kind.command}`\n",
            f"{summary}.\n",
            *_HEAD,
            *rows,
        ]
    )


def _row(model: type[BaseModel], option: Option) -> str:
    field = model.model_fields[option.name]
    takes = ", ".join(_takes(field.annotation, field.metadata))
    if names := [f"`{value}`" for value in option.suggestions if isinstance(value, str)]:
        takes = f"such as {', '.join(names)}"
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


def _price(list_price: int | Mapping[str, int] | None) -> str:
    match list_price:
        case None:
            return "not known"
        case int():
            return f"${format_dollars(list_price)}"
        case _:
            return ", ".join(
                f"`{name}`: ${format_dollars(cost)}" for name, cost in list_price.items()
            )


def main() -> int:
    """Write these parts into the pages below the current directory."""
    texts = Texts()
    for page in PAGES:
        path = Path(page)
        text = with_reference(page, path.read_text(encoding="utf-8"), texts)
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
