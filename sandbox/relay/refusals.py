"""The relay's errors: each code's status, and the body of its answer (docs/relay.md, section 3)."""

import uuid
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson
from aiohttp import web


class ErrorKind(NamedTuple):
    """The fixed fields of an error code."""

    status: int
    type: str
    source: str
    message: str


CODES: dict[str, ErrorKind] = {
    "UPSTREAM_INVALID_REQUEST": ErrorKind(
        400, "validation", "provider", "The provider refused a parameter"
    ),
    "MISSING_CREDENTIALS": ErrorKind(401, "authentication", "client", "Missing X-API-Key header"),
    "INVALID_API_KEY": ErrorKind(401, "authentication", "client", "Invalid API key"),
    "KEY_REVOKED": ErrorKind(401, "authentication", "client", "This API key was revoked"),
    "INSUFFICIENT_CREDITS": ErrorKind(402, "authorization", "client", "Insufficient credits"),
    "KEY_BUDGET_EXHAUSTED": ErrorKind(
        402, "authorization", "client", "The budget of this key is exhausted"
    ),
    "MODEL_NOT_AVAILABLE": ErrorKind(403, "unavailable", "relay", "This model is not available"),
    "MODEL_RETIRED": ErrorKind(403, "removed", "relay", "This model was retired"),
    "SCOPE_DENIED": ErrorKind(403, "authorization", "client", "This key may not use this route"),
    "TIER_FEATURE_UNAVAILABLE": ErrorKind(403, "authorization", "client", "Not part of your tier"),
    "MODEL_NOT_FOUND": ErrorKind(404, "validation", "client", "Model not found"),
    "TASK_NOT_FOUND": ErrorKind(404, "validation", "client", "Task not found or expired"),
    "IDEMPOTENCY_IN_PROGRESS": ErrorKind(
        409, "validation", "client", "A request with this Idempotency-Key is still being accepted"
    ),
    "FILE_TOO_LARGE": ErrorKind(413, "validation", "client", "The file is too large"),
    "FILE_TYPE_UNSUPPORTED": ErrorKind(
        415, "validation", "client", "The file is not an image we take"
    ),
    "CONTENT_POLICY_DECLINED": ErrorKind(
        422, "validation", "provider", "The model declined this request on content"
    ),
    "IMAGE_TEXT_RESPONSE": ErrorKind(
        422, "validation", "provider", "The model answered with text instead of an image"
    ),
    "IDEMPOTENCY_KEY_REUSED": ErrorKind(
        422, "validation", "client", "This Idempotency-Key was used with another body"
    ),
    "VALIDATION_ERROR": ErrorKind(422, "validation", "client", "The request is not valid"),
    "RATE_LIMITED": ErrorKind(429, "rate_limit", "relay", "Too many requests"),
    "INTERNAL_ERROR": ErrorKind(500, "internal", "relay", "Internal error"),
    "IMAGE_NO_OUTPUT": ErrorKind(502, "unavailable", "provider", "The provider returned no image"),
    "PROVIDER_UNAVAILABLE": ErrorKind(
        502, "unavailable", "provider", "The provider is not reachable"
    ),
    "PROVIDER_SCHEMA_MISMATCH": ErrorKind(
        502, "schema", "provider", "The provider answered in an unexpected form"
    ),
    "UPSTREAM_ERROR": ErrorKind(502, "unavailable", "provider", "The provider failed"),
    "CAPACITY_EXHAUSTED": ErrorKind(503, "unavailable", "relay", "No capacity at the moment"),
    "UPSTREAM_TIMEOUT": ErrorKind(504, "timeout", "provider", "The provider took too long"),
}

DETAILS: dict[str, Any] = {
    "CONTENT_POLICY_DECLINED": {
        "finish_reason": "IMAGE_SAFETY",
        "block_reason": "SAFETY",
        "text": "I can't make this picture. Try to describe it in another way.",
    },
    "IMAGE_TEXT_RESPONSE": {
        "text": "What kind of animal should it be? Tell me more and I will draw it."
    },
}
"""The usual `detail` of a code."""


@dataclass(eq=False)
class RefusalError(Exception):
    """A refused request. `detail` replaces the usual one, `retry_after` is the header's value."""

    code: str
    message: str = ""
    detail: Any = None
    retry_after: str | None = None

    @property
    def kind(self) -> ErrorKind:
        return CODES[self.code]

    @property
    def words(self) -> str:
        return self.message or self.kind.message

    @property
    def facts(self) -> Any:
        """The detail as an object or a list; None if there is only the message."""
        return self.detail if self.detail is not None else DETAILS.get(self.code)


def validation_error(
    field: str, message: str, kind: str = "value_error", *, where: str = "body"
) -> RefusalError:
    """Return a VALIDATION_ERROR about one field."""
    return RefusalError(
        "VALIDATION_ERROR", detail=[{"loc": [where, field], "msg": message, "type": kind}]
    )


def refusal_response(refusal: RefusalError) -> web.Response:
    """Return the answer to a refused request."""
    kind = refusal.kind
    headers = {"Retry-After": refusal.retry_after} if refusal.retry_after is not None else {}
    answer = error_response(kind.status, refusal.words, refusal.facts, refusal.code, kind)
    answer.headers.update(headers)
    return answer


def error_response(
    status: int,
    message: str,
    detail: Any = None,
    code: str | None = None,
    kind: ErrorKind | None = None,
) -> web.Response:
    """Return an error in the relay's form; that of an unknown path, for one, has no code."""
    request_id = new_request_id()
    error = {
        "code": code,
        "type": kind.type if kind else None,
        "source": kind.source if kind else None,
        "message": message,
        "request_id": request_id,
        "detail": detail,
    }
    body = orjson.dumps({"detail": message if detail is None else detail, "error": error})
    headers = {"X-Request-ID": request_id}
    return web.Response(body=body, status=status, content_type="application/json", headers=headers)


def new_request_id() -> str:
    return f"req_{uuid.uuid4().hex[:24]}"
