"""The list of rooms, and whom the reader is."""

from collections.abc import Callable
from functools import partial

from sandbox.page.cast import Person
from sandbox.page.rooms import Room
from sandbox.page.studio import Studio
from sandbox.page.view.tags import Tag, button, hidden_words, tag


class Sidebar:
    """The rooms that the person sees, and the people that the reader can be.

    What is shown already stays as it is: a press is lost if its button is built again meanwhile.
    """

    def __init__(
        self,
        studio: Studio,
        open_room: Callable[[int], None],
        become: Callable[[Person], None],
    ) -> None:
        self._studio = studio
        self._shown: object = None
        with tag("nav", aria_label="Channels"), tag("div", classes="rooms"):
            self._groups = [
                _Group("Easel's studio", open_room),
                _Group("Direct messages", open_room),
            ]
        with tag("div", classes="people", role="group", aria_label="You are"):
            tag("h2", "You are")
            self._people = {one.key: _person(one, become) for one in studio.people}

    def show(self, person: Person, rooms: list[Room], current: int) -> None:
        """Show the rooms of a person; those with news are marked."""
        unread = {one.id for one in rooms if self._is_unread(person, one, current)}
        if (facts := (person.key, rooms, current, unread)) == self._shown:
            return
        self._shown = facts
        in_server = [one for one in rooms if not one.direct]
        direct = [one for one in rooms if one.direct]
        for group, its_rooms in zip(self._groups, (in_server, direct), strict=True):
            group.show(its_rooms, current, unread)
        for key, entry in self._people.items():
            entry.props["aria-pressed"] = str(key == person.key).lower()

    def _is_unread(self, person: Person, room: Room, current: int) -> bool:
        seen = self._studio.read.get((person.id, room.id), 0)
        return room.id != current and room.newest > seen


class _Group:
    """Rooms below a heading."""

    def __init__(self, title: str, open_room: Callable[[int], None]) -> None:
        self._open = open_room
        self._entries: dict[int, _Entry] = {}
        tag("h2", title)
        self._list = tag("ul")

    def show(self, rooms: list[Room], current: int, unread: set[int]) -> None:
        for gone in self._entries.keys() - {one.id for one in rooms}:
            self._entries.pop(gone).item.delete()
        for place, room in enumerate(rooms):
            if room.id not in self._entries:
                self._add(room, place)
            self._entries[room.id].show(room, room.id == current, room.id in unread)

    def _add(self, room: Room, place: int) -> None:
        with self._list:
            self._entries[room.id] = entry = _Entry(room, partial(self._open, room.id))
        entry.item.move(target_index=place)


class _Entry:
    """A room in the list."""

    def __init__(self, room: Room, choose: Callable[[], None]) -> None:
        self.item = tag("li")
        sign = "@" if room.direct else "↳" if room.parent else "#"
        with self.item:
            self._button = button("", choose, data_room=str(room.id))
        with self._button:
            tag("span", sign, classes="sign", aria_hidden="true")
            self._name = tag("span", classes="name")
            self._news = hidden_words("")

    def show(self, room: Room, is_current: bool, is_unread: bool) -> None:
        self._name.text = room.name
        self._news.text = "(new)" if is_unread else ""
        thread, unread = " thread" * bool(room.parent), " unread" * is_unread
        self._button.classes(replace=f"room{thread}{unread}")
        self._button.props.set_optional("aria-current", "page" if is_current else None)


def _person(one: Person, become: Callable[[Person], None]) -> Tag:
    entry = button("", partial(become, one), classes="person")
    with entry:
        tag("span", one.name[:1], classes=f"avatar of-{one.key}", aria_hidden="true")
        tag("span", one.name, classes="name")
        tag("span", one.part, classes="part")
    return entry
