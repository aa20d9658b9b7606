"""How loud the operator hears of trouble."""

from datetime import UTC, datetime, timedelta
from logging import ERROR, INFO

from bot.common.throttle import Throttle


class Clock:
    """A clock that only moves when told."""

    def __init__(self) -> None:
        self.now = datetime(2026, 10, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def test_the_same_trouble_is_an_error_once_an_hour() -> None:
    clock = Clock()
    notices = Throttle(clock)
    levels = []
    for _ in range(9):
        levels.append(notices.level("BadKeyError"))
        clock.now += timedelta(minutes=15)
    assert levels == [ERROR, INFO, INFO, INFO] * 2 + [ERROR]


def test_another_trouble_is_heard_of_at_once() -> None:
    notices = Throttle(Clock())
    assert [notices.level(kind) for kind in "aba"] == [ERROR, ERROR, INFO]


def test_trouble_is_told_once_an_hour_and_that_is_forgotten_afterwards() -> None:
    clock = Clock()
    notices = Throttle(clock)
    assert [notices.first(kind) for kind in "aba"] == [True, True, False]
    clock.now += timedelta(hours=1)
    assert notices.first("a")
    assert notices._aloud_at.keys() == {"a"}
