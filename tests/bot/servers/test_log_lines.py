"""The lines of a server's log."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.errors import Reason
from bot.servers.log_lines import changed_line, posted_line, refused_line, trouble_line
from bot.storage.audit import Entry
from bot.storage.records import Destination, Job, Posted, State
from bot.texts import Texts

TEXTS = Texts()
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
JOB = Job(
    id=1000,
    state=State.SUBMITTED,
    member_id=7,
    destination=Destination(channel_id=11, guild_id=5, upload_limit=1),
    operation="flux",
    request={"prompt": "a secret fox"},
    pictures=1,
    created_at=NOW,
    estimate=36_000,
)
LINK = "https://discord.com/channels/5"


def test_pictures_are_told_with_who_what_how_much_and_where() -> None:
    line = posted_line(TEXTS, JOB, Posted(11, 99, 1))
    assert line == f"🖼️ <@7> · Flux · estimated $0.036 · {LINK}/11/99"


def test_pictures_in_a_thread_are_linked_there() -> None:
    job = replace(JOB, destination=replace(JOB.destination, thread_of=44))
    assert posted_line(TEXTS, job, Posted(44, 99, 1)).endswith(f" · {LINK}/44/99")


@pytest.mark.parametrize(
    ("private", "channel_id"),
    [(True, None), (True, 66), (False, None), (False, 66)],
    ids=["answer", "late", "closed", "closed and late"],
)
def test_pictures_for_one_are_told_without_a_link(private: bool, channel_id: int | None) -> None:
    job = replace(JOB, destination=replace(JOB.destination, private=private))
    line = posted_line(TEXTS, job, Posted(channel_id, 99, 1))
    assert line == "🖼️ <@7> · Flux · estimated $0.036 · shown only to them"


def test_only_what_arrived_is_told_and_costs() -> None:
    job = replace(JOB, pictures=4, estimate=40_000)
    assert " · 3 pictures · estimated $0.03 · " in posted_line(TEXTS, job, Posted(11, 99, 3))


def test_price_that_is_not_known_is_not_told() -> None:
    job = replace(JOB, estimate=None, operation="a-retired-one")
    assert posted_line(TEXTS, job, Posted(11, 9, 1)) == f"🖼️ <@7> · a-retired-one · {LINK}/11/9"


def test_prompt_is_in_no_line() -> None:
    assert "secret" not in posted_line(TEXTS, JOB, Posted(11, 99, 1))


def test_refusal_is_told_in_the_words_that_the_member_read() -> None:
    line = refused_line(TEXTS, 7, Reason("refused-line-mine", {"waiting": 3}))
    why = "You already have 3 pictures on the way. Please wait for one of them."
    assert line == f"🚫 <@7>: {why}"


@pytest.mark.parametrize(
    ("key", "begin"),
    [
        ("trouble-credits", "⚠️ The image service makes no pictures"),
        ("trouble-key", "⚠️ The image service makes no pictures"),
        ("trouble-account", "⚠️ The image service makes no pictures"),
        ("trouble-own-server", "⚠️ I can't make pictures with Stable Diffusion"),
    ],
)
def test_trouble_is_told_in_words(key: str, begin: str) -> None:
    assert trouble_line(TEXTS, Reason(key)).startswith(begin)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, ""),
        ({"provider": "flux", "owner_only": True}, ": provider: flux, owner_only: yes"),
        ({"provider": None, "reply_edits": False}, ": provider: default, reply_edits: no"),
        ({"member": "<@5>", "role": "<@&6>"}, ": member: <@5>, role: <@&6>"),
        ({"channels": ["<#7>", "<#8>"]}, ": channels: <#7> <#8>"),
        ({"pictures": 3, "dollars": 1.5}, ": pictures: 3, dollars: 1.5"),
        ({"word": "**[a](b)**\n@x"}, r": word: \*\*[a]\(b)\*\* @x"),
        ({"word": "<@5> x"}, r": word: \<@5> x"),
    ],
)
def test_change_is_told_with_its_facts(facts: Mapping[str, Any], said: str) -> None:
    line = changed_line(TEXTS, Entry(5, 7, NOW, "words add", facts))
    assert line == f"🔧 <@7> used `/easel words add`{said}"


def test_long_value_is_cut() -> None:
    assert len(changed_line(TEXTS, Entry(5, 7, NOW, "words add", {"word": "x" * 4000}))) < 300


@pytest.mark.parametrize("name", ["word", "reason"])
def test_mention_that_somebody_typed_is_none(name: str) -> None:
    line = changed_line(TEXTS, Entry(5, 7, NOW, "words add", {name: "<@&1>"}))
    assert line.endswith(rf"{name}: \<@&1>")
    assert changed_line(TEXTS, Entry(5, 7, NOW, "limits set", {"role": "<@&1>"})).endswith(" <@&1>")
