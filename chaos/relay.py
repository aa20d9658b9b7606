"""Relay that remembers every task by its job, for the audit."""

import re
from collections import Counter, defaultdict
from typing import Any

from aiohttp import web

from chaos.faults import Climate, RandomFaults
from chaos.plan import Plan
from sandbox.relay import RelayEmulator
from sandbox.relay.tasks import Task, TaskStore

# A snowflake; the number of a task comes after it, and that of the bot before it.
_JOB_ID = re.compile(r"\d{15,}(?=(-\d)?$)")
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
        self._tasks: defaultdict[int, list[tuple[str, Task]]] = defaultdict(list)

    def record(
        self, request: web.Request, body: dict[str, Any], key: str | None, task: Task
    ) -> None:
        """Record a request that was accepted, by the job's id in its key."""
        super().record(request, body, key, task)
        found = _JOB_ID.search(key or "")
        self._tasks[int(found[0]) if found else 0].append((key or "", task))

    def tasks_of(self, job_id: int) -> list[Task]:
        """Return the job's tasks."""
        return [task for _, task in self._tasks.get(job_id, [])]

    def tasks_a_key(self, job_id: int) -> int:
        """Return the number of tasks that were made for one key of the job, at most."""
        return max(Counter(key for key, _ in self._tasks.get(job_id, [])).values(), default=0)

    def charges_of(self, job_id: int) -> int:
        """Return the number of the job's tasks that were charged."""
        return sum(task.status == "completed" for task in self.tasks_of(job_id))

    def finished_at(self, job_id: int) -> float | None:
        """Return when the job's pictures were finished, on the monotonic clock."""
        ended = [task.ended_at for task in self.tasks_of(job_id) if task.status == "completed"]
        known = [moment for moment in ended if moment is not None]
        return max(known) if known and len(known) == len(self.tasks_of(job_id)) else None
