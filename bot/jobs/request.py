"""A request on its way to a job: the one value from the event that asked for it to its row."""

from dataclasses import asdict, dataclass, field
from datetime import datetime

from bot.limits.quota import Cost
from bot.limits.spender import Spender
from bot.storage.records import Area, Destination, Job, Source, State, StoredInput
from providers.base import ImageRequest


@dataclass(frozen=True, slots=True)
class JobRequest:
    """A member's request. `id` is the snowflake of the event that asked for it.

    `inputs` are its images, as they will be stored; `estimate` is its price in micro-dollars, where
    one is known. `area` is the part of a picture that is made, if it is not all of it.
    """

    id: int
    spender: Spender
    destination: Destination
    request: ImageRequest
    source: Source | None = None
    inputs: tuple[StoredInput, ...] = field(default=(), repr=False)
    estimate: int | None = None
    area: Area | None = None

    @property
    def cost(self) -> Cost:
        """Return what it counts against limits and budget."""
        return Cost(self.request.pictures, self.estimate or 0)

    def job(self, now: datetime) -> Job:
        """Return the job that it becomes when it is accepted."""
        before = self.area.before if self.area else ""
        sent = self.request.sent()
        return Job(
            id=self.id,
            state=State.QUEUED,
            member_id=self.spender.member_id,
            destination=self.destination,
            operation=self.request.operation,
            request={**sent, "prompt": before + sent["prompt"]},
            style=asdict(self.request.style) if self.request.style else None,
            area=self.area,
            pictures=self.request.pictures,
            created_at=now,
            estimate=self.estimate,
            source=self.source,
            has_inputs=bool(self.inputs),
        )
