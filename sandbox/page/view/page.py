"""One page in a browser: a person in a room, with everything around it."""

import json
from collections.abc import Coroutine, Sequence
from typing import Any

from nicegui import events, ui
from simcord import InteractionResult

from sandbox.page.actions import Actions
from sandbox.page.cast import Person
from sandbox.page.commands import menus_of
from sandbox.page.messages import MessageView, messages_of
from sandbox.page.option_values import Choices
from sandbox.page.rooms import Room, rooms_of
from sandbox.page.studio import Studio
from sandbox.page.turns import NotPossibleError
from sandbox.page.view.composer import Composer
from sandbox.page.view.frame import Frame
from sandbox.page.view.menu import message_entries, open_menu
from sandbox.page.view.modal import Modal
from sandbox.page.view.sidebar import Sidebar
from sandbox.page.view.timeline import Timeline
from sandbox.page.view.world_panel import WorldPanel
from sandbox.page.weather import Weather

_LOOK_SECONDS = 0.05


class Page:
    """The page of one browser window. Its parts reach each other through it."""

    def __init__(self, studio: Studio, weather: Weather, person: Person, room: str) -> None:
        self._studio, self._weather, self._person = studio, weather, person
        rooms = rooms_of(studio.world, person)
        asked = (one for one in rooms if room and room in (one.name, str(one.id)))
        self._room = next(asked, self._home(rooms))
        self._revision = -1
        self._timeline: Timeline | None = None

    def build(self) -> None:
        """Build the page in the current client."""
        self._client = ui.context.client
        self._frame = Frame()
        with self._frame.left:
            self._sidebar = Sidebar(self._studio, self.open_room, self.become)
        with self._frame.right:
            self._panel = WorldPanel(self._studio, self._weather, self._in_world, self.tell)
        with self._frame.composer:
            self._composer = Composer(self)
        ui.on("easel_open", self._follow)
        self._enter()
        ui.timer(_LOOK_SECONDS, self._look)

    @property
    def actions(self) -> Actions:
        """The actions of the person in the room."""
        return Actions(self._studio, self._person, self._room.id)

    def choices(self) -> Choices:
        """Return what the person can choose from."""
        return self._studio.choices(self._person)

    def tell(self, words: str, *, is_problem: bool = False) -> None:
        """Say something that is no message."""
        self._frame.tell(words, is_problem=is_problem)

    def script(self, code: str) -> None:
        """Run a script in the browser, also for an element that is shown no more."""
        self._client.run_javascript(code)

    async def run(self, work: Coroutine[Any, Any, Any]) -> bool:
        """Do something, and open the modal that it brings; return False if it was not possible."""
        try:
            result = await work
        except NotPossibleError as error:
            self.tell(str(error), is_problem=True)
            return False
        self.tell("")
        if isinstance(result, InteractionResult) and result.modal is not None:
            self._open_modal(result)
        return True

    async def press(self, message_id: int, custom_id: str) -> None:
        """Press a button."""
        await self.run(self.actions.press(message_id, custom_id))

    async def select(self, message_id: int, custom_id: str, values: Sequence[Any]) -> None:
        """Choose in a select menu."""
        await self.run(self.actions.select(message_id, custom_id, values))

    async def react(self, message_id: int, emoji: str, reacted: bool) -> None:
        """Add or remove a reaction."""
        await self.run(self.actions.react(message_id, emoji, reacted=reacted))

    async def dismiss(self, message_id: int) -> None:
        """Delete a message, or dismiss a private one."""
        await self.run(self.actions.delete(message_id))

    def reply(self, view: MessageView, pings: bool = True) -> None:
        """Begin a reply."""
        self._composer.answer(view, pings)

    def open_menu(self, view: MessageView, anchor: str) -> None:
        """Open the menu of a message."""
        world, actions = self._studio.world, self.actions
        lounge = world.lounge.id

        async def use(name: str) -> None:
            await self.run(actions.menu(name, view.id))

        async def forward() -> None:
            await self.run(actions.forward(view.id, lounge))

        commands = [] if self._room.direct else menus_of(world, self._person, self._room.id)
        may_delete = view.mine or self._person.key == "noor"
        entries = message_entries(view, self, commands, use, forward, may_delete=may_delete)
        open_menu(self._frame.messages, anchor, entries)

    def open_room(self, room_id: int, message_id: int | None = None) -> None:
        """Go to a room, or to a message in it."""
        if room_id != self._room.id:
            found = [one for one in rooms_of(self._studio.world, self._person) if one.id == room_id]
            if not found:
                self.tell(f"{self._person.name} does not see that channel.", is_problem=True)
                return
            self._room = found[0]
            self._enter()
        self.script("easel.closeDrawers()")
        if message_id is not None:
            self.script(f"easel.showMessage({json.dumps(str(message_id))})")

    def become(self, person: Person) -> None:
        """Be another person; in the same room, if that one sees it."""
        self._person = person
        rooms = rooms_of(self._studio.world, person)
        same = (one for one in rooms if one.id == self._room.id)
        self._room = next(same, self._home(rooms))
        self._enter()
        self.tell(f"You are {person.name} ({person.part}).")

    def _home(self, rooms: list[Room]) -> Room:
        return next(one for one in rooms if one.id == self._studio.world.pictures.id)

    def _enter(self) -> None:
        """Show the room from its end."""
        name = self._room.name if self._room.direct else f"#{self._room.name}"
        self._frame.entitle(name, self._room.topic, f"{self._person.name}, {self._person.part}")
        if self._timeline is not None:
            self._timeline.delete()
        with self._frame.messages:
            self._timeline = Timeline(name, self)
        self._composer.place(name)
        self._refresh()
        self.script("easel.toEnd()")

    def _look(self) -> None:
        if self._revision != self._studio.revision:
            self._refresh()

    def _refresh(self) -> None:
        self._revision = self._studio.revision
        world, person = self._studio.world, self._person
        rooms = rooms_of(world, person)
        if self._room.id not in {one.id for one in rooms}:
            self._room = self._home(rooms)
            self._enter()
            return
        views = messages_of(world, person, self._room.id)
        if self._timeline is not None:
            self._timeline.show(views)
        self._studio.read[person.id, self._room.id] = max((one.id for one in views), default=0)
        self._sidebar.show(person, rooms, self._room.id)
        self._panel.show()

    def _follow(self, event: events.GenericEventArguments) -> None:
        target = event.args if isinstance(event.args, dict) else {}
        message = str(target.get("message") or "")
        if str(target.get("room", "")).isdecimal():
            self.open_room(int(target["room"]), int(message) if message.isdecimal() else None)

    async def _in_world(self, work: Coroutine[Any, Any, Any], then: str) -> None:
        if await self.run(work):
            self.tell(then)

    def _open_modal(self, shown: InteractionResult) -> None:
        actions = self.actions

        async def submit(values: dict[str, Any]) -> str:
            try:
                result = await actions.submit(shown, values)
            except NotPossibleError as error:
                return str(error)
            if result.modal is not None:
                self._open_modal(result)
            return ""

        with self._frame.messages:
            Modal(shown.modal or {}, self, submit).open()
