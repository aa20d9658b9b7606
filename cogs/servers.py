"""Servers that the bot is added to, or leaves; what it missed while it was not connected, too."""

import logging
from collections.abc import Sequence

import discord
from discord.ext import commands

from bot.app import EaselBot
from bot.storage.database import StorageError
from bot.ui.command_sync import mentions

log = logging.getLogger(__name__)


class Servers(commands.Cog):
    """Nobody asks for any of this, so nobody is answered when it fails: the log tells."""

    def __init__(self, bot: EaselBot) -> None:
        self._bot = bot
        services = bot.services
        self._facts = services.facts
        self._presence = services.presence
        self._welcome = services.welcome
        self._clock = services.clock

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Added to a server; perhaps again."""
        log.info("server %s: joined", guild.id)
        try:
            await self._presence.mark_joined(guild.id)
            await self._greet([guild])
        except StorageError as error:
            log.error("server %s: %s", guild.id, error)  # noqa: TRY400 - the line says it all

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Removed from a server. Discord says something else where it is merely unavailable."""
        log.info("server %s: left", guild.id)
        try:
            await self._presence.mark_left(guild.id, self._clock())
        except StorageError as error:
            # Found when the bot is next ready.
            log.error("server %s: %s", guild.id, error)  # noqa: TRY400 - the line says it all

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Connected: what happened meanwhile is made up for."""
        guilds = self._bot.guilds
        try:
            moves = await self._presence.reconcile({guild.id for guild in guilds}, self._clock())
            if moves.left or moves.rejoined:
                log.info("servers: %s left meanwhile, %s joined again", moves.left, moves.rejoined)
            await self._greet(guilds)
        except StorageError as error:
            log.error("servers: %s", error)  # noqa: TRY400 - the line says it all

    async def _greet(self, guilds: Sequence[discord.Guild]) -> None:
        new = [guild for guild in guilds if self._welcome.is_new(guild)]
        if not new:
            return
        mention = await mentions(self._bot.tree, self._facts, self._bot.settings.dev_guild)
        for guild in new:
            await self._welcome.greet(guild, mention)


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(Servers(bot))
