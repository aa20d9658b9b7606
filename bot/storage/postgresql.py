"""PostgreSQL: one pool of connections, and one connection per transaction."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from bot.storage.address import dsn_of
from bot.storage.exclusive_lock import exclusive_lock
from bot.storage.group_commit import Work
from bot.storage.keepalive import end_when_dead
from bot.storage.pooler import check_pooler
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
        connect = _Connector(url)
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


class _Connector:
    """Connections to the server at `url`, which asyncpg opens.

    asyncpg gets the address itself: it reads the parameters of libpq there, as SQLAlchemy does not.
    """

    def __init__(self, url: URL) -> None:
        self._dsn = dsn_of(url)
        # Parameters that the address sets itself are not changed.
        self._limits = {
            name: str(value) for name, value in _MILLISECONDS.items() if name not in url.query
        }
        self._takes_limits = True
        self._is_pooled: bool | None = None

    async def __call__(self) -> Any:
        """Connect; raises `PoolerError` if a pooler lends its sessions by the transaction."""
        connection = await self._connect()
        try:
            if self._is_pooled is None:
                self._is_pooled = await check_pooler(connection, self._connect)
            if self._is_pooled:
                # It may have ignored them. They are the session's, which is ours.
                for name, value in self._limits.items():
                    await connection.execute(f"SET {name} = {value}")
        except BaseException:
            connection.terminate()
            raise
        return connection

    async def _connect(self) -> Any:
        # With SQLite the driver is never loaded.
        from asyncpg import ProtocolViolationError  # type: ignore[import-untyped]

        try:
            return await self._open()
        except ProtocolViolationError as error:
            # pgbouncer knows few parameters at the start of a session.
            if not self._takes_limits or "startup parameter" not in str(error):
                raise
            self._takes_limits = False
            return await self._open()

    async def _open(self) -> Any:
        from asyncpg import connect

        # The session's limits apply at the server. `command_timeout` applies here, for a network
        # that drops every packet.
        connection = await connect(
            self._dsn,
            timeout=CONNECT_SECONDS,
            command_timeout=NETWORK_SECONDS,
            server_settings=self._limits if self._takes_limits else {},
        )
        end_when_dead(connection)
        return connection
