"""The line where messages and commands are typed, with completion, files and replies."""

import json
from collections.abc import Coroutine
from typing import Any, Protocol

from nicegui import events, ui

from sandbox.page.actions import Actions, Reply
from sandbox.page.command_line import Typed, parse
from sandbox.page.commands import Command, commands_of
from sandbox.page.completion import Completion, answers, completions, open_options, question
from sandbox.page.messages import MessageView
from sandbox.page.turns import NotPossibleError
from sandbox.page.view.completion_list import CompletionList
from sandbox.page.view.files import Files
from sandbox.page.view.tags import button, tag

_MOVES = {"ArrowDown": 1, "ArrowUp": -1}


class Sends(Protocol):
    """A page as the composer needs it."""

    @property
    def actions(self) -> Actions:
        """The actions of the person in the room."""

    def tell(self, words: str, *, is_problem: bool = False) -> None:
        """Say something that is no message."""

    def script(self, code: str) -> None:
        """Run a script in the browser."""

    async def run(self, work: Coroutine[Any, Any, Any]) -> bool:
        """Do something, and show what came of it; return False if it was not possible."""


class Composer:
    """The composer of one page, in whatever room it shows."""

    def __init__(self, page: Sends) -> None:
        self._page = page
        self._reply: Reply | None = None
        self._text = ""
        self._chip_names: list[str] = []
        with tag("form", classes="composer", onsubmit="return false", aria_label="New message"):
            self._reply_line = tag("div", classes="reply-line")
            self._files = Files(page.tell)
            self._files.show_list()
            self._list = CompletionList()
            self._chips = tag("div", classes="chips")
            self._line()

    def _line(self) -> None:
        with tag("div", classes="line"):
            with button("", self._files.pick, classes="tool attach", title="Attach a picture"):
                tag("span", "+", aria_hidden="true")
                tag("span", "Attach a picture", classes="unseen")
            self._input = tag(
                "textarea",
                id="composer",
                rows=1,
                aria_autocomplete="list",
                aria_controls=CompletionList.ID,
                autocomplete="off",
                autofocus=True,
            )
            self._input.on("input", self._typed, js_handler="(e) => emit(e.target.value)")
            tag("button", "Send", classes="button primary send", type="button")
        ui.on("easel_key", self._key)

    def place(self, name: str) -> None:
        """Say in which room one types."""
        self._input.props["aria-label"] = f"Message {name}"
        self._input.props["placeholder"] = "Message, or / for commands"
        self.answer(None)
        self._hide()

    def answer(self, view: MessageView | None, pings: bool = True) -> None:
        """Begin a reply to a message, or end it with None."""
        self._reply = None if view is None else Reply(view.id, pings)
        self._reply_line.clear()
        if view is None:
            return
        with self._reply_line:
            ping = "" if pings else " without a ping"
            tag("span", f"Replying to {view.author}{ping}")
            button("✕", lambda: self.answer(None), classes="tool", aria_label="Cancel the reply")
        self.focus()

    def focus(self) -> None:
        """Move the focus to the line."""
        self._page.script("document.getElementById('composer').focus()")

    async def _typed(self, event: events.GenericEventArguments) -> None:
        self._text = str(event.args)
        await self._complete()

    async def _key(self, event: events.GenericEventArguments) -> None:
        """Do what a key asks for; to Enter, Tab and Send the browser waits for an answer."""
        key, self._text = str(event.args["key"]), str(event.args["text"])
        if key in _MOVES:
            self._list.move(_MOVES[key])
        elif key == "Escape":
            self._list.show([])
            self.answer(None)
        elif key == "Send":
            await self._send()
        else:
            await self._decide(is_tab=key == "Tab")
        self._mark()

    async def _decide(self, *, is_tab: bool) -> None:
        """Take a completion, or else send the line."""
        if self._list.is_stale(self._text):
            commands = self._commands(self._text)
            self._list.show(self._offline(commands) if commands else [], self._text)
        chosen = self._list.chosen
        if is_tab:
            await self._take(chosen or next(iter(self._list.shown), None))
        elif chosen is not None and (self._list.was_moved or chosen.eager):
            await self._take(chosen)
        else:
            await self._send()

    async def _take(self, chosen: Completion | None) -> None:
        if chosen is None:
            self._release()
            return
        self._set(chosen.line)
        await self._complete()

    def _commands(self, text: str) -> list[Command]:
        actions = self._page.actions
        if not text.startswith("/"):
            return []
        return commands_of(actions.studio.world, actions.person, actions.room_id)

    def _offline(self, commands: list[Command]) -> list[Completion]:
        actions = self._page.actions
        return completions(self._text, commands, actions.studio.choices(actions.person))

    async def _complete(self) -> None:
        text, commands = self._text, self._commands(self._text)
        self._list.show(self._offline(commands) if commands else [], text)
        self._show_options(parse(text, commands))
        self._mark()
        if (asked := question(text, commands)) is None:
            return
        try:
            offered = await self._page.actions.suggestions(asked)
        except NotPossibleError:
            return
        if text == self._text:
            self._list.show(answers(asked, offered), text)
            self._mark()

    def _show_options(self, typed: Typed | None) -> None:
        names = [one.name for one in open_options(typed)] if typed else []
        if names == self._chip_names:
            return
        self._chip_names = names
        self._chips.clear()
        with self._chips:
            for name in names:
                tag(
                    "button",
                    f"+ {name}",
                    classes="chip",
                    type="button",
                    aria_label=f"Add {name}",
                    data_add=name,
                )

    async def _send(self) -> None:
        text, files, reply = self._text.strip(), self._files.take(), self._reply
        if not text and not files:
            self._release()
            return
        self._set("")
        self.answer(None)
        if not await self._page.run(self._done(text, files, reply)):
            self._files.put_back(files)
            self._reply = reply
            self._page.script(f"easel.composer.putBack({json.dumps(text)})")

    async def _done(self, text: str, files: list[tuple[str, bytes]], reply: Reply | None) -> Any:
        if not text.startswith("/"):
            return await self._page.actions.send(text, files, reply)
        commands = self._commands(text)
        if not commands:
            raise NotPossibleError("Commands work in the server's channels, not here.")
        typed = parse(text, commands)
        if typed is None:
            name = text.split()[0]
            raise NotPossibleError(f"{name} is no command here. Type / to see what there is.")
        return await self._page.actions.command(typed, files)

    def _set(self, text: str) -> None:
        """Answer the browser, which waits, with another text."""
        self._text = text
        self._hide()
        # JSON is also JavaScript.
        self._page.script(f"easel.composer.take({json.dumps(text)})")

    def _release(self) -> None:
        """Let the browser go on with the text as it is."""
        self._page.script("easel.composer.release()")

    def _hide(self) -> None:
        self._list.show([])
        self._show_options(None)
        self._mark()

    def _mark(self) -> None:
        self._input.props["data-open"] = "yes" if self._list.shown else "no"
        self._input.props.set_optional("aria-activedescendant", self._list.active_id)
