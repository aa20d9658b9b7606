"""The texts: all readable, each with its facts, and loud about what is missing."""

import re
from importlib.resources import files

import pytest
from fluent.syntax import parse
from fluent.syntax.ast import Junk, Message

from bot.texts import FALLBACK, Texts

SOURCE = files("bot.texts").joinpath(f"{FALLBACK}.ftl").read_text(encoding="utf-8")
BODY = parse(SOURCE).body
MESSAGES = [entry for entry in BODY if isinstance(entry, Message)]


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts()


def test_the_file_holds_nothing_that_cannot_be_read() -> None:
    assert [entry.content for entry in BODY if isinstance(entry, Junk)] == []


def test_no_text_is_written_twice() -> None:
    names = [message.id.name for message in MESSAGES]
    assert sorted({*names}) == sorted(names)


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.id.name)
def test_every_text_can_be_said_with_its_facts(texts: Texts, message: Message) -> None:
    start, end = message.span.start, message.span.end
    facts = {*re.findall(r"\$(\w+)", SOURCE[start:end])}
    said = texts.say(message.id.name, **dict.fromkeys(facts, 3))
    assert said
    assert "{" not in said
    assert "\u2068" not in said
    for missing in facts:
        rest = dict.fromkeys(facts - {missing}, 3)
        with pytest.raises(ValueError, match=message.id.name):
            texts.say(message.id.name, **rest)


def test_an_unknown_text_is_a_fault(texts: Texts) -> None:
    assert "no-such-text" not in texts
    with pytest.raises(LookupError):
        texts.say("no-such-text")


def test_numbers_are_counted_in_words(texts: Texts) -> None:
    assert texts.say("note-missing", missing=1).startswith("one picture")
    assert texts.say("note-missing", missing=2).startswith("2 pictures")
