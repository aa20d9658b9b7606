"""Replies: a message that replies to a picture, or mentions the bot in its thread, edits it.

It is withdrawn by deleting it, or by the reaction of its author.
"""

import discord
from discord.ext import commands

from bot.app import EaselBot
from bot.edits.replies import ReplyService
from bot.edits.withdrawals import CANCEL, Withdrawals


class Replies(commands.Cog):
    """Listener for the messages of members."""

    def __init__(self, replies: ReplyService, withdrawals: Withdrawals) -> None:
        self._replies = replies
        self._withdrawals = withdrawals

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Take the edit that a message asks for, if it asks for one."""
        await self._replies.handle(message)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Cancel what the message has asked for."""
        await self._withdrawals.deleted([payload.message_id])

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Cancel what the messages have asked for."""
        await self._withdrawals.deleted(payload.message_ids)

    @commands.Cog.listener()
    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        """Cancel what the member's own message has asked for."""
        if payload.emoji.name == CANCEL:
            await self._withdrawals.crossed(payload.message_id, payload.user_id)


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(Replies(bot.services[ReplyService], bot.services[Withdrawals]))
