"""The people of the sandbox's server, and the channels that only moderators see."""

from dataclasses import dataclass
from typing import Any

import discord
from simcord import ChannelHandle, MemberActor
from simcord.backend import serializers

from bot.storage.audit import Entry
from bot.storage.servers import ServerStore
from bot.storage.words import WordStore
from sandbox.world import World

RULED_OUT = "thunder"
"""The word that the server's rules do not allow."""


@dataclass(frozen=True, eq=False)
class Person:
    """A member whom the reader of the page can be."""

    key: str
    name: str
    part: str
    """The part in the server, such as `moderator`."""
    actor: MemberActor
    locale: str = "en-US"

    @property
    def id(self) -> int:
        return self.actor.id


async def create_cast(world: World) -> tuple[Person, ...]:
    """Create the people, and the rules and channels of a server that is moderated."""
    joined = {
        name: world.guild.add_member(world.env.create_user(name)) for name in ("lin", "jonas")
    }
    people = (
        Person("maya", "Maya", "member", world.maya),
        Person("noor", "Noor", "moderator", world.noor),
        Person("lin", "Lin", "new member", joined["lin"]),
        Person("jonas", "Jonas", "Discord in German", joined["jonas"], "de"),
    )
    for person in people:
        world.env.backend.get_user(person.id).global_name = person.name
        world.speak(person.actor, person.locale)
    await _moderate(world)
    await _introduce(world)
    return people


async def _moderate(world: World) -> None:
    log, reports = (_for_moderators(world, name) for name in ("log", "reports"))
    servers, words = ServerStore(world.database), WordStore(world.database)
    await servers.change(_entry(world, "log"), log_channel_id=log.id)
    await servers.change(_entry(world, "reports"), report_channel_id=reports.id)
    await words.add(RULED_OUT, _entry(world, "words"))
    await world.settle()


async def _introduce(world: World) -> None:
    """Tell the bot that it was added to the server, as Discord does."""
    backend = world.env.backend
    payload = dict(serializers.guild_create_payload(backend, backend.get_guild(world.guild.id)))
    # Discord leaves it out where the bot is new.
    payload.pop("unavailable", None)
    backend.emit("GUILD_CREATE", payload)
    await world.settle()


def _for_moderators(world: World, name: str) -> ChannelHandle:
    hidden, shown = (discord.PermissionOverwrite(view_channel=sees) for sees in (False, True))
    allowed: dict[Any, discord.PermissionOverwrite] = {
        world.guild.default_role: hidden,
        world.noor: shown,
        world.bot.user: shown,
    }
    return world.guild.create_text_channel(name, overwrites=allowed)


def _entry(world: World, action: str) -> Entry:
    return Entry(world.guild.id, world.noor.id, world.env.now(), action)
