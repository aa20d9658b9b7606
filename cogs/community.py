"""Stars under pictures, and deleted pictures, for the showcases of servers."""

import discord
from discord.ext import commands

from bot.app import EaselBot
from bot.community.deletions import Deletions
from bot.community.star_watch import StarWatch
from bot.community.stars import is_star


class Community(commands.Cog):
    """Listener for reactions and deletions."""

    def __init__(self, bot: EaselBot, watch: StarWatch, deletions: Deletions) -> None:
        self._bot = bot
        self._watch = watch
        self._deletions = deletions

    @commands.Cog.listener()
    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        """Count the stars of a message of ours, soon."""
        me, author_id = self._bot.user, payload.message_author_id
        if not is_star(payload) or payload.guild_id is None or me is None:
            return
        if author_id in (None, me.id) and payload.user_id != me.id:
            self._watch.starred(payload.guild_id, payload.channel_id, payload.message_id)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Take out what was shown of a deleted picture."""
        await self._deletions.deleted(payload.guild_id, [payload.message_id])

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Take out what was shown of deleted pictures."""
        await self._deletions.deleted(payload.guild_id, payload.message_ids)


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(Community(bot, bot.services[StarWatch], bot.services[Deletions]))
