"""Servers that the bot is added to, or removed from."""

from collections.abc import Callable

import discord
from discord.ext import commands

from bot.app import EaselBot
from bot.common.shards import shard_of
from bot.servers.memberships import Memberships
from bot.servers.presence import Presence


class Servers(commands.Cog):
    """Listeners for Discord's news about servers."""

    def __init__(self, bot: EaselBot, memberships: Memberships, presence: Presence) -> None:
        self._bot = bot
        self._memberships = memberships
        self._presence = presence

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Take note of a server that the bot was added to."""
        await self._memberships.join(guild)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Take note of a server that the bot was removed from, not of one that is unavailable."""
        await self._memberships.leave(guild.id)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Catch up on what was missed while the bot was not connected."""
        await self._memberships.synchronise(self._bot.guilds, self._presence.covers)

    @commands.Cog.listener()
    async def on_shard_ready(self, shard_id: int) -> None:
        """Catch up on what was missed while this shard alone had no session."""
        if self._bot.is_ready():
            guilds = [guild for guild in self._bot.guilds if guild.shard_id == shard_id]
            await self._memberships.synchronise(guilds, self._is_on(shard_id))

    def _is_on(self, shard_id: int) -> Callable[[int], bool]:
        count = self._bot.shard_count or 1
        return lambda guild_id: shard_of(guild_id, count) == shard_id


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(Servers(bot, bot.services[Memberships], bot.services[Presence]))
