"""Throttle of repeated log messages."""

from datetime import UTC, datetime, timedelta
from logging import ERROR, INFO

from bot.common.throttle import Throttle


class Clock:
    """A clock that tests move."""

    def __init__(self) -> None:
        self.now = datetime(2026, 10, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def test_one_kind_is_an_error_once_an_hour() -> None:
    clock = Clock()
    throttle = Throttle(clock)
    levels = []
    for _ in range(9):
        levels.append(throttle.level("BadKeyError"))
        clock.now += timedelta(minutes=15)
    assert levels == [ERROR, INFO, INFO, INFO] * 2 + [ERROR]


def test_kinds_are_throttled_separately() -> None:
    throttle = Throttle(Clock())
    assert [throttle.level(kind) for kind in "aba"] == [ERROR, ERROR, INFO]


def test_a_kind_is_allowed_again_after_an_hour_and_expired_ones_are_dropped() -> None:
    clock = Clock()
    throttle = Throttle(clock)
    assert [throttle.allows(kind) for kind in "aba"] == [True, True, False]
    clock.now += timedelta(hours=1)
    assert throttle.allows("a")
    assert throttle._allowed_at.keys() == {"a"}


def test_a_clock_that_is_set_back_silences_nothing_for_long() -> None:
    clock = Clock()
    throttle = Throttle(clock)
    assert throttle.allows("a")
    clock.now -= timedelta(minutes=30)
    assert not throttle.allows("a")
    clock.now -= timedelta(days=365)
    assert throttle.allows("a")
