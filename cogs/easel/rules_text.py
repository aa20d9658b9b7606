"""Rules in words: what is set at a place, and what holds there."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from bot.policy import Rules
from bot.policy.edits import EditPolicy
from bot.policy.role_rules import held_rule
from bot.policy.rules import (
    COUNT,
    EVERYONE,
    LARGEST_SIDE,
    NOBODY,
    QUALITY,
    REPLIES,
    SAFETY_TOLERANCE,
    WORKS,
    EffectiveRule,
    Scopes,
    age,
    allow,
)
from bot.texts import Texts
from bot.ui.links import role_mention
from providers.registry import FAMILIES

_EDITS = "edits"
_NO_RULES: Rules = MappingProxyType({})
OPTIONS: Mapping[str, tuple[str, ...]] = {
    WORKS: (WORKS,),
    **{family: (allow(family), age(family)) for family in FAMILIES},
    "largest_size": (LARGEST_SIDE,),
    QUALITY: (QUALITY,),
    COUNT: (COUNT,),
    SAFETY_TOLERANCE: (SAFETY_TOLERANCE,),
    REPLIES: (REPLIES,),
}
"""What the commands call the rules, and which ones each of these is about."""

_LABELS = {
    **{names[0]: option for option, names in OPTIONS.items()},
    **{allow(family): f"{family} allowed" for family in FAMILIES},
    **{age(family): f"{family} age_restricted" for family in FAMILIES},
}


def held_lines(
    texts: Texts,
    rules: Rules,
    places: Scopes,
    policy: EditPolicy,
    *,
    own_roles: Rules = _NO_RULES,
    age_restricted: bool | None = None,
) -> Iterator[str]:
    """Return the rules in force in these places, a line each, with where they come from.

    `own_roles` are the rules of a member's roles, where it is about a member. `age_restricted` says
    whether the channel is; None where it is no single channel.
    """
    for option, names in OPTIONS.items():
        ruled = held_rule(rules, own_roles, places, names[0])
        if option in FAMILIES:
            restricted = held_rule(rules, own_roles, places, age(option))
            if ruled.value and restricted.value:
                value = texts.say("rules-age", channel=_age_word(age_restricted))
                yield _line(texts, option, value, restricted)
                continue
        if option == REPLIES and ruled.value is None:
            who = EVERYONE if policy.reply_edits else NOBODY
            yield _line(texts, option, _in_words(texts, REPLIES, who), ruled, level=_EDITS)
            continue
        yield _line(texts, option, _in_words(texts, names[0], ruled.value), ruled)


def set_words(texts: Texts, rules: Mapping[str, Any]) -> str:
    """Return the rules of one place, one after another."""
    return ", ".join(
        texts.say("rules-line", option=_LABELS[name], value=_in_words(texts, name, value))
        for name, value in rules.items()
    )


def _age_word(age_restricted: bool | None) -> str:
    if age_restricted is None:
        return "any"
    return "restricted" if age_restricted else "open"


def _line(
    texts: Texts, option: str, value: str, ruled: EffectiveRule, level: str | None = None
) -> str:
    return texts.say(
        "rules-held",
        option=option,
        value=value,
        level=level or ruled.level.value,
        place=str(ruled.place_id),
    )


def _in_words(texts: Texts, name: str, value: Any) -> str:
    if isinstance(value, bool):
        return texts.say("rules-yes" if value else "rules-no")
    if value is None:
        return texts.say("rules-no-cap")
    if name == LARGEST_SIDE:
        return texts.say("rules-pixels", pixels=str(value))
    if name == REPLIES:
        return replies_in_words(texts, value)
    return texts.say("rules-at-most", cap=str(value))


def replies_in_words(texts: Texts, value: str) -> str:
    """Return who may edit by replying, in words."""
    if value == EVERYONE:
        return texts.say("rules-everyone")
    return texts.say("rules-nobody") if value == NOBODY else role_mention(int(value))
