"""What the tests of reports do again and again."""

import discord
from simcord import ChannelHandle, MemberActor

from bot.storage.servers import ServerStore
from sandbox.world import World
from tests.e2e.conftest import entry, said

MENU = "Report this picture"


async def moderated(world: World) -> ChannelHandle:
    """A channel where the moderators of the server are told from now on."""
    channel = world.guild.create_text_channel("moderators")
    await ServerStore(world.database).change(entry(world), report_channel_id=channel.id)
    return channel


async def report(world: World, member: MemberActor, message: discord.Message) -> str:
    """What a member is told who reports a message."""
    return said(await member.context_menu(world.pictures, MENU, now(world, message)))


async def pressed(world: World, notice: discord.Message, label: str) -> str:
    """What the moderator is told."""
    return said(await world.noor.click(notice, label=label))


def now(world: World, message: discord.Message) -> discord.Message:
    """The message as it stands now."""
    [found] = [one for one in world.pictures.history() if one.id == message.id]
    return found
