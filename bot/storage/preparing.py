"""Requests that are being prepared, as rows beside the questions and the refused requests.

A row's `asked_at` is the last sign of life of the process that prepares it, by the lease clock.
"""

from datetime import datetime

from sqlalchemy import delete, select, update

from bot.storage.database import Database
from bot.storage.questions import PREPARING, Question, columns_of, question_of
from bot.storage.schema import questions
from bot.storage.upsert import upsert_now

_IS_PREPARING = questions.c.kind == PREPARING


class PreparingStore:
    """Rows of the table `questions` whose kind is `preparing`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, question: Question) -> None:
        """Store a row, or its next sign of life; a row of another kind stays."""
        values = columns_of(question)
        key = {"id": values.pop("id")}
        await self._database.run_write(
            lambda connection: upsert_now(connection, questions, key, values, where=_IS_PREPARING)
        )

    async def kind(self, request_id: int) -> str | None:
        """Return the kind that the row of a request has now; None without a row."""
        query = select(questions.c.kind).where(questions.c.id == request_id)
        return await self._database.run_read(lambda connection: connection.scalar(query))

    async def silent(self, since: datetime) -> list[Question]:
        """Return the rows without a sign of life since then."""
        query = select(questions).where(_IS_PREPARING, questions.c.asked_at < since)
        rows = await self._database.run_read(lambda connection: connection.execute(query).all())
        return [*map(question_of, rows)]

    async def replace(self, old: Question, new: Question) -> bool:
        """Replace a row that is as it was read; of several concurrent calls one returns True."""
        is_same = (questions.c.kind == old.kind) & (questions.c.asked_at == old.asked_at)
        statement = update(questions).where(questions.c.id == old.id, is_same)
        values = columns_of(new)
        return await self._database.run_write(
            lambda connection: connection.execute(statement.values(values)).rowcount > 0
        )

    async def drop(self, request_id: int) -> None:
        """Delete the row of a request, unless it has become one of another kind."""
        statement = delete(questions).where(questions.c.id == request_id, _IS_PREPARING)
        await self._database.run_write(lambda connection: connection.execute(statement).rowcount)
