"""Conversion between dollars and micro-dollars."""

from hypothesis import given
from hypothesis import strategies as st

from bot.common.money import format_dollars, to_micro_dollars


def test_two_decimals_are_shown_and_more_if_needed() -> None:
    assert [format_dollars(n) for n in (0, 36_000, 40_000, 1_500_000, 2_000_001)] == [
        "0.00",
        "0.036",
        "0.04",
        "1.50",
        "2.000001",
    ]


@given(st.integers(0, 10**15))
def test_a_formatted_amount_converts_back(micro: int) -> None:
    assert to_micro_dollars(format_dollars(micro)) == micro


def test_a_float_is_converted_as_it_is_printed() -> None:
    assert to_micro_dollars(0.1) == 100_000
    assert to_micro_dollars(1.005) == 1_005_000
