"""Groups of a chart and its text."""

from bot.usage.groups import Group, groups_of, told_dollars
from bot.usage.tally import MAX_GROUPS


def test_groups_have_the_prices_of_the_same_keys() -> None:
    pictures = {"small": [1, 0], "large": [0, 3], "free of a price": [2, 0]}
    micro = {"small": [10, 0], "large": [0, 20]}
    assert groups_of(pictures, micro) == [
        Group("large", [0, 3], [0, 20]),
        Group("free of a price", [2, 0], None),
        Group("small", [1, 0], [10, 0]),
    ]


def test_others_are_one_group_with_all_their_prices() -> None:
    pictures = {key: [100 - key, 0] for key in range(MAX_GROUPS + 3)}
    micro = {key: [0, key] for key in range(1, MAX_GROUPS + 2)}
    found = groups_of(pictures, micro)
    assert [group.key for group in found] == [*range(MAX_GROUPS), None]
    rest = [MAX_GROUPS, MAX_GROUPS + 1, MAX_GROUPS + 2]
    assert found[-1].pictures == [sum(100 - key for key in rest), 0]
    assert found[-1].micro == [0, rest[0] + rest[1]]


def test_others_without_any_price_have_none() -> None:
    pictures = {key: [100 - key] for key in range(MAX_GROUPS + 1)}
    assert groups_of(pictures, {0: [5]})[-1].micro is None


def test_dollars_are_told_to_the_cent_and_less_than_that_exactly() -> None:
    assert [told_dollars(micro) for micro in (0, 400, 36_000, 1_204_000)] == [
        "0.00",
        "0.0004",
        "0.04",
        "1.20",
    ]
