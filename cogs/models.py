"""`/models`: what is on offer, and for those who run the server, for how much."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import EaselBot
from bot.common.money import format_dollars
from bot.intake.catalogue import ModelCatalogue
from bot.intake.offers import Offer, Offers
from bot.texts import Languages, Texts
from bot.ui.responses import acknowledge, answer
from providers.base import ImageRequest


class Models(commands.Cog):
    """The catalogue, for reading."""

    def __init__(self, catalogue: ModelCatalogue, offers: Offers, languages: Languages) -> None:
        self._offers = offers
        self._catalogue = catalogue
        self._languages = languages

    @app_commands.command()
    async def models(self, interaction: discord.Interaction) -> None:
        """List the models."""
        await acknowledge(interaction)
        prices = interaction.permissions.manage_guild
        texts = self._languages.of(interaction.locale.value)
        offers = (await self._offers.here(interaction)).offers
        lines = [self._line(texts, offer, prices=prices) for offer in offers]
        title = texts.say("models-title")
        note = [texts.say("models-prices")] if prices else []
        await answer(interaction, "\n".join([title, *lines, *note]))

    def _line(self, texts: Texts, offer: Offer, *, prices: bool) -> str:
        kind = offer.kind
        state = f"models-{offer.bar}" if offer.bar else "models-offered"
        if offer.bar is None and offer.is_failing:
            state = "models-failing"
        return texts.say(
            state,
            command=kind.command,
            title=kind.title,
            price=self._price(texts, kind) if prices else "",
        )

    def _price(self, texts: Texts, kind: type[ImageRequest]) -> str:
        found = self._catalogue.price_range(kind)
        if found is None:
            return texts.say("models-price-unknown")
        low, high = map(format_dollars, found)
        if low == high:
            return texts.say("models-price", price=low)
        return texts.say("models-price-range", low=low, high=high)


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    services = bot.services
    await bot.add_cog(Models(services[ModelCatalogue], services[Offers], bot.languages))
