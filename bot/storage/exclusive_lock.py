"""Lock by which one process at a time does what is to be done once.

It belongs to a transaction on a connection of its own, which stays open for as long as the work
takes. A transaction keeps its server's session also behind a pooler that lends sessions by the
transaction, and its end releases the lock, whatever ended it. Such a transaction has changed
nothing and sees no snapshot between statements, so it holds no cleaning up.
"""

import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

Exclusive = Callable[[str], AbstractAsyncContextManager[bool]]
"""Holds a lock by its name inside the block; gives False if another process holds it."""

_PATIENT = text("SET LOCAL idle_in_transaction_session_timeout = 0")
_TRY = text("SELECT pg_try_advisory_xact_lock(:key)")


@asynccontextmanager
async def exclusive_lock(engine: AsyncEngine, name: str) -> AsyncIterator[bool]:
    """Hold the lock of this name; yields False, and holds nothing, if another process has it."""
    connection = await engine.connect()
    try:
        is_held = bool(await connection.scalar(_TRY, {"key": key_of(name)}))
        # Last, since it needs no snapshot: that of the statement before ends with it.
        await connection.execute(_PATIENT)
        yield is_held
    finally:
        # A connection that is lost has lost the lock, too.
        with suppress(SQLAlchemyError, OSError):
            await connection.rollback()
        with suppress(SQLAlchemyError, OSError):
            await connection.close()


def key_of(name: str) -> int:
    """Return the number by which PostgreSQL knows the lock of this name."""
    digest = hashlib.blake2b(name.encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)
