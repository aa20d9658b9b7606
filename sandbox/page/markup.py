"""Discord's markup as HTML: the text is hostile, so nothing but the tags made here gets through."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from sandbox.page.moments import moment
from sandbox.page.names import Names

_SUBTEXT = "-# "
_FENCE = "```"
_QUOTE_REST = ">>> "
_SPECIAL = re.compile(
    r"<@!?(?P<user>\d{1,20})>"
    r"|<@&(?P<role>\d{1,20})>"
    r"|<#(?P<channel>\d{1,20})>"
    r"|</(?P<command>[^:>\n]{1,100}):\d{1,20}>"
    r"|<t:(?P<moment>-?\d{1,12})(?::(?P<style>[tTdDfFRsS]))?>"
    r"|<a?:(?P<emoji>\w{1,32}):\d{1,20}>"
    r"|<?https?://(?:\w+\.)?discord(?:app)?\.com/channels/\d+/(?P<room>\d{1,20})"
    r"(?:/(?P<message>\d{1,20}))?>?"
    r"|<?(?P<link>https?://[^\s<>|)\]]+[^\s<>|)\].,:;!?'\"*_])>?"
    r"|\|\|(?P<spoiler>.+?)\|\|",
    re.DOTALL | re.ASCII,
)
# What plain text must stop at, beside Markdown's own marks.
_STARTS = "<|h"


@dataclass(frozen=True)
class Markup:
    """Converts texts for a reader at a given time."""

    names: Names
    now: datetime

    def html(self, text: str) -> str:
        """Return a message's text as blocks of HTML."""
        return "".join(self._part(lines, small) for small, lines in _parts(_quoted(text)))

    def inline(self, text: str) -> str:
        """Return a short text, such as a title, as inline HTML."""
        return str(self._parser().renderInline(text))

    def _part(self, text: str, small: bool) -> str:
        if small:
            return f'<p class="subtext">{self.inline(text)}</p>'
        return str(self._parser().render(text))

    def _parser(self) -> MarkdownIt:
        parser = MarkdownIt("commonmark", {"html": False, "breaks": True})
        parser.disable(["image", "autolink", "html_inline", "html_block", "entity", "reference"])
        parser.disable(["code", "lheading", "hr"]).enable("strikethrough")
        parser.inline.ruler.at("text", _text)
        parser.inline.ruler.before("escape", "discord", self._special)
        parser.add_render_rule("html_inline", _verbatim)
        parser.add_render_rule("link_open", _link_open)
        parser.add_render_rule("heading_open", lambda *_: "<h2>")
        parser.add_render_rule("heading_close", lambda *_: "</h2>")
        return parser

    def _special(self, state: StateInline, silent: bool) -> bool:
        found = _SPECIAL.match(state.src, state.pos)
        if found is None:
            return False
        if not silent:
            state.push("html_inline", "", 0).content = self._replacement(found)
        state.pos = found.end()
        return True

    def _replacement(self, found: re.Match[str]) -> str:
        kind = found.lastgroup
        if kind == "style":
            kind = "moment"
        if kind == "message":
            kind = "room"
        makers: dict[str | None, Callable[[re.Match[str]], str]] = {
            "user": lambda one: _mention(f"@{self.names.user(int(one['user']))}"),
            "role": lambda one: _mention(f"@{self.names.role(int(one['role']))}"),
            "channel": lambda one: self._place(one["channel"], None),
            "room": lambda one: self._place(one["room"], one["message"]),
            "command": lambda one: _command(one["command"]),
            "emoji": lambda one: escape(f":{one['emoji']}:"),
            "moment": self._moment,
            "link": lambda one: _external(one["link"]),
            "spoiler": lambda one: _spoiler(self.inline(one["spoiler"])),
        }
        return makers[kind](found)

    def _place(self, room: str, message: str | None) -> str:
        name = f"#{self.names.channel(int(room))}" + (" › message" if message else "")
        target = f' data-message="{message}"' if message else ""
        return (
            f'<a class="mention" href="#room-{room}" data-room="{room}"{target}>{escape(name)}</a>'
        )

    def _moment(self, found: re.Match[str]) -> str:
        try:
            at = datetime.fromtimestamp(int(found["moment"]), UTC)
        except (OverflowError, ValueError, OSError):
            return escape(found[0])
        words = moment(at, self.now, found["style"] or "f")
        return f'<time datetime="{at.isoformat()}" title="{at:%d %B %Y %H:%M}">{words}</time>'


def _quoted(text: str) -> str:
    """Write a quotation that goes on to the end of the text as one of single lines."""
    before, mark, rest = f"\n{text}".partition(f"\n{_QUOTE_REST}")
    if not mark or before.count(_FENCE) % 2 == 1:
        return text
    lines = "\n".join(f"> {line}" for line in rest.split("\n"))
    return f"{before}\n{lines}".removeprefix("\n")


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """Yield runs of lines, and each line of small text by itself, which is True then."""
    run: list[str] = []
    fenced = False
    for line in text.split("\n"):
        fenced ^= line.count(_FENCE) % 2 == 1
        if line.startswith(_SUBTEXT) and not fenced:
            if run:
                yield False, "\n".join(run)
            run = []
            yield True, line.removeprefix(_SUBTEXT)
        else:
            run.append(line)
    if run:
        yield False, "\n".join(run)


def _text(state: StateInline, silent: bool) -> bool:
    """Take plain text up to the next character that may begin markup."""
    end = state.pos
    while end < state.posMax and not _may_begin(state.src[end]):
        end += 1
    if end == state.pos:
        return False
    if not silent:
        state.pending += state.src[state.pos : end]
    state.pos = end
    return True


def _may_begin(character: str) -> bool:
    return character in _STARTS or character in "\n!#$%&*+-:=@[\\]^_`{}~"


def _verbatim(_self: object, tokens: list[object], index: int, *_rest: object) -> str:
    return str(getattr(tokens[index], "content", ""))


def _link_open(_self: object, tokens: list[object], index: int, *_rest: object) -> str:
    href = str(getattr(tokens[index], "attrs", {}).get("href", ""))
    return f'<a href="{escape(href)}" target="_blank" rel="noopener noreferrer">'


def _mention(name: str) -> str:
    return f'<span class="mention">{escape(name)}</span>'


def _command(path: str) -> str:
    name = escape(path)
    return f'<a class="mention" href="#composer" data-command="{name}">/{name}</a>'


def _external(link: str) -> str:
    shown = escape(link)
    return f'<a href="{shown}" target="_blank" rel="noopener noreferrer">{shown}</a>'


def _spoiler(inner: str) -> str:
    return (
        '<span class="spoiler" role="button" tabindex="0" aria-expanded="false" '
        f'aria-label="Spoiler: show it"><span>{inner}</span></span>'
    )
