"""PostgreSQL: one pool of connections, and one connection per transaction."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, TypeVar

from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from bot.storage.address import dsn_of
from bot.storage.exclusive_lock import exclusive_lock
from bot.storage.group_commit import Work
from bot.storage.process_lock import AdvisoryLock

T = TypeVar("T")

ANSWER_SECONDS = 15
"""Seconds that the server may take for one statement."""
NETWORK_SECONDS = 20
"""Seconds until a connection is given up whose packets are all dropped."""
CONNECT_SECONDS = 10
"""Seconds that opening a connection may take."""
_MILLISECONDS = {
    "statement_timeout": ANSWER_SECONDS * 1000,
    "lock_timeout": 10_000,
    "idle_in_transaction_session_timeout": 60_000,
}


class PostgresqlEngine:
    """Transactions on the server at `url`."""

    def __init__(self, url: URL) -> None:
        connect = _connector(url)
        self._pool = create_async_engine(
            url,
            pool_size=10,
            max_overflow=10,
            pool_pre_ping=True,
            pool_timeout=ANSWER_SECONDS,
            async_creator=connect,
        )
        # Locks are held for long, so they take no connection from the pool.
        self._unpooled = create_async_engine(url, poolclass=NullPool, async_creator=connect)
        self.file = None
        self.lock = AdvisoryLock(self._pool)
        self.writers = self.readers = (self._pool.sync_engine,)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """See `bot.storage.database.Database`."""
        async with self._pool.begin() as connection:
            yield connection

    read = write

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[AsyncConnection]:
        """See `bot.storage.database.Database`."""
        async with self._pool.connect() as connection:
            await connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            async with connection.begin():
                yield connection

    async def run_write(self, work: Work[T]) -> T:
        """See `bot.storage.database.Database`."""
        async with self._pool.begin() as connection:
            return await connection.run_sync(work)

    run_read = run_write

    @asynccontextmanager
    async def exclusive(self, name: str) -> AsyncIterator[bool]:
        """See `bot.storage.database.Database`."""
        async with exclusive_lock(self._unpooled, name) as is_held:
            yield is_held

    async def close(self) -> None:
        """Close every connection."""
        await self._pool.dispose()
        await self._unpooled.dispose()


def _connector(url: URL) -> Callable[[], Awaitable[Any]]:
    """Return a function that connects.

    asyncpg gets the address itself: it reads the parameters of libpq there, as SQLAlchemy does not.
    """
    # With SQLite the driver is never loaded.
    from asyncpg import connect  # type: ignore[import-untyped]

    return partial(connect, dsn_of(url), **_time_limits(url))


def _time_limits(url: URL) -> dict[str, Any]:
    """Return the driver's arguments that limit the time of every statement.

    The session's limits apply at the server. `command_timeout` applies here, for a network that
    drops every packet. Parameters that the address sets itself are not changed.
    """
    settings = {name: str(value) for name, value in _MILLISECONDS.items() if name not in url.query}
    return {
        "timeout": CONNECT_SECONDS,
        "command_timeout": NETWORK_SECONDS,
        "server_settings": settings,
    }
