"""Completions of what a person types after a slash."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from simcord.enums import OptionType

from sandbox.page.command_line import Typed, parse
from sandbox.page.commands import Command, Option
from sandbox.page.option_values import YES_NO, Choices

_MOST = 25
_SHORTEST = 2
"""Letters from which on the names of options are offered: words of a prompt are no names."""
_LAST_MARK = re.compile(r"(?<!\S)([\w-]+):([^:]*)$")
_LAST_WORD = re.compile(r"(\S*)$")


@dataclass(frozen=True)
class Completion:
    """A completion of a line: `label` and `about` are shown, `line` is the whole new line."""

    label: str
    about: str
    line: str
    eager: bool = False
    """True if Enter takes it without the person choosing it first."""


@dataclass(frozen=True)
class Question:
    """An option whose values the bot suggests, and what was typed of it so far."""

    typed: Typed
    option: Option
    text: str
    before: str
    """The line before that text."""


def completions(line: str, commands: Sequence[Command], choices: Choices) -> list[Completion]:
    """Return the completions of a line that need no question to the bot."""
    if not line.startswith("/") or "\n" in line:
        return []
    typed = parse(line, commands)
    if typed is None:
        return _commands(line.removeprefix("/"), commands)
    if (focus := _focus(line, typed)) is not None and (values := _values(focus[0], choices)):
        option, text, before = focus
        fitting = [one for one in values if text.strip().casefold() in one.casefold()]
        if text.strip() not in fitting:
            eager = bool(fitting)
            return [Completion(one, option.about, f"{before}{one} ", eager) for one in fitting][
                :_MOST
            ]
    return _options(line, typed)


def question(line: str, commands: Sequence[Command]) -> Question | None:
    """Return what to ask the bot about the end of a line, if anything."""
    typed = parse(line, commands)
    focus = _focus(line, typed) if typed is not None else None
    if typed is None or focus is None or not focus[0].asks_bot:
        return None
    option, text, before = focus
    return Question(typed, option, text.strip(), before)


def answers(asked: Question, offered: Iterable[tuple[str, str]]) -> list[Completion]:
    """Return the completions that the bot offered: pairs of a name and its value."""
    return [
        Completion(name, asked.option.about, f"{asked.before}{value} ")
        for name, value in offered
        if value != asked.text
    ][:_MOST]


def open_options(typed: Typed) -> list[Option]:
    """Return the options of a command that can still be typed."""
    return [one for one in typed.open_options if one.type != OptionType.ATTACHMENT]


def _commands(words: str, commands: Sequence[Command]) -> list[Completion]:
    wanted = words.casefold()
    fitting = [one for one in commands if wanted in one.path]
    fitting.sort(key=lambda one: not one.path.startswith(wanted))
    return [
        Completion(f"/{one.path}", one.about, _begun(one), eager=True) for one in fitting[:_MOST]
    ]


def _begun(command: Command) -> str:
    """Return the line that a chosen command begins with."""
    required = [
        one.name for one in command.options if one.required and one.type != OptionType.ATTACHMENT
    ]
    return f"/{command.path} {required[0]}:" if required else f"/{command.path} "


def _focus(line: str, typed: Typed) -> tuple[Option, str, str] | None:
    """Return the option at the end of a line, its text, and the line before that text."""
    mark = _LAST_MARK.search(line)
    option = typed.command.option(mark[1]) if mark else None
    return None if mark is None or option is None else (option, mark[2], line[: mark.start(2)])


def _values(option: Option, choices: Choices) -> list[str]:
    if option.type == OptionType.BOOLEAN:
        return [name for name, _ in YES_NO]
    return [name for name, _ in option.choices] or [*choices.of(option.type)]


def _options(line: str, typed: Typed) -> list[Completion]:
    word = _LAST_WORD.search(line)
    begun = word[1] if word else ""
    if len(begun) < _SHORTEST or line.removeprefix("/") == typed.command.path:
        return []
    fitting = [one for one in open_options(typed) if one.name.startswith(begun)]
    stem = line[: len(line) - len(begun)]
    return [Completion(f"{one.name}:", one.about, f"{stem}{one.name}:") for one in fitting][:_MOST]
