"""The menu of a message: reply, reactions, the bot's commands, delete."""

from collections.abc import Awaitable, Callable
from typing import Any

from nicegui import ui

from sandbox.page.messages import MessageView
from sandbox.page.view.message import EMOJI, MessageUses
from sandbox.page.view.tags import Tag

Entry = tuple[str, Callable[[], Awaitable[Any] | None]]


def open_menu(place: Tag, anchor: str, entries: list[Entry]) -> None:
    """Open a menu at the element with this id; it goes away once something is chosen.

    It is built in a `place` that stays, as messages are shown again whenever they change.
    """
    with place, ui.menu() as menu:
        menu.props('role="menu" auto-close no-parent-event').classes("menu")
        menu.props["target"] = f"#{anchor}"
        for words, choose in entries:
            ui.menu_item(words, choose).props('role="menuitem"')
    menu.on("hide", menu.delete)
    menu.open()


def message_entries(
    view: MessageView,
    uses: MessageUses,
    commands: list[tuple[str, str]],
    run_command: Callable[[str], Awaitable[None]],
    forward: Callable[[], Awaitable[None]],
    *,
    may_delete: bool,
) -> list[Entry]:
    """Return the entries of a message's menu."""
    entries: list[Entry] = []
    if not view.private:
        entries += [
            ("Reply", lambda: uses.reply(view)),
            ("Reply without a ping", lambda: uses.reply(view, pings=False)),
            *((f"React with {one}", _reacting(view, uses, one)) for one in EMOJI),
            ("Forward to #lounge", forward),
        ]
    entries += [(words, _using(run_command, name)) for name, words in commands]
    if may_delete and not view.private:
        entries.append(("Delete the message", lambda: uses.dismiss(view.id)))
    return entries


def _reacting(view: MessageView, uses: MessageUses, emoji: str) -> Callable[[], Awaitable[None]]:
    return lambda: uses.react(view.id, emoji, True)


def _using(run: Callable[[str], Awaitable[None]], name: str) -> Callable[[], Awaitable[None]]:
    return lambda: run(name)
