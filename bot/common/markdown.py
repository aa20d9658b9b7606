"""Markdown as Discord reads it: text from outside with all of it escaped, and progress bars."""

import re

from bot.common.plain_text import MAX_LENGTH, clean_line, clean_text

# An address ends at a `<`; its underscores are no marks, as long as it has two characters.
_LINK = re.compile(r"(https?://[^\s<]+)")
_SHORT_LINK = re.compile(r"https?://.")
_MARKS = re.compile(r"([\\*~|`<])")
_MARKS_AND_UNDERSCORES = re.compile(r"([\\*_~|`<])")
# Headings, small print, quotations and lists, where a line begins.
_LINE_MARK = re.compile(
    r"^([^\S\n]*)(#(?=#{0,2}(?:\s|$))|-(?=#?(?:\s|$))|>(?=(?:>>)?(?:\s|$)))", re.MULTILINE
)
_NUMBERED = re.compile(r"^([^\S\n]*[0-9]+)([.)])(?=\s|$)", re.MULTILINE)
_PING_ALL = re.compile(r"@(?=everyone|here)", re.IGNORECASE)
_CELLS = 10


class Markup(str):
    """Markdown that the bot has written, such as a mention; any other text is escaped."""

    __slots__ = ()


def escape_markdown(text: str, max_length: int = MAX_LENGTH) -> Markup:
    """Return untrusted text, cut and cleaned, that is shown as it is written.

    No formatting, mention, timestamp, emoji, masked link or command in it has an effect.

    `discord.utils.escape_markdown` skips links, and with them any text directly after a link: a
    backslash at the end of the link would undo the escape of the next character.
    """
    parts = _LINK.split(clean_text(text, max_length))
    parts = [_escape_marks(part) for part in parts]
    # A link would take the backslash of a mark that ends it, and leave the mark.
    parts[2::2] = [f" {part}" if part.startswith("\\<") else part for part in parts[2::2]]
    escaped = "".join(parts).replace("](", "]\\(")
    # Discord reads past a backslash before a letter, but not past a zero-width space.
    escaped = _PING_ALL.sub("@\u200b", escaped)
    return Markup(_NUMBERED.sub(r"\1\\\2", _LINE_MARK.sub(r"\1\\\2", escaped)))


def _escape_marks(part: str) -> str:
    is_link = _LINK.match(part) and not _SHORT_LINK.fullmatch(part)
    return (_MARKS if is_link else _MARKS_AND_UNDERSCORES).sub(r"\\\1", part)


def inline_code(text: str, max_length: int = MAX_LENGTH) -> Markup:
    """Return untrusted text that may stand between backticks, where no backslash escapes."""
    return Markup(clean_line(text, max_length).replace("`", "'"))


def one_line(text: str, max_length: int) -> Markup:
    """Fold untrusted text into one line, cut it to `max_length` characters, and escape it."""
    return escape_markdown(clean_line(text, max_length))


def progress_bar(used: int, limit: int) -> str:
    """Draw ten cells: at least one is full if anything is used, all only if nothing is left."""
    full = min(_CELLS, used * _CELLS // limit) if limit else _CELLS
    cells = full or (1 if used else 0)
    return "▰" * cells + "▱" * (_CELLS - cells)
