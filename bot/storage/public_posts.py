"""Posts that are made public later than their job: before-and-after pictures of edits."""

from sqlalchemy import ColumnElement, select, update

from bot.storage.database import Database
from bot.storage.schema import jobs

# A message is being posted, or nobody knows whether it was.
_BEGUN = 0


class PublicPostStore:
    """Columns of the table `jobs` about such posts; each change is a compare-and-set."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def comparison(self, job_id: int) -> int | None:
        """Return the id of the message with the comparison; None if there is none for sure.

        It is 0 if a message was perhaps posted.
        """
        query = select(jobs.c.comparison_id).where(jobs.c.id == job_id)
        return await self._database.run_read(lambda connection: connection.scalar(query))

    async def begin_comparison(self, job_id: int) -> bool:
        """Record that a message may be posted from now on; False if one may have been before."""
        return await self._set(job_id, jobs.c.comparison_id.is_(None), _BEGUN)

    async def keep_comparison(self, job_id: int, message_id: int) -> None:
        """Record the message that was posted."""
        await self._set(job_id, jobs.c.comparison_id == _BEGUN, message_id)

    async def drop_comparison(self, job_id: int, message_id: int = _BEGUN) -> None:
        """Record that this message was deleted; without an id, that none was posted."""
        await self._set(job_id, jobs.c.comparison_id == message_id, None)

    async def _set(self, job_id: int, expected: ColumnElement[bool], value: int | None) -> bool:
        statement = update(jobs).where(jobs.c.id == job_id, expected).values(comparison_id=value)
        return await self._database.run_write(
            lambda connection: connection.execute(statement).rowcount > 0
        )
