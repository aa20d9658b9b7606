"""Errors of the relay and of the way to it.

RelayError
├── UnreachableError          no answer at all: refused, reset, timed out, no such host
│   └── OwnServerAwayError        of the operator's own Stable Diffusion server
├── BadAnswerError            an answer that cannot be read: HTML, broken JSON, no pictures in it
│   └── AnswerTooLargeError       more bytes than are accepted
├── RequestRefusedError       the request itself will never work
│   ├── InvalidRequestError       400, 422: a parameter, `field` names it where known
│   ├── InputRejectedError        413, 415: an image the member gave
│   ├── ContentDeclinedError      422: declined on content
│   ├── TextAnswerError           422: the model answered in words, `words`
│   ├── NotOfferedError           403, 404: the model or the feature is not on offer
│   └── KeyReusedError            422: this idempotency key was used for another body
├── OperatorError             only the bot's operator can solve it
│   ├── BadKeyError               401
│   ├── OutOfCreditsError         402
│   └── OwnServerError            401, 404: the operator's own Stable Diffusion server is not set up
├── BusyError                 wait `retry_after` seconds and ask again
│   ├── RateLimitedError          429
│   ├── CapacityError             503
│   └── StillAcceptingError       409: the same key is being accepted right now
├── ProviderFailedError       500, 502 and every unknown status
│   ├── ProviderTimeoutError      504
│   └── OwnServerFailedError      the operator's own Stable Diffusion server, such as out of memory
├── TaskGoneError             404 on a poll: the record has expired
├── DeadlineError             the task did not end in time, or the relay does not say whether
├── MovedError                the relay's address was changed while a submit was uncertain
└── LinkError                 a link of the answer gave no picture: dead, too large, not allowed

An error has facts; `bot/errors.py` turns them into the sentence that a member reads.
Neither a key nor a task's id is ever part of one.
"""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(eq=False)
class RelayError(Exception):
    """Any failure at the relay.

    `status` is the HTTP status if there was one, `code` the relay's own code, `request_id` an id
    that the relay's operator can look up. `message` may be text of the relay, which may repeat the
    prompt: `str()` leaves it out then.
    """

    is_own_message: ClassVar[bool] = True
    """True if `message` is written here, False if it is text of the relay."""

    message: str = ""
    status: int | None = None
    code: str | None = None
    request_id: str | None = None

    def __str__(self) -> str:
        facts = (
            f"status {self.status}" if self.status else "",
            self.code or "",
            f"request {self.request_id}" if self.request_id else "",
            self.message if self.is_own_message else "",
        )
        return ", ".join(fact for fact in facts if fact) or type(self).__name__


@dataclass(eq=False)
class UnreachableError(RelayError):
    """The relay gave no answer. `sent` is False if the request cannot have reached it."""

    sent: bool = True


class OwnServerAwayError(UnreachableError):
    """The operator's own Stable Diffusion server gave no answer."""


class BadAnswerError(RelayError):
    """The relay's answer cannot be read."""


class AnswerTooLargeError(BadAnswerError):
    """The relay's answer has more bytes than are accepted."""


class RequestRefusedError(RelayError):
    """The request will never work as it is."""

    is_own_message = False


@dataclass(eq=False)
class InvalidRequestError(RequestRefusedError):
    """A parameter was refused; `field` is its name in the request, `words` the explanation."""

    field: str | None = None
    words: str = ""


class InputRejectedError(RequestRefusedError):
    """An input image is too large, or of a type that the provider does not take."""


@dataclass(eq=False)
class ContentDeclinedError(RequestRefusedError):
    """Declined on content; `reason` is the model's finish or block reason, `words` its text."""

    reason: str | None = None
    words: str = ""


@dataclass(eq=False)
class TextAnswerError(RequestRefusedError):
    """The model answered in words instead of a picture: `words`."""

    words: str = ""


class NotOfferedError(RequestRefusedError):
    """The relay does not serve this model now."""


class KeyReusedError(RequestRefusedError):
    """The idempotency key was used for another body."""


class OperatorError(RelayError):
    """A problem that only the operator of the bot can solve."""

    is_own_message = False


class BadKeyError(OperatorError):
    """The bot's key is missing, wrong or revoked."""


class OutOfCreditsError(OperatorError):
    """The bot's account is out of credits, or its key out of budget."""


class OwnServerError(OperatorError):
    """The operator's own Stable Diffusion server cannot be used as it is set up."""

    is_own_message = True


@dataclass(eq=False)
class BusyError(RelayError):
    """A busy service, to be asked again after `retry_after` seconds.

    `told` says that the service itself named the time.
    """

    is_own_message: ClassVar[bool] = False
    retry_after: float = 1.0
    told: bool = False


class RateLimitedError(BusyError):
    """Too many requests a minute for the account."""


class CapacityError(BusyError):
    """The provider has no capacity now."""


class StillAcceptingError(BusyError):
    """The first submit under this idempotency key is still being accepted."""


class ProviderFailedError(RelayError):
    """The provider, or the relay itself, failed."""

    is_own_message = False


class ProviderTimeoutError(ProviderFailedError):
    """The provider took too long."""


class OwnServerFailedError(ProviderFailedError):
    """The operator's own Stable Diffusion server failed, or gave an answer without a picture."""

    is_own_message = True


class TaskGoneError(RelayError):
    """The relay no longer knows the task."""


@dataclass(eq=False)
class DeadlineError(RelayError):
    """The task did not end before our deadline.

    `definite` says that the relay itself told so; else it gave no answer that we can read.
    """

    definite: bool = False


class MovedError(RelayError):
    """The relay's address is another than when the request was submitted."""


class LinkError(RelayError):
    """A link in an answer gave no picture."""
