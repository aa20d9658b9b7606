"""Steps of the tests of rules: managers set them, members meet them."""

from typing import Any

from simcord import ChannelHandle
from simcord.backend import serializers

from bot.storage.audit import AuditStore, Entry
from sandbox.world import World
from tests.e2e.conftest import said

NOTHING = "This didn't use up any of your limit."
SMALL = {"prompt": "a fox", "width": 64, "height": 64}
NOT_HERE = f"⚠️ I don't make pictures in this channel. Please use another one. {NOTHING}"


async def rule(world: World, where: ChannelHandle | None = None, **options: Any) -> list[str]:
    """Let Noor set rules, and return the lines of the answer."""
    options = {"where": where, **options} if where else options
    return said(await world.noor.slash(world.lounge, "easel rules set", **options)).splitlines()


async def flux(world: World, channel: ChannelHandle, **options: Any) -> str:
    """Let Maya ask for a picture in the channel, and return the answer."""
    return said(await world.maya.slash(channel, "flux", **{**SMALL, **options}))


async def restrict_age(world: World, channel: ChannelHandle) -> None:
    """Send the event that the channel is age-restricted, which SimCord itself does not know."""
    backend = world.env.backend
    payload = serializers.channel_payload(backend, backend.get_channel(channel.id))
    backend.emit("CHANNEL_UPDATE", {**payload, "nsfw": True})
    await world.settle()


async def newest_change(world: World) -> Entry:
    """Return the newest entry of the audit log."""
    [entry] = await AuditStore(world.database).newest(world.guild.id, 1)
    return entry
