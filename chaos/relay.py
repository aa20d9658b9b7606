"""Relay that remembers every task by its job, for the audit."""

from collections import defaultdict
from typing import Any

from aiohttp import web

from chaos.faults import Climate, RandomFaults
from chaos.plan import Plan
from sandbox.relay import RelayEmulator
from sandbox.relay.tasks import Task, TaskStore

_DELAY = 0.06
"""The share of the real service's time that a task takes: about half a second."""


class RecordingRelay(RelayEmulator):
    """The sandbox's relay under the weather."""

    def __init__(self, plan: Plan, climate: Climate) -> None:
        super().__init__(delay=_DELAY)
        self.faults = self.random_faults = RandomFaults(plan, climate)
        store = self.task_store
        self.task_store = TaskStore(
            self.faults, live=True, delay=_DELAY, retention=store.retention, clock=store.clock
        )
        self._tasks: defaultdict[int, list[Task]] = defaultdict(list)

    def record(
        self, request: web.Request, body: dict[str, Any], key: str | None, task: Task
    ) -> None:
        """Record a request that was accepted, by the job's id at the end of its key."""
        super().record(request, body, key, task)
        self._tasks[int((key or "-0").rpartition("-")[2])].append(task)

    def tasks_of(self, job_id: int) -> list[Task]:
        """Return the job's tasks."""
        return self._tasks.get(job_id, [])

    def charges_of(self, job_id: int) -> int:
        """Return the number of the job's tasks that were charged."""
        return sum(task.status == "completed" for task in self.tasks_of(job_id))

    def finished_at(self, job_id: int) -> float | None:
        """Return when the job's pictures were finished, on the monotonic clock."""
        tasks = self.tasks_of(job_id)
        return tasks[0].ended_at if tasks and tasks[0].status == "completed" else None
