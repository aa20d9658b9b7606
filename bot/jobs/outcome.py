"""What becomes of a job, in values that need no Discord; and what is asked of who delivers it."""

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
    """In line: `position` 1 is next."""

    position: int
    usage: Usage | None = None


@dataclass(frozen=True, slots=True)
class Running:
    """Being made, since then."""

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
    """Taken out of the line by the member."""


Status = Waiting | Running | Done | Failed | Cancelled


class DeliveryError(Exception):
    """Posting did not work this time; it may the next."""


class UndeliverableError(ReasonedError):
    """The pictures cannot be posted anywhere the member would find them."""


class Delivery(Protocol):
    """What the jobs need of Discord."""

    async def post(self, job: Job, outcome: Outcome) -> Posted:
        """Post the pictures, once; raises `DeliveryError` or `UndeliverableError`."""

    async def find(self, job: Job) -> Posted | None:
        """The message of this job if it stands already; raises like `post`."""

    async def notify(self, job: Job, status: Status) -> None:
        """Let the member know privately, as far as that still goes; raises nothing of its own."""
