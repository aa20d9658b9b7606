"""Permission of the member who asks: what Discord has taken from a member, no button gives back.

One function decides for every way in. An interaction brings the permissions that its member has in
its channel; those of a message's author follow from the channel.
"""

from datetime import datetime

import discord

from bot.errors import UserError
from bot.ui.intents import hears_direct_messages
from bot.ui.permissions import is_locked_for, missing_for_member

_SERVER_CHANNELS = discord.abc.GuildChannel | discord.Thread


def check_presser(interaction: discord.Interaction) -> None:
    """Raise `UserError` unless the member may make pictures in the interaction's channel."""
    if interaction.guild_id is None:
        if not _takes_direct(interaction):
            raise UserError("refused-server-only")
        return
    _check(
        interaction.user,
        interaction.permissions,
        interaction.created_at,
        interaction.channel,
    )


def permissions_of_presser(interaction: discord.Interaction) -> discord.Permissions:
    """Return the member's permissions in the channel; Discord sends none in direct messages."""
    channel = interaction.channel
    if isinstance(channel, discord.DMChannel):
        return channel.permissions_for(interaction.user)
    return interaction.permissions


def check_author(message: discord.Message) -> None:
    """Raise `UserError` unless the message's author may make pictures in its channel."""
    if isinstance(message.channel, discord.DMChannel):
        # Where it is heard at all. What the member may do there follows from the servers.
        return
    _check(
        message.author,
        permissions_of_author(message),
        message.created_at,
        message.channel,
    )


def check_member(member: discord.Member, channel: object, now: datetime) -> None:
    """Raise `UserError` unless a member, who has done nothing, could make pictures in a channel."""
    _check(member, _permissions_in(channel, member), now, channel)


def permissions_of_author(message: discord.Message) -> discord.Permissions:
    """Return the author's permissions in the channel; none where they cannot be known."""
    return _permissions_in(message.channel, message.author)


def _permissions_in(channel: object, member: discord.User | discord.Member) -> discord.Permissions:
    if isinstance(channel, discord.DMChannel):
        return channel.permissions_for(member)
    if not isinstance(channel, _SERVER_CHANNELS) or not isinstance(member, discord.Member):
        raise UserError("refused-server-only")
    try:
        return channel.permissions_for(member)
    except discord.ClientException:
        # The channel of this thread is not known.
        raise UserError("refused-unseen-channel") from None


def _check(
    member: discord.User | discord.Member,
    permissions: discord.Permissions,
    now: datetime,
    channel: object,
) -> None:
    if not permissions.administrator and _is_timed_out(member, now):
        raise UserError("refused-timed-out")
    if is_locked_for(channel, permissions):
        raise UserError("refused-locked-thread")
    if lacking := missing_for_member(permissions, thread=isinstance(channel, discord.Thread)):
        raise UserError("refused-member-permissions", permissions=", ".join(lacking))


def _takes_direct(interaction: discord.Interaction) -> bool:
    """Return True in the member's own direct messages with the bot, if it takes requests there."""
    is_direct = isinstance(interaction.channel, discord.DMChannel)
    return is_direct and hears_direct_messages(interaction.client)


def _is_timed_out(member: discord.User | discord.Member, now: datetime) -> bool:
    """Return True if the member was in time-out at this time, which is Discord's own."""
    until = member.timed_out_until if isinstance(member, discord.Member) else None
    return until is not None and until > now
