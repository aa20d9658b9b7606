"""Steps of the tests of replies: pictures, replies to them, the bot's answers."""

import discord
from simcord import ChannelHandle, MemberActor
from simcord.backend.models import AllowedMentions, Overwrite
from simcord.enums import OverwriteType

from bot.delivery.reply_status import WORKING
from sandbox.world import World
from tests.e2e.conftest import until


async def made(
    world: World, channel: ChannelHandle | None = None, **options: object
) -> discord.Message:
    """Let Maya ask for a picture, and return its message."""
    target = channel or world.pictures
    before = len(pictures(target))
    await world.maya.slash(target, "flux", prompt="a fox", width=64, height=64, **options)
    # In a patient world the command ends before its picture is posted.
    await until(world, lambda: len(pictures(target)) > before)
    return pictures(target)[-1]


def pictures(channel: ChannelHandle) -> list[discord.Message]:
    """Return the bot's messages with pictures, oldest first."""
    return [message for message in channel.history() if message.author.bot and message.attachments]


def answers(channel: ChannelHandle, message: discord.Message) -> list[str]:
    """Return the texts of the bot's replies to the message that have no picture."""
    return [
        reply.content
        for reply in channel.history()
        if reply.author.bot and not reply.attachments and replied(reply) == message.id
    ]


def replied(message: discord.Message) -> int | None:
    """Return the id of the message that this one replies to."""
    return message.reference.message_id if message.reference else None


def thread(channel: ChannelHandle) -> ChannelHandle:
    """Return the only thread of the channel."""
    [only] = {thread.id: thread for thread in channel.threads}.values()
    return only


def mention(world: World) -> str:
    """Return a mention of the bot."""
    return f"<@{world.env.backend.bot_user.id}>"


async def reply_unpinged(
    world: World, member: MemberActor, channel: ChannelHandle, words: str, to: int
) -> discord.Message:
    """Send a reply without a ping, to a message that may be deleted."""
    sent = world.env.backend.create_message(
        channel.id,
        member.id,
        words,
        reference={"channel_id": str(channel.id), "message_id": str(to)},
        allowed_mentions=AllowedMentions(replied_user=False),
    )
    await world.settle()
    return next(message for message in channel.history() if message.id == sent.id)


def works_on(channel: ChannelHandle, message: discord.Message) -> bool:
    """Return True if the message has the bot's reaction."""
    [current] = [other for other in channel.history() if other.id == message.id]
    return any(str(reaction.emoji) == WORKING for reaction in current.reactions)


def deny(world: World, channel: ChannelHandle, **permissions: bool) -> None:
    """Deny these permissions to the bot in the channel."""
    bits = discord.Permissions(**permissions).value
    me = world.env.backend.bot_user.id
    world.env.backend.set_overwrite(channel.id, Overwrite(me, OverwriteType.MEMBER, deny=bits))
