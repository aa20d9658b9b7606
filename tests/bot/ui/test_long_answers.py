"""Answers in as many messages as they take."""

from hypothesis import given
from hypothesis import strategies as st

from bot.ui.long_answers import pages


def test_what_fits_is_one_message() -> None:
    assert [*pages(["a", "b", "c"], 5)] == ["a\nb\nc"]


def test_what_does_not_is_parted_between_lines() -> None:
    assert [*pages(["aa", "bb", "cc"], 5)] == ["aa\nbb", "cc"]


def test_nothing_is_one_empty_message() -> None:
    assert [*pages([])] == [""]


@given(st.lists(st.text("ab", min_size=1, max_size=10)), st.integers(10, 30))
def test_no_line_is_lost_and_no_message_too_long(lines: list[str], most: int) -> None:
    found = [*pages(lines, most)]
    assert all(len(page) <= most for page in found)
    assert "\n".join(found).split("\n") == (lines or [""])
