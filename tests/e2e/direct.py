"""Steps of the tests of direct messages."""

from typing import Any

import discord
from simcord import MemberActor

from sandbox.world import World

SMALL = {"width": 64, "height": 64}


def everything(member: MemberActor) -> list[discord.Message]:
    """Return all direct messages of a member with the bot, oldest first."""
    return member.user.dm_channel.history()


def direct_pictures(member: MemberActor) -> list[discord.Message]:
    """Return those with the bot's pictures."""
    return [one for one in everything(member) if one.author.bot and one.attachments]


def direct_words(member: MemberActor) -> list[str]:
    """Return the texts of the bot's messages without pictures."""
    return [one.content for one in everything(member) if one.author.bot and not one.attachments]


async def asked_directly(member: MemberActor, prompt: str = "a fox", **options: Any) -> str:
    """Let a member ask for a picture in direct messages; return what the private answer says."""
    answer = await member.user.slash("flux", prompt=prompt, **SMALL, **options)
    assert answer.ephemeral
    return str(answer.response.content)


async def write(
    world: World, member: MemberActor, words: str, to: discord.Message | None = None
) -> discord.Message:
    """Let a member write to the bot, perhaps in reply to a message there."""
    channel, backend, more = member.user.dm_channel, world.env.backend, {}
    if to is not None:
        reference = {"channel_id": str(channel.id), "message_id": str(to.id)}
        more["reference"] = backend.normalize_message_reference(channel.id, reference)
    sent = await member.user.send_dm(words, **more)
    await world.settle()
    return sent
