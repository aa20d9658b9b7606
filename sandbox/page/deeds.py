"""Deeds: actions of people on the page that the tour asks about."""

from collections import defaultdict


class Deeds:
    """The numbers of interactions and jobs, by what they were."""

    def __init__(self) -> None:
        self._done: defaultdict[str, set[int]] = defaultdict(set)

    def note(self, what: str, *numbers: int) -> None:
        """Take note of a deed."""
        self._done[what].update(numbers)

    def of(self, what: str) -> frozenset[int]:
        """Return the numbers of all deeds of a kind."""
        return frozenset(self._done[what])
