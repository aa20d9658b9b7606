"""`/flux`"""

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import EaselBot
from bot.intake.intake import Intake
from bot.ui.command_options import DisplayOptions, unfold
from providers.flux import FluxRequest


class Flux(commands.Cog):
    """FLUX.2 pro."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake

    @app_commands.command()
    @unfold
    async def flux(
        self, interaction: discord.Interaction, request: FluxRequest, manner: DisplayOptions
    ) -> None:
        """Make a picture."""
        await self._intake.submit(interaction, request, manner)


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(Flux(bot.services[Intake]))
