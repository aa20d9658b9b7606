"""The newest jobs of all servers, as far as they say how quickly and how well models work."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from bot.storage.database import Database
from bot.storage.records import State
from bot.storage.schema import jobs


@dataclass(frozen=True, slots=True)
class Run:
    """One job: when the relay was asked, when it ended, and the key of its failure's text."""

    operation: str
    state: State
    created_at: datetime
    started_at: datetime | None
    ready_at: datetime | None
    ended_at: datetime | None
    failure: str | None


class PaceStore:
    """Rows of the table `jobs`, without what was asked for, and by whom."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def newest(self, since: datetime, limit: int) -> list[Run]:
        """Return the newest jobs that were accepted since then, newest first."""
        ready_at = func.coalesce(jobs.c.posting_at, jobs.c.ended_at, type_=jobs.c.ended_at.type)
        query = (
            select(
                jobs.c.operation,
                jobs.c.state,
                jobs.c.created_at,
                jobs.c.started_at,
                ready_at.label("ready_at"),
                jobs.c.ended_at,
                jobs.c.reason,
            )
            # Several tasks take as long as the slowest, which says nothing of a model.
            .where(jobs.c.created_at >= since, jobs.c.batch.is_(None))
            .order_by(jobs.c.created_at.desc())
            .limit(limit)
        )
        rows = await self._database.run_read(lambda connection: connection.execute(query).all())
        return [
            Run(
                row.operation,
                State(row.state),
                row.created_at,
                row.started_at,
                row.ready_at,
                row.ended_at,
                str(row.reason.get("key")) if row.reason else None,
            )
            for row in rows
        ]
