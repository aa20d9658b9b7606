"""The channels, threads and direct messages that a person sees."""

from collections.abc import Iterator
from dataclasses import dataclass

from simcord import ChannelHandle
from simcord.backend.access import channel_accessible
from simcord.backend.models import Channel
from simcord.enums import ChannelType

from sandbox.page.cast import Person
from sandbox.world import World

_LISTED = (ChannelType.TEXT, ChannelType.NEWS)


@dataclass(frozen=True)
class Room:
    """A place with messages. `parent` is the channel of a thread."""

    id: int
    name: str
    topic: str = ""
    parent: int | None = None
    direct: bool = False
    newest: int = 0
    """The newest message that the person sees."""


def rooms_of(world: World, person: Person) -> list[Room]:
    """Return what a person sees: each channel before its threads, then direct messages."""
    backend = world.env.backend
    seen = [one for one in _guild_channels(world) if _sees(world, person, one)]
    listed = [one for one in seen if one.type in _LISTED]
    found = []
    for channel in sorted(listed, key=lambda one: (one.position, one.id)):
        found.append(_room(world, person, channel))
        found += [_room(world, person, one) for one in seen if one.parent_id == channel.id]
    direct = backend.get_dm_channel(person.id)
    return [*found, Room(direct.id, "Easel", direct=True, newest=_newest(world, person, direct.id))]


def handle(world: World, room_id: int) -> ChannelHandle:
    """Return SimCord's handle of a room."""
    channel = world.env.backend.get_channel(room_id)
    guild = None if channel.guild_id is None else world.guild
    return ChannelHandle(world.env, guild, channel)


def _guild_channels(world: World) -> Iterator[Channel]:
    for channel in world.env.backend.channels.values():
        if channel.guild_id == world.guild.id:
            yield channel


def _sees(world: World, person: Person, channel: Channel) -> bool:
    return channel_accessible(world.env.backend, channel.id, person.id, history=True)


def _room(world: World, person: Person, channel: Channel) -> Room:
    return Room(
        channel.id,
        channel.name or "",
        topic=channel.topic or "",
        parent=channel.parent_id if channel.is_thread else None,
        newest=_newest(world, person, channel.id),
    )


def _newest(world: World, person: Person, room_id: int) -> int:
    messages = world.env.backend.messages.get(room_id, {}).values()
    return max((one.id for one in messages if one.visible_to(person.id)), default=0)
