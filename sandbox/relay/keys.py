"""Idempotency keys of submits: one key, one body, one task (RELAY.md, section 2)."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.relay.refusals import RefusalError

KEPT = 24 * 3600.0


@dataclass
class Entry:
    """What a key stands for; `answer` is missing while the first submit is still being accepted."""

    digest: bytes
    since: float
    answer: bytes | None = None


class Keys:
    """The keys of the last 24 hours."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._entries: dict[str, Entry] = {}

    def begin(self, key: str, digest: bytes) -> bytes | None:
        """The first answer if this is a replay, else None: then the key is taken until settled.

        Raises RefusalError for a key that has another body, or whose first submit is not over.
        """
        now = self._clock()
        for old in [name for name, entry in self._entries.items() if now - entry.since >= KEPT]:
            del self._entries[old]
        entry = self._entries.get(key)
        if entry is None:
            self._entries[key] = Entry(digest, now)
            return None
        if entry.digest != digest:
            raise RefusalError("IDEMPOTENCY_KEY_REUSED")
        if entry.answer is None:
            raise RefusalError("IDEMPOTENCY_IN_PROGRESS", retry_after="1")
        return entry.answer

    def settle(self, key: str, answer: bytes) -> None:
        """What replays will be answered."""
        self._entries[key].answer = answer

    def release(self, key: str) -> None:
        """The submit failed: the key stands for nothing."""
        self._entries.pop(key, None)
