"""The relay's word to wait: its rate limit is the account's, so all processes keep to it."""

from datetime import UTC, datetime

from sqlalchemy import select

from bot.storage.database import Database
from bot.storage.key_values import KeyValueStore
from bot.storage.schema import facts

NAME = "relay-pause"
RELAY_PAUSE = select(facts.c.value).where(facts.c.name == NAME).scalar_subquery()
"""The stored moment or null, for a statement that is made anyway."""


def as_moment(value: str | None) -> datetime | None:
    """Return the moment of a value of `RELAY_PAUSE`."""
    return None if value is None else datetime.fromisoformat(value)


class RelayPauseStore:
    """The moment, by the database's clock, until which nothing is asked of the relay."""

    def __init__(self, database: Database) -> None:
        self.is_shared = database.dialect != "sqlite"
        self._values = KeyValueStore(database)

    async def put(self, until: datetime) -> None:
        """Store the moment, unless a later one is stored."""
        # Texts of one length, which are compared as the moments are.
        value = until.astimezone(UTC).isoformat(timespec="microseconds")
        await self._values.claim(NAME, value, expired=value)

    async def get(self) -> datetime | None:
        """Return the moment, None if there was none yet."""
        return as_moment(await self._values.get(NAME))
