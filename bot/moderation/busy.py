"""Messages that somebody is reporting, or deciding about, at this moment."""

from collections.abc import Iterator
from contextlib import contextmanager


class BusyMessages:
    """Messages of this process that are being worked on, one caller each."""

    def __init__(self) -> None:
        self._ids: set[int] = set()

    @contextmanager
    def claim(self, message_id: int) -> Iterator[bool]:
        """Claim a message for the duration of the block; gives False if another caller has it."""
        if message_id in self._ids:
            yield False
            return
        self._ids.add(message_id)
        try:
            yield True
        finally:
            self._ids.discard(message_id)
