"""What Discord takes of a command: discord.py lets more pass, and the whole sync then fails."""

import json
import os
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from discord import AppCommandOptionType, AppCommandType

from bot.app import EaselBot
from bot.texts import Texts
from bot.ui.command_sync import command_bodies
from tests.project.sources import ROOT
from tests.project.test_texts import wanted

OPENAPI = ROOT.parent / "shared" / "data" / "discord-openapi.json"
# A machine that has nothing but this repository must not skip anything, so there it is not asked.
ASKED = OPENAPI.exists() or os.environ.get("CI") != "true"

SUBCOMMANDS = {AppCommandOptionType.subcommand.value, AppCommandOptionType.subcommand_group.value}
NUMBERS = {AppCommandOptionType.integer.value, AppCommandOptionType.number.value}
STRING = AppCommandOptionType.string.value

Payload = dict[str, Any]


@pytest.fixture
async def payloads(bot: EaselBot) -> list[Payload]:
    """Every command as Discord is sent it, in all languages."""
    return await command_bodies(bot.tree)


def nested(payload: Payload) -> Iterator[Payload]:
    """A command and every option in it, at any depth."""
    yield payload
    for option in payload.get("options") or ():
        yield from nested(option)


def every(payloads: list[Payload]) -> list[Payload]:
    return [part for payload in payloads for part in nested(payload)]


def is_name(name: str) -> bool:
    """1 to 32 letters, digits, `-`, `_` and `'`, all of them small (docs/discord.md, section 2)."""
    signs = all(sign.isalnum() or sign in "-_'" for sign in name)
    return 1 <= len(name) <= 32 and signs and name == name.lower()


def size(payload: Payload) -> int:
    """Characters that count against a command's 8000: names, descriptions and values."""
    own = longest(payload, "name") + longest(payload, "description")
    values = sum(
        longest(choice, "name") + len(str(choice["value"]))
        for choice in payload.get("choices") or ()
    )
    return own + values + sum(size(option) for option in payload.get("options") or ())


def longest(payload: Payload, field: str) -> int:
    """Characters of a field in the language that takes most."""
    localised = payload.get(f"{field}_localizations") or {}
    return max(map(len, [payload.get(field, ""), *localised.values()]))


def test_there_are_commands_and_few_enough(payloads: list[Payload]) -> None:
    kinds = [payload.get("type", 1) for payload in payloads]
    assert {payload["name"] for payload in payloads} >= {"flux", "jobs"}
    assert kinds.count(AppCommandType.chat_input.value) <= 100
    # discord.py 2.7 takes 5 where Discord takes 15.
    assert kinds.count(AppCommandType.user.value) <= 5
    assert kinds.count(AppCommandType.message.value) <= 5


def test_names_are_names_and_do_not_clash(payloads: list[Payload]) -> None:
    keys = [(payload.get("type", 1), payload["name"]) for payload in payloads]
    assert len(keys) == len({*keys})
    for payload in payloads:
        if payload.get("type", 1) != AppCommandType.chat_input.value:
            assert 1 <= len(payload["name"]) <= 32
            continue
        for part in nested(payload):
            assert is_name(part["name"]), part["name"]
            names = [option["name"] for option in part.get("options") or ()]
            assert len(names) == len({*names}), part["name"]


def test_descriptions_have_1_to_100_characters(payloads: list[Payload]) -> None:
    for part in every(payloads):
        if part.get("type", 1) not in (AppCommandType.user.value, AppCommandType.message.value):
            assert 1 <= len(part["description"]) <= 100, part["name"]


def test_options_are_25_at_most_with_the_required_ones_first(payloads: list[Payload]) -> None:
    for part in every(payloads):
        options = part.get("options") or []
        required = [option.get("required", False) for option in options]
        assert len(options) <= 25, part["name"]
        assert required == sorted(required, reverse=True), part["name"]


def test_choices_are_25_at_most_and_never_beside_autocomplete(payloads: list[Payload]) -> None:
    for part in every(payloads):
        choices = part.get("choices") or []
        assert len(choices) <= 25, part["name"]
        assert not (choices and part.get("autocomplete")), part["name"]
        for choice in choices:
            assert 1 <= len(choice["name"]) <= 100, part["name"]
            assert len(str(choice["value"])) <= 100, part["name"]


def test_lengths_and_bounds_are_in_range(payloads: list[Payload]) -> None:
    for part in every(payloads):
        if part.get("type") == STRING:
            assert 0 <= part.get("min_length", 0) <= 6000, part["name"]
            assert 1 <= part.get("max_length", 6000) <= 6000, part["name"]
        if part.get("type") in NUMBERS:
            low, high = part.get("min_value", 0), part.get("max_value", 0)
            assert low >= -(2**53), part["name"]
            assert high <= 2**53, part["name"]


def test_commands_have_8000_characters_at_most(payloads: list[Payload]) -> None:
    assert max(size(payload) for payload in payloads) <= 8000


def test_groups_are_nested_no_deeper_than_discord_goes(payloads: list[Payload]) -> None:
    for payload in payloads:
        for option in payload.get("options") or ():
            for inner in option.get("options") or ():
                deeper = [one for one in inner.get("options") or () if one["type"] in SUBCOMMANDS]
                assert not deeper, payload["name"]


def test_descriptions_of_commands_are_their_texts(bot: EaselBot) -> None:
    named = {
        f"command-{command.qualified_name.replace(' ', '-')}": command
        for command in bot.tree.walk_commands()
    }
    # `tests/project/test_languages.py` finds a command that lacks its text.
    for key in named.keys() & {*wanted()}:
        assert named[key].description == Texts().say(key)


def test_commands_are_for_servers_only(bot: EaselBot) -> None:
    for command in bot.tree.get_commands():
        sent = command.to_dict(bot.tree)
        assert sent["contexts"] == [0], command.name
        assert sent["integration_types"] == [0], command.name


def described() -> jsonschema.Draft202012Validator:
    """What Discord says of the body of a sync."""
    known = json.loads(OPENAPI.read_text(encoding="utf-8"))
    sync = known["paths"]["/applications/{application_id}/commands"]["put"]["requestBody"]
    body = sync["content"]["application/json"]["schema"]
    return jsonschema.Draft202012Validator(body | {"components": known["components"]})


if ASKED:

    @pytest.mark.skipif(not OPENAPI.exists(), reason="Discord's OpenAPI is not at hand")
    def test_commands_are_what_discords_openapi_describes(payloads: list[Payload]) -> None:
        validator = described()
        fault = jsonschema.exceptions.best_match(validator.iter_errors(payloads))
        assert fault is None, f"{fault.json_path}: {fault.message}"
        # It would tell: an option too many, and an option of no known type.
        option = {"type": 3, "name": "a", "description": "b"}
        for options in ([option] * 26, [option | {"type": 99}]):
            assert not validator.is_valid([payloads[0] | {"options": options}])
