"""Named values of this installation, such as a digest of the commands that Discord has."""

from sqlalchemy import delete, false, select

from bot.storage.database import Database
from bot.storage.schema import facts
from bot.storage.upsert import upsert

APPLICATION = "application"
"""The name of the value that is the id of the application that the database belongs to."""


class KeyValueStore:
    """Rows of the table `facts`: a text by its name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, name: str) -> str | None:
        """Return the value, or None if it was never put."""
        async with self._database.read() as connection:
            value: str | None = await connection.scalar(
                select(facts.c.value).where(facts.c.name == name)
            )
        return value

    async def put(self, name: str, value: str) -> None:
        """Store the value, and replace an earlier one."""
        async with self._database.write() as connection:
            await upsert(connection, facts, {"name": name}, {"value": value})

    async def items(self, prefix: str) -> dict[str, str]:
        """Return the values by their names, of all names that begin with `prefix`."""
        is_wanted = facts.c.name.startswith(prefix, autoescape=True)
        async with self._database.read() as connection:
            rows = await connection.execute(select(facts.c.name, facts.c.value).where(is_wanted))
            return {row.name: row.value for row in rows}

    async def fill(self, name: str, value: str) -> bool:
        """Store the value unless there is one; return True if it was.

        Of several concurrent calls one returns True.
        """
        async with self._database.write() as connection:
            return await upsert(connection, facts, {"name": name}, {"value": value}, where=false())

    async def delete(self, name: str) -> bool:
        """Delete the value; return True if there was one."""
        async with self._database.write() as connection:
            deleted = await connection.execute(delete(facts).where(facts.c.name == name))
        return deleted.rowcount > 0

    async def claim(self, name: str, value: str, expired: str) -> bool:
        """Store the value unless a later one than `expired` is stored; return True if it was.

        Of several concurrent calls one returns True. Values are compared as texts.
        """
        async with self._database.write() as connection:
            is_expired = facts.c.value <= expired
            return await upsert(
                connection, facts, {"name": name}, {"value": value}, where=is_expired
            )
