"""Claims of what is worked on at this moment: by message, or by the member whom it is for."""

from collections.abc import Iterator
from contextlib import contextmanager


class Busy:
    """Ids in this process that are being worked on, by one caller each."""

    def __init__(self) -> None:
        self._ids: set[int] = set()

    @contextmanager
    def claim(self, one: int) -> Iterator[bool]:
        """Claim an id for the duration of the block; gives False if another caller has it."""
        if one in self._ids:
            yield False
            return
        self._ids.add(one)
        try:
            yield True
        finally:
            self._ids.discard(one)
