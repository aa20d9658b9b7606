"""The relay's error answers (docs/relay.md, section 3) as typed errors: by status, then by code."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, TypedDict

from providers.errors import (
    BadKeyError,
    BusyError,
    CapacityError,
    ContentDeclinedError,
    InputRejectedError,
    InvalidRequestError,
    KeyReusedError,
    NotOfferedError,
    OutOfCreditsError,
    ProviderFailedError,
    ProviderTimeoutError,
    RateLimitedError,
    RelayError,
    StillAcceptingError,
    TextAnswerError,
)
from providers.relay.redaction import redact

_MAX_COMPLAINTS = 20
_MAX_STEPS = 10

_STATUS_OF_CODE: Mapping[str, int] = MappingProxyType(
    {
        "UPSTREAM_INVALID_REQUEST": 400,
        "INVALID_API_KEY": 401,
        "KEY_REVOKED": 401,
        "MISSING_CREDENTIALS": 401,
        "INSUFFICIENT_CREDITS": 402,
        "KEY_BUDGET_EXHAUSTED": 402,
        "MODEL_NOT_AVAILABLE": 403,
        "MODEL_RETIRED": 403,
        "SCOPE_DENIED": 403,
        "TIER_FEATURE_UNAVAILABLE": 403,
        "MODEL_NOT_FOUND": 404,
        "IDEMPOTENCY_IN_PROGRESS": 409,
        "FILE_TOO_LARGE": 413,
        "FILE_TYPE_UNSUPPORTED": 415,
        "CONTENT_POLICY_DECLINED": 422,
        "IMAGE_TEXT_RESPONSE": 422,
        "IDEMPOTENCY_KEY_REUSED": 422,
        "VALIDATION_ERROR": 422,
        "RATE_LIMITED": 429,
        "CAPACITY_EXHAUSTED": 503,
        "UPSTREAM_TIMEOUT": 504,
    }
)


class _CommonFields(TypedDict):
    message: str
    status: int | None
    code: str | None
    request_id: str | None


@dataclass(frozen=True)
class AnswerMetadata:
    """The facts about an answer beside its body. `secrets` must not get into any error."""

    request_id: str | None = None
    credit_warning: bool = False
    retry_after: float | None = None
    secrets: Sequence[str] = field(default=(), repr=False)


@dataclass(frozen=True)
class Refusal:
    """A failure as an answer or a failed task reports it. `status` is None for a task."""

    status: int | None
    metadata: AnswerMetadata
    code: str | None = None
    message: str = ""
    detail: object = None

    def to_error(self) -> RelayError:
        """Return the typed error; an unknown status is a failure of the provider."""
        status = self.status if self.status is not None else _STATUS_OF_CODE.get(self.code or "")
        make = _BY_STATUS.get(status or 0)
        return make(self) if make else ProviderFailedError(**self.common_fields())

    def common_fields(self) -> _CommonFields:
        return {
            "message": self.redacted(self.message),
            "status": self.status,
            "code": self.redacted(self.code, 64) or None,
            "request_id": self.redacted(self.metadata.request_id, 128) or None,
        }

    def redacted(self, value: object, limit: int = 500) -> str:
        return redact(value, self.metadata.secrets, limit) if isinstance(value, str) else ""

    def detail_text(self, name: str) -> str:
        """Return the string in `detail` under `name`, redacted."""
        return self.redacted(self.detail.get(name)) if isinstance(self.detail, Mapping) else ""


def refusal_of_answer(status: int, body: Mapping[str, Any], metadata: AnswerMetadata) -> Refusal:
    """Read the answer of a status outside 2xx; `body` is empty if it was HTML or nothing."""
    error = body.get("error")
    inner = error if isinstance(error, Mapping) else {}
    detail = inner.get("detail")
    detail = body.get("detail") if detail is None else detail
    outer = detail if isinstance(detail, Mapping) else {}
    request_id = metadata.request_id or _first_text(inner.get("request_id")) or None
    return Refusal(
        status,
        replace(metadata, request_id=request_id),
        code=_first_text(inner.get("code"), outer.get("code")) or None,
        message=_message(
            # AUTOMATIC1111 has the words of its exception there, and the name of it in `error`.
            body.get("errors"),
            _first_text(inner.get("message"), error, detail, outer.get("message")),
        ),
        detail=detail,
    )


def _message(words: object, message: str) -> str:
    return f"{message}: {words}" if isinstance(words, str) and words else message


def refusal_of_task(body: Mapping[str, Any], metadata: AnswerMetadata) -> Refusal:
    """Read the `error`, `error_code` and `error_detail` of a failed task."""
    error, detail = body.get("error"), body.get("error_detail")
    inner = error if isinstance(error, Mapping) else {}
    outer = detail if isinstance(detail, Mapping) else {}
    return Refusal(
        None,
        metadata,
        code=_first_text(body.get("error_code"), inner.get("code"), outer.get("code")) or None,
        message=_first_text(error, inner.get("message"), detail, outer.get("message")),
        detail=inner.get("detail") if detail is None else detail,
    )


def _first_text(*values: object) -> str:
    return next((value for value in values if isinstance(value, str) and value), "")


def _unprocessable(refusal: Refusal) -> RelayError:
    common = refusal.common_fields()
    match refusal.code:
        case "CONTENT_POLICY_DECLINED":
            reason = refusal.detail_text("block_reason") or refusal.detail_text("finish_reason")
            return ContentDeclinedError(
                **common, reason=reason or None, words=refusal.detail_text("text")
            )
        case "IMAGE_TEXT_RESPONSE":
            return TextAnswerError(**common, words=refusal.detail_text("text"))
        case "IDEMPOTENCY_KEY_REUSED":
            return KeyReusedError(**common)
        case _:
            return _invalid(refusal)


def _invalid(refusal: Refusal) -> RelayError:
    common = refusal.common_fields()
    name, words = _first_complaint(refusal.detail)
    name, words = refusal.redacted(name, 100), refusal.redacted(words)
    common["message"] = common["message"] or ": ".join(filter(None, (name, words)))
    return InvalidRequestError(**common, field=name or None, words=words or common["message"])


def _first_complaint(detail: object) -> tuple[str, str]:
    """Return field and message of the first item in a list of `{loc, msg, type}`."""
    complaints = detail if isinstance(detail, list) else [detail]
    for complaint in complaints[:_MAX_COMPLAINTS]:
        if isinstance(complaint, Mapping) and "msg" in complaint:
            loc = complaint.get("loc")
            path = loc if isinstance(loc, list) else [loc]
            steps = [str(step) for step in path[:_MAX_STEPS] if isinstance(step, str | int)]
            name = ".".join(step for step in steps if step != "body")
            return name, _first_text(complaint["msg"])
    return "", ""


def _plain(kind: type[RelayError]) -> Callable[[Refusal], RelayError]:
    return lambda refusal: kind(**refusal.common_fields())


def _busy(kind: type[BusyError]) -> Callable[[Refusal], RelayError]:
    def make(refusal: Refusal) -> RelayError:
        asked = refusal.metadata.retry_after
        if asked is None:
            return kind(**refusal.common_fields())
        return kind(**refusal.common_fields(), retry_after=asked, told=True)

    return make


_BY_STATUS: Mapping[int, Callable[[Refusal], RelayError]] = MappingProxyType(
    {
        400: _invalid,
        401: _plain(BadKeyError),
        402: _plain(OutOfCreditsError),
        403: _plain(NotOfferedError),
        404: _plain(NotOfferedError),
        409: _busy(StillAcceptingError),
        413: _plain(InputRejectedError),
        415: _plain(InputRejectedError),
        422: _unprocessable,
        429: _busy(RateLimitedError),
        503: _busy(CapacityError),
        504: _plain(ProviderTimeoutError),
    }
)
