"""What is remembered of servers, and small facts of the installation."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import Database
from bot.storage.schema import facts, servers


class ServerStore:
    """Rows about servers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def upload_limit(self, guild_id: int, since: datetime) -> int | None:
        """The bytes a file that this server was seen to refuse above, if learnt after `since`."""
        async with self._database.read() as connection:
            limit: int | None = await connection.scalar(
                select(servers.c.upload_limit)
                .where(servers.c.guild_id == guild_id)
                .where(servers.c.upload_limit_at > since)
            )
        return limit

    async def remember_upload_limit(self, guild_id: int, limit: int, now: datetime) -> None:
        """Keep what a refusal has taught."""
        async with self._database.write() as connection:
            await _upsert(
                connection,
                servers,
                {"guild_id": guild_id},
                {"upload_limit": limit, "upload_limit_at": now},
            )


class FactStore:
    """Named facts of this installation, such as which commands Discord has."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, name: str) -> str | None:
        """The fact, if it is known."""
        async with self._database.read() as connection:
            value: str | None = await connection.scalar(
                select(facts.c.value).where(facts.c.name == name)
            )
        return value

    async def put(self, name: str, value: str) -> None:
        """Write the fact, whatever stood there."""
        async with self._database.write() as connection:
            await _upsert(connection, facts, {"name": name}, {"value": value})


async def _upsert(
    connection: AsyncConnection, table: Any, key: dict[str, Any], values: dict[str, Any]
) -> None:
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = insert(table).values(**key, **values)
    await connection.execute(statement.on_conflict_do_update(index_elements=[*key], set_=values))
