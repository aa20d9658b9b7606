"""A request on its way to a job: the one value from the event that asked for it to its row."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from bot.jobs.batch import Batch
from bot.limits.quota import Cost
from bot.limits.spender import Spender
from bot.storage.records import Area, Destination, Job, JobTask, Source, State, StoredInput
from providers.base import ImageRequest


@dataclass(frozen=True, slots=True)
class TaskRequest:
    """One of several tasks of a request, with its price in micro-dollars.

    `names` are its images, each with the name that the request has for it.
    """

    request: ImageRequest
    estimate: int | None = None
    names: Mapping[str, str] = field(default_factory=dict)

    def task(self, number: int, area: Area | None) -> JobTask:
        """Return the task that it becomes."""
        sent, request = _sent(self.request, area), self.request
        return JobTask(number, request.operation, sent, request.pictures, self.estimate, self.names)


@dataclass(frozen=True, slots=True)
class JobRequest:
    """A member's request. `id` is the snowflake of the event that asked for it.

    `inputs` are its images, as they will be stored; `estimate` is its price in micro-dollars, where
    one is known. With a `batch` there are several `tasks`, once they are known; the request is then
    what was typed, and the price is that of all. `area` is the
    part of a picture that is made, if it is not all of it.
    """

    id: int
    spender: Spender
    destination: Destination
    request: ImageRequest
    source: Source | None = None
    inputs: tuple[StoredInput, ...] = field(default=(), repr=False)
    estimate: int | None = None
    area: Area | None = None
    batch: Batch | None = None
    tasks: tuple[TaskRequest, ...] = field(default=(), repr=False)

    @property
    def pictures(self) -> int:
        """Return the number of pictures asked for."""
        if not self.tasks:
            return self.request.pictures
        return sum(task.request.pictures for task in self.tasks)

    @property
    def family(self) -> str:
        """Return the family of models that makes it; empty for several, which are none of them."""
        families = {task.request.family for task in self.tasks} or {self.request.family}
        return families.pop() if len(families) == 1 else ""

    @property
    def cost(self) -> Cost:
        """Return what it counts against limits and budget."""
        return Cost(self.pictures, self.estimate or 0)

    def job_tasks(self) -> list[JobTask]:
        """Return the tasks of the job, where it has several."""
        return [one.task(number, self.area) for number, one in enumerate(self.tasks, start=1)]

    def job(self, now: datetime) -> Job:
        """Return the job that it becomes when it is accepted."""
        first = self.tasks[0].request if self.tasks else self.request
        return Job(
            id=self.id,
            state=State.QUEUED,
            member_id=self.spender.member_id,
            destination=self.destination,
            operation=first.operation,
            request=_sent(first, self.area),
            style=asdict(first.style) if first.style else None,
            area=self.area,
            batch=self.batch.stored() if self.batch and self.tasks else None,
            pictures=self.pictures,
            created_at=now,
            estimate=self.estimate,
            source=self.source,
            has_inputs=bool(self.inputs),
        )


def _sent(request: ImageRequest, area: Area | None) -> dict[str, Any]:
    """Return the values as the relay gets them, with the words about an area."""
    sent = request.sent()
    return {**sent, "prompt": (area.before if area else "") + sent["prompt"]}
