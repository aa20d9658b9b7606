"""`/gpt-image generate` and `/gpt-image edit`"""

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import EaselBot
from bot.intake.intake import Intake
from bot.ui.command_options import DisplayOptions, unfold
from providers.gpt_image import GptImageEditRequest, GptImageRequest


class GptImage(commands.GroupCog, group_name="gpt-image"):
    """GPT Image."""

    def __init__(self, intake: Intake) -> None:
        super().__init__()
        self._intake = intake

    @app_commands.command()
    @unfold
    async def generate(
        self, interaction: discord.Interaction, request: GptImageRequest, manner: DisplayOptions
    ) -> None:
        """Make pictures."""
        await self._intake.submit(interaction, request, manner)

    @app_commands.command()
    @unfold
    async def edit(
        self, interaction: discord.Interaction, request: GptImageEditRequest, manner: DisplayOptions
    ) -> None:
        """Change a picture."""
        await self._intake.submit(interaction, request, manner)


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(GptImage(bot.services[Intake]))
