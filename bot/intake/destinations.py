"""What Discord allows in a place: permissions, and how large a file may be."""

from dataclasses import replace

import discord

from bot.errors import UserError
from bot.storage.records import Destination, Source
from bot.ui.command_options import DisplayOptions
from bot.ui.discord_limits import server_upload_limit
from bot.ui.permissions import missing, missing_permissions


def destination_of(
    interaction: discord.Interaction, manner: DisplayOptions, source: Source | None = None
) -> Destination:
    """Where the answer to an interaction belongs; raises `UserError` where the bot cannot post."""
    if interaction.guild_id is None or interaction.channel_id is None:
        raise UserError("refused-server-only")
    if not manner.private and (lacking := missing_permissions(interaction)):
        raise UserError("refused-permissions", permissions=", ".join(lacking))
    destination = Destination(
        channel_id=interaction.channel_id,
        guild_id=interaction.guild_id,
        upload_limit=upload_limit(interaction, private=manner.private),
        private=manner.private,
        spoiler=manner.spoiler,
        token=interaction.token,
        locale=interaction.locale.value,
        guild_locale=interaction.guild_locale.value if interaction.guild_locale else None,
        private_thread=is_private_thread(interaction.channel),
    )
    return beside(destination, interaction.channel, source)


def destination_of_message(
    message: discord.Message, source: Source, *, spoiler: bool = False
) -> Destination:
    """Where the answer to a message belongs; raises `UserError` where the bot cannot post."""
    guild, channel = message.guild, message.channel
    if guild is None or not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        raise UserError("refused-server-only")
    thread = isinstance(channel, discord.Thread)
    if lacking := missing(channel.permissions_for(guild.me), thread=thread):
        raise UserError("refused-permissions", permissions=", ".join(lacking))
    destination = Destination(
        channel_id=channel.id,
        guild_id=guild.id,
        upload_limit=server_upload_limit(guild.premium_tier),
        spoiler=spoiler,
        locale=guild.preferred_locale.value,
        guild_locale=guild.preferred_locale.value,
        private_thread=is_private_thread(channel),
    )
    return beside(destination, channel, source, asked_by=message.id)


def beside(
    destination: Destination, channel: object, source: Source | None, asked_by: int | None = None
) -> Destination:
    """The place of an edit: the thread of the picture it begins with, or a reply to it.

    In a thread, the answer to a picture that stands elsewhere replies to the message `asked_by`.
    """
    if source is None or destination.private:
        return destination
    replied = source.message_id if source.channel_id == destination.channel_id else asked_by
    if replied is None:
        return destination
    # Only messages of text channels can have a thread; discord.py's type of both is this one.
    if isinstance(channel, discord.TextChannel):
        return replace(destination, thread_of=replied)
    parent = channel.parent if isinstance(channel, discord.Thread) else None
    if isinstance(parent, discord.TextChannel):
        # The channel is where the answer goes if the thread is closed by then.
        return replace(
            destination, channel_id=parent.id, thread_of=destination.channel_id, reply_to=replied
        )
    return replace(destination, reply_to=replied)


def is_private_thread(channel: object) -> bool:
    """Return True for a thread that only its members and moderators see."""
    return isinstance(channel, discord.Thread) and channel.is_private()


def upload_limit(interaction: discord.Interaction, *, private: bool) -> int:
    """Bytes a file: an answer has the limit of the interaction, a message the server's."""
    if private or interaction.guild is None:
        return interaction.filesize_limit
    return server_upload_limit(interaction.guild.premium_tier)
