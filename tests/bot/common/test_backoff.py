"""Pauses between retries."""

from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from bot.common.backoff import backoff


@given(st.floats(0.001, 10), st.floats(10, 60))
def test_pauses_double_up_to_a_maximum_without_end(first: float, maximum: float) -> None:
    expected = [min(first * 2**n, maximum) for n in range(40)]
    for pause, middle in zip(islice(backoff(first, maximum), 40), expected, strict=True):
        assert 0.74 * middle <= pause <= 1.26 * middle


def test_pauses_are_jittered() -> None:
    assert len({next(backoff(1)) for _ in range(20)}) > 10
