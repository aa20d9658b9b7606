"""Search for jobs of all members and servers, by the operator."""

from dataclasses import dataclass

from sqlalchemy import select

from bot.storage.database import Database
from bot.storage.records import Job, State
from bot.storage.rows import as_job
from bot.storage.schema import jobs


@dataclass(frozen=True, slots=True)
class JobFilter:
    """Conditions for jobs; None is no condition."""

    state: State | None = None
    member_id: int | None = None
    guild_id: int | None = None


async def newest_jobs(database: Database, wanted: JobFilter, limit: int) -> list[Job]:
    """Return the newest of these jobs, newest first, also those that are emptied."""
    columns = {
        jobs.c.state: wanted.state,
        jobs.c.member_id: wanted.member_id,
        jobs.c.guild_id: wanted.guild_id,
    }
    conditions = [column == value for column, value in columns.items() if value is not None]
    query = select(jobs).where(*conditions).order_by(jobs.c.created_at.desc(), jobs.c.id.desc())
    async with database.read() as connection:
        return [as_job(row) for row in await connection.execute(query.limit(limit))]
