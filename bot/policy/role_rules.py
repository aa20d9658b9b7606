"""Rules of a server by role: of several roles the most generous decides, rule by rule.

A role's rule takes the place of the server's for the members who have the role. A rule of the
channel or category holds beside it, and the stricter one counts.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from bot.policy.context import ChannelContext
from bot.policy.rules import (
    COUNT,
    COUNTS,
    LARGEST_SIDE,
    QUALITIES,
    QUALITY,
    SIDES,
    EffectiveRule,
    Level,
    Scopes,
    allow,
    effective_rule,
    is_valid,
    scopes_of,
)
from bot.storage.policy_snapshot import PolicySnapshot
from bot.storage.rules import Rules
from providers.registry import FAMILIES

SCALES: Mapping[str, Sequence[Any]] = MappingProxyType(
    {
        **{allow(family): (False, True) for family in FAMILIES},
        LARGEST_SIDE: SIDES,
        QUALITY: QUALITIES,
        COUNT: COUNTS,
    }
)
"""The rules that a role can have, each with its values from the strictest to the most generous."""


def held_rule(rules: Rules, own_roles: Rules, places: Scopes, name: str) -> EffectiveRule:
    """Return the rule in force in these places; `own_roles` are the rules of the member's roles."""
    placed = effective_rule(rules, places, name)
    of_role = _most_generous(own_roles, name)
    if of_role is None:
        return placed
    if placed.level in (Level.SERVER, Level.DEFAULT):
        return of_role
    scale = SCALES[name]
    return min(placed, of_role, key=lambda rule: scale.index(rule.value))


def held_here(decided: PolicySnapshot, room: ChannelContext, name: str) -> EffectiveRule:
    """Return the rule in force in a room for the member of a snapshot."""
    return held_rule(decided.rules, own_role_rules(decided), scopes_of(room), name)


def own_role_rules(decided: PolicySnapshot) -> Rules:
    """Return the rules of the roles that the member of a snapshot has."""
    held = decided.role_rules
    return {role_id: held[role_id] for role_id in held if role_id in decided.role_ids}


def roles_allowing(decided: PolicySnapshot, room: ChannelContext, family: str) -> list[int]:
    """Return the roles whose members may use a provider in a room."""
    name = allow(family)
    return [
        role_id
        for role_id, values in decided.role_rules.items()
        if values.get(name) is True
        and held_rule(decided.rules, {role_id: values}, scopes_of(room), name).value
    ]


def set_for(role_rules: Rules, role_id: int) -> Mapping[str, Any]:
    """Return the rules that are set for a role, in the order in which they are shown."""
    found = role_rules.get(role_id, {})
    return {name: found[name] for name in SCALES if _has(found, name)}


def _most_generous(own_roles: Rules, name: str) -> EffectiveRule | None:
    """Return the rule that goes furthest; None where no role has one. Of equal ones the first."""
    if name not in SCALES:
        return None
    found = [
        EffectiveRule(values[name], Level.ROLE, role_id)
        for role_id, values in sorted(own_roles.items())
        if _has(values, name)
    ]
    return max(found, key=lambda rule: SCALES[name].index(rule.value), default=None)


def _has(values: Mapping[str, Any], name: str) -> bool:
    """Return True if there is such a rule; a value that it cannot have is no rule."""
    return name in values and is_valid(name, values[name])
