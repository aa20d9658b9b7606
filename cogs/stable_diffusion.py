"""`/sd`"""

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import EaselBot
from bot.intake.intake import Intake
from bot.ui.command_options import DisplayOptions, unfold
from bot.ui.discord_limits import MAX_DESCRIPTION
from providers.stable_diffusion import CHECKPOINTS, StableDiffusionRequest


class StableDiffusion(commands.Cog):
    """Stable Diffusion. Which checkpoints there are is known when the settings are."""

    def __init__(self, bot: EaselBot, intake: Intake) -> None:
        checkpoints = bot.settings.sd_models or CHECKPOINTS

        choices = [app_commands.Choice(name=name, value=name) for name in checkpoints]
        text = f"Checkpoint (default {checkpoints[0]})"[:MAX_DESCRIPTION]
        described = app_commands.locale_str(text, default=checkpoints[0])

        @app_commands.choices(model=choices)
        @app_commands.describe(model=described)
        @unfold
        async def sd(
            interaction: discord.Interaction,
            request: StableDiffusionRequest,
            manner: DisplayOptions,
        ) -> None:
            """Make a picture."""
            if request.model not in checkpoints:
                request = request.with_model(checkpoints[0])
            await intake.submit(interaction, request, manner)

        # No command of the class: its choices are this bot's.
        bot.tree.add_command(app_commands.Command(name="sd", description="…", callback=sd))


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(StableDiffusion(bot, bot.services[Intake]))
