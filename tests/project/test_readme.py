"""The README names everything an operator or a member can set, type or run."""

import re
from pathlib import Path

import pytest
from pydantic import SecretStr
from pydantic_core import PydanticUndefined

from bot.app import EaselBot
from bot.settings import Settings, environment_name
from bot.texts import Texts
from docs.command_reference import with_reference
from tests.project.sources import PACKAGES, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def rows(start: str) -> dict[str, list[str]]:
    """The cells of the table rows whose first cell begins so, by that cell, without backticks."""
    cells = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in README.splitlines()
        if line.startswith(f"| `{start}")
    ]
    found = {row[0].strip("`"): row[1:] for row in cells}
    assert len(found) == len(cells), "a row is there twice"
    return found


def shown(default: object) -> str:
    """A default as the table has it."""
    match default:
        case None:
            return "none"
        case dict() | list() if not default:
            return "none"
        case SecretStr():
            return "none, must be set"
        case float() if default.is_integer():
            return f"`{int(default)}`"
        case _:
            # pydantic ends an address with a slash that nobody writes.
            return f"`{str(default).removesuffix('/')}`"


def test_every_setting_is_in_the_table_with_its_default_and_meaning() -> None:
    table = rows("EASEL_")
    fields = {environment_name(name): field for name, field in Settings.model_fields.items()}
    assert [*table] == [*fields]
    for name, field in fields.items():
        assert field.default is not PydanticUndefined, name
        default, meaning = table[name]
        assert default == shown(field.default), name
        assert meaning.startswith(field.description or "?"), name


async def test_every_command_has_a_heading_and_every_option_a_row(bot: EaselBot) -> None:
    for command in bot.tree.walk_commands():
        if options := getattr(command, "parameters", None):
            after = README.partition(f"\n### `/{command.qualified_name}`\n")[2]
            section = after.partition("\n### ")[0].partition("\n## ")[0]
            assert section, f"/{command.qualified_name} has no section"
            for option in options:
                assert f"\n| `{option.display_name}` |" in section, f"/{command.name} {option.name}"
        else:
            assert f"`/{command.qualified_name}`" in README


def test_the_command_reference_is_what_the_models_say() -> None:
    assert with_reference(README, Texts()) == README, "run `make reference`"


def test_every_make_target_is_named() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (targets,) = re.findall(r"^\.PHONY: (.+)$", makefile, flags=re.MULTILINE)
    for target in targets.split():
        assert f"`make {target}`" in README, target
        assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE), target
    for named in re.findall(r"make ([a-z]+)", README):
        assert named in targets.split() or f"`make {named}`" not in README, named


def test_every_command_of_the_program_is_named() -> None:
    source = (ROOT / "bot" / "__main__.py").read_text(encoding="utf-8")
    for name in re.findall(r"@cli\.command\(\)\ndef (\w+)", source):
        assert re.search(rf"easel {name}|make {name}", README), name


def test_every_package_is_in_the_layout() -> None:
    for name in (*PACKAGES, "tests"):
        assert f"\n    {name}/" in README, name
    for path in re.findall(r"^    ([a-z]+/\S*) ", README, flags=re.MULTILINE):
        assert (ROOT / path).is_dir(), path


def test_files_it_links_to_exist() -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if "://" not in link]
    assert links
    for link in links:
        assert (ROOT / link).exists(), link


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "Dockerfile", "requirements.lock"])
def test_no_path_of_a_machine_and_no_package_index_is_in(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for word in (str(ROOT), str(Path.home() / "x")[:-1], "pypi.org", "pythonhosted.org", "--index"):
        assert word not in text, word


def test_changelog_begins_with_what_is_not_released() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", text, flags=re.MULTILINE)[0] == "Unreleased"
