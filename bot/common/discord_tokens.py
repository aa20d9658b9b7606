"""Discord's own notation in what members write, spelled out: a model knows no ids.

The notation is Discord's "message formatting": https://docs.discord.com/developers/reference.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum

from bot.common.plain_text import clean_line


class Mentioned(StrEnum):
    """Kinds of what a mention names."""

    MEMBER = "member"
    ROLE = "role"
    CHANNEL = "channel"


NameOf = Callable[[Mentioned, int], str | None]
"""Return the name of what is mentioned, or None where it is not known."""

_UNKNOWN: Mapping[Mentioned, str] = {
    Mentioned.MEMBER: "someone",
    Mentioned.ROLE: "a role",
    Mentioned.CHANNEL: "a channel",
}
_MAX_NAME = 100
_ID = r"[0-9]{1,20}"
_TOKEN = re.compile(
    rf"<(?:a?:(?P<emoji>[^\s:<>]{{1,80}}):{_ID}"
    rf"|@!?(?P<member>{_ID})|@&(?P<role>{_ID})|\#(?P<channel>{_ID})"
    rf"|(?P<command>/[^\n:<>]{{1,100}}):{_ID}"
    r"|t:(?P<time>-?[0-9]{1,13})(?::[a-zA-Z])?"
    rf"|id:(?P<page>[a-z-]{{1,40}})(?::{_ID})?)>"
)


def spell_out(text: str, name_of: NameOf) -> str:
    """Return the text with the names of emoji, members, roles, channels and commands.

    What has no known name becomes a neutral word, and a timestamp becomes a date in UTC.
    """
    return _TOKEN.sub(lambda token: _name(token, name_of), text) if "<" in text else text


def mentioned_members(text: str) -> list[int]:
    """Return the ids of the members that a text mentions, each once."""
    found = (token["member"] for token in _TOKEN.finditer(text))
    return list(dict.fromkeys(int(identifier) for identifier in found if identifier))


def _name(token: re.Match[str], name_of: NameOf) -> str:
    for kind in Mentioned:
        if identifier := token[kind.value]:
            # A name in this notation would be spelled out by whoever reads the text next, and one
            # in braces would be read as alternatives.
            name = re.sub("[<>{}]", "", name_of(kind, int(identifier)) or "")
            return clean_line(name, _MAX_NAME) or _UNKNOWN[kind]
    if token["time"]:
        return _date(int(token["time"]))
    return token["emoji"] or token["command"] or token["page"]


def _date(seconds: int) -> str:
    try:
        return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M} UTC"
    except (ValueError, OverflowError, OSError):
        return "a date"
