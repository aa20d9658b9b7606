"""Styles of a server: words that are put around the prompt of whoever chooses them."""

from dataclasses import dataclass

from sqlalchemy import delete, select

from bot.storage.audit import Entry, record
from bot.storage.database import Database
from bot.storage.room import check_room
from bot.storage.schema import styles
from bot.storage.upsert import upsert

MAX_STYLES = 20
"""Styles of one server: a menu of Discord's has room for these and a few more choices."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style. `words` may say where the prompt goes; `family` is the model that suits it."""

    name: str
    words: str
    example: str = ""
    family: str | None = None


class StyleStore:
    """Rows of the table `styles`; each change is recorded in the audit log."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, guild_id: int) -> list[Style]:
        """Return a server's styles by name."""
        query = select(styles).where(styles.c.guild_id == guild_id).order_by(styles.c.name)
        async with self._database.read() as connection:
            rows = await connection.execute(query)
        return [Style(row.name, row.words, row.example, row.family) for row in rows]

    async def put(self, style: Style, entry: Entry) -> None:
        """Add a style, in place of one with the same name. Raises `FullError`."""
        key = {"guild_id": entry.guild_id, "name": style.name}
        values = {"words": style.words, "example": style.example, "family": style.family}
        async with self._database.write() as connection:
            await upsert(connection, styles, key, values)
            await check_room(connection, styles, entry.guild_id, MAX_STYLES)
            await record(connection, entry)

    async def remove(self, name: str, entry: Entry) -> bool:
        """Remove a style; return True if there was one of this name."""
        statement = delete(styles).where(styles.c.guild_id == entry.guild_id, styles.c.name == name)
        async with self._database.write() as connection:
            removed = await connection.execute(statement)
            if removed.rowcount:
                await record(connection, entry)
        return removed.rowcount > 0
