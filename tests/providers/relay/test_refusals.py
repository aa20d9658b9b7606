"""The error table of docs/relay.md, section 3, as typed errors."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers import errors
from providers.errors import (
    ContentDeclinedError,
    InvalidRequestError,
    ProviderFailedError,
    RateLimitedError,
    RelayError,
    TextAnswerError,
)
from providers.relay.redaction import MAX_CHARACTERS
from providers.relay.refusals import AnswerMetadata, refusal_of_answer, refusal_of_task

TABLE = [
    (400, "UPSTREAM_INVALID_REQUEST", errors.InvalidRequestError),
    (401, "INVALID_API_KEY", errors.BadKeyError),
    (401, "KEY_REVOKED", errors.BadKeyError),
    (401, "MISSING_CREDENTIALS", errors.BadKeyError),
    (402, "INSUFFICIENT_CREDITS", errors.OutOfCreditsError),
    (402, "KEY_BUDGET_EXHAUSTED", errors.OutOfCreditsError),
    (403, "MODEL_NOT_AVAILABLE", errors.NotOfferedError),
    (403, "MODEL_RETIRED", errors.NotOfferedError),
    (403, "SCOPE_DENIED", errors.NotOfferedError),
    (403, "TIER_FEATURE_UNAVAILABLE", errors.NotOfferedError),
    (404, "MODEL_NOT_FOUND", errors.NotOfferedError),
    (409, "IDEMPOTENCY_IN_PROGRESS", errors.StillAcceptingError),
    (413, "FILE_TOO_LARGE", errors.InputRejectedError),
    (415, "FILE_TYPE_UNSUPPORTED", errors.InputRejectedError),
    (422, "CONTENT_POLICY_DECLINED", errors.ContentDeclinedError),
    (422, "IMAGE_TEXT_RESPONSE", errors.TextAnswerError),
    (422, "IDEMPOTENCY_KEY_REUSED", errors.KeyReusedError),
    (422, "VALIDATION_ERROR", errors.InvalidRequestError),
    (429, "RATE_LIMITED", errors.RateLimitedError),
    (500, "INTERNAL_ERROR", errors.ProviderFailedError),
    (502, "IMAGE_NO_OUTPUT", errors.ProviderFailedError),
    (502, "PROVIDER_UNAVAILABLE", errors.ProviderFailedError),
    (502, "PROVIDER_SCHEMA_MISMATCH", errors.ProviderFailedError),
    (502, "UPSTREAM_ERROR", errors.ProviderFailedError),
    (503, "CAPACITY_EXHAUSTED", errors.CapacityError),
    (504, "UPSTREAM_TIMEOUT", errors.ProviderTimeoutError),
]


def of_answer(status: int, body: dict[str, Any], **metadata: Any) -> RelayError:
    return refusal_of_answer(status, body, AnswerMetadata(**metadata)).to_error()


@pytest.mark.parametrize(("status", "code", "kind"), TABLE)
def test_each_row_of_the_table_is_its_own_error(
    status: int, code: str, kind: type[RelayError]
) -> None:
    body = {"error": {"code": code, "message": "why", "request_id": "r-1"}}
    error = of_answer(status, body)
    assert type(error) is kind
    assert (error.status, error.code, error.request_id) == (status, code, "r-1")
    assert error.message == "why"


@pytest.mark.parametrize(("code", "kind"), [(code, kind) for _, code, kind in TABLE])
def test_a_failed_task_fails_as_the_answer_with_its_code_would(
    code: str, kind: type[RelayError]
) -> None:
    error = refusal_of_task({"error": "why", "error_code": code}, AnswerMetadata()).to_error()
    assert type(error) is kind
    assert error.status is None


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 409, 413, 415, 422, 429, 503, 504])
def test_an_unknown_code_means_its_status(status: int) -> None:
    known = next(kind for row, _, kind in reversed(TABLE) if row == status)
    assert type(of_answer(status, {"error": {"code": "NEW"}})) is known
    assert type(of_answer(status, {})) is known


@given(st.integers(300, 599), st.dictionaries(st.sampled_from(["error", "detail"]), st.text()))
def test_every_status_with_any_body_is_a_typed_error(status: int, body: dict[str, str]) -> None:
    assert of_answer(status, body).status == status


def test_a_status_that_nobody_named_is_a_failure_of_the_provider() -> None:
    assert type(of_answer(418, {})) is ProviderFailedError


def test_a_validation_error_names_the_field() -> None:
    detail = [{"loc": ["body", "width"], "msg": "must be a multiple of 32", "type": "value_error"}]
    for body in ({"detail": detail}, {"error": {"code": "VALIDATION_ERROR", "detail": detail}}):
        error = of_answer(422, body)
        assert isinstance(error, InvalidRequestError)
        assert (error.field, error.words) == ("width", "must be a multiple of 32")


def test_a_refused_parameter_keeps_the_words_of_the_provider() -> None:
    error = of_answer(400, {"detail": "size is not supported"})
    assert isinstance(error, InvalidRequestError)
    assert error.words == "size is not supported"


def test_a_declined_prompt_keeps_reason_and_words() -> None:
    detail = {"finish_reason": "STOP", "block_reason": None, "text": "I can't draw that."}
    body = {"error": {"code": "CONTENT_POLICY_DECLINED", "detail": detail}}
    error = of_answer(422, body)
    assert isinstance(error, ContentDeclinedError)
    assert (error.reason, error.words) == ("STOP", "I can't draw that.")


def test_an_answer_in_words_is_kept_for_the_member() -> None:
    error = of_answer(422, {"detail": {"code": "IMAGE_TEXT_RESPONSE", "text": "Which cat?"}})
    assert isinstance(error, TextAnswerError)
    assert error.words == "Which cat?"


def test_retry_after_is_kept_and_one_second_where_none_was_given() -> None:
    told = of_answer(429, {}, retry_after=7.0)
    untold = of_answer(429, {})
    assert isinstance(told, RateLimitedError)
    assert isinstance(untold, RateLimitedError)
    assert (told.retry_after, untold.retry_after) == (7.0, 1.0)


def test_the_relays_words_are_bounded_and_on_one_line() -> None:
    error = of_answer(500, {"detail": "a\nb\x1b[31m" + "x" * 10**5})
    assert len(error.message) == MAX_CHARACTERS
    assert error.message.startswith("a b [31m")


@pytest.mark.parametrize("words", ["x", "relay_sk_", " ", "\n", "direct:a "])
def test_words_of_any_length_take_no_time(words: str) -> None:
    long = words * (10**7 // len(words))
    key = "s3cret-key-without-a-shape"
    bodies: list[dict[str, Any]] = [
        {"error": {"message": long, "code": long, "request_id": long}},
        {"detail": [{"loc": ["body", long], "msg": long}]},
        {"detail": [{"loc": ["steps"] * 10**6, "msg": {"deep": long}}]},
        {"detail": {"code": "IMAGE_TEXT_RESPONSE", "text": long}},
    ]
    start = time.process_time()
    for body in bodies:
        of_answer(422, body, secrets=(key,))
    assert time.process_time() - start < 0.2


def test_a_secret_at_the_end_of_what_is_looked_at_leaves_no_half_of_it() -> None:
    key = "s3cret-key-without-a-shape"
    for blanks in range(3950, 4050):
        error = of_answer(500, {"detail": " " * blanks + key + "x" * 10**5}, secrets=(key,))
        assert "s3c" not in error.message


def test_an_echoed_secret_is_taken_out_of_every_fact() -> None:
    key = "s3cret-key-without-a-shape"
    detail = [{"loc": ["body", key], "msg": f"bad {key.upper()}"}]
    body = {"error": {"code": key, "message": f"no {key}", "request_id": key, "detail": detail}}
    for status in (400, 401, 422, 500):
        error = of_answer(status, body, secrets=(key,))
        assert key not in (str(error) + repr(error)).lower()


def test_a_secret_at_the_end_of_what_is_kept_leaves_no_half_of_it() -> None:
    error = of_answer(500, {"detail": "x" * (MAX_CHARACTERS - 8) + "relay_sk_abcdefghij"})
    assert "relay" not in error.message


ID = "direct:0d9c2f0e-6a1b-4c55-9d7e-3f1f5b1f0a11"


@pytest.mark.parametrize(
    "words",
    [
        f"task {ID} failed",
        f"task {ID.upper()} failed",
        f"task {ID.replace(':', '%3A')} failed",
        f"task {ID.removeprefix('direct:')} failed",
        f"GET /v2/tasks/{ID}?wait=30",
        "x" * (16 * 2**10 - 20) + ID,
        ID * 2000,
    ],
)
def test_a_task_is_not_named_in_any_spelling(words: str) -> None:
    error = of_answer(500, {"detail": words}, secrets=("", ID))
    assert "6a1b-4c55" not in error.message.lower()
    assert "0d9c2f0e" not in error.message.lower()


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("see https://cdn.example/a.png?sig=s3cret", "see https://cdn.example/…"),
        ("see (http://user:s3cret@cdn.example/s3cret/0.png).", "see (http://cdn.example/…)."),
        ("see https://cdn.example?sig=s3cret now", "see https://cdn.example/… now"),
        ("see https://status.example", "see https://status.example"),
    ],
)
def test_of_a_link_only_its_host_is_kept(words: str, kept: str) -> None:
    assert of_answer(500, {"detail": words}).message == kept


@pytest.mark.parametrize("piece", ["x", " ", "relay_sk_abcdefgh ", f"{ID} ", "\x00", "https://a/"])
def test_a_text_of_megabytes_is_read_in_no_time(piece: str) -> None:
    text = piece * (8 * 2**20 // len(piece))
    began = time.process_time()
    error = of_answer(500, {"detail": text}, secrets=("relay_sk_abcdefgh", ID))
    assert time.process_time() - began < 0.2
    assert len(error.message) <= MAX_CHARACTERS


def nested(depth: int) -> Any:
    value: Any = "x"
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    "complaint",
    [
        {"loc": nested(900), "msg": "bad"},
        {"loc": [nested(900), "width"], "msg": "bad"},
        {"loc": ["body", "width"], "msg": nested(900)},
        {"loc": {"a": nested(900)}, "msg": None},
        {"loc": ["x" * 10**5] * 1000, "msg": "x" * 10**6},
    ],
)
def test_a_complaint_in_a_strange_form_is_bounded(complaint: Any) -> None:
    error = of_answer(422, {"detail": [complaint] * 1000})
    assert isinstance(error, InvalidRequestError)
    assert len(error.field or "") <= 100
    assert len(error.words) <= MAX_CHARACTERS
