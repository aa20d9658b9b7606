"""Idempotency keys of submits: one key, one body, one task (docs/relay.md, section 2)."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.relay.refusals import RefusalError

KEY_LIFETIME = 24 * 3600.0


@dataclass
class KeyEntry:
    """The submit of a key; `answer` is None while it is still being accepted."""

    digest: bytes
    since: float
    answer: bytes | None = None


class IdempotencyKeys:
    """The keys of the last 24 hours."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._entries: dict[str, KeyEntry] = {}

    def begin(self, key: str, digest: bytes) -> bytes | None:
        """Return the first answer to a repeated submit, or reserve the key and return None.

        Raises RefusalError for a key that has another body, or whose first submit is not accepted
        yet.
        """
        now = self._clock()
        for old in [
            name for name, entry in self._entries.items() if now - entry.since >= KEY_LIFETIME
        ]:
            del self._entries[old]
        entry = self._entries.get(key)
        if entry is None:
            self._entries[key] = KeyEntry(digest, now)
            return None
        if entry.digest != digest:
            raise RefusalError("IDEMPOTENCY_KEY_REUSED")
        if entry.answer is None:
            raise RefusalError("IDEMPOTENCY_IN_PROGRESS", retry_after="1")
        return entry.answer

    def settle(self, key: str, answer: bytes) -> None:
        """Store the answer for repeated submits."""
        self._entries[key].answer = answer

    def release(self, key: str) -> None:
        """Forget the key, as its submit has failed."""
        self._entries.pop(key, None)
