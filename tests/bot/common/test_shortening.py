"""Shortening of texts."""

from hypothesis import given
from hypothesis import strategies as st

from bot.common.shortening import shorten


def test_short_text_stays_as_it_is() -> None:
    assert shorten("a red fox", 9) == "a red fox"


def test_long_text_ends_with_an_ellipsis_and_no_space_before_it() -> None:
    assert shorten("a red fox", 8) == "a red f…"
    assert shorten("a red fox", 7) == "a red…"


def test_text_of_several_lines_becomes_one_line() -> None:
    assert shorten(" a red\n\n  fox\t", 20) == "a red fox"


@given(st.text(max_size=60), st.integers(1, 30))
def test_text_is_never_longer_than_its_place(text: str, length: int) -> None:
    assert len(shorten(text, length)) <= length
    assert shorten(shorten(text, length), length) == shorten(text, length)
