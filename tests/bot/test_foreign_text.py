"""Foreign text in every way out: a hostile text has the marks of a harmless one, and no others."""

import logging
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.markdown import escape_markdown
from bot.common.plain_text import clean_line, clean_text, table_cell
from bot.delivery.captions import post_text, status_text
from bot.delivery.parcel import Parcel
from bot.delivery.threads import MAX_NAME, thread_name
from bot.doctor.report import Report
from bot.errors import Reason, sentence
from bot.imaging.decoding import Format
from bot.imaging.outputs import Picture
from bot.jobs.outcome import Failed, Outcome
from bot.posts.book_view import BookView
from bot.posts.details import details_text
from bot.posts.job_layout import JobsPage, jobs_layout
from bot.posts.job_lines import job_line
from bot.process.logs import TextFormatter
from bot.servers.log_lines import changed_line, history_line, refused_line, trouble_line
from bot.settings import Settings
from bot.storage.audit import Entry
from bot.storage.blocks import Block
from bot.storage.records import Destination, Job, State
from bot.texts import Texts
from cogs.easel.blocks import _block_text, _row
from providers.flux import FluxRequest

TEXTS = Texts()
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HIDDEN = "\u202e\u2066\u200f\u200b\u2060\ufeff\U000e0041\U000e007f\x1b\x00\x9b\u061c\u00ad"
ZALGO = "e" + "\u0301\u0316\u0334" * 8
PARTS = (
    *("*", "**", "__", "~~", "||", "`", "```", "[fox](https://e.com)", "](", "\\", "<", ">"),
    *("\n# ", "\n-# ", "\n- ", "\n> ", "\n>>> ", "\n1. ", "\r", "\u2028", "\x85", "\t"),
    *("@everyone", "@here", "<@1>", "<@&1>", "<#1>", "<t:1:R>", "<:x:1>", "<a:x:1>", "</flux:1>"),
    *("<id:home>", "https://e.com", "<https://e.com>", "fox ", ZALGO, "葛", "=1+1", *HIDDEN),
)
hostile = st.lists(st.sampled_from(PARTS), min_size=1, max_size=10).map("".join).map("{}z".format)
# As Discord reads: from left to right, an escaped mark, a piece of code, or a link.
INERT = re.compile(
    r"\\[^0-9A-Za-z\s]|```\n(?:(?!```)[\s\S])*```|`[^`\n]*`|https?://(?:\\.|[^\s<*|\\])+"
)
LIVE = re.compile(
    r"\*+|~~|\|\||`+|__|<[@#:t/a]|<id:|\]\(|@(?:everyone|here)|^\s*(?:#{1,3}|-#|[-*]|>>>|>|\d+[.)])\s",
    re.MULTILINE,
)


def live_marks(text: str) -> list[str]:
    """Return the marks that Discord obeys."""
    return LIVE.findall(INERT.sub("·", text))


def job(text: str, **changes: Any) -> Job:
    values: dict[str, Any] = {
        "id": 1000,
        "state": State.DONE,
        "member_id": 7,
        "destination": Destination(channel_id=11, guild_id=5, upload_limit=1),
        "operation": "flux",
        "request": {"prompt": text},
        "pictures": 1,
        "created_at": NOW,
        "ended_at": NOW,
        "message_id": 99,
        "message_channel_id": 11,
    }
    return Job(**{**values, **changes})


def failed(text: str) -> Reason:
    return Reason("failed-invalid-field", {"field": text, "words": text})


def post(text: str) -> str:
    picture = Picture(b"", Format.PNG, 1, 1)
    request = FluxRequest.model_construct(prompt=text)
    outcome = Outcome(request, (picture,), None, 1)
    return post_text(TEXTS, job(text), outcome, [picture])


def changed(text: str, **facts: Any) -> Entry:
    return Entry(5, 7, NOW, "words add", facts or {"word": text, "reason": text})


def _first_choice(waiting: Job) -> str:
    """Return the label of a job in the select that cancels."""
    layout = jobs_layout(TEXTS, JobsPage(BookView(), [], has_older=False, waiting=[waiting]))
    [_, row, _] = layout.to_components()
    return str(row["components"][0]["options"][0]["label"])


MESSAGES: dict[str, Callable[[str], str]] = {
    "post": post,
    "status": lambda text: status_text(TEXTS, job(text), Failed(failed(text))),
    "sentence": lambda text: sentence(TEXTS, Reason("refused-blocked", {"reason": text})),
    "details": lambda text: details_text(
        TEXTS, job(text, request={"prompt": text, "style": text}), [job(text, id=2)], text
    ),
    "job": lambda text: job_line(TEXTS, job(text)),
    "failed job": lambda text: job_line(
        TEXTS, job(text, state=State.FAILED, reason={"key": "failed-text-words", "words": text})
    ),
    "change": lambda text: changed_line(TEXTS, changed(text)),
    "history": lambda text: history_line(TEXTS, changed(text)),
    "refusal in the log": lambda text: refused_line(
        TEXTS, 7, Reason("refused-word", {"word": text})
    ),
    "trouble in the log": lambda text: trouble_line(TEXTS, failed(text)),
    "block": lambda text: _block_text(TEXTS, Block(7, text, None), "blocked", "blocked-until"),
    "listed word": lambda text: f"• {escape_markdown(text)}",
}
PLAIN: dict[str, Callable[[str], str]] = {
    "thread": thread_name,
    "alternative text": lambda text: str(
        replace(Parcel(job(text), text, [Picture(b"", Format.PNG, 1, 1)], "", TEXTS))
        .files()[0]
        .description
    ),
    "choice": lambda text: _first_choice(job(text)),
    "suggestion": lambda text: clean_line(text, 100),
    "row of blocks": lambda text: _row(Block(7, text, None)).rpartition("\t")[2],
}


@pytest.mark.parametrize("way", MESSAGES)
@given(text=hostile)
def test_message_obeys_no_mark_of_it(way: str, text: str) -> None:
    assert live_marks(MESSAGES[way](text)) == live_marks(MESSAGES[way]("fox"))


@pytest.mark.parametrize("way", [*MESSAGES, *PLAIN])
@given(text=hostile)
def test_nothing_hides_reorders_or_piles_up(way: str, text: str) -> None:
    shown = {**MESSAGES, **PLAIN}[way](text).replace("@\u200b", "@")
    assert clean_text(shown) == shown
    assert way in MESSAGES or "\n" not in shown


@given(text=hostile)
def test_cell_is_no_formula(text: str) -> None:
    cell = table_cell(f"={text}", 300)
    assert cell.startswith("'=")
    assert not {"\t", "\n", "\r"} & {*cell}


@given(text=hostile)
def test_name_of_a_thread_has_room(text: str) -> None:
    assert len(thread_name(text * 20)) <= MAX_NAME


@given(text=hostile)
def test_line_of_the_log_file_is_one_line(text: str) -> None:
    record = logging.LogRecord("bot", logging.INFO, "", 1, "job %s: %s", (1, text), None)
    assert TextFormatter().format(record).isprintable()


def test_traceback_stays_below_its_line() -> None:
    with pytest.raises(ValueError, match="x") as raised:
        int("x")
    info = (raised.type, raised.value, raised.tb)
    record = logging.LogRecord("bot", logging.INFO, "", 1, "a\nb", (), info)
    first, second, *_ = TextFormatter().format(record).splitlines()
    assert first.endswith(r"a\nb")
    assert second == "Traceback (most recent call last):"


@pytest.mark.parametrize("name", ["Server\n✓ All is well", f"a{ZALGO}\x1b[2J\u202eb"])
def test_name_of_a_server_does_not_control_the_terminal(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Report(Settings(_env_file=None)).ok(name)
    printed = capsys.readouterr().out
    assert printed.count("\n") == 1
    assert printed.rstrip("\n").isprintable()
    assert printed.count("\u0301") <= 2
