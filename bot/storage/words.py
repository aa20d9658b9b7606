"""Listed words: words that a server does not allow in prompts."""

from sqlalchemy import bindparam, delete, select
from sqlalchemy.engine import Connection

from bot.storage.audit import Entry, record
from bot.storage.database import Database
from bot.storage.room import check_room
from bot.storage.schema import words
from bot.storage.upsert import upsert

MAX_WORDS = 500
"""Words of one server."""


class WordStore:
    """Rows of the table `words`; each change is recorded in the audit log."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, guild_id: int) -> list[str]:
        """Return a server's words in order."""
        return await self._database.run_read(lambda connection: words_of(connection, guild_id))

    async def add(self, word: str, entry: Entry) -> None:
        """List a word, if it is not listed yet. Raises `FullError`."""
        async with self._database.write() as connection:
            key = {"guild_id": entry.guild_id, "word": word}
            await upsert(connection, words, key, {"word": word})
            await check_room(connection, words, entry.guild_id, MAX_WORDS)
            await record(connection, entry)

    async def remove(self, word: str, entry: Entry) -> bool:
        """Remove a word; return True if it was listed."""
        async with self._database.write() as connection:
            deleted = await connection.execute(
                delete(words).where(words.c.guild_id == entry.guild_id, words.c.word == word)
            )
            if deleted.rowcount:
                await record(connection, entry)
        return deleted.rowcount > 0


_OF_SERVER = (
    select(words.c.word).where(words.c.guild_id == bindparam("guild")).order_by(words.c.word)
)


def words_of(connection: Connection, guild_id: int) -> list[str]:
    """Return a server's words in order."""
    return [*connection.scalars(_OF_SERVER, {"guild": guild_id})]
