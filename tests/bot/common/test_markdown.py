"""Escaping of untrusted text."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.markdown import Markup, escape_markdown, inline_code, one_line

PARTS = (
    *("*", "**", "_", "__", "~~", "||", "`", "```", "[", "]", "(", ")", "\\", "> ", "<", " "),
    *("# ", "## ", "-# ", "- ", "* ", "1. ", "12) ", ">>> ", "\n", "@everyone", "@here", "@&5"),
    *("<@1>", "<#1>", "<@&1>", "<t:1:R>", "<:x:1>", "</flux:1>", "<id:guide>", "<https://e.com>"),
    *("[x](", "](", "https://example.com", "https://_", "http://a_b_", "fox"),
)
texts = st.lists(st.sampled_from(PARTS), max_size=12).map("".join)


def is_escaped(text: str, index: int) -> bool:
    """Return True if an odd number of backslashes precedes this index."""
    return (index - len(text[:index].rstrip("\\"))) % 2 == 1


@given(texts)
def test_no_mark_keeps_its_effect(text: str) -> None:
    shown = escape_markdown(text)
    assert "](" not in shown
    assert "@everyone" not in shown
    assert "@here" not in shown
    marks = re.finditer(r"[*~|`<]", shown)
    assert all(is_escaped(shown, mark.start()) for mark in marks), shown


@given(texts)
def test_no_line_begins_with_a_mark(text: str) -> None:
    shown = escape_markdown(text)
    assert not re.search(r"^[ \t]*(#{1,3}|-#|[-*+]|>|>>>|[0-9]+[.)])(\s|$)", shown, re.MULTILINE)


@given(texts)
def test_the_text_reads_as_it_was_written(text: str) -> None:
    shown = escape_markdown(text).replace("@\u200b", "@")
    read = re.sub(r"\\([\\*_~|`<(#>.)-])", r"\1", shown)
    # A space keeps a link from what follows it.
    read, text = (re.sub(r"(https?://[^\s<]+) <", r"\1<", one) for one in (read, text))
    assert read == text


@given(texts)
def test_code_is_not_closed_by_what_is_in_it(text: str) -> None:
    assert not {"`", "\n"} & {*inline_code(text)}


def test_plain_text_and_links_are_unchanged() -> None:
    text = "a red fox, 3.5 m high (at dusk), as on https://example.com/a_red_fox?x=1"
    assert escape_markdown(text) == text
    assert escape_markdown("a_red_fox") == r"a\_red\_fox"
    assert escape_markdown("-1, #fox, >x, 1.5") == "-1, #fox, >x, 1.5"


def test_underscore_after_the_end_of_a_link_is_escaped() -> None:
    assert escape_markdown("https://a<_b_") == r"https://a \<\_b\_"
    assert escape_markdown("https://_ https://_") == r"https://\_ https://\_"


@pytest.mark.parametrize("mark", ["<@1>", "<t:1:R>", "</flux:1>"])
def test_link_does_not_take_the_backslash_of_a_mark(mark: str) -> None:
    # Discord ends a link at a `<` or a space.
    [link] = re.findall(r"https?://[^\s<]+", escape_markdown(f"https://a.com{mark}"))
    assert link == "https://a.com"


@pytest.mark.parametrize("hidden", ["\u202e", "\u2067", "\u200b", "\x1b", "\U000e0041"])
def test_hidden_characters_are_not_shown(hidden: str) -> None:
    assert escape_markdown(f"fox{hidden}") == one_line(f"fox{hidden}", 9) == "fox"
    assert inline_code(f"fox{hidden}") == "fox"


def test_hidden_character_in_a_mark_does_not_keep_it() -> None:
    assert escape_markdown("[x]\u200b(https://a.com)") == r"[x]\(https://a.com)"


def test_result_is_markup_and_what_is_made_of_it_is_not() -> None:
    assert isinstance(escape_markdown("fox"), Markup)
    assert isinstance(one_line("fox", 9), Markup)
    assert not isinstance(escape_markdown("fox") + "*", Markup)


@pytest.mark.parametrize("part", ["x", "\n", "[", "(-", "\\", "https://", " \n", "1 ", "<@1>"])
def test_no_text_takes_long(part: str) -> None:
    text = part * (10**7 // len(part))
    start = time.process_time()
    for _ in range(3):
        escape_markdown(text)
        inline_code(text)
        one_line(text, 500)
    assert time.process_time() - start < 0.3
