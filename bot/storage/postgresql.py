"""PostgreSQL: one pool of connections, and one connection per transaction."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar

from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.storage.group_commit import Work

T = TypeVar("T")


class PostgresqlEngine:
    """Transactions on the server at `url`."""

    def __init__(self, url: URL) -> None:
        self._pool = create_async_engine(url, pool_size=10, max_overflow=10, pool_pre_ping=True)
        self.writers = self.readers = (self._pool.sync_engine,)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """See `bot.storage.database.Database`."""
        async with self._pool.begin() as connection:
            yield connection

    read = write

    async def run_write(self, work: Work[T]) -> T:
        """See `bot.storage.database.Database`."""
        async with self._pool.begin() as connection:
            return await connection.run_sync(work)

    run_read = run_write

    async def close(self) -> None:
        """Close every connection."""
        await self._pool.dispose()
