"""Posts that are made public later than their job: private pictures that their member shares,
before-and-after pictures of edits, and pictures that are shown once more.
"""

from sqlalchemy import ColumnElement, Update, func, select, update

from bot.storage.database import Database
from bot.storage.records import SHARED, Posted, State
from bot.storage.schema import jobs, reposts

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

    async def begin_share(self, job_id: int) -> bool:
        """Record that the pictures of a private answer may be posted from now on.

        Returns False if they may have been before.
        """
        way = func.coalesce(jobs.c.delivery_way, "")
        statement = (
            update(jobs)
            .where(jobs.c.id == job_id, jobs.c.state == State.DONE, way != SHARED)
            .where(jobs.c.message_channel_id.is_(None))
            .values(delivery_way=SHARED)
        )
        return await self._change(statement)

    async def keep_share(self, job_id: int, posted: Posted) -> bool:
        """Record the public message, which takes the place of the private answer.

        Returns False if it was recorded before.
        """
        statement = (
            update(jobs)
            .where(jobs.c.id == job_id, jobs.c.delivery_way == SHARED)
            .where(jobs.c.message_channel_id.is_(None))
            .values(
                private=False,
                channel_id=posted.channel_id,
                thread_of=None,
                reply_to=None,
                message_channel_id=posted.channel_id,
                message_id=posted.message_id,
                pictures=posted.pictures,
            )
        )
        return await self._change(statement)

    async def reposts(self, job_id: int) -> list[tuple[int, int]]:
        """Return the channels and ids of messages that show a job once more, the oldest first."""
        query = (
            select(reposts.c.channel_id, reposts.c.message_id)
            .where(reposts.c.job_id == job_id, reposts.c.message_id != _BEGUN)
            .order_by(reposts.c.message_id)
        )
        rows = await self._database.run_read(lambda connection: connection.execute(query).all())
        return [(row.channel_id, row.message_id) for row in rows]

    async def _set(self, job_id: int, expected: ColumnElement[bool], value: int | None) -> bool:
        statement = update(jobs).where(jobs.c.id == job_id, expected).values(comparison_id=value)
        return await self._change(statement)

    async def _change(self, statement: Update) -> bool:
        return await self._database.run_write(
            lambda connection: connection.execute(statement).rowcount > 0
        )
