"""The operator's pause: while it lasts, no server's requests are accepted."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bot.storage.database import Database
from bot.storage.key_values import KeyValueStore
from bot.storage.schema import facts

_NAME = "pause"
PAUSE = select(facts.c.value).where(facts.c.name == _NAME).scalar_subquery()
"""The stored pause or null, for the statement that each acceptance makes anyway."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause since a moment; members read `reason`, which may be empty."""

    reason: str
    since: datetime


def as_pause(value: str | None) -> Pause | None:
    """Build the pause from the value of `PAUSE`."""
    if value is None:
        return None
    stored = json.loads(value)
    return Pause(stored["reason"], datetime.fromisoformat(stored["since"]))


class PauseStore:
    """The pause of this installation: at most one."""

    def __init__(self, database: Database) -> None:
        self._values = KeyValueStore(database)

    async def get(self) -> Pause | None:
        """Return the pause, or None."""
        return as_pause(await self._values.get(_NAME))

    async def put(self, pause: Pause) -> None:
        """Begin a pause, or change its reason."""
        stored = {"reason": pause.reason, "since": pause.since.isoformat()}
        await self._values.put(_NAME, json.dumps(stored))

    async def lift(self) -> bool:
        """End the pause; return True if there was one."""
        return await self._values.delete(_NAME)
