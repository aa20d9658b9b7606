"""Rules by role: the most generous of a member's roles, within what the place allows."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UserError
from bot.policy.admission import Closed, admit, closed_to, fits
from bot.policy.role_rules import SCALES, held_rule, own_role_rules, set_for
from bot.policy.rules import (
    COUNT,
    LARGEST_SIDE,
    QUALITY,
    SAFETY_TOLERANCE,
    WORKS,
    EffectiveRule,
    Level,
    age,
    allow,
    effective_rule,
    scopes_of,
)
from bot.storage.policy_snapshot import PolicySnapshot
from providers.flux import FluxRequest
from providers.registry import FAMILIES
from tests.bot.policy.test_admission import sent_at_most
from tests.bot.policy.test_rules import CATEGORY, CHANNEL, GUILD, ROOM, VALUES, some_rules

SOME, MANY, OTHER = 11, 12, 13
PLACES = scopes_of(ROOM)
role_rules = st.dictionaries(
    st.sampled_from([SOME, MANY, OTHER]),
    st.fixed_dictionaries({}, optional={name: VALUES[name] for name in SCALES}),
)


def rank(name: str, value: Any) -> int:
    """Return the rank of a value, higher for a more generous one; no cap is the most."""
    return len(SCALES[name]) if value is None else SCALES[name].index(value)


@given(some_rules(), role_rules, st.sampled_from([*SCALES]))
def test_the_most_generous_role_decides_within_the_place(
    rules: dict[int, dict[str, Any]], roles: dict[int, dict[str, Any]], name: str
) -> None:
    held = held_rule(rules, roles, PLACES, name)
    placed = effective_rule(rules, PLACES, name)
    given_by_roles = [rank(name, values[name]) for values in roles.values() if name in values]
    if not given_by_roles:
        assert held == placed
        return
    most = max(given_by_roles)
    near = placed.level in (Level.CHANNEL, Level.CATEGORY)
    wanted = min(most, rank(name, placed.value)) if near else most
    assert rank(name, held.value) == wanted
    if held.level is Level.ROLE:
        assert roles[held.place_id][name] == held.value


@given(some_rules(), role_rules, st.data())
def test_other_rules_are_of_places_alone(
    rules: dict[int, dict[str, Any]], roles: dict[int, dict[str, Any]], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from([WORKS, SAFETY_TOLERANCE, age("flux")]))
    odd = {role: {**values, name: data.draw(VALUES[name])} for role, values in roles.items()}
    assert held_rule(rules, odd, PLACES, name) == effective_rule(rules, PLACES, name)


@given(some_rules(), role_rules, st.frozensets(st.sampled_from([SOME, MANY, OTHER])))
def test_what_is_admitted_never_passes_the_caps_of_a_members_roles(
    rules: dict[int, dict[str, Any]], roles: dict[int, dict[str, Any]], own: frozenset[int]
) -> None:
    decided = PolicySnapshot(rules=rules, role_rules=roles, role_ids=own)
    request = FluxRequest(prompt="a fox", width=2048, height=1536)
    try:
        admitted = admit(decided, request, ROOM)
    except UserError:
        return
    held = own_role_rules(decided)
    assert held.keys() <= own
    assert held_rule(rules, held, PLACES, allow("flux")).value is True
    cap = held_rule(rules, held, PLACES, LARGEST_SIDE).value
    assert cap is None or sent_at_most(admitted)[LARGEST_SIDE] <= cap


def test_a_value_that_a_rule_cannot_have_is_none() -> None:
    roles: dict[int, dict[str, Any]] = {SOME: {COUNT: 9, QUALITY: "best", "mood": 1}}
    assert held_rule({}, roles, PLACES, COUNT) == EffectiveRule(None)
    assert set_for(roles, SOME) == {}
    assert set_for({SOME: {COUNT: 2, allow("flux"): False}}, SOME) == {
        allow("flux"): False,
        COUNT: 2,
    }


def test_of_equal_roles_the_first_is_named() -> None:
    roles = {MANY: {COUNT: 2}, SOME: {COUNT: 2}}
    assert held_rule({}, roles, PLACES, COUNT) == EffectiveRule(2, Level.ROLE, SOME)


@pytest.mark.parametrize(
    ("rules", "roles", "own", "way"),
    [
        ({GUILD: {allow("flux"): False}}, {}, [], Closed.OFF),
        ({GUILD: {allow("flux"): False}}, {SOME: {allow("flux"): True}}, [], Closed.ROLE),
        ({CHANNEL: {allow("flux"): False}}, {SOME: {allow("flux"): True}}, [SOME], Closed.OFF),
        ({CATEGORY: {allow("flux"): False}}, {SOME: {allow("flux"): True}}, [], Closed.OFF),
        ({}, {SOME: {allow("flux"): False}}, [SOME], Closed.ROLE),
        ({}, {SOME: {allow("flux"): False}}, [MANY], None),
        ({GUILD: {age("flux"): True}}, {SOME: {allow("flux"): True}}, [SOME], Closed.AGE),
    ],
)
def test_a_model_is_closed_in_the_way_that_helps(
    rules: dict[int, Any], roles: dict[int, Any], own: list[int], way: Closed | None
) -> None:
    decided = PolicySnapshot(rules=rules, role_rules=roles, role_ids=frozenset(own))
    assert closed_to(decided, ROOM).get("flux") == way
    assert fits(decided, FluxRequest(prompt="?"), ROOM) is (way is None)


def test_where_all_is_closed_everything_fits() -> None:
    roles = {SOME: {LARGEST_SIDE: 4096}}
    decided = PolicySnapshot(rules={CHANNEL: {WORKS: False}}, role_rules=roles)
    assert {*closed_to(decided, ROOM)} == {*FAMILIES}
    assert fits(decided, FluxRequest(prompt="?", width=2048), ROOM)
