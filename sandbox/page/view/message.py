"""One message: who, when, the text, files, cards, buttons and menus, reactions."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from sandbox.page.messages import EmbedView, FileView, MessageView
from sandbox.page.view.components import ComponentsElement, Presses
from sandbox.page.view.tags import button, hidden_words, markup, tag

_NOTHING = object()
EMOJI = ("⭐", "👍", "❤️", "🎉", "🚫")


class MessageUses(Presses, Protocol):
    """Actions on messages."""

    async def react(self, message_id: int, emoji: str, reacted: bool) -> None:
        """Add or remove a reaction."""

    async def dismiss(self, message_id: int) -> None:
        """Delete a message, or dismiss a private one."""

    def reply(self, view: MessageView, pings: bool = True) -> None:
        """Begin a reply."""

    def open_menu(self, view: MessageView, anchor: str) -> None:
        """Open the message's menu at the element with this id."""

    def open_room(self, room_id: int, message_id: int | None = None) -> None:
        """Go to a room, or to a message in it."""


class MessageElement:
    """A message within the current element, which is its article.

    What has not changed stays as it is: a button that was built again between a person's press
    and release would not be pressed.
    """

    def __init__(self, uses: MessageUses) -> None:
        context = _Part(lambda view: view.context, _context)
        avatar = _Part(lambda view: (view.author, view.is_bot), _avatar)
        with tag("div", classes="body"):
            body: list[_Part | ComponentsElement] = [
                _Part(_heading_facts, _heading),
                _Part(lambda view: (view.thinking, view.html), _content),
                _Part(lambda view: view.embeds, _embeds),
                _Part(lambda view: view.files, _files),
                _Part(lambda view: view.poll, _poll),
                ComponentsElement(uses),
                _Part(lambda view: view.reactions, partial(_reactions, uses)),
                _Part(lambda view: view.thread, partial(_thread, uses)),
                _Part(lambda view: view.private, partial(_private_note, uses)),
            ]
        tools = _Part(lambda view: (view.author, view.private), partial(_tools, uses))
        self._parts: list[_Part | ComponentsElement] = [context, avatar, *body, tools]

    def show(self, view: MessageView) -> None:
        """Show the message as it is now."""
        for part in self._parts:
            part.show(view)


class _Part:
    """A part of a message that is built again when its facts have changed."""

    def __init__(
        self, facts: Callable[[MessageView], object], build: Callable[[MessageView], None]
    ) -> None:
        self._facts, self._build = facts, build
        self._shown: object = _NOTHING
        self._box = tag("div", classes="part")

    def show(self, view: MessageView) -> None:
        facts = self._facts(view)
        if facts == self._shown:
            return
        self._shown = facts
        self._box.clear()
        with self._box:
            self._build(view)


def label_of(view: MessageView) -> str:
    """Return the name of a message for screen readers."""
    return f"{view.author}, {view.at}{', only you can see this' if view.private else ''}"


def _context(view: MessageView) -> None:
    if view.context:
        tag("p", view.context, classes="context")


def _avatar(view: MessageView) -> None:
    kind = "easel" if view.is_bot else view.author.casefold()
    sign = "E" if view.is_bot else view.author[:1]
    tag("span", sign, classes=f"avatar of-{kind}", aria_hidden="true")


def _heading_facts(view: MessageView) -> object:
    return view.author, view.is_bot, view.at, view.edited


def _heading(view: MessageView) -> None:
    with tag("div", classes="heading"):
        tag("strong", view.author, classes="author")
        if view.is_bot:
            tag("span", "APP", classes="badge")
        tag("span", f"{view.at} (edited)" if view.edited else view.at, classes="at")


def _content(view: MessageView) -> None:
    if view.thinking:
        tag("p", "Easel is thinking…", classes="thinking")
    elif view.html:
        markup(view.html, classes="text")


def _embeds(view: MessageView) -> None:
    for embed in view.embeds:
        _embed(embed)


def _embed(embed: EmbedView) -> None:
    with tag("div", classes="embed", style=f"border-color: {embed.colour}"):
        if embed.title:
            markup(embed.title, name="strong")
        if embed.description:
            markup(embed.description, classes="text")
        for name, value in embed.fields:
            with tag("div", classes="field"):
                markup(name, name="strong")
                markup(value, classes="text")
        if embed.image:
            tag("img", src=embed.image, alt="")
        if embed.footer:
            markup(embed.footer, classes="subtext")


def _files(view: MessageView) -> None:
    if not view.files:
        return
    with tag("div", classes="files"):
        for file in view.files:
            _file(file)


def _file(file: FileView) -> None:
    if not file.is_image:
        size = f"{file.size / 1024:.0f} KB" if file.size >= 1024 else f"{file.size} bytes"
        tag("a", f"{file.name} ({size})", classes="file", href=file.path, download=file.name)
        return
    about = file.about or file.name
    with tag("figure", classes="veiled" if file.is_spoiler else "picture"):
        with tag("a", href=file.path, target="_blank", rel="noopener"):
            tag("img", src=file.path, alt=about)
        if file.is_spoiler:
            tag("button", "Spoiler", classes="unveil", type="button", aria_label="Show the spoiler")


def _reactions(uses: MessageUses, view: MessageView) -> None:
    if not view.reactions:
        return
    with tag("div", classes="reactions"):
        for one in view.reactions:
            button(
                f"{one.emoji} {one.count}",
                partial(uses.react, view.id, one.emoji, not one.mine),
                classes="reaction",
                aria_pressed=str(one.mine).lower(),
                aria_label=f"{one.emoji}, {one.count}",
            )


def _poll(view: MessageView) -> None:
    poll = view.poll
    if poll is None:
        return
    with tag("section", classes="poll", aria_label="Poll"):
        tag("strong", poll.question)
        with tag("ul"):
            for answer, votes in poll.answers:
                tag("li", f"{answer} ({votes})")
        tag("p", "The poll has ended" if poll.ended else "The poll is open", classes="subtext")


def _thread(uses: MessageUses, view: MessageView) -> None:
    thread = view.thread
    if thread is None:
        return
    count = f"{thread.count} message{'' if thread.count == 1 else 's'}"
    button(
        f"{thread.name} · {count}",
        lambda: uses.open_room(thread.id),
        classes="thread-link",
    )


def _private_note(uses: MessageUses, view: MessageView) -> None:
    if not view.private:
        return
    with tag("p", "Only you can see this · ", classes="private"):
        button("Dismiss", lambda: uses.dismiss(view.id), classes="link")


def _tools(uses: MessageUses, view: MessageView) -> None:
    with tag("div", classes="tools"):
        if not view.private:
            with button("", lambda: uses.reply(view), classes="tool", title="Reply"):
                tag("span", "↩", aria_hidden="true")
                hidden_words(f"Reply to {view.author}")
        anchor = f"more-{view.id}"
        with button(
            "",
            lambda: uses.open_menu(view, anchor),
            classes="tool",
            id=anchor,
            title="More",
            aria_haspopup="menu",
        ):
            tag("span", "⋯", aria_hidden="true")
            hidden_words(f"More for the message of {view.author}")
