"""What becomes of a job, in values that need no Discord; and what is asked of who delivers it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.limits import Limit
from bot.outputs import Picture
from bot.storage.records import Job
from providers.base import ImageRequest


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the relay made of a request. `seconds` is how long the member waited for it."""

    request: ImageRequest
    pictures: tuple[Picture, ...]
    seed: int | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Posted:
    """Where the pictures stand, and how many of them; no channel means an answer seen by one."""

    channel_id: int | None
    message_id: int
    pictures: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why not: the key of a text, and its facts."""

    key: str
    facts: Mapping[str, str | int] = field(default_factory=dict)


def reason_of(job: Job) -> Reason:
    """Why a failed job failed, from its row."""
    facts = dict(job.reason or {})
    return Reason(str(facts.pop("key", "failed-internal")), facts)


@dataclass(frozen=True, slots=True)
class Usage:
    """What is used of a limit, this job included: pictures, or micro-dollars."""

    used: int
    limit: Limit

    @property
    def share(self) -> float:
        """1 is all of it."""
        return self.used / self.limit.amount if self.limit.amount else 1.0


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


class UndeliverableError(Exception):
    """The pictures cannot be posted anywhere the member would find them."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.key)
        self.reason = reason


class Delivery(Protocol):
    """What the jobs need of Discord."""

    async def post(self, job: Job, outcome: Outcome) -> Posted:
        """Post the pictures, once; raises `DeliveryError` or `UndeliverableError`."""

    async def find(self, job: Job) -> Posted | None:
        """The message of this job if it stands already; raises like `post`."""

    async def tell(self, job: Job, status: Status) -> None:
        """Let the member know privately, as far as that still goes; raises nothing of its own."""
