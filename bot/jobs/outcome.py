"""Outcomes and statuses of jobs, in values that need no Discord, and the protocol of delivery."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.errors import Reason, ReasonedError, reason_of
from bot.imaging.outputs import Picture
from bot.jobs.pace import Pace, Phase
from bot.limits.quota import Usage
from bot.storage.records import Job, Posted, State
from providers.base import ImageRequest


@dataclass(frozen=True, slots=True)
class Part:
    """One of several tasks: its request, how many pictures it came to, and why it failed."""

    request: ImageRequest
    pictures: int
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verified pictures of a request.

    `seed` is the one that the relay or the member named; `seconds` is how long the member waited.
    `parts` are the tasks, where there were several; the pictures are in their order.
    """

    request: ImageRequest
    pictures: tuple[Picture, ...]
    seed: int | None
    seconds: float
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """In the queue: `position` 1 is next. `ready` is when it is likely to be done, if known."""

    position: int
    usage: Usage | None = None
    ready: datetime | None = None


@dataclass(frozen=True, slots=True)
class Running:
    """Being generated since then, by a model of this pace."""

    since: datetime
    usage: Usage | None = None
    pace: Pace = field(default_factory=Pace)
    phase: Phase = Phase.USUAL

    @property
    def may_be_given_up(self) -> bool:
        """True if it takes so long that the member may give up."""
        return self.phase is Phase.STUCK


@dataclass(frozen=True, slots=True)
class Troubled:
    """Waiting for the relay or for Discord to answer again; `reason` says what is tried, and until
    when."""

    reason: Reason
    may_be_given_up: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """Posted there."""

    posted: Posted


@dataclass(frozen=True, slots=True)
class Failed:
    """Not posted, and not counted."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Taken out of the queue by the member."""


@dataclass(frozen=True, slots=True)
class GivenUp:
    """Given up by the member while the relay may have been paid; `charged` is in micro-dollars."""

    charged: int


def end_of(job: Job) -> Done | Failed | Cancelled | None:
    """Return the last status of a job by its row, None if it has not ended."""
    match job.state:
        case State.DONE if job.message_id is not None:
            return Done(Posted(job.message_channel_id, job.message_id, job.pictures))
        case State.CANCELLED if job.reason is None:
            return Cancelled()
        case State.DONE | State.FAILED | State.CANCELLED:
            return Failed(reason_of(job))
        case _:
            return None


Status = Waiting | Running | Troubled | Done | Failed | Cancelled | GivenUp


class DeliveryError(Exception):
    """A delivery that failed, and may succeed if it is tried again."""


class OperatorTroubleError(DeliveryError):
    """A delivery that only the operator can make possible again, such as with a new token."""


class UndeliverableError(ReasonedError):
    """Pictures that cannot be posted anywhere the member would find them."""


class BatchFailedError(ReasonedError):
    """A job of which no task came to any picture; `charged` are the micro-dollars paid for it."""

    def __init__(self, reason: Reason, charged: int) -> None:
        super().__init__(reason)
        self.charged = charged


Fence = Callable[[str], Awaitable[None]]
"""Awaited with the name of the way right before every send; raises when the job is not ours."""


class Delivery(Protocol):
    """The side of the jobs that faces Discord."""

    async def post(
        self, job: Job, outcome: Outcome, fence: Fence, *, privately: bool = False
    ) -> Posted:
        """Post the pictures, once; raises `DeliveryError` or `UndeliverableError`.

        With `privately` only the member is shown them. What `fence` raises is passed on.
        """

    async def find(self, job: Job) -> Posted | None:
        """Find the message of this job, if it was posted before; raises like `post`."""

    async def remove_duplicates(self, job: Job, posted: Posted) -> Posted:
        """Delete all messages of the job but the oldest, `posted` among them; return the oldest.

        Raises like `post`.
        """

    async def notify(self, job: Job, status: Status) -> None:
        """Tell the member the status privately, if that is still possible.

        Raises `DeliveryError` for an end that the member has to be told later.
        """
