"""Names of what members mention: sent with the event itself, or known of its server.

A bot is not told of a server's members, so that a few of those mentioned may have to be fetched.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

import discord

from bot.common.discord_tokens import Mentioned, NameOf, mentioned_members
from bot.common.plain_text import clean_text
from bot.ui.member_names import fetch_names

_Names = dict[tuple[Mentioned, int], str]
_MAX_FETCHED = 5


async def names_in_interaction(interaction: discord.Interaction, texts: Iterable[str]) -> NameOf:
    """Return the names of what the texts of an interaction mention."""
    data: Any = interaction.data or {}
    names = _resolved(data.get("resolved") or {})
    name_of = partial(_name, interaction.guild, interaction.user, names)
    ids = dict.fromkeys(one for text in texts for one in mentioned_members(clean_text(text)))
    unknown = [one for one in ids if name_of(Mentioned.MEMBER, one) is None]
    if interaction.guild is not None and unknown:
        names |= await _fetched(interaction.guild, unknown[:_MAX_FETCHED])
    return name_of


def names_in_message(message: discord.Message) -> NameOf:
    """Return the names of what a message mentions."""
    names = {(Mentioned.MEMBER, user.id): user.display_name for user in message.mentions}
    return partial(_name, message.guild, message.author, names)


async def _fetched(guild: discord.Guild, ids: Iterable[int]) -> _Names:
    return {(Mentioned.MEMBER, one): name for one, name in (await fetch_names(guild, ids)).items()}


def _resolved(resolved: Mapping[str, Any]) -> _Names:
    users, members = resolved.get("users") or {}, resolved.get("members") or {}
    names: _Names = {
        (Mentioned.MEMBER, int(user_id)): (members.get(user_id) or {}).get("nick")
        or user.get("global_name")
        or user.get("username")
        or ""
        for user_id, user in users.items()
    }
    for kind, key in ((Mentioned.ROLE, "roles"), (Mentioned.CHANNEL, "channels")):
        for identifier, found in (resolved.get(key) or {}).items():
            names[kind, int(identifier)] = found.get("name") or ""
    return names


def _name(
    guild: discord.Guild | None,
    viewer: discord.User | discord.Member,
    names: Mapping[tuple[Mentioned, int], str],
    kind: Mentioned,
    identifier: int,
) -> str | None:
    if name := names.get((kind, identifier)):
        return name
    if kind is Mentioned.MEMBER and identifier == viewer.id:
        return viewer.display_name
    if guild is None:
        return None
    match kind:
        case Mentioned.MEMBER:
            member = guild.get_member(identifier)
            return member.display_name if member else None
        case Mentioned.ROLE:
            role = guild.get_role(identifier)
            return role.name if role else None
        case Mentioned.CHANNEL:
            return _channel_name(guild, viewer, identifier)


def _channel_name(
    guild: discord.Guild, viewer: discord.User | discord.Member, channel_id: int
) -> str | None:
    """Return a name that the viewer may know: others may read it in the post."""
    channel = guild.get_channel_or_thread(channel_id)
    if not isinstance(viewer, discord.Member) or channel is None:
        return None
    if isinstance(channel, discord.Thread) and (channel.is_private() or channel.parent is None):
        return None
    return channel.name if channel.permissions_for(viewer).view_channel else None
