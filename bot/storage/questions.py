"""Requests without any image: questions about prices, refusals, and what is being prepared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Row, cast, delete, func, insert, select
from sqlalchemy.engine import Connection

from bot.storage.database import Database
from bot.storage.schema import questions

REFUSED = "refused"
"""The kind of a request that was refused; a question about a price has none."""
PREPARING = "preparing"
"""The kind of a request whose preparation takes a while: see `bot/storage/preparing.py`."""


@dataclass(frozen=True, slots=True)
class Question:
    """A request that waits. `id` is that of the event that asked, and `request` all about it.

    In direct messages `guild_id` is 0.
    """

    id: int
    member_id: int
    guild_id: int
    channel_id: int
    asked_at: datetime
    request: Mapping[str, Any] = field(repr=False)
    kind: str | None = None


class QuestionStore:
    """Rows of the table `questions`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self,
        question: Question,
        max_open: int,
        expired_before: datetime,
        dropped_before: datetime | None = None,
    ) -> bool | None:
        """Store a question; return False if its member has `max_open` already.

        None means that the same question is open already: its event came twice. They are counted
        in the transaction that writes the row. Those that were asked before `dropped_before`, or
        else all expired ones, are deleted by it.
        """

        def work(connection: Connection) -> bool | None:
            self._lock(connection, question.member_id)
            old = questions.c.asked_at < (dropped_before or expired_before)
            connection.execute(delete(questions).where(old))
            is_theirs = questions.c.member_id == question.member_id
            is_open = questions.c.kind.is_(None) & (questions.c.asked_at >= expired_before)
            others = is_theirs & is_open & (questions.c.id != question.id)
            open_ = connection.scalar(select(func.count()).select_from(questions).where(others))
            same = questions.c.id == question.id
            if connection.scalar(select(questions.c.id).where(same, is_open)) is not None:
                return None
            if (open_ or 0) >= max_open:
                return False
            connection.execute(delete(questions).where(same))
            connection.execute(insert(questions), columns_of(question))
            return True

        return await self._database.run_write(work)

    async def keep(self, refused: Question, most: int, expired_before: datetime) -> None:
        """Store a refused request; its member's oldest ones go, so that there are `most`."""

        def work(connection: Connection) -> None:
            self._lock(connection, refused.member_id)
            is_refused = questions.c.kind == REFUSED
            is_theirs = is_refused & (questions.c.member_id == refused.member_id)
            newest = (
                select(questions.c.id)
                .where(is_theirs, questions.c.id != refused.id)
                .order_by(questions.c.asked_at.desc(), questions.c.id.desc())
                .limit(most - 1)
            )
            kept = [*connection.scalars(newest)]
            given_up = is_theirs & questions.c.id.not_in(kept)
            is_expired = is_refused & (questions.c.asked_at < expired_before)
            connection.execute(
                delete(questions).where(given_up | is_expired | (questions.c.id == refused.id))
            )
            connection.execute(insert(questions), columns_of(refused))

        await self._database.run_write(work)

    async def get(self, question_id: int) -> Question | None:
        """Return the question with this id, or None."""
        query = select(questions).where(questions.c.id == question_id)
        row = await self._database.run_read(
            lambda connection: connection.execute(query).one_or_none()
        )
        return None if row is None else question_of(row)

    async def take(self, question_id: int) -> bool:
        """Delete a question; of several concurrent calls one returns True."""
        statement = delete(questions).where(questions.c.id == question_id)
        return await self._database.run_write(
            lambda connection: connection.execute(statement).rowcount > 0
        )

    async def put_back(self, question: Question) -> None:
        """Store a question that was taken, but neither accepted nor refused."""
        await self._database.run_write(
            lambda connection: connection.execute(insert(questions), columns_of(question)).rowcount
        )

    def _lock(self, connection: Connection, member_id: int) -> None:
        """Let the questions of one member follow each other; SQLite has one writer anyway."""
        if self._database.dialect == "postgresql":
            key = func.hashtextextended(f"question:{member_id}", cast(0, BigInteger))
            connection.execute(select(func.pg_advisory_xact_lock(key)))


def question_of(row: Row[Any]) -> Question:
    """Return the question of a row."""
    return Question(
        row.id, row.member_id, row.guild_id, row.channel_id, row.asked_at, row.request, row.kind
    )


def columns_of(question: Question) -> dict[str, Any]:
    """Return the row of a question."""
    return {
        "id": question.id,
        "member_id": question.member_id,
        "guild_id": question.guild_id,
        "channel_id": question.channel_id,
        "asked_at": question.asked_at,
        "request": dict(question.request),
        "kind": question.kind,
    }
