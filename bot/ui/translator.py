"""Commands in the members' languages: what Discord is told of them beside the English.

English is declared where a command is, and under `command-...`. The other languages have keys of
their own for the rest: `name-...` for a command's name, `option-...` for what an option means,
`choice-...` for a choice that is a plain word. What lacks a key stays English.
"""

from typing import Any

from discord import Locale, app_commands
from discord.app_commands import TranslationContextLocation as Location

from bot.texts import Languages, Texts
from bot.ui.discord_limits import MAX_DESCRIPTION

ENGLISH = (Locale.american_english, Locale.british_english)


class Translator(app_commands.Translator):
    """Answers discord.py, which asks for every word of every command in each of its locales."""

    def __init__(self, languages: Languages) -> None:
        self._languages = languages
        # Most of Discord's locales have no texts here, and each is asked for thousands of words.
        found = {locale: languages.of(locale.value) for locale in Locale}
        self._texts = {
            locale: texts
            for locale, texts in found.items()
            if locale in ENGLISH or texts is not languages.english
        }

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """Return the words in the language of a locale; None where the default is shown."""
        texts = self._texts.get(locale)
        if texts is None:
            return None
        keys = keys_of(string, context)
        if locale in ENGLISH:
            # Where one English has no words of its own, Discord may show another language's.
            return _declared(string, context) if self._is_translated(keys) else None
        key = next((key for key in keys if key in texts), None)
        return None if key is None else _worded(texts, key, string)

    def _is_translated(self, keys: list[str]) -> bool:
        others = (texts for texts in self._languages if texts is not self._languages.english)
        return any(key in texts for texts in others for key in keys)


def keys_of(
    string: app_commands.locale_str, context: app_commands.TranslationContextTypes
) -> list[str]:
    """Return the keys that may have the words, the most special one first."""
    # What it is depends on the location, and is narrowed by no type checker.
    data: Any = context.data
    match context.location:
        case Location.command_name | Location.group_name:
            # A menu has a key of its own: its name is a sentence.
            return [string.extras.get("key") or f"name-{_dashed(data.qualified_name)}"]
        case Location.command_description | Location.group_description:
            return [f"command-{_dashed(data.qualified_name)}"]
        case Location.parameter_description:
            command, option = _dashed(data.command.qualified_name), data.display_name
            return [f"option-{command}-{option}", f"option-{option}"]
        case Location.choice_name:
            return [f"choice-{_dashed(string.message)}"]
    return []


def _dashed(name: str) -> str:
    return name.replace(" ", "-")


def _declared(
    string: app_commands.locale_str, context: app_commands.TranslationContextTypes
) -> str:
    """Return the English words."""
    data: Any = context.data
    if context.location in (Location.command_description, Location.group_description):
        # It was set once the texts were known, after the command itself was made.
        return str(data.description)
    return string.message


def _worded(texts: Texts, key: str, string: app_commands.locale_str) -> str:
    words = texts.say(key)
    default = string.extras.get("default")
    if default is not None:
        words = texts.say("option-and-default", words=words, default=str(default))
    return words[:MAX_DESCRIPTION]
