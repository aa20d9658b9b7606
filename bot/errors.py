"""From an exception to what a member reads: exceptions carry facts, the texts hold the words."""

import errno

from bot.outcome import Reason, UndeliverableError
from bot.storage.database import StorageError
from providers import errors as relay


class UserError(Exception):
    """The member can do something about it. `reason` says what; nothing was counted."""

    def __init__(self, key: str, **facts: str | int) -> None:
        super().__init__(key)
        self.reason = Reason(key, facts)


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
    StorageError: "failed-storage",
}
_MOST_WORDS = 400


def explain(error: BaseException) -> Reason:
    """Why a job failed, or a command was not taken, in terms that a member understands."""
    match error:
        case UserError(reason=reason) | UndeliverableError(reason=reason):
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
