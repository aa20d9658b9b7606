"""Destinations of requests: channel, thread and upload limit, and the permission to post there."""

from dataclasses import replace

import discord

from bot.errors import UserError
from bot.intake.presser import permissions_of_author
from bot.storage.records import Destination, Source
from bot.ui.command_options import DisplayOptions
from bot.ui.discord_limits import DEFAULT_UPLOAD_LIMIT, server_upload_limit
from bot.ui.locales import server_locale
from bot.ui.permissions import may_use_thread, missing, missing_permissions


def destination_of(
    interaction: discord.Interaction, display: DisplayOptions, source: Source | None = None
) -> Destination:
    """Return the destination of an interaction's job; raises `UserError` if the bot cannot post."""
    if isinstance(interaction.channel, discord.DMChannel):
        direct = _direct(interaction.channel, interaction.locale.value, display.spoiler)
        direct = replace(direct, token=interaction.token)
        return _beside_source(direct, interaction.channel, source, discord.Permissions.none())
    if interaction.guild_id is None or interaction.channel_id is None:
        raise UserError("refused-server-only")
    if not display.private and (lacking := missing_permissions(interaction)):
        raise UserError("refused-permissions", permissions=", ".join(lacking))
    destination = Destination(
        channel_id=interaction.channel_id,
        guild_id=interaction.guild_id,
        upload_limit=_upload_limit(interaction, private=display.private),
        private=display.private,
        spoiler=bool(display.spoiler),
        token=interaction.token,
        locale=interaction.locale.value,
        guild_locale=_locale_here(interaction),
        private_thread=is_private_thread(interaction.channel),
    )
    return _beside_source(destination, interaction.channel, source, interaction.permissions)


def _direct(channel: discord.DMChannel, locale: str | None, spoiler: bool | None) -> Destination:
    """Return direct messages as a destination: nobody else sees them, so nothing is private there.

    The language is the member's, also of what is posted.
    """
    return Destination(
        channel_id=channel.id,
        guild_id=None,
        upload_limit=DEFAULT_UPLOAD_LIMIT,
        spoiler=bool(spoiler),
        locale=locale,
    )


def _locale_here(interaction: discord.Interaction) -> str | None:
    """Return the server's language; the gateway's is newer than that of the interaction."""
    guild = interaction.client.get_guild(interaction.guild_id or 0)
    sent = interaction.guild_locale
    return server_locale(guild) or (sent.value if sent else None)


def destination_of_message(
    message: discord.Message,
    source: Source,
    *,
    spoiler: bool = False,
    direct_locale: str | None = None,
) -> Destination:
    """Return the destination of a message's job; raises `UserError` if the bot cannot post.

    `direct_locale` is the member's language, for direct messages.
    """
    guild, channel = message.guild, message.channel
    if isinstance(channel, discord.DMChannel):
        direct = _direct(channel, direct_locale, spoiler)
        return _beside_source(
            direct, channel, source, discord.Permissions.none(), asked_by=message.id
        )
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
        locale=server_locale(guild),
        guild_locale=server_locale(guild),
        private_thread=is_private_thread(channel),
    )
    permissions = permissions_of_author(message)
    return _beside_source(destination, channel, source, permissions, asked_by=message.id)


def _beside_source(
    destination: Destination,
    channel: object,
    source: Source | None,
    permissions: discord.Permissions,
    asked_by: int | None = None,
) -> Destination:
    """Return the destination of an edit: the thread of the picture, or a reply to it.

    A member who may not use such a thread, by these `permissions`, gets the reply. In a thread, the
    answer to a picture of another channel replies to the message `asked_by`.
    """
    if source is None or destination.private:
        return destination
    replied = source.message_id if source.channel_id == destination.channel_id else asked_by
    if replied is None:
        return destination
    # Only messages of text channels can have a thread; announcement channels are of this type, too.
    if isinstance(channel, discord.TextChannel):
        if may_use_thread(permissions, channel.get_thread(replied)):
            return replace(destination, thread_of=replied)
        return replace(destination, reply_to=replied)
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


def _upload_limit(interaction: discord.Interaction, *, private: bool) -> int:
    """Return the bytes a file: the interaction's limit for an answer, the server's for a post."""
    if private or interaction.guild is None:
        return interaction.filesize_limit
    return server_upload_limit(interaction.guild.premium_tier)
