"""The documentation names everything an operator or a member can set, type or run."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic_core import PydanticUndefined
from typer.main import get_command

from bot.app import EaselBot
from bot.cli import cli
from bot.settings import Settings
from bot.texts import Texts
from docs.command_reference import PAGES, with_reference
from providers.registry import OPERATIONS
from tests.project.sources import PACKAGES, ROOT


def page(name: str) -> str:
    """Return the text of a page."""
    return (ROOT / name).read_text(encoding="utf-8")


COMMANDS = page("docs/commands.md") + page("docs/server-commands.md")
EVERYTHING = "\n".join(
    path.read_text(encoding="utf-8") for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"))
)


def test_every_setting_has_a_default_and_a_meaning() -> None:
    for name, field in Settings.model_fields.items():
        assert field.default is not PydanticUndefined, name
        assert field.description, name


async def test_every_command_has_a_heading_and_every_option_a_row(bot: EaselBot) -> None:
    # Commands that make pictures are in the part that is written from the request models.
    generated = {name for kind in OPERATIONS.values() for name in {kind.command, kind.family}}
    for command in bot.tree.walk_commands():
        if command.qualified_name in generated:
            continue
        if options := getattr(command, "parameters", None):
            after = COMMANDS.partition(f"\n### `/{command.qualified_name}`\n")[2]
            section = after.partition("\n### ")[0].partition("\n## ")[0]
            assert section, f"/{command.qualified_name} has no section"
            for option in options:
                assert f"\n| `{option.display_name}` |" in section, f"/{command.name} {option.name}"
        else:
            assert f"`/{command.qualified_name}`" in COMMANDS


@pytest.mark.parametrize("name", PAGES)
def test_commands_settings_prices_and_choices_are_what_the_code_says(name: str) -> None:
    assert with_reference(name, page(name), Texts()) == page(name), "run `make reference`"


def test_page_without_a_place_for_its_part_is_an_error() -> None:
    with pytest.raises(ValueError, match="no markers"):
        with_reference("docs/settings.md", "# Settings\n", Texts())
    with pytest.raises(ValueError, match="no row"):
        with_reference("docs/server-commands.md", "# Commands\n", Texts())


def test_every_make_target_is_named() -> None:
    (targets,) = re.findall(r"^\.PHONY: (.+)$", page("Makefile"), flags=re.MULTILINE)
    for target in targets.split():
        assert re.search(rf"(`|^    )make {target}\b", EVERYTHING, flags=re.MULTILINE), target
        assert re.search(rf"^{target}:", page("Makefile"), flags=re.MULTILINE), target


def program(group: Any, before: str = "easel") -> Iterator[str]:
    """Return every command of the program as it is typed."""
    for name, command in group.commands.items():
        typed = f"{before} {name}"
        yield from program(command, typed) if hasattr(command, "commands") else [typed]


def test_every_command_of_the_program_is_named() -> None:
    typed = [*program(get_command(cli))]
    assert {"easel run", "easel jobs show"} <= {*typed}
    for command in typed:
        # A group without a command lists.
        assert f"{command.removesuffix(' list')}" in EVERYTHING, command


def test_every_package_is_in_the_architecture() -> None:
    text = page("docs/architecture.md")
    for name in (*PACKAGES, "tests"):
        assert f"\n| `{name}/` |" in text, name
    for path in re.findall(r"^\| `([a-z]+/\S*)` \|.*anything", text, flags=re.MULTILINE):
        assert (ROOT / path).is_dir(), path


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "Dockerfile", "docs/install.md"])
def test_no_path_of_a_machine_and_no_package_index_is_in(name: str) -> None:
    for word in (str(ROOT), str(Path.home() / "x")[:-1], "pypi.org", "pythonhosted.org", "--index"):
        assert word not in page(name), word


def test_changelog_begins_with_what_is_not_released() -> None:
    assert re.findall(r"^## (.+)$", page("CHANGELOG.md"), flags=re.MULTILINE)[0] == "Unreleased"
