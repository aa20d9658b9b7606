"""Events: what happens, as values, for health, metrics and alerts.

Whoever does something reports it here and asks for nothing back. A value has no member's words and
no ids: models, outcomes and reasons are names from the code, so that there are few of each.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from providers import errors as relay

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class JobEnded:
    """A job of the operation `model` that ended; `seconds` since it was accepted, if it was posted.

    `micro_dollars` are what it is estimated to have cost.
    """

    model: str
    outcome: str
    seconds: float | None = None
    micro_dollars: int = 0


@dataclass(frozen=True, slots=True)
class PicturesCollected:
    """Pictures that the relay has made, so many seconds after it was asked."""

    model: str
    seconds: float


@dataclass(frozen=True, slots=True)
class JobTakenOver:
    """A job of an earlier process, or of another one that died."""


@dataclass(frozen=True, slots=True)
class RelayAnswered:
    """An answer of the relay; `is_accepted` if it accepted a request, and so the key."""

    is_accepted: bool = False


@dataclass(frozen=True, slots=True)
class RelayFailed:
    """A failure at the relay: tried again, unless it is final."""

    stage: str
    reason: str
    is_final: bool = False

    @classmethod
    def by(cls, error: relay.RelayError, stage: str, *, is_final: bool = False) -> "RelayFailed":
        """Return the event of an error."""
        return cls(stage, _reason_of(error), is_final)


@dataclass(frozen=True, slots=True)
class PostFailed:
    """A post that is tried again."""

    reason: str


@dataclass(frozen=True, slots=True)
class DiscordAnswered:
    """An answer of Discord's REST API."""

    status: int


@dataclass(frozen=True, slots=True)
class TransactionDone:
    """A transaction that the database has answered; `kind` is `read` or `write`."""

    kind: str
    seconds: float


@dataclass(frozen=True, slots=True)
class CreditsLow:
    """The relay's word that the account's credits run low."""


@dataclass(frozen=True, slots=True)
class BudgetReached:
    """So many percent of the operator's budget that are spent; the amounts are in dollars."""

    percent: int
    budget: str
    per: str
    spent: str


@dataclass(frozen=True, slots=True)
class CatalogueRead:
    """The relay's offer: operations that it has and has no more, and the options that it lacks."""

    offered: tuple[str, ...]
    gone: tuple[str, ...] = ()
    lacking: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeyTaken:
    """The relay's catalogue, which takes the key again that it refused."""


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A scheduled backup that is recent."""


@dataclass(frozen=True, slots=True)
class BackupLate:
    """A scheduled backup that failed, after the one before has become too old."""


Event = (
    JobEnded
    | PicturesCollected
    | JobTakenOver
    | RelayAnswered
    | RelayFailed
    | PostFailed
    | DiscordAnswered
    | TransactionDone
    | CreditsLow
    | BudgetReached
    | CatalogueRead
    | KeyTaken
    | BackupMade
    | BackupLate
)
Notify = Callable[[Event], None]
"""Takes an event; it returns at once and raises nothing, so no job depends on it."""

_REASONS: dict[type, str] = {
    relay.OwnServerAwayError: "own-server",
    relay.OwnServerFailedError: "own-server",
    relay.UnreachableError: "unreachable",
    relay.BadAnswerError: "bad-answer",
    relay.RequestRefusedError: "refused",
    relay.BadKeyError: "key",
    relay.OutOfCreditsError: "credits",
    relay.OwnServerError: "own-server",
    relay.RateLimitedError: "rate-limit",
    relay.BusyError: "busy",
    relay.ProviderFailedError: "provider",
    relay.TaskGoneError: "gone",
    relay.DeadlineError: "deadline",
    relay.LinkError: "link",
}


def _reason_of(error: relay.RelayError) -> str:
    match error:
        case relay.OwnServerFailedError():
            return "own-server"
        case relay.ProviderFailedError(code=None, status=int(status)) if status >= 500:
            # The word of what is in front of the relay.
            return "bad-answer"
        case relay.DeadlineError(definite=False):
            return "unreachable"
    return next((_REASONS[kind] for kind in type(error).__mro__ if kind in _REASONS), "other")


def ignore(_: Event) -> None:
    """Take no notice of an event."""


class EventHub:
    """Hands each event to all listeners."""

    def __init__(self) -> None:
        self._listeners: list[Notify] = []

    def listen(self, listener: Notify) -> None:
        """Hand each later event to `listener`, too."""
        self._listeners.append(listener)

    def __call__(self, event: Event) -> None:
        """Hand an event to all listeners; the failure of one is logged."""
        for listener in self._listeners:
            try:
                listener(event)
            except Exception:
                log.exception("an event is not taken: %s", type(event).__name__)
