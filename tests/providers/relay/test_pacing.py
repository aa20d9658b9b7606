"""When to ask again, as functions of numbers."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.errors import (
    AnswerTooLargeError,
    BadAnswerError,
    BadKeyError,
    CapacityError,
    ContentDeclinedError,
    ProviderFailedError,
    ProviderTimeoutError,
    RateLimitedError,
    RelayError,
    StillAcceptingError,
    UnreachableError,
)
from providers.options import RelayOptions
from providers.relay.pacing import (
    PollPace,
    SubmitRetries,
    backoff,
    busy_pause,
    hold_seconds,
    is_transient,
    may_resubmit,
    parse_retry_after,
)

NOW = datetime(2026, 10, 1, 12, 0, tzinfo=UTC)
DEFAULT = RelayOptions()

jitters = st.floats(0, 1, exclude_max=True)


@given(st.integers(0, 10**6))
def test_retry_after_in_seconds_is_taken_as_it_is(seconds: int) -> None:
    assert parse_retry_after(str(seconds), NOW) == seconds


@given(st.integers(-(10**6), 10**6))
def test_retry_after_as_a_date_is_the_time_until_then(seconds: int) -> None:
    header = format_datetime(NOW + timedelta(seconds=seconds), usegmt=True)
    assert parse_retry_after(header, NOW) == max(0, seconds)


@given(st.text() | st.sampled_from(["nan", "inf", "-inf", "-3", "", "Mon, 99 Foo 9999 99:99:99"]))
def test_any_retry_after_is_no_answer_or_a_finite_time_ahead(header: str) -> None:
    parsed = parse_retry_after(header, NOW)
    assert parsed is None or 0 <= parsed < float("inf")


def test_no_retry_after_header_says_nothing() -> None:
    assert parse_retry_after(None, NOW) is None


@given(st.integers(1, 10**9), jitters)
def test_backoff_stays_between_half_its_base_and_its_cap(attempt: int, jitter: float) -> None:
    pause = backoff(attempt, jitter, DEFAULT)
    assert DEFAULT.backoff_base / 2 <= pause <= DEFAULT.max_backoff


@given(st.floats(0, 10**9), st.integers(1, 10**6), jitters)
def test_busy_pause_is_never_shorter_than_asked_for(
    asked: float, attempt: int, jitter: float
) -> None:
    pause = busy_pause(RateLimitedError(retry_after=asked), attempt, jitter, DEFAULT)
    assert pause >= min(asked, DEFAULT.max_retry_after)
    assert pause <= DEFAULT.max_retry_after + DEFAULT.max_backoff


@pytest.mark.parametrize(
    "error",
    [
        UnreachableError(sent=True),
        BadAnswerError(status=202),
        ProviderFailedError(status=500),
        ProviderTimeoutError(status=504),
        CapacityError(status=503),
        StillAcceptingError(status=409),
    ],
)
def test_what_could_have_been_accepted_is_repeated_only_under_a_key(error: RelayError) -> None:
    assert may_resubmit(error, keyed=True)
    assert not may_resubmit(error, keyed=False)


@pytest.mark.parametrize(
    "error",
    [
        UnreachableError(sent=False),
        RateLimitedError(status=429),
        CapacityError(status=503, code="CAPACITY_EXHAUSTED"),
    ],
)
def test_what_was_not_accepted_is_repeated_without_a_key_too(error: RelayError) -> None:
    assert may_resubmit(error, keyed=True)
    assert may_resubmit(error, keyed=False)


@pytest.mark.parametrize(
    "error",
    [
        BadKeyError(status=401),
        ContentDeclinedError(status=422),
        AnswerTooLargeError(status=200),
        ProviderFailedError(status=418),
        ProviderFailedError(status=307),
        ProviderFailedError(),
    ],
)
def test_a_final_refusal_is_never_repeated(error: RelayError) -> None:
    assert not is_transient(error)
    assert not may_resubmit(error, keyed=True)


def test_lost_answers_are_retried_a_bounded_number_of_times() -> None:
    retries = SubmitRetries(DEFAULT, keyed=True, until=1e9)
    backoff = [retries.pause_after(UnreachableError(), now=0, jitter=0) for _ in range(6)]
    assert None not in backoff[: DEFAULT.submit_attempts - 1]
    assert backoff[DEFAULT.submit_attempts - 1] is None


def test_being_told_to_wait_does_not_use_up_the_attempts() -> None:
    retries = SubmitRetries(DEFAULT, keyed=True, until=1e9)
    busy = CapacityError(status=503, retry_after=1)
    assert all(retries.pause_after(busy, now=0, jitter=0) is not None for _ in range(100))
    assert retries.pause_after(UnreachableError(), now=0, jitter=0) is not None


def test_patience_ends_before_a_pause_that_would_overrun_it() -> None:
    retries = SubmitRetries(DEFAULT, keyed=True, until=10)
    assert retries.pause_after(RateLimitedError(retry_after=5), now=0, jitter=0) is not None
    assert retries.pause_after(RateLimitedError(retry_after=11), now=0, jitter=0) is None


@given(st.floats(-100, 10**6))
def test_hold_is_whole_seconds_up_to_thirty_and_never_beyond_the_deadline(left: float) -> None:
    hold = hold_seconds(left, DEFAULT)
    assert isinstance(hold, int)
    assert 0 <= hold <= 30
    assert hold <= max(0, left)


@given(st.lists(st.tuples(st.floats(0, 60), st.floats(-1, 600)), max_size=200))
def test_polls_keep_the_floor_between_their_starts_and_the_cap(
    polls: list[tuple[float, float]],
) -> None:
    pace = PollPace(DEFAULT)
    for took, left in polls:
        pause = pace.pause_after_poll(took, left=left)
        assert took + pause >= DEFAULT.min_poll_pause
        assert pause <= DEFAULT.max_poll_pause


def test_a_service_that_ignores_wait_is_asked_more_and_more_seldom() -> None:
    pace = PollPace(DEFAULT)
    backoff = [pace.pause_after_poll(0.01, left=600) for _ in range(50)]
    assert backoff == sorted(backoff)
    assert backoff[0] == DEFAULT.min_poll_pause
    assert backoff[-1] == DEFAULT.max_poll_pause


def test_a_held_poll_is_followed_by_the_next_at_once() -> None:
    pace = PollPace(DEFAULT)
    for _ in range(10):
        pace.pause_after_poll(0.01, left=600)
    assert pace.pause_after_poll(30, left=600) == 0
    assert pace.pause_after_poll(0.01, left=600) == DEFAULT.min_poll_pause


def test_the_last_of_the_gentle_polls_comes_shortly_before_the_deadline() -> None:
    pace = PollPace(DEFAULT, quick_polls=50)
    assert pace.pause_after_poll(0.01, left=3) == 3 - DEFAULT.min_poll_pause


@given(st.integers(1, 1000), jitters)
def test_a_poll_that_failed_pauses_at_least_the_floor(times: int, jitter: float) -> None:
    pace = PollPace(DEFAULT, failures=times)
    pause = pace.pause_after_failure(UnreachableError(), jitter)
    assert DEFAULT.min_poll_pause <= pause <= DEFAULT.max_backoff
