"""Ledger as seen from outside, on either database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.storage.schema import jobs


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A job's row, as far as the audit needs it."""

    id: int
    state: str
    pictures: int
    has_token: bool
    operation: str
    reason: str


class Ledger:
    """The table of jobs at `url`, which bots are writing to."""

    def __init__(self, url: str, engine: AsyncEngine) -> None:
        self.url, self._engine = url, engine

    @classmethod
    @asynccontextmanager
    async def open(cls, url: str) -> AsyncIterator["Ledger"]:
        """Open the ledger."""
        engine = create_async_engine(url)
        try:
            yield cls(url, engine)
        finally:
            await engine.dispose()

    async def rows(self) -> list[LedgerRow]:
        """Return every job's row, oldest first."""
        async with self._engine.connect() as connection:
            result = await connection.execute(select(jobs).order_by(jobs.c.id))
            return [
                LedgerRow(
                    *(row.id, row.state, row.pictures, row.token is not None, row.operation),
                    str(row.reason or ""),
                )
                for row in result
            ]
