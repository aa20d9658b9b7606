"""Steps of the tests of reports."""

import discord
from simcord import ChannelHandle, MemberActor

from bot.storage.servers import ServerStore
from sandbox.world import World
from tests.e2e.conftest import entry, said

MENU = "Report this picture"


async def moderated(world: World, *, public: bool = False) -> ChannelHandle:
    """Add a channel for the server's moderators, where notices are posted from now on.

    If it is `public`, every member sees it.
    """
    shown, kept = (discord.PermissionOverwrite(view_channel=sees) for sees in (True, False))
    everyone = shown if public else kept
    allowed = {world.guild.default_role: everyone, world.noor: shown, world.bot.user: shown}
    channel = world.guild.create_text_channel("moderators", overwrites=allowed)
    await ServerStore(world.database).change(entry(world), report_channel_id=channel.id)
    return channel


async def report(
    world: World, member: MemberActor, message: discord.Message, reason: str = ""
) -> str:
    """Let a member report a message of the channel, and return the answer."""
    return await report_in(world.pictures, member, now(world, message), reason)


async def report_in(
    channel: ChannelHandle, member: MemberActor, message: discord.Message, reason: str = ""
) -> str:
    """Let a member report a message with a reason, and return the answer."""
    shown = await member.context_menu(channel, MENU, message)
    if shown.modal is None:
        return said(shown)
    return said(await member.submit_modal(shown, {"reason": reason}))


async def pressed(world: World, notice: discord.Message, label: str) -> str:
    """Let a moderator click a button of the notice, and return the answer."""
    return said(await world.noor.click(notice, label=label))


def now(world: World, message: discord.Message) -> discord.Message:
    """Return the message as it is now."""
    [current] = [other for other in world.pictures.history() if other.id == message.id]
    return current
