"""Servers that the bot is added to, or removed from."""

import discord
from discord.ext import commands

from bot.app import EaselBot
from bot.servers.memberships import Memberships


class Servers(commands.Cog):
    """Listeners for Discord's news about servers."""

    def __init__(self, bot: EaselBot, memberships: Memberships) -> None:
        self._bot = bot
        self._memberships = memberships

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
        await self._memberships.synchronise(self._bot.guilds)


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(Servers(bot, bot.services[Memberships]))
