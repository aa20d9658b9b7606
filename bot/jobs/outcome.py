"""Outcomes and statuses of jobs, in values that need no Discord, and the protocol of delivery."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.errors import Reason, ReasonedError
from bot.imaging.outputs import Picture
from bot.limits.quota import Usage
from bot.storage.records import Job, Posted
from providers.base import ImageRequest


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verified pictures of a request.

    `seed` is the one that the relay or the member named; `seconds` is how long the member waited.
    """

    request: ImageRequest
    pictures: tuple[Picture, ...]
    seed: int | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Waiting:
    """In the queue: `position` 1 is next."""

    position: int
    usage: Usage | None = None


@dataclass(frozen=True, slots=True)
class Running:
    """Being generated since then."""

    since: datetime
    usage: Usage | None = None


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


Status = Waiting | Running | Done | Failed | Cancelled


class DeliveryError(Exception):
    """A delivery that failed, and may succeed if it is tried again."""


class UndeliverableError(ReasonedError):
    """Pictures that cannot be posted anywhere the member would find them."""


class Delivery(Protocol):
    """The side of the jobs that faces Discord."""

    async def post(self, job: Job, outcome: Outcome) -> Posted:
        """Post the pictures, once; raises `DeliveryError` or `UndeliverableError`."""

    async def find(self, job: Job) -> Posted | None:
        """Find the message of this job, if it was posted before; raises like `post`."""

    async def notify(self, job: Job, status: Status) -> None:
        """Tell the member the status privately, if that is still possible; raises nothing."""
