"""`/imagine`: a picture from a prompt alone, by the model that suits the member and the server."""

import discord
from discord import app_commands
from discord.ext import commands
from pydantic import BaseModel, ConfigDict, Field

from bot.app import EaselBot
from bot.intake.defaults import MemberDefaults, imagined
from bot.intake.intake import Intake
from bot.intake.offers import Offers
from bot.intake.styles import Styles
from bot.policy.server_settings import ServerSettings
from bot.texts import Languages
from bot.ui.command_options import DisplayOptions, unfold
from bot.ui.responses import acknowledge
from providers.base import Prompt


class Wish(BaseModel):
    """The wish for a picture, whatever model makes it."""

    model_config = ConfigDict(frozen=True)

    prompt: Prompt = Field(description="What the picture should show")


class Imagine(commands.Cog):
    """The command to begin with."""

    def __init__(
        self,
        intake: Intake,
        offers: Offers,
        defaults: MemberDefaults,
        settings: ServerSettings,
        styles: Styles,
        languages: Languages,
    ) -> None:
        self._intake = intake
        self._offers = offers
        self._defaults = defaults
        self._settings = settings
        self._styles = styles
        self._languages = languages

    @app_commands.command()
    @unfold
    async def imagine(
        self, interaction: discord.Interaction, wish: Wish, manner: DisplayOptions
    ) -> None:
        """Make a picture."""
        await acknowledge(interaction)
        plain = self._offers.first_generator().from_chosen({"prompt": wish.prompt})
        async with self._intake.keeping(interaction, plain, manner):
            offers = await self._offers.here(interaction)
            default = await self._defaults.of(interaction.user.id)
            choices = await self._settings.choices(interaction.guild_id or 0)
            style = await self._styles.named(interaction.guild_id, manner.style)
            family = style.family if style else None
            request, missing = imagined(wish.prompt, offers, default, choices.default_model, family)
            remarks = []
            if missing is not None:
                texts = self._languages.of(interaction.locale.value)
                remarks = [
                    texts.say("imagine-instead", wanted=missing.title, title=request.title),
                ]
            await self._intake.submit(interaction, request, manner, remarks=remarks)


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    services = bot.services
    await bot.add_cog(
        Imagine(
            services[Intake],
            services[Offers],
            services[MemberDefaults],
            services[ServerSettings],
            services[Styles],
            bot.languages,
        )
    )
