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
    UnreachableError,
)
from providers.options import RelayOptions
from providers.relay.pacing import (
    PollPace,
    SubmitRetries,
    backoff,
    busy_pause,
    hold_seconds,
    parse_retry_after,
    polls_during,
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


@given(st.floats(0, 10**9), st.integers(1, 10**6), jitters, st.booleans())
def test_busy_pause_is_never_shorter_than_asked_for(
    asked: float, attempt: int, jitter: float, told: bool
) -> None:
    error = RateLimitedError(retry_after=asked, told=told)
    pause = busy_pause(error, attempt, jitter, DEFAULT)
    assert pause >= min(asked, DEFAULT.max_retry_after)
    assert pause <= DEFAULT.max_retry_after + DEFAULT.max_backoff


@given(st.sampled_from([CapacityError, StillAcceptingError]), st.integers(1, 10**6), jitters)
def test_a_time_that_was_told_is_kept_to_however_often(
    kind: type[BusyError], attempt: int, jitter: float
) -> None:
    assert busy_pause(kind(retry_after=1, told=True), attempt, jitter, DEFAULT) <= 2
    assert busy_pause(kind(retry_after=60, told=True), attempt, jitter, DEFAULT) <= 60.5
    assert busy_pause(kind(), 50, jitter, DEFAULT) > 10


LOST = [
    UnreachableError(sent=True),
    BadAnswerError(status=202),
    AnswerTooLargeError(status=200),
    ProviderFailedError(status=500),
    ProviderFailedError(status=502),
    ProviderFailedError(status=520),
    ProviderFailedError(status=408),
    ProviderTimeoutError(status=504),
    CapacityError(status=503),
    StillAcceptingError(status=409, code="IDEMPOTENCY_IN_PROGRESS"),
]
NOT_ACCEPTED = [
    UnreachableError(sent=False),
    RateLimitedError(status=429),
    CapacityError(status=503, code="CAPACITY_EXHAUSTED"),
]
FAILURES = [
    ProviderFailedError(status=500, code="INTERNAL_ERROR"),
    ProviderFailedError(status=502, code="PROVIDER_UNAVAILABLE"),
    ProviderTimeoutError(status=504, code="UPSTREAM_TIMEOUT"),
]
REFUSALS = [
    BadKeyError(status=401),
    OutOfCreditsError(status=402),
    NotOfferedError(status=403),
    NotOfferedError(status=404),
    InputRejectedError(status=413),
    ContentDeclinedError(status=422),
    InvalidRequestError(status=400),
    KeyReusedError(status=422),
    ProviderFailedError(status=418),
    ProviderFailedError(status=307),
    ProviderFailedError(),
]


def retries(*, keyed: bool = True, uncertain: bool = False) -> SubmitRetries:
    return SubmitRetries(DEFAULT, keyed=keyed, due=100, end=1000, uncertain=uncertain)


def is_repeated(made: SubmitRetries, error: RelayError, now: float = 0) -> bool:
    return made.pause_after(error, now=now, jitter=0) is not None


@pytest.mark.parametrize("error", LOST)
def test_a_lost_answer_is_repeated_under_a_key_and_makes_the_submit_uncertain(
    error: RelayError,
) -> None:
    made = retries()
    assert is_repeated(made, error)
    assert made.uncertain
    assert is_repeated(made, error, now=900)
    assert not is_repeated(made, error, now=1000)
    assert not is_repeated(retries(keyed=False), error)


@pytest.mark.parametrize("error", NOT_ACCEPTED)
def test_what_was_not_accepted_is_repeated_without_a_key_too(error: RelayError) -> None:
    for made in (retries(), retries(keyed=False)):
        assert is_repeated(made, error)
        assert not made.uncertain
        assert not is_repeated(made, error, now=100)


@pytest.mark.parametrize("error", NOT_ACCEPTED)
def test_what_may_be_paid_already_waits_longer_for_an_answer(error: RelayError) -> None:
    assert is_repeated(retries(uncertain=True), error, now=900)


@pytest.mark.parametrize("error", FAILURES)
def test_a_failure_that_the_relay_tells_of_is_repeated_a_few_times(error: RelayError) -> None:
    made = retries()
    tries = [is_repeated(made, error) for _ in range(DEFAULT.submit_attempts)]
    assert tries == [True] * (DEFAULT.submit_attempts - 1) + [False]
    assert not is_repeated(retries(keyed=False), error)


@pytest.mark.parametrize("error", REFUSALS)
def test_a_refusal_is_final(error: RelayError) -> None:
    assert not is_repeated(retries(), error)
    assert not is_repeated(retries(keyed=False), error)


@pytest.mark.parametrize("error", [*REFUSALS, *FAILURES])
def test_a_refusal_is_not_the_last_word_while_the_submit_may_be_paid(error: RelayError) -> None:
    after_a_loss = retries()
    assert is_repeated(after_a_loss, UnreachableError(sent=True))
    for made in (after_a_loss, retries(uncertain=True)):
        assert all(is_repeated(made, error) for _ in range(20))
        assert not is_repeated(made, error, now=100)


def test_a_submit_that_may_be_paid_is_repeated_more_and_more_slowly() -> None:
    made = retries(uncertain=True)
    pauses = [made.pause_after(OutOfCreditsError(), now=0, jitter=1) for _ in range(12)]
    assert pauses[0] == DEFAULT.backoff_base
    assert pauses[-1] == DEFAULT.max_backoff


def test_being_told_to_wait_does_not_slow_the_other_attempts_down() -> None:
    made = retries()
    busy = CapacityError(status=503, retry_after=1, told=True)
    assert all(is_repeated(made, busy) for _ in range(100))
    assert made.pause_after(UnreachableError(), now=0, jitter=1) == DEFAULT.backoff_base


def test_patience_ends_before_a_pause_that_would_overrun_it() -> None:
    made = retries()
    assert is_repeated(made, RateLimitedError(retry_after=50))
    assert not is_repeated(made, RateLimitedError(retry_after=101))


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


def test_polls_of_a_task_are_few_if_they_are_held_and_paced_if_not() -> None:
    options = RelayOptions()
    assert [polls_during(seconds, options, held=True) for seconds in (0, 1, 30, 31, 90)] == [
        *(1, 1, 1, 2, 3)
    ]
    assert polls_during(0, options, held=False) == 1
    # 0.5, 0.75, 1.125, 1.7, 2.5, 3.8: then it is rather more than 10 seconds.
    assert polls_during(10, options, held=False) == 7


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
