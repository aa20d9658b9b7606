"""Money is integer micro-dollars, and is read and written without a loss."""

from hypothesis import given
from hypothesis import strategies as st

from bot.common.money import dollars, micro_dollars


def test_two_digits_are_enough_unless_there_is_more_to_say() -> None:
    assert [dollars(n) for n in (0, 36_000, 40_000, 1_500_000, 2_000_001)] == [
        "0.00",
        "0.036",
        "0.04",
        "1.50",
        "2.000001",
    ]


@given(st.integers(0, 10**15))
def test_what_is_written_is_read_again(micro: int) -> None:
    assert micro_dollars(dollars(micro)) == micro


def test_a_number_as_members_type_it_is_taken_as_it_looks() -> None:
    assert micro_dollars(0.1) == 100_000
    assert micro_dollars(1.005) == 1_005_000
