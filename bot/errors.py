"""From an exception to what a member reads: exceptions carry facts, the texts hold the words."""

import errno
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.common.markdown import inert
from bot.storage.database import StorageError
from bot.storage.records import Job
from bot.texts import Texts
from providers import errors as relay


@dataclass(frozen=True, slots=True)
class Reason:
    """Why not: the key of a text, and its facts."""

    key: str
    facts: Mapping[str, str | int] = field(default_factory=dict)


class ReasonedError(Exception):
    """A failure whose reason is already in terms that a member understands."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.key)
        self.reason = reason


class UserError(ReasonedError):
    """The member can do something about it. `reason` says what; nothing was counted."""

    def __init__(self, key: str, **facts: str | int) -> None:
        super().__init__(Reason(key, facts))


_KEYS: dict[type[BaseException], str] = {
    relay.UnreachableError: "failed-unreachable",
    relay.BadAnswerError: "failed-provider",
    relay.InvalidRequestError: "failed-invalid",
    relay.InputRejectedError: "failed-input",
    relay.ContentDeclinedError: "failed-declined",
    relay.TextAnswerError: "failed-text",
    relay.NotOfferedError: "failed-not-offered",
    relay.KeyReusedError: "failed-internal",
    relay.OperatorError: "failed-operator",
    relay.BusyError: "failed-busy",
    relay.ProviderTimeoutError: "failed-timeout",
    relay.ProviderFailedError: "failed-provider",
    relay.TaskGoneError: "failed-expired",
    relay.DeadlineError: "failed-timeout",
    relay.LinkError: "failed-link",
    relay.MovedError: "failed-moved",
    StorageError: "failed-storage",
}
_MOST_WORDS = 400


def explain(error: BaseException) -> Reason:
    """Why a job failed, or a command was not taken, in terms that a member understands."""
    match error:
        case ReasonedError(reason=reason):
            return reason
        case relay.TextAnswerError(words=words) if words.strip():
            return Reason("failed-text-words", {"words": _short(words)})
        case relay.ContentDeclinedError(words=words) if words.strip():
            return Reason("failed-declined-words", {"words": _short(words)})
        case relay.InvalidRequestError(field=str(field), words=words) if words.strip():
            return Reason("failed-invalid-field", {"field": field, "words": _short(words)})
        case relay.InvalidRequestError(words=words) if words.strip():
            return Reason("failed-invalid-words", {"words": _short(words)})
        case OSError(errno=errno.ENOSPC):
            return Reason("failed-storage")
    for kind in type(error).__mro__:
        if key := _KEYS.get(kind):
            return Reason(key)
    return Reason("failed-internal")


def _short(words: str) -> str:
    folded = " ".join(words.split())
    return folded if len(folded) <= _MOST_WORDS else folded[: _MOST_WORDS - 1] + "…"


def reason_of(job: Job) -> Reason:
    """Why a failed job failed, from its row."""
    facts = dict(job.reason or {})
    return Reason(str(facts.pop("key", "failed-internal")), facts)


# The facts of texts that are what a relay or a member has written.
_SAID_BY_OTHERS = {"words", "word", "reason"}


def sentence(texts: Texts, reason: Reason) -> str:
    """A reason in words; what others said is shown as they said it, not as Markdown."""
    facts = {
        name: inert(fact) if name in _SAID_BY_OTHERS else fact
        for name, fact in reason.facts.items()
        if isinstance(fact, str)
    }
    return texts.say(reason.key, **{**reason.facts, **facts})
