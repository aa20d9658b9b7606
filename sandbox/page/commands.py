"""The slash commands that a person sees, with their options in the person's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simcord.enums import AppCommandType, OptionType
from simcord.interactions import command_leaves

from sandbox.page.cast import Person
from sandbox.world import World


@dataclass(frozen=True)
class Option:
    """An option of a command. `choices` are pairs of a name and its value."""

    name: str
    about: str
    type: OptionType
    required: bool = False
    choices: tuple[tuple[str, Any], ...] = ()
    asks_bot: bool = False
    """True if the bot itself suggests values while a person types."""
    wire: Mapping[str, Any] | None = None
    """The option as Discord describes it."""


@dataclass(frozen=True)
class Command:
    """A slash command; `path` is all of its words, such as `qwen edit`."""

    path: str
    about: str
    options: tuple[Option, ...] = ()

    def option(self, name: str) -> Option | None:
        """Return the option of this name."""
        return next((one for one in self.options if one.name == name), None)


def commands_of(world: World, person: Person, room_id: int) -> list[Command]:
    """Return the slash commands that a person sees in a room."""
    visible = world.env.backend.visible_commands(user_id=person.id, channel_id=room_id)
    return [
        _command(" ".join(path), leaf, person.locale)
        for root in visible
        for path, leaf in command_leaves(root)
    ]


def menus_of(world: World, person: Person, room_id: int) -> list[tuple[str, str]]:
    """Return the commands of a message's menu: pairs of the name and what the person reads."""
    visible = world.env.backend.visible_commands(
        user_id=person.id, channel_id=room_id, type=AppCommandType.MESSAGE
    )
    return [(one["name"], _localized(one, "name", person.locale)) for one in visible]


def _command(path: str, leaf: Mapping[str, Any], locale: str) -> Command:
    options = tuple(_option(one, locale) for one in leaf.get("options") or ())
    return Command(path, _localized(leaf, "description", locale), options)


def _option(wire: Mapping[str, Any], locale: str) -> Option:
    choices = wire.get("choices") or ()
    return Option(
        name=wire["name"],
        about=_localized(wire, "description", locale),
        type=OptionType(wire["type"]),
        required=bool(wire.get("required")),
        choices=tuple((_localized(one, "name", locale), one["value"]) for one in choices),
        asks_bot=bool(wire.get("autocomplete")),
        wire=wire,
    )


def _localized(wire: Mapping[str, Any], key: str, locale: str) -> str:
    translations = wire.get(f"{key}_localizations") or {}
    return str(translations.get(locale) or wire.get(key) or "")
