"""The README names everything an operator or a member can set, type or run."""

import re
from pathlib import Path

import pytest
from pydantic_core import PydanticUndefined

from bot.app import EaselBot
from bot.settings import Settings
from bot.texts import Texts
from docs.command_reference import with_reference
from providers.registry import OPERATIONS
from tests.project.sources import PACKAGES, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


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
            after = README.partition(f"\n### `/{command.qualified_name}`\n")[2]
            section = after.partition("\n### ")[0].partition("\n## ")[0]
            assert section, f"/{command.qualified_name} has no section"
            for option in options:
                assert f"\n| `{option.display_name}` |" in section, f"/{command.name} {option.name}"
        else:
            assert f"`/{command.qualified_name}`" in README


def test_commands_settings_and_choices_are_what_the_code_says() -> None:
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
