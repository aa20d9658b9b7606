"""Slash commands as a person types them: `/flux a red fox width:512`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from simcord.enums import OptionType

from sandbox.page.commands import Command, Option


@dataclass(frozen=True)
class Typed:
    """A command that was recognised, and the texts of its options in the order they were typed."""

    command: Command
    values: dict[str, str]

    @property
    def missing(self) -> list[Option]:
        """The required options that have no text; those with files are not typed."""
        return [
            one
            for one in self.command.options
            if one.required and not self.values.get(one.name) and one.type != OptionType.ATTACHMENT
        ]

    @property
    def open_options(self) -> list[Option]:
        """The options that can still be typed."""
        return [one for one in self.command.options if one.name not in self.values]


def parse(line: str, commands: Sequence[Command]) -> Typed | None:
    """Return the command on a line; None if it is not complete, or unknown."""
    words = line.removeprefix("/")
    fitting = [one for one in commands if f"{words} ".startswith(f"{one.path} ")]
    if not line.startswith("/") or not fitting:
        return None
    command = max(fitting, key=lambda one: len(one.path))
    return Typed(command, _values(command, words[len(command.path) :]))


def _values(command: Command, text: str) -> dict[str, str]:
    names = "|".join(re.escape(one.name) for one in command.options)
    marks = [*re.finditer(rf"(?<!\S)({names}):", text)] if names else []
    first = text[: marks[0].start()] if marks else text
    values = {}
    if first.strip() and (option := _first_text(command)) is not None:
        values[option.name] = first.strip()
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    for mark, end in zip(marks, ends, strict=False):
        values[mark[1]] = text[mark.end() : end].strip()
    return values


def _first_text(command: Command) -> Option | None:
    """Return the option of a text that no name stands before."""
    texts = [one for one in command.options if one.type == OptionType.STRING]
    return next((one for one in texts if one.required), texts[0] if texts else None)
