"""Poolers before PostgreSQL, such as pgbouncer: found, and refused where they lend by transaction.

A process holds an advisory lock in its session, and the driver prepares statements there. A pooler
that gives each transaction another session loses both, and lets another process find the lock.
"""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol

MODE = (
    "the pooler at this address gives every transaction another session; Easel needs one that "
    "keeps its session, such as pgbouncer with pool_mode = session"
)
_ROUNDS = 5
_PID = "SELECT pg_backend_pid()"
# What statements of two clients in one session come to.
_MIXED_UP = ("InvalidSQLStatementNameError", "DuplicatePreparedStatementError")


class PoolerError(Exception):
    """A pooler whose sessions cannot be used; the text says why."""


class Session(Protocol):
    """A connection of asyncpg's, as far as it is needed here."""

    def get_server_pid(self) -> int:
        """Return the process that serves the session, as it was named at the start."""

    async def fetchval(self, query: str) -> Any:
        """Run the query; return its only value."""

    def transaction(self) -> Any:
        """Return a transaction, to be entered."""

    async def close(self) -> None:
        """End the session."""


async def check_pooler(first: Session, connect: Callable[[], Awaitable[Session]]) -> bool:
    """Return True if there is a pooler; raises `PoolerError` if it does not keep the session.

    A pooler tells its clients a number of its own in place of the server's process. `connect` opens
    another connection, which takes the session of the first one if that is free to be taken.
    """
    try:
        if await _pid(first) == first.get_server_pid():
            return False
        second = await connect()
        try:
            await _check_sessions(first, second)
        finally:
            await second.close()
    except Exception as error:
        if type(error).__name__ in _MIXED_UP:
            raise PoolerError(MODE) from None
        raise
    return True


async def _check_sessions(first: Session, second: Session) -> None:
    for _ in range(_ROUNDS):
        before = await _pid(first)
        async with second.transaction():
            taken, after = await second.fetchval(_PID), await _pid(first)
        if taken == before or after != before:
            raise PoolerError(MODE)


async def _pid(session: Session) -> int:
    # In a transaction: otherwise its two steps may reach two sessions.
    async with session.transaction():
        pid: int = await session.fetchval(_PID)
    return pid
