"""Rules of a server by place: the nearest one is in force: channel, category, then server."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from bot.policy.context import ChannelContext
from bot.storage.rules import Rules
from providers.registry import FAMILIES, OPERATIONS

WORKS = "works"
"""Whether the bot works there at all."""
LARGEST_SIDE = "largest_side"
"""The longest side that may be asked for, in pixels."""
QUALITY = "quality"
COUNT = "count"
"""How many pictures one request may ask for."""
SAFETY_TOLERANCE = "safety_tolerance"
REPLIES = "replies"
"""Who may edit by replying: `EVERYONE`, `NOBODY`, or a role's id as text."""

EVERYONE, NOBODY = "everyone", "nobody"
SIDES = (1024, 1536, 2048, 4096)
QUALITIES = ("low", "medium", "high")
COUNTS = range(1, 5)
TOLERANCES = range(7)
TITLES: Mapping[str, str] = MappingProxyType(
    {kind.family: kind.title for kind in OPERATIONS.values()}
)
"""What members call the providers, by family."""


def allow(family: str) -> str:
    """Return the name of the rule that allows a provider."""
    return f"allow:{family}"


def age(family: str) -> str:
    """Return the name of the rule that keeps a provider to age-restricted channels."""
    return f"age:{family}"


class Level(StrEnum):
    """Distance of a rule from the place of a request."""

    CHANNEL = "channel"
    CATEGORY = "category"
    SERVER = "server"
    ROLE = "role"
    DEFAULT = "default"


Scopes = Sequence[tuple[Level, int]]
"""Where to look for a rule, the nearest place first."""


@dataclass(frozen=True, slots=True)
class EffectiveRule:
    """Value in force, and the place that set it: 0 without a rule. None is no cap, or no choice.

    A rule of a role has the role in place of a place.
    """

    value: Any
    level: Level = Level.DEFAULT
    place_id: int = 0


def _is_bool(value: object) -> bool:
    return isinstance(value, bool)


def _one_of(values: Sequence[object]) -> Callable[[object], bool]:
    # True is an int, and equal to 1.
    return lambda value: not isinstance(value, bool | float) and value in values


def _is_replies(value: object) -> bool:
    if not isinstance(value, str):
        return False
    return value in (EVERYONE, NOBODY) or (value.isascii() and value.isdigit())


_VALID: Mapping[str, Callable[[object], bool]] = {
    WORKS: _is_bool,
    **{name(family): _is_bool for family in FAMILIES for name in (allow, age)},
    LARGEST_SIDE: _one_of(SIDES),
    QUALITY: _one_of(QUALITIES),
    COUNT: _one_of(COUNTS),
    SAFETY_TOLERANCE: _one_of(TOLERANCES),
    REPLIES: _is_replies,
}
_DEFAULTS: Mapping[str, bool] = {WORKS: True, **{allow(family): True for family in FAMILIES}}
NAMES = tuple(_VALID)
"""Every rule there is, in the order in which they are shown."""


def scopes_of(room: ChannelContext) -> Scopes:
    """Return the places whose rules hold in a room."""
    found = [(Level.CHANNEL, room.channel_id)]
    if room.category_id is not None:
        found.append((Level.CATEGORY, room.category_id))
    if room.guild_id is not None:
        found.append((Level.SERVER, room.guild_id))
    return found


def is_valid(name: str, value: object) -> bool:
    """Return True for a value that the rule of this name can have."""
    return _VALID[name](value)


def effective_rule(rules: Rules, places: Scopes, name: str) -> EffectiveRule:
    """Return the rule of this name in force there; a value that it cannot have is no rule."""
    for level, place_id in places:
        value = rules.get(place_id, {}).get(name)
        if value is not None and is_valid(name, value):
            return EffectiveRule(value, level, place_id)
    return EffectiveRule(_default(name))


def set_at(rules: Rules, place_id: int) -> Mapping[str, Any]:
    """Return the rules that are set at just this place, in the order of `NAMES`."""
    found = rules.get(place_id, {})
    return {name: found[name] for name in NAMES if name in found and is_valid(name, found[name])}


def _default(name: str) -> bool | None:
    return False if name.startswith("age:") else _DEFAULTS.get(name)
