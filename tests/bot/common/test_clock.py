"""Moments beside now, by a clock that may be set back."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.common.clock import is_recent

NOW = datetime(2026, 10, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("ago", "recent"),
    [
        (timedelta(), True),
        (timedelta(minutes=59), True),
        (HOUR, False),
        # Another process's clock may be a little ahead.
        (timedelta(minutes=-5), True),
        (timedelta(days=-365), False),
    ],
)
def test_only_what_is_near_is_recent(ago: timedelta, recent: bool) -> None:
    assert is_recent(NOW - ago, NOW, HOUR) is recent
