"""Paid pictures that Discord does not accept at the moment, kept across restarts."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, insert, select, update
from sqlalchemy.engine import Connection

from bot.storage.database import Database
from bot.storage.jobs import LeaseLostError
from bot.storage.records import State
from bot.storage.schema import IS_UNFINISHED, jobs, results

# Positions that each of several tasks has for its pictures.
_TASK_ROOM = 1000


class ResultStore:
    """Rows of the table `results`, used by the process named `owner`."""

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = owner

    async def keep(self, job_id: int, contents: Sequence[bytes], facts: Mapping[str, Any]) -> None:
        """Store the pictures of a job and `facts` about them, and replace earlier ones.

        Raises `LeaseLostError` if another process owns the job.
        """
        rows = [
            {"job_id": job_id, "position": position, "content": content}
            for position, content in enumerate(contents)
        ]
        own = (
            update(jobs)
            .where(jobs.c.id == job_id, jobs.c.owner == self._owner)
            .where(jobs.c.state == State.SUBMITTED)
            .values(result=dict(facts))
        )

        def work(connection: Connection) -> int:
            owned = connection.execute(own).rowcount
            if owned:
                connection.execute(delete(results).where(results.c.job_id == job_id))
                connection.execute(insert(results), rows)
            return owned

        if not await self._database.run_write(work):
            raise LeaseLostError(f"job {job_id}")

    async def of(self, job_id: int) -> list[bytes]:
        """Return the pictures of a job, in order."""
        query = (
            select(results.c.content).where(results.c.job_id == job_id).order_by(results.c.position)
        )
        return await self._database.run_read(lambda connection: [*connection.scalars(query)])

    async def keep_task(self, job_id: int, number: int, contents: Sequence[bytes]) -> None:
        """Store the pictures of one of several tasks until the others have ended.

        Raises `LeaseLostError` if another process owns the job.
        """
        first = number * _TASK_ROOM
        rows = [
            {"job_id": job_id, "position": position, "content": content}
            for position, content in enumerate(contents, start=first)
        ]
        # Locks the job's row, so that nobody takes it over meanwhile.
        own = (
            update(jobs)
            .where(jobs.c.id == job_id, jobs.c.owner == self._owner)
            .where(jobs.c.state == State.SUBMITTED)
            .values(owner=self._owner)
        )

        def work(connection: Connection) -> int:
            owned = connection.execute(own).rowcount
            if owned:
                connection.execute(delete(results).where(_of_task(job_id, number)))
                connection.execute(insert(results), rows)
            return owned

        if not await self._database.run_write(work):
            raise LeaseLostError(f"job {job_id}")

    async def of_task(self, job_id: int, number: int) -> list[bytes]:
        """Return the pictures that are stored for one of several tasks, in order."""
        query = (
            select(results.c.content).where(_of_task(job_id, number)).order_by(results.c.position)
        )
        return await self._database.run_read(lambda connection: [*connection.scalars(query)])

    async def drop(self, job_id: int) -> None:
        """Drop the pictures of a job."""
        await self._delete(results.c.job_id == job_id)

    async def drop_ended(self) -> int:
        """Drop the pictures of jobs that have ended, as after a crash; return how many."""
        unfinished = select(jobs.c.id).where(IS_UNFINISHED)
        return await self._delete(results.c.job_id.not_in(unfinished))

    async def _delete(self, which: Any) -> int:
        statement = delete(results).where(which)
        return await self._database.run_write(
            lambda connection: connection.execute(statement).rowcount
        )


def _of_task(job_id: int, number: int) -> ColumnElement[bool]:
    first = number * _TASK_ROOM
    return and_(
        results.c.job_id == job_id,
        results.c.position >= first,
        results.c.position < first + _TASK_ROOM,
    )
