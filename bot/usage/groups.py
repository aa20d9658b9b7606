"""The groups that a chart and its text tell apart: the largest ones, and all others as one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic

from bot.common.money import format_dollars
from bot.usage.tally import Breakdown, Key, largest_groups

# Sums are told to the cent; a cent is so many micro-dollars.
_CENT = 10_000


@dataclass(frozen=True, slots=True)
class Group(Generic[Key]):
    """A model or a member; the `key` of all others together is None.

    `pictures` and `micro`, in micro-dollars, are per bar. `micro` is None if no price is known.
    """

    key: Key | None
    pictures: Sequence[int]
    micro: Sequence[int] | None


def groups_of(pictures: Breakdown[Key], micro: Breakdown[Key]) -> list[Group[Key]]:
    """Return the groups with the most pictures, largest first, then the others if there are any."""
    top, rest = largest_groups(pictures)
    found: list[Group[Key]] = [Group(key, values, micro.get(key)) for key, values in top.items()]
    if rest is not None:
        others = [*_without(micro, top)]
        prices = [sum(bar) for bar in zip(*others, strict=True)] if others else None
        found.append(Group(None, rest, prices))
    return found


def told_dollars(micro: int) -> str:
    """Return dollars to the cent; less than a cent is told exactly."""
    return format_dollars(round(micro / _CENT) * _CENT or micro)


def _without(micro: Breakdown[Key], top: Mapping[Key, Sequence[int]]) -> Iterator[Sequence[int]]:
    for key, values in micro.items():
        if key not in top:
            yield values
