"""The values of typed options: numbers, choices, members, channels, roles and files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from simcord import ChannelHandle, MemberActor
from simcord.backend.errors import OptionError
from simcord.builders import RoleHandle
from simcord.enums import OptionType
from simcord.interactions import parse_option_input

from sandbox.page.cast import Person
from sandbox.page.command_line import Typed
from sandbox.page.commands import Option
from sandbox.page.rooms import handle, rooms_of
from sandbox.page.turns import NotPossibleError
from sandbox.world import World

File = tuple[str, bytes]
YES_NO = (("True", True), ("False", False))


@dataclass(frozen=True)
class Choices:
    """The members, channels and roles that a person can choose from."""

    members: Mapping[str, MemberActor]
    channels: Mapping[str, ChannelHandle]
    roles: Mapping[str, RoleHandle]

    def of(self, kind: OptionType) -> Mapping[str, Any]:
        """Return what fits an option of this kind, by name."""
        return {
            OptionType.USER: self.members,
            OptionType.CHANNEL: self.channels,
            OptionType.ROLE: self.roles,
            OptionType.MENTIONABLE: {**self.members, **self.roles},
        }.get(kind, {})


def choices_for(world: World, person: Person, people: Iterable[Person]) -> Choices:
    """Return the choices of a person in the server."""
    rooms = [one for one in rooms_of(world, person) if not one.direct]
    return Choices(
        members={one.name: one.actor for one in people},
        channels={f"#{one.name}": handle(world, one.id) for one in rooms},
        roles={name.lstrip("@"): role for name, role in world.guild.roles.items()},
    )


def values_of(typed: Typed, choices: Choices, files: Iterable[File]) -> dict[str, Any]:
    """Return the options of a command; `files` fill the options that take files, in order.

    Raises `NotPossibleError` for a text that cannot be a value.
    """
    waiting = [*files]
    values = {}
    for option in typed.command.options:
        if option.type == OptionType.ATTACHMENT:
            if waiting:
                values[option.name] = waiting.pop(0)
        elif text := typed.values.get(option.name):
            values[option.name] = _value(typed.command.path, option, text, choices)
    if waiting:
        raise NotPossibleError(f"/{typed.command.path} takes fewer files.")
    return values


def _value(command: str, option: Option, text: str, choices: Choices) -> Any:
    pairs = YES_NO if option.type == OptionType.BOOLEAN else option.choices
    for name, value in pairs:
        if text.casefold() in (name.casefold(), str(value).casefold()):
            return value
    if pairs and not option.asks_bot:
        names = ", ".join(name for name, _ in pairs)
        raise NotPossibleError(f"{option.name} is one of: {names}.")
    if known := choices.of(option.type):
        return _named(option, text, known)
    try:
        return parse_option_input(command, dict(option.wire or {}), text)
    except OptionError as error:
        raise NotPossibleError(str(error)) from error


def _named(option: Option, text: str, known: Mapping[str, Any]) -> Any:
    wanted = text.lstrip("@#").casefold()
    for name, value in known.items():
        if name.lstrip("@#").casefold() == wanted:
            return value
    raise NotPossibleError(f"{option.name}: there is no {text} here.")
