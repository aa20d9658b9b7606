"""Pauses between tries."""

from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from bot.common.backoff import backoff


@given(st.floats(0.001, 10), st.floats(10, 60))
def test_pauses_double_up_to_a_most_and_never_end(first: float, most: float) -> None:
    whole = [min(first * 2**n, most) for n in range(40)]
    for pause, middle in zip(islice(backoff(first, most), 40), whole, strict=True):
        assert 0.74 * middle <= pause <= 1.26 * middle


def test_pauses_are_spread_so_that_not_all_come_back_at_once() -> None:
    assert len({next(backoff(1)) for _ in range(20)}) > 10
