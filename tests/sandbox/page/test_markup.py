"""Discord's markup as HTML: what it means, and what hostile text cannot do."""

from datetime import UTC, datetime, timedelta
from typing import cast

import pytest

from sandbox.page.markup import Markup
from sandbox.page.names import Names

NOW = datetime(2026, 1, 2, 12, tzinfo=UTC)


class SomeNames:
    """Names that would be markup, if they were not escaped."""

    def user(self, user_id: int) -> str:
        return f"<b>{user_id}"

    def role(self, role_id: int) -> str:
        return f"role {role_id}"

    def channel(self, channel_id: int) -> str:
        return f"room {channel_id}"


@pytest.fixture
def markup() -> Markup:
    return Markup(cast(Names, SomeNames()), NOW)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**bold** and `code`", "<strong>bold</strong> and <code>code</code>"),
        ("one\ntwo", "one<br />\ntwo"),
        ("<@7>", '<span class="mention">@&lt;b&gt;7</span>'),
        ("<@&7>", '<span class="mention">@role 7</span>'),
        ("</easel settings:1>", 'data-command="easel settings">/easel settings</a>'),
        ("<#7>", 'data-room="7">#room 7</a>'),
        ("https://discord.com/channels/1/2/3", 'data-room="2" data-message="3"'),
        ("||secret||", 'aria-label="Spoiler: show it"><span>secret</span></span>'),
        ("https://example.org/a?b=1.", 'href="https://example.org/a?b=1" target="_blank"'),
        ("[here](https://example.org)", 'href="https://example.org" target="_blank"'),
        ("-# small", '<p class="subtext">small</p>'),
        ("### Title", "<h2>Title</h2>"),
    ],
)
def test_markup_means_what_it_means_on_discord(markup: Markup, text: str, html: str) -> None:
    assert html in markup.html(text)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("<script>alert(1)</script>", "<script"),
        ("<img src=x onerror=alert(1)>", "<img"),
        ("![x](https://example.org/x.png)", "<img"),
        ("[x](javascript:alert(1))", "href"),
        ('[x](https://example.org/"onmouseover=alert(1))', '"onmouseover'),
        ("</a<b>:1>", "<b>"),
        ("||<b>x</b>||", "<b>"),
        ("```\n<b>\n```", "<b>"),
        ("https://example.org/<script>", "<script"),
    ],
)
def test_hostile_text_makes_no_tags_of_its_own(markup: Markup, text: str, never: str) -> None:
    assert never not in markup.html(text)


def test_code_is_left_alone(markup: Markup) -> None:
    assert "<code>-# &lt;@7&gt;\n</code>" in markup.html("```\n-# <@7>\n```")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(90, "in 2 minutes"), (-3600, "1 hour ago"), (3 * 86400, "in 3 days"), (-1, "1 second ago")],
)
def test_times_are_relative_to_now(markup: Markup, seconds: int, words: str) -> None:
    at = int((NOW + timedelta(seconds=seconds)).timestamp())

    assert f">{words}</time>" in markup.html(f"<t:{at}:R>")


def test_times_that_no_calendar_has_stay_text(markup: Markup) -> None:
    assert "&lt;t:999999999999:f&gt;" in markup.html("<t:999999999999:f>")


def test_quotations_to_the_end_are_one_quotation(markup: Markup) -> None:
    html = markup.html("Lin reported this:\n>>> **a fox**\n-# Flux")

    assert html.count("<blockquote>") == 1
    assert html.index("Lin") < html.index("<blockquote>") < html.index("<strong>a fox</strong>")


def test_quotations_in_code_are_code(markup: Markup) -> None:
    assert "<blockquote>" not in markup.html("```\n>>> print(1)\n```")
