"""Audience of channels: a picture is shown to nobody who could not see it before."""

import discord

Channel = discord.abc.GuildChannel | discord.Thread


def is_no_wider(target: discord.abc.GuildChannel, source: Channel) -> bool:
    """Return True if everyone who may see the target may see the source, by their roles."""
    if isinstance(source, discord.Thread):
        if source.is_private() or source.parent is None:
            return False
        source = source.parent
    roles = target.guild.roles
    if any(_sees(role, target) and not _sees(role, source) for role in roles):
        return False
    return _sees(target.guild.default_role, source) or all(
        bool(source.overwrites_for(member).view_channel)
        for member, overwrite in target.overwrites.items()
        if not isinstance(member, discord.Role) and overwrite.view_channel
    )


def _sees(role: discord.Role, channel: discord.abc.GuildChannel) -> bool:
    return channel.permissions_for(role).view_channel
