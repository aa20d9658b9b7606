"""Replies: a message that replies to a picture, or mentions the bot in its thread, edits it."""

import discord
from discord.ext import commands

from bot.app import EaselBot
from bot.edits.replies import ReplyService


class Replies(commands.Cog):
    """Listener for the messages of members."""

    def __init__(self, replies: ReplyService) -> None:
        self._replies = replies

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Take the edit that a message asks for, if it asks for one."""
        await self._replies.handle(message)


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(Replies(bot.services[ReplyService]))
