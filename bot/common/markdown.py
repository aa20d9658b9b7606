"""Words of others in a message: to be read, with no effect."""

import re

from bot.common.shortening import shorten

_LINK = re.compile(r"(https?://\S+)")
_MARKS = re.compile(r"([\\*~|`<])")
_MARKS_AND_UNDERSCORES = re.compile(r"([\\*_~|`<])")


def inert(text: str) -> str:
    """One line of text with no Markdown, mention, timestamp or link behind other words in effect.

    `discord.utils.escape_markdown` leaves links as they are, and with them whatever is glued to
    one: a backslash at its end would undo the escape of what follows.
    """
    parts = _LINK.split(text)
    escaped = (
        (_MARKS if place % 2 else _MARKS_AND_UNDERSCORES).sub(r"\\\1", part)
        for place, part in enumerate(parts)
    )
    return "".join(escaped).replace("](", "]\\(")


_CELLS = 10


def one_line(text: str, most: int) -> str:
    """A member's words on one line, `most` characters at the most, with no Markdown in effect."""
    return inert(shorten(text, most))


def bar(used: int, limit: int) -> str:
    """Ten cells: one is full once something is used, all only when nothing is left."""
    full = min(_CELLS, used * _CELLS // limit) if limit else _CELLS
    cells = full or (1 if used else 0)
    return "▰" * cells + "▱" * (_CELLS - cells)
