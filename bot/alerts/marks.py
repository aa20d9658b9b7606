"""Marks of the processes in which a trouble goes on.

Several processes may share a database, and the end of a trouble in one of them is not its end in
the others. So each process keeps a row for each of its troubles, with a number that moves. A row
whose number stands still is of a process that has died. No clock is compared with another's.
"""

import secrets
from collections.abc import Callable, Collection

from bot.storage.key_values import KeyValueStore

REFRESH = 30.0
"""Seconds between two movements of a row."""
GRACE = 120.0
"""Seconds, or three intervals, after which a row that has not moved is of a dead process."""
_STORED = "alert-in:"


class TroubleMarks:
    """Rows of this process, and what is seen of the others'; every method raises `StorageError`.

    `interval` are the seconds between two calls of `refresh`.
    """

    def __init__(
        self, store: KeyValueStore, now: Callable[[], float], interval: float = 0.0
    ) -> None:
        self._store = store
        self._now = now
        self._grace = max(GRACE, 3 * interval)
        self._process = secrets.token_hex(8)
        # Of our rows, the number and when it moved; of others', the value and when it was first
        # seen.
        self._ours: dict[str, tuple[int, float]] = {}
        self._seen: dict[str, tuple[str, float]] = {}

    async def forget_others(self) -> None:
        """Delete the rows of all other processes: there are none, and they have died."""
        for name in await self._store.items(_STORED):
            if not name.endswith(self._process):
                await self._store.delete(name)

    async def refresh(self, keys: Collection[str]) -> None:
        """Keep a row for each of these troubles, and no other."""
        for key in [key for key in self._ours if key not in keys]:
            await self._store.delete(self._name(key))
            del self._ours[key]
        now = self._now()
        for key in keys:
            number, moved = self._ours.get(key, (0, float("-inf")))
            if now - moved >= REFRESH:
                await self._store.put(self._name(key), str(number + 1))
                self._ours[key] = number + 1, now

    async def is_elsewhere(self, key: str) -> bool:
        """Return True if this trouble may go on in another process."""
        prefix = f"{_STORED}{key}/"
        found = await self._store.items(prefix)
        others = {name: value for name, value in found.items() if name != self._name(key)}
        return any([await self._is_alive(name, value) for name, value in others.items()])

    async def _is_alive(self, name: str, value: str) -> bool:
        now = self._now()
        known, since = self._seen.get(name, ("", now))
        if known != value:
            self._seen[name] = value, now
            return True
        if now - since < self._grace:
            return True
        del self._seen[name]
        await self._store.delete(name)
        return False

    def _name(self, key: str) -> str:
        return f"{_STORED}{key}/{self._process}"
