"""Members who reply to pictures, and what came of it."""

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
    """A picture that Maya asked for."""
    place = channel or world.pictures
    before = len(pictures(place))
    await world.maya.slash(place, "flux", prompt="a fox", width=64, height=64, **options)
    # In a patient world the command has ended before its picture is there.
    await until(world, lambda: len(pictures(place)) > before)
    return pictures(place)[-1]


def pictures(channel: ChannelHandle) -> list[discord.Message]:
    """What the bot has posted, oldest first."""
    return [one for one in channel.history() if one.author.bot and one.attachments]


def answers(channel: ChannelHandle, message: discord.Message) -> list[str]:
    """What the bot has replied to the message in words alone."""
    return [
        one.content
        for one in channel.history()
        if one.author.bot and not one.attachments and replied(one) == message.id
    ]


def replied(message: discord.Message) -> int | None:
    """The message that this one replies to."""
    return message.reference.message_id if message.reference else None


def thread(channel: ChannelHandle) -> ChannelHandle:
    """The only thread of the channel."""
    [only] = {one.id: one for one in channel.threads}.values()
    return only


def mention(world: World) -> str:
    """What calls the bot by name."""
    return f"<@{world.env.backend.bot_user.id}>"


async def reply_unpinged(
    world: World, member: MemberActor, channel: ChannelHandle, words: str, to: int
) -> discord.Message:
    """A reply with the @ turned off, to a message that may be gone."""
    sent = world.env.backend.create_message(
        channel.id,
        member.id,
        words,
        reference={"channel_id": str(channel.id), "message_id": str(to)},
        allowed_mentions=AllowedMentions(replied_user=False),
    )
    await world.settle()
    return next(one for one in channel.history() if one.id == sent.id)


def works_on(channel: ChannelHandle, message: discord.Message) -> bool:
    """Whether the bot's reaction stands under the message."""
    [found] = [one for one in channel.history() if one.id == message.id]
    return any(str(one.emoji) == WORKING for one in found.reactions)


def deny(world: World, channel: ChannelHandle, **permissions: bool) -> None:
    """Take these permissions from the bot in the channel."""
    bits = discord.Permissions(**permissions).value
    me = world.env.backend.bot_user.id
    world.env.backend.set_overwrite(channel.id, Overwrite(me, OverwriteType.MEMBER, deny=bits))
