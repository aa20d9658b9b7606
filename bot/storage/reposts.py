"""Finished pictures that their member posts once more in another channel: once in each."""

from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.engine import Connection

from bot.storage.database import Database
from bot.storage.records import State
from bot.storage.schema import jobs, reposts
from bot.storage.upsert import insert_if_new

# A message is being posted, or nobody knows whether it was.
_BEGUN = 0


@dataclass(frozen=True, slots=True)
class Repost:
    """A message with the pictures of a job, which the event `asked_by` asked for.

    `message_id` is None while nobody knows whether it was posted.
    """

    message_id: int | None
    asked_by: int


class RepostStore:
    """Rows of the table `reposts`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(self, job_id: int, channel_id: int, asked_by: int) -> Repost | None:
        """Record that the pictures may be posted in a channel from now on.

        Returns None if this is the first time; else what is known of the message. Raises
        `LookupError` for a job that is not done.
        """
        key = {"job_id": job_id, "channel_id": channel_id}
        values = {**key, "message_id": _BEGUN, "asked_by": asked_by}
        is_done = select(jobs.c.id).where(jobs.c.id == job_id, jobs.c.state == State.DONE)
        known = select(reposts).filter_by(**key)

        def work(connection: Connection) -> Repost | None:
            if connection.scalar(is_done) is None:
                raise LookupError(job_id)
            if insert_if_new(connection, reposts, values):
                return None
            row = connection.execute(known).one()
            return Repost(row.message_id or None, row.asked_by)

        return await self._database.run_write(work)

    async def keep(self, job_id: int, channel_id: int, message_id: int) -> bool:
        """Record the message that was posted; return False if one was recorded before."""
        statement = (
            update(reposts)
            .filter_by(job_id=job_id, channel_id=channel_id, message_id=_BEGUN)
            .values(message_id=message_id)
        )
        return await self._database.run_write(
            lambda connection: connection.execute(statement).rowcount > 0
        )

    async def drop(self, job_id: int, channel_id: int) -> None:
        """Record that nothing was posted."""
        statement = delete(reposts).filter_by(
            job_id=job_id, channel_id=channel_id, message_id=_BEGUN
        )
        await self._database.run_write(lambda connection: connection.execute(statement))
