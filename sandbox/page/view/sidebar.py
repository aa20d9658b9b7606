"""The list of rooms, and whom the reader is."""

from collections.abc import Callable

from sandbox.page.cast import Person
from sandbox.page.rooms import Room
from sandbox.page.studio import Studio
from sandbox.page.view.tags import button, hidden_words, tag


class Sidebar:
    """The rooms that the person sees, and the people that the reader can be."""

    def __init__(
        self,
        studio: Studio,
        open_room: Callable[[int], None],
        become: Callable[[Person], None],
    ) -> None:
        self._studio, self._open, self._become = studio, open_room, become
        self._shown: object = None
        with tag("nav", aria_label="Channels"):
            self._rooms = tag("div", classes="rooms")
        self._people = tag("div", classes="people", role="group", aria_label="You are")

    def show(self, person: Person, rooms: list[Room], current: int) -> None:
        """Show the rooms of a person; those with news are marked."""
        unread = {one.id for one in rooms if self._is_unread(person, one, current)}
        if (facts := (person.key, rooms, current, unread)) == self._shown:
            return
        self._shown = facts
        self._rooms.clear()
        with self._rooms:
            self._group("Easel's studio", [one for one in rooms if not one.direct], current, unread)
            self._group("Direct messages", [one for one in rooms if one.direct], current, unread)
        self._people.clear()
        with self._people:
            tag("h2", "You are")
            for one in self._studio.people:
                self._person(one, person)

    def _is_unread(self, person: Person, room: Room, current: int) -> bool:
        seen = self._studio.read.get((person.id, room.id), 0)
        return room.id != current and room.newest > seen

    def _group(self, title: str, rooms: list[Room], current: int, unread: set[int]) -> None:
        tag("h2", title)
        with tag("ul"):
            for room in rooms:
                with tag("li"):
                    self._room(room, room.id == current, room.id in unread)

    def _room(self, room: Room, is_current: bool, is_unread: bool) -> None:
        sign = "@" if room.direct else "↳" if room.parent else "#"
        classes = f"room{' thread' if room.parent else ''}{' unread' if is_unread else ''}"
        entry = button(
            "",
            lambda: self._open(room.id),
            classes=classes,
            aria_current="page" if is_current else None,
            data_room=str(room.id),
        )
        with entry:
            tag("span", sign, classes="sign", aria_hidden="true")
            tag("span", room.name, classes="name")
            if is_unread:
                hidden_words("(new)")

    def _person(self, one: Person, current: Person) -> None:
        entry = button(
            "",
            lambda: self._become(one),
            classes="person",
            aria_pressed=str(one is current).lower(),
        )
        with entry:
            tag("span", one.name[:1], classes=f"avatar of-{one.key}", aria_hidden="true")
            tag("span", one.name, classes="name")
            tag("span", one.part, classes="part")
