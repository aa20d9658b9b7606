"""Escaping of untrusted text."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.common.markdown import escape_markdown

PARTS = (
    *("*", "**", "_", "__", "~~", "||", "`", "```", "[", "]", "(", ")", "\\", "> ", "<", " "),
    *("<@1>", "<#1>", "<t:1:R>", "<:x:1>", "[x](", "https://example.com", "fox"),
)


def is_escaped(text: str, index: int) -> bool:
    """Return True if an odd number of backslashes precedes this index."""
    return (index - len(text[:index].rstrip("\\"))) % 2 == 1


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
def test_no_mark_keeps_its_effect(text: str) -> None:
    shown = escape_markdown(text)
    assert "](" not in shown
    marks = re.finditer(r"[*~|`<]", shown)
    assert all(is_escaped(shown, mark.start()) for mark in marks), shown


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
def test_the_text_reads_as_it_was_written(text: str) -> None:
    read = re.sub(r"\\([\\*_~|`<(])", r"\1", escape_markdown(text))
    assert read == text


def test_plain_text_and_links_are_unchanged() -> None:
    text = "a red fox, 3.5 m high (at dusk), as on https://example.com/a_red_fox?x=1"
    assert escape_markdown(text) == text
    assert escape_markdown("a_red_fox") == r"a\_red\_fox"
