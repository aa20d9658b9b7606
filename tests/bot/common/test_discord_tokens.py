"""Discord's own notation, spelled out."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.discord_tokens import Mentioned, mentioned_members, spell_out

NAMES = {
    (Mentioned.MEMBER, 456): "Maya",
    (Mentioned.ROLE, 1): "Painters",
    (Mentioned.CHANNEL, 2): "pictures",
    (Mentioned.MEMBER, 7): "<@456> <:x:1> \u202e",
    (Mentioned.MEMBER, 8): "\u200b",
}


def name_of(kind: Mentioned, identifier: int) -> str | None:
    return NAMES.get((kind, identifier))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a <:pepega:123> frog", "a pepega frog"),
        ("<a:x:1><:pepe_sad:9>", "xpepe_sad"),
        ("<@456> and <@!456>", "Maya and Maya"),
        ("<@&1> in <#2>", "Painters in pictures"),
        ("<@5>, <@&6>, <#7>", "someone, a role, a channel"),
        ("<@8>", "someone"),
        ("</flux:12> or </gpt-image edit:12>", "/flux or /gpt-image edit"),
        ("at <t:1700000000:R>, <t:0>", "at 2023-11-14 22:13 UTC, 1970-01-01 00:00 UTC"),
        ("<t:9999999999999>", "a date"),
        ("<id:guide> <id:linked-roles:5>", "guide linked-roles"),
    ],
)
def test_notation_is_spelled_out(written: str, read: str) -> None:
    assert spell_out(written, name_of) == read


@pytest.mark.parametrize(
    "text",
    ["a fox", "1 < 2 > 1", "<@>", "<@x>", "<:x:>", "<https://example.com>", "<3", "a:b:1", "< @1>"],
)
def test_everything_else_is_kept(text: str) -> None:
    assert spell_out(text, name_of) == text


def test_members_that_are_mentioned_are_listed_once() -> None:
    assert mentioned_members("<@5> <@!6> <@5> <@&7> <#8> <:x:9>") == [5, 6]


def test_name_brings_no_notation_and_nothing_hidden() -> None:
    assert spell_out("a <@7>!", name_of) == "a @456 :x:1!"


PARTS = ("<", ">", "@", "!", "&", "#", ":", "a", "x", "1", "456", "t", "/", "id", " ", "<@456>")


@given(st.lists(st.sampled_from(PARTS), max_size=20).map("".join))
def test_text_without_complete_notation_is_left(text: str) -> None:
    read = spell_out(text, name_of)
    if not re.search(r"<[^<>]+>", text):
        assert read == text
    # One that was put inside of another leaves at most the outer one.
    assert not re.search(r"<@!?[0-9]+>|<#[0-9]+>|<@&[0-9]+>", read)


@pytest.mark.parametrize("part", ["<", "<:", "<:a", "</a", "<@1", "<t:1", "<@1>", "<:a:1>"])
def test_no_text_takes_long(part: str) -> None:
    text = part * (60_000 // len(part))
    start = time.process_time()
    spell_out(text, name_of)
    assert time.process_time() - start < 0.5
