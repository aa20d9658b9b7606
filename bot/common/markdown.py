"""Text for Discord messages: untrusted text without formatting, and progress bars."""

import re

from bot.common.shortening import shorten

_LINK = re.compile(r"(https?://\S+)")
_MARKS = re.compile(r"([\\*~|`<])")
_MARKS_AND_UNDERSCORES = re.compile(r"([\\*_~|`<])")
_CELLS = 10


def escape_markdown(text: str) -> str:
    """Escape Markdown, mentions, timestamps and masked links in one line of untrusted text.

    `discord.utils.escape_markdown` skips links, and with them any text directly after a link: a
    backslash at the end of the link would undo the escape of the next character.
    """
    parts = _LINK.split(text)
    escaped = (
        (_MARKS if index % 2 else _MARKS_AND_UNDERSCORES).sub(r"\\\1", part)
        for index, part in enumerate(parts)
    )
    return "".join(escaped).replace("](", "]\\(")


def one_line(text: str, max_length: int) -> str:
    """Fold untrusted text into one line, cut it to `max_length` characters, and escape it."""
    return escape_markdown(shorten(text, max_length))


def progress_bar(used: int, limit: int) -> str:
    """Draw ten cells: at least one is full if anything is used, all only if nothing is left."""
    full = min(_CELLS, used * _CELLS // limit) if limit else _CELLS
    cells = full or (1 if used else 0)
    return "▰" * cells + "▱" * (_CELLS - cells)
