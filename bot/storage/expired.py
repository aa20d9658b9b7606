"""Removal of what has ended: blocks, limits, contests."""

from datetime import datetime

from sqlalchemy import delete, select

from bot.storage.contests import OVER
from bot.storage.database import Database
from bot.storage.line import NAME as TURNS
from bot.storage.schema import (
    IS_UNFINISHED,
    blocks,
    contests,
    facts,
    jobs,
    limits,
    operator_blocks,
    questions,
)

_TABLES_WITH_END = (blocks, operator_blocks, limits)
_WAITING = select(jobs.c.id).where(IS_UNFINISHED, jobs.c.started_at.is_(None)).exists()


class ExpiredStore:
    """Expired blocks and limits, and contests that are over."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def drop_questions(self, asked_before: datetime) -> int:
        """Delete the questions about prices that nobody has answered; return how many."""
        statement = delete(questions).where(questions.c.asked_at < asked_before)
        async with self._database.write() as connection:
            return (await connection.execute(statement)).rowcount

    async def drop(self, ended_before: datetime) -> int:
        """Delete the rows that ended before this time; return how many."""
        dropped = 0
        async with self._database.write() as connection:
            for table in _TABLES_WITH_END:
                result = await connection.execute(delete(table).where(table.c.until < ended_before))
                dropped += result.rowcount
            over = contests.c.state == OVER, contests.c.ends_at < ended_before
            dropped += (await connection.execute(delete(contests).where(*over))).rowcount
            # The ids of servers and members whose jobs waited: nobody's do any longer.
            await connection.execute(delete(facts).where(facts.c.name == TURNS, ~_WAITING))
        return dropped
