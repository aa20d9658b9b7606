"""Place of a rule: a channel or a category that was chosen as an option, or the server."""

from dataclasses import dataclass
from typing import Any

import discord
from discord import app_commands

from bot.policy.rules import Level, Scopes
from bot.ui.links import channel_mention

_Chosen = app_commands.AppCommandChannel | app_commands.AppCommandThread


class _Anywhere(app_commands.Transformer):
    """Takes any channel, whether it is cached or not; naming every type that there is would lack
    the next one."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """Return the type of option for Discord."""
        return discord.AppCommandOptionType.channel

    async def transform(self, _: discord.Interaction, value: Any, /) -> Any:
        """Return the value as it came."""
        return value


class _InOne(_Anywhere):
    """Takes what members write in."""

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """No category; media channels hold nothing but posts, which are threads."""
        return [
            discord.ChannelType.text,
            discord.ChannelType.news,
            discord.ChannelType.voice,
            discord.ChannelType.stage_voice,
            discord.ChannelType.forum,
            discord.ChannelType.public_thread,
            discord.ChannelType.private_thread,
            discord.ChannelType.news_thread,
        ]


Where = app_commands.Transform[_Chosen, _Anywhere]
OneChannel = app_commands.Transform[_Chosen, _InOne]


@dataclass(frozen=True, slots=True)
class Spot:
    """`place_id` is whose rules are meant; `places` are those that count there, nearest first."""

    place_id: int
    places: Scopes

    @property
    def mention(self) -> str | None:
        """Return how it is written in a message; None for the whole server."""
        return None if len(self.places) == 1 else channel_mention(self.place_id)


def spot_of(guild: discord.Guild | None, guild_id: int, where: _Chosen | None) -> Spot:
    """Return the place that was meant; a thread is its channel."""
    server = (Level.SERVER, guild_id)
    if where is None:
        return Spot(guild_id, [server])
    if where.type is discord.ChannelType.category:
        return Spot(where.id, [(Level.CATEGORY, where.id), server])
    channel_id = where.parent_id if isinstance(where, app_commands.AppCommandThread) else where.id
    channel = guild.get_channel(channel_id) if guild else None
    category_id = channel.category_id if channel else getattr(where, "category_id", None)
    category = [(Level.CATEGORY, category_id)] if category_id else []
    return Spot(channel_id, [(Level.CHANNEL, channel_id), *category, server])
