"""Words of others."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.common.markdown import inert

PARTS = (
    *("*", "**", "_", "__", "~~", "||", "`", "```", "[", "]", "(", ")", "\\", "> ", "<", " "),
    *("<@1>", "<#1>", "<t:1:R>", "<:x:1>", "[x](", "https://example.com", "fox"),
)


def is_escaped(text: str, at: int) -> bool:
    """Whether an odd number of backslashes stands before this place."""
    return (at - len(text[:at].rstrip("\\"))) % 2 == 1


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
def test_nothing_of_it_has_an_effect(text: str) -> None:
    shown = inert(text)
    assert "](" not in shown
    marks = re.finditer(r"[*~|`<]", shown)
    assert all(is_escaped(shown, mark.start()) for mark in marks), shown


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
def test_it_is_read_as_it_was_written(text: str) -> None:
    read = re.sub(r"\\([\\*_~|`<(])", r"\1", inert(text))
    assert read == text


def test_plain_words_and_links_stay_as_they_are() -> None:
    text = "a red fox, 3.5 m high (at dusk), as on https://example.com/a_red_fox?x=1"
    assert inert(text) == text
    assert inert("a_red_fox") == r"a\_red\_fox"
