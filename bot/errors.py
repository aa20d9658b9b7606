"""Translation of exceptions into reasons, and of reasons into sentences for members."""

import errno
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.common.markdown import Markup, inline_code, one_line
from bot.common.plain_text import clean_line
from bot.storage.database import StorageError
from bot.storage.records import Job
from bot.texts import Texts
from providers import errors as relay


@dataclass(frozen=True, slots=True)
class Reason:
    """The reason of a failure or refusal: the key of a text, and its facts."""

    key: str
    facts: Mapping[str, str | int] = field(default_factory=dict)


class ReasonedError(Exception):
    """An error whose reason is ready for members."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.key)
        self.reason = reason


class UserError(ReasonedError):
    """An error that the member can do something about; nothing was counted."""

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
_MAX_QUOTE = 400
# Characters of one fact: what moderators write has 300, a list of names may have more.
_MAX_FACT = 500


def explain(error: BaseException) -> Reason:
    """Return the reason of a failed job or a refused command, for a member."""
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


def _short(quote: str) -> str:
    return clean_line(quote, _MAX_QUOTE)


def reason_of(job: Job) -> Reason:
    """Return the reason of a failed job, from its row."""
    facts = dict(job.reason or {})
    return Reason(str(facts.pop("key", "failed-internal")), facts)


def sentence(texts: Texts, reason: Reason) -> Markup:
    """Return a reason in words.

    Each fact is taken for text from outside and escaped, except for numbers and `Markup`.
    """
    in_code = texts.facts_in_code(reason.key)
    facts = {name: _shown(fact, in_code=name in in_code) for name, fact in reason.facts.items()}
    return Markup(texts.say(reason.key, **facts))


def _shown(fact: str | int, *, in_code: bool) -> str | int:
    if not isinstance(fact, str) or isinstance(fact, Markup):
        return fact
    return inline_code(fact, _MAX_FACT) if in_code else one_line(fact, _MAX_FACT)
