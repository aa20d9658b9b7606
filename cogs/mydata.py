"""`/mydata`: what a member decides about their own pictures."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import EaselBot
from bot.tree import answer


class MyData(commands.GroupCog, group_name="mydata"):
    """A member's own say, which holds in every server."""

    def __init__(self, bot: EaselBot) -> None:
        super().__init__()
        self._members = bot.services.members
        self._texts = bot.services.texts

    @app_commands.command()
    @app_commands.describe(allow="Whether others may; leave it out to see what you have set")
    async def consent(self, interaction: discord.Interaction, allow: bool | None = None) -> None:
        """Let others edit the member's pictures, or not."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        member_id = interaction.user.id
        if allow is None:
            allow = member_id not in await self._members.refusing([member_id])
        else:
            await self._members.set_lets_others_edit(member_id, allow)
        await answer(interaction, self._texts.say("consent-yes" if allow else "consent-no"))


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(MyData(bot))
