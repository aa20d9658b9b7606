"""`/gemini`"""

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import EaselBot
from bot.intake.intake import Intake
from bot.ui.command_options import DisplayOptions, unfold
from providers.gemini import GeminiRequest


class Gemini(commands.Cog):
    """Gemini 3 Pro Image."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake

    @app_commands.command()
    @unfold
    async def gemini(
        self, interaction: discord.Interaction, request: GeminiRequest, manner: DisplayOptions
    ) -> None:
        """Make a picture."""
        await self._intake.submit(interaction, request, manner)


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(Gemini(bot.services[Intake]))
