"""Commands in every language: nothing is left out, and Discord takes all of it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from discord import AppCommandType, Locale, app_commands

from bot.app import EaselBot
from bot.texts import FALLBACK, Languages, Texts
from bot.ui.command_sync import command_bodies, commands_digest
from bot.ui.discord_limits import MAX_DESCRIPTION
from bot.ui.translator import ENGLISH, Translator
from providers.registry import OPERATIONS
from tests.project.test_discord_limits import SUBCOMMANDS, is_name, longest, nested, size
from tests.project.test_texts import LANGUAGES, OF_COMMANDS, wanted

pytestmark = pytest.mark.slow

Payload = dict[str, Any]

SPOKEN = [locale.value for locale in Locale if Languages().of(locale.value).language != "en"]
SHOWN = [*(locale.value for locale in ENGLISH), *SPOKEN]
MENU = AppCommandType.message.value


@pytest.fixture
async def payloads(bot: EaselBot) -> list[Payload]:
    """Every command as Discord is sent it."""
    return await command_bodies(bot.tree)


def shown(payload: Payload, field: str, locale: str) -> str:
    """What a member of this locale reads."""
    return str((payload.get(f"{field}_localizations") or {}).get(locale, payload[field]))


def paths(payload: Payload, locale: str, before: str = "") -> Iterator[tuple[str, Payload]]:
    """Commands, groups and subcommands as a member of this locale types them."""
    name = f"{before} {shown(payload, 'name', locale)}".strip()
    yield name, payload
    for option in payload.get("options") or ():
        if option["type"] in SUBCOMMANDS:
            yield from paths(option, locale, name)


def options(payloads: list[Payload]) -> Iterator[tuple[str, Payload]]:
    """Every option with the key of its command."""
    for payload in payloads:
        for path, command in paths(payload, "default"):
            for option in command.get("options") or ():
                if option["type"] not in SUBCOMMANDS:
                    yield path.replace(" ", "-"), option


def option_key(command: str, option: Payload, texts: Texts) -> str:
    own = f"option-{command}-{option['name']}"
    return own if own in texts else f"option-{option['name']}"


def test_each_language_is_spoken_in_every_kind_of_it_that_discord_has() -> None:
    assert {"de", "es-ES", "es-419", "fr", "pt-BR"} <= {*SPOKEN}


def described(payloads: list[Payload], texts: Texts) -> set[str]:
    """Return the keys by which commands, and in a translation their options, are described."""
    typed = [payload for payload in payloads if payload["type"] != MENU]
    typed_paths = (path for one in typed for path, _ in paths(one, "default"))
    keys = {f"command-{path.replace(' ', '-')}" for path in typed_paths}
    if texts.language == FALLBACK:
        return keys
    return keys | {option_key(command, option, texts) for command, option in options(typed)}


def test_everything_is_described_in_every_language(payloads: list[Payload]) -> None:
    needed = {texts: described(payloads, texts) for texts in Languages()}
    missing = [
        f"{texts.language}.ftl: {key}"
        for texts, keys in needed.items()
        for key in sorted(keys)
        if key not in texts
    ]
    assert not missing, f"add these texts to the files in bot/texts/: {', '.join(missing)}"
    lacking = [
        f"{part['name']} in {locale}"
        for payload in payloads
        if payload["type"] != MENU
        for part in nested(payload)
        for locale in SHOWN
        if locale not in part.get("description_localizations", {})
    ]
    assert not lacking
    for payload in payloads:
        if payload["type"] == MENU:
            assert {*payload["name_localizations"]} == {*SHOWN}


def test_descriptions_are_as_long_as_discord_takes(payloads: list[Payload]) -> None:
    for payload in payloads:
        for part in nested(payload):
            if part.get("type") != MENU or "description" in part:
                assert longest(part, "description") <= MAX_DESCRIPTION, part["name"]


def test_english_stays_english_for_members_with_american_and_british_clients(
    payloads: list[Payload],
) -> None:
    for payload in payloads:
        for part in nested(payload):
            for field in ("name", "description"):
                localised = part.get(f"{field}_localizations") or {}
                english = {localised.get(locale.value) for locale in ENGLISH}
                assert english == ({part[field]} if localised else {None}), part["name"]


@pytest.mark.parametrize("locale", SHOWN)
def test_names_are_names_and_do_not_clash_in_any_language(
    payloads: list[Payload], locale: str
) -> None:
    typed = [payload for payload in payloads if payload["type"] != MENU]
    menus = [shown(payload, "name", locale) for payload in payloads if payload["type"] == MENU]
    assert len(menus) == len({*menus})
    assert all(1 <= len(name) <= 32 for name in menus)
    for siblings in [typed, *([*part.get("options", ())] for one in typed for part in nested(one))]:
        names = [shown(one, "name", locale) for one in siblings]
        assert len(names) == len({*names})
        assert [name for name in names if not is_name(name)] == []


def test_commands_have_8000_characters_at_most_in_their_longest_language(
    payloads: list[Payload],
) -> None:
    assert max(size(payload) for payload in payloads) <= 8000


def test_commands_that_make_pictures_are_copied_and_so_the_same_everywhere(
    payloads: list[Payload],
) -> None:
    named = {path: part for payload in payloads for path, part in paths(payload, "default")}
    for kind in OPERATIONS.values():
        assert kind.command in {path for one in payloads for path, _ in paths(one, "de")}
        for option in named[kind.command]["options"]:
            choices = option.get("choices") or ()
            assert all("name_localizations" not in one for one in [option, *choices])


def test_a_servers_log_names_the_commands_of_its_managers_as_they_are(
    payloads: list[Payload],
) -> None:
    [easel] = [payload for payload in payloads if payload["name"] == "easel"]
    names = {path for path, _ in paths(easel, "default")}
    assert all({path for path, _ in paths(easel, locale)} == names for locale in SHOWN)


def test_what_is_said_of_options_with_one_key_is_the_same_in_english(
    payloads: list[Payload],
) -> None:
    missing = []
    for language in {*LANGUAGES} - {FALLBACK}:
        texts, first = Texts(language), dict[str, str]()
        for command, option in options(payloads):
            english = re.sub(r" \(default .*\)$", "", option["description"])
            key = option_key(command, option, texts)
            if first.setdefault(key, english) != english:
                missing.append(f"{language}.ftl: option-{command}-{option['name']}")
    assert not missing, (
        f"these options mean something else than others of their name, "
        f"add their texts to the files in bot/texts/: {', '.join(sorted(missing))}"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_of_something_that_is_gone(
    payloads: list[Payload], language: str
) -> None:
    texts = Texts(language)
    every = [(path, part) for one in payloads for path, part in paths(one, "default")]
    chosen = {
        one["name"].replace(" ", "-")
        for _, option in options(payloads)
        for one in option.get("choices") or ()
    }
    used = {
        *(f"name-{path.replace(' ', '-')}" for path, _ in every),
        *(option_key(command, option, texts) for command, option in options(payloads)),
        *(f"choice-{name}" for name in chosen),
        "option-and-default",
        *(f"command-{path.replace(' ', '-')}" for path, _ in every),
    }
    gone = {key for key in wanted(language) if key.startswith(OF_COMMANDS)} - used
    assert not gone, f"take these texts out of bot/texts/{language}.ftl: {sorted(gone)}"


@pytest.mark.parametrize(
    ("language", "locale"),
    [("en", "en-US"), ("de", "de"), ("es", "es-419"), ("fr", "fr"), ("pt-BR", "pt-BR")],
)
def test_texts_name_commands_as_their_readers_type_them(
    payloads: list[Payload], language: str, locale: str
) -> None:
    texts = Texts(language)
    known = {path for one in payloads for path, _ in paths(one, locale)}
    found = set()
    for key, facts in wanted(language).items():
        said = texts.say(key, **dict.fromkeys(facts, "?"))
        found |= {name for name in re.findall(r"`/([^`]+)`", said) if "?" not in name}
    assert found
    assert found - known == set()
    assert texts.say("menu-edit") in texts.say("hint-ping")
    assert texts.say("menu-edit") in texts.say("refused-unseen-picture")


async def test_a_menu_is_found_by_the_name_that_discord_sends(bot: EaselBot) -> None:
    for name in ("edit", "reference", "describe"):
        title = Texts().say(f"menu-{name}")
        assert bot.tree.get_command(title, type=AppCommandType.message) is not None


async def test_commands_are_synced_again_when_a_translation_changes(
    bot: EaselBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await commands_digest(bot.tree, None)
    assert await commands_digest(bot.tree, None) == before

    translate = Translator.translate

    async def reworded(
        self: Translator,
        string: app_commands.locale_str,
        locale: Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        words = await translate(self, string, locale, context)
        return "anders" if words == "kontingent" else words

    monkeypatch.setattr(Translator, "translate", reworded)
    assert await commands_digest(bot.tree, None) != before
