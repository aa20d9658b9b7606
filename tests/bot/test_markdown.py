"""Words of others."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.markdown import inert

PARTS = (
    *("*", "**", "_", "__", "~~", "||", "`", "```", "[", "]", "(", ")", "\\", "> ", "<", " "),
    *("<@1>", "<#1>", "<t:1:R>", "<:x:1>", "[x](", "https://example.com", "fox"),
)


def is_escaped(text: str, at: int) -> bool:
    """Whether an odd number of backslashes stands before this place."""
    return (at - len(text[:at].rstrip("\\"))) % 2 == 1


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
def test_no_mention_and_no_link_with_words_of_its_own_is_left(text: str) -> None:
    shown = inert(text)
    assert "](" not in shown
    assert all(is_escaped(shown, found.start()) for found in re.finditer("<", shown)), shown


def test_plain_words_stay_as_they_are() -> None:
    assert inert("a red fox, 3.5 m high (at dusk)") == "a red fox, 3.5 m high (at dusk)"
