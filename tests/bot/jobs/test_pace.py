"""Usual times and success of models, from the newest jobs."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.jobs.pace import MIN_SAMPLES, Pace, Phase, paces
from bot.storage.pace import Run
from bot.storage.records import State

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def done(seconds: float, minutes_ago: float = 30) -> Run:
    """A picture that was made in so many seconds."""
    began = NOW - timedelta(minutes=minutes_ago)
    ready = began + timedelta(seconds=seconds)
    return Run("flux", State.DONE, began, began, ready, ready, None)


def failed(key: str = "failed-provider", minutes_ago: float = 5) -> Run:
    began = NOW - timedelta(minutes=minutes_ago)
    return Run("flux", State.FAILED, began, began, began, began, key)


def pace(*runs: Run) -> Pace:
    return paces(runs, NOW)["flux"]


def test_the_usual_time_is_the_middle_one() -> None:
    found = pace(done(10), done(12), done(300))
    assert (found.usual, found.expected, found.is_busy) == (12, 12, False)


def test_too_few_pictures_say_nothing() -> None:
    assert pace(*[done(10)] * (MIN_SAMPLES - 1)).usual is None


def test_a_model_that_takes_much_longer_now_is_busy() -> None:
    found = pace(*[done(180, minutes_ago=8)] * 2, *[done(12, minutes_ago=90)] * 9)
    assert found.is_busy
    assert (found.usual, found.expected) == (12, 180)


def test_the_last_hour_is_counted() -> None:
    found = pace(done(10), failed(), done(10, minutes_ago=90), failed(minutes_ago=90))
    assert (found.done, found.failed) == (1, 1)


@pytest.mark.parametrize(
    ("runs", "is_failing"),
    [
        ([failed()] * 3, True),
        ([failed()] * 2, False),
        ([done(1, minutes_ago=1), *[failed()] * 3], False),
        ([*[failed()] * 3, done(1)], True),
        # A member's own words, or the operator's account, are not the model's fault.
        ([failed("failed-declined")] * 3, False),
        ([failed("failed-operator")] * 3, False),
        ([failed(minutes_ago=61)] * 3, False),
    ],
)
def test_a_model_that_fails_in_a_row_is_failing(runs: list[Run], is_failing: bool) -> None:
    assert pace(*runs).is_failing is is_failing


@pytest.mark.parametrize(
    ("usual", "seconds", "phase"),
    [
        (12, 20, Phase.USUAL),
        (12, 28, Phase.SLOW),
        (12, 133, Phase.STUCK),
        (60, 119, Phase.USUAL),
        (60, 301, Phase.STUCK),
        (None, 599, Phase.USUAL),
        (None, 601, Phase.STUCK),
    ],
)
def test_a_job_becomes_slow_and_then_stuck(
    usual: float | None, seconds: float, phase: Phase
) -> None:
    assert Pace(usual=usual).phase(seconds) is phase
