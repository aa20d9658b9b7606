"""Rules of a server: set as its managers set them, met as its members meet them."""

from typing import Any

from simcord import ChannelHandle
from simcord.backend import serializers

from bot.storage.audit import AuditStore, Entry
from sandbox.world import World
from tests.e2e.conftest import said

NOTHING = "Nothing was counted."
SMALL = {"prompt": "a fox", "width": 64, "height": 64}
NOT_HERE = f"⚠️ I make no pictures in this channel. Please use another one. {NOTHING}"


async def rule(world: World, where: ChannelHandle | None = None, **options: Any) -> list[str]:
    """Noor sets rules; what the command tells, line by line."""
    given = {"where": where, **options} if where else options
    return said(await world.noor.slash(world.lounge, "easel rules set", **given)).splitlines()


async def flux(world: World, channel: ChannelHandle, **options: Any) -> str:
    """What Maya is answered there."""
    return said(await world.maya.slash(channel, "flux", **{**SMALL, **options}))


async def restrict_age(world: World, channel: ChannelHandle) -> None:
    """Discord says that the channel is age-restricted, of which SimCord has no notion."""
    backend = world.env.backend
    payload = serializers.channel_payload(backend, backend.get_channel(channel.id))
    backend.emit("CHANNEL_UPDATE", {**payload, "nsfw": True})
    await world.settle()


async def newest_change(world: World) -> Entry:
    """The last line of the audit."""
    [entry] = await AuditStore(world.database).newest(world.guild.id, 1)
    return entry
