"""Words of others in a message: to be read, with no effect."""

import re

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
