"""Lanes: each family of models has slots of its own, so that one that hangs holds up no other."""

from functools import cache

from bot.jobs.fair_queue import Turn
from providers.registry import OPERATIONS


@cache
def lane_of(operation: str) -> str:
    """Return the lane of an operation; one that this version does not know has its own."""
    kind = OPERATIONS.get(operation)
    return kind.family if kind else operation


def operations_beside(operation: str) -> frozenset[str]:
    """Return the operations that share the lane of this one, itself among them."""
    lane = lane_of(operation)
    return frozenset({operation, *(name for name in OPERATIONS if lane_of(name) == lane)})


def turn_of(member_id: int, guild_id: int | None, operation: str) -> Turn:
    """Return whose turn a job takes, and in which lane."""
    return Turn(member_id, guild_id, lane_of(operation))
