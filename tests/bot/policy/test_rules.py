"""The nearest rule holds: channel, category, server; and what is no rule is none."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.context import ChannelContext
from bot.policy.rules import (
    COUNT,
    COUNTS,
    LARGEST_SIDE,
    NAMES,
    QUALITIES,
    QUALITY,
    REPLIES,
    SAFETY_TOLERANCE,
    SIDES,
    TOLERANCES,
    WORKS,
    EffectiveRule,
    Level,
    age,
    allow,
    effective_rule,
    scopes_of,
    set_at,
)

GUILD, CATEGORY, CHANNEL, ELSEWHERE = 1, 2, 3, 4
PLACES = (CHANNEL, CATEGORY, GUILD)
LEVELS = {CHANNEL: Level.CHANNEL, CATEGORY: Level.CATEGORY, GUILD: Level.SERVER}
ROOM = ChannelContext(GUILD, CHANNEL, CATEGORY)

VALUES: dict[str, st.SearchStrategy[Any]] = {
    **{name: st.booleans() for name in NAMES},
    LARGEST_SIDE: st.sampled_from(SIDES),
    QUALITY: st.sampled_from(QUALITIES),
    COUNT: st.sampled_from(COUNTS),
    SAFETY_TOLERANCE: st.sampled_from(TOLERANCES),
    REPLIES: st.sampled_from(["everyone", "nobody", "77"]),
}
"""What a rule may say, by its name."""

ODD: dict[str, list[Any]] = {
    WORKS: ["yes", 1, 0, [], {}],
    allow("flux"): ["no", 1],
    age("flux"): [1, "true"],
    LARGEST_SIDE: [512, 0, -1, True, "1024", 1024.0, [1024]],
    QUALITY: ["auto", "best", 1, True, ["low"]],
    COUNT: [0, 5, True, 2.0, "2"],
    SAFETY_TOLERANCE: [-1, 7, True, "2", 3.0],
    REPLIES: ["", "somebody", "-1", "७", 77, True, []],
}


def some_rules() -> st.SearchStrategy[dict[int, dict[str, Any]]]:
    """Any rules, anywhere."""
    named = st.fixed_dictionaries({}, optional=VALUES)
    return st.dictionaries(st.sampled_from([*PLACES, ELSEWHERE]), named)


@given(some_rules(), st.sampled_from(NAMES), st.booleans())
def test_nearest_rule_holds_and_says_where_it_comes_from(
    rules: dict[int, dict[str, Any]], name: str, in_category: bool
) -> None:
    room = ChannelContext(GUILD, CHANNEL, CATEGORY if in_category else None)
    near = [place for place in PLACES if in_category or place != CATEGORY]
    expected = next((place for place in near if name in rules.get(place, {})), None)
    found = effective_rule(rules, scopes_of(room), name)
    if expected is None:
        assert (found.level, found.place_id) == (Level.DEFAULT, 0)
    else:
        assert found == EffectiveRule(rules[expected][name], LEVELS[expected], expected)


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, odd in ODD.items() for v in odd])
def test_odd_value_is_no_rule_and_gives_way_to_the_next_place(name: str, value: Any) -> None:
    good = {WORKS: False, QUALITY: "low", REPLIES: "nobody", COUNT: 1, SAFETY_TOLERANCE: 1}
    right = good.get(name, 1024 if name == LARGEST_SIDE else True)
    rules = {CHANNEL: {name: value}, GUILD: {name: right}}
    assert effective_rule(rules, scopes_of(ROOM), name) == EffectiveRule(right, Level.SERVER, GUILD)
    assert effective_rule({CHANNEL: {name: value}}, scopes_of(ROOM), name).level is Level.DEFAULT
    assert name not in set_at(rules, CHANNEL)


def test_where_nothing_is_set_everything_goes() -> None:
    held = {name: effective_rule({}, scopes_of(ROOM), name).value for name in NAMES}
    assert held.pop(WORKS) is True
    for name in [name for name in held if name.startswith("allow:")]:
        assert held.pop(name) is True
    for name in [name for name in held if name.startswith("age:")]:
        assert held.pop(name) is False
    assert {*held.values()} == {None}


def test_rules_of_one_place_are_its_own_in_a_fixed_order() -> None:
    rules = {GUILD: {QUALITY: "low"}, CHANNEL: {COUNT: 2, "from the future": 1, WORKS: False}}
    assert [*set_at(rules, CHANNEL).items()] == [(WORKS, False), (COUNT, 2)]
    assert not set_at(rules, CATEGORY)
