"""Tasks of jobs that have several: each transition only while the job is this process's."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update

from bot.storage.database import Database
from bot.storage.jobs import LeaseLostError
from bot.storage.records import JobTask
from bot.storage.rows import tasks_of
from bot.storage.schema import IS_UNFINISHED, jobs, tasks


class TaskStore:
    """Rows of the table `tasks`, used by the process named `owner`."""

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = owner

    async def of(self, job_id: int) -> list[JobTask]:
        """Return the tasks of a job in their order; none for a job that has one."""
        return await self._database.run_read(lambda connection: tasks_of(connection, job_id))

    async def mark_submitted(self, job_id: int, number: int, task: str) -> None:
        """Record that the relay has accepted it; raises `LeaseLostError`."""
        await self._change(job_id, number, task=task)

    async def mark_ended(
        self,
        job_id: int,
        number: int,
        *,
        arrived: int,
        charged: int | None,
        reason: Mapping[str, Any] | None = None,
    ) -> None:
        """Record how it ended: pictures, micro-dollars, and why there are none.

        Raises `LeaseLostError`.
        """
        failed = None if reason is None else dict(reason)
        await self._change(job_id, number, arrived=arrived, charged=charged, reason=failed)

    async def _change(self, job_id: int, number: int, **values: Any) -> None:
        own = select(jobs.c.id).where(
            jobs.c.id == job_id, jobs.c.owner == self._owner, IS_UNFINISHED
        )
        statement = (
            update(tasks)
            .where(tasks.c.job_id == job_id, tasks.c.number == number, own.exists())
            .values(**values)
        )
        changed = await self._database.run_write(
            lambda connection: connection.execute(statement).rowcount
        )
        if changed != 1:
            raise LeaseLostError(f"job {job_id}")
