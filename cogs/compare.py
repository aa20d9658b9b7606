"""`/compare`: one prompt by several models, side by side in one message."""

from collections.abc import Sequence

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import EaselBot
from bot.errors import UserError
from bot.intake.intake import Intake
from bot.intake.offers import Offers
from bot.intake.styles import MAX_NAME
from bot.jobs.batch import MAX_TASKS, MODEL_OPTIONS
from bot.ui.command_options import DisplayOptions, style_choices
from bot.ui.model_choices import model_choices
from bot.ui.responses import acknowledge
from providers.base import ImageRequest
from providers.registry import GENERATORS
from providers.shapes import ShapeName

LEAST = 2
"""Models that make a comparison."""


class Compare(commands.Cog):
    """Comparison of models."""

    def __init__(self, intake: Intake, offers: Offers) -> None:
        self._intake = intake
        self._offers = offers

    @app_commands.command()
    @app_commands.describe(
        prompt="What the pictures should show",
        first="A model; left out: all that work here, four at most",
        second="Another model",
        third="Another model",
        fourth="Another model",
        poll="Ask everyone which is best; left out: yes",
        shape="Width to height",
        style="A style of this server, whose words are added to yours",
        private="Show the pictures only to you",
        spoiler="Hide the pictures until they are clicked",
    )
    async def compare(
        self,
        interaction: discord.Interaction,
        prompt: app_commands.Range[str, 1, 6000],
        first: str | None = None,
        second: str | None = None,
        third: str | None = None,
        fourth: str | None = None,
        poll: bool = True,
        shape: ShapeName | None = None,
        style: app_commands.Range[str, 1, MAX_NAME] | None = None,
        private: bool = False,
        spoiler: bool | None = None,
    ) -> None:
        """Make the same picture with several models."""
        await acknowledge(interaction)
        # Nobody votes on what one member alone sees.
        is_seen = not private and interaction.guild_id is not None
        display = DisplayOptions(
            shape=shape, style=style, private=private, spoiler=spoiler, poll=poll and is_seen
        )
        plain = self._offers.first_generator().from_chosen({"prompt": prompt})
        async with self._intake.keeping(interaction, plain, display):
            kinds = await self._kinds(interaction, [first, second, third, fourth])
        display = display.model_copy(update={"operations": tuple(one.operation for one in kinds)})
        request = kinds[0].from_chosen({"prompt": prompt})
        await self._intake.submit(interaction, request, display)

    @compare.autocomplete("first")
    @compare.autocomplete("second")
    @compare.autocomplete("third")
    @compare.autocomplete("fourth")
    async def _models_here(
        self, interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Return the models that can be used here, without those that were chosen."""
        try:
            offers = await self._offers.here(interaction)
        except UserError:
            # Suggestions have no words to answer with.
            return []
        namespace = interaction.namespace
        chosen = {getattr(namespace, name, None) for name in MODEL_OPTIONS} - {current}
        labels = offers.labels(offers.generators())
        return model_choices({k: v for k, v in labels.items() if k not in chosen}, current)

    @compare.autocomplete("style")
    async def _styles_here(
        self, interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Return the styles of the server."""
        return await style_choices(interaction, current)

    async def _kinds(
        self, interaction: discord.Interaction, typed: Sequence[str | None]
    ) -> list[type[ImageRequest]]:
        """Return the models to compare, filled up where too few were named.

        Raises `UserError` for an unknown one, and where only one can be used.
        """
        named = [*dict.fromkeys(self._kind(one) for one in typed if one)]
        usable = (await self._offers.here(interaction)).generators()
        others = [kind for kind in usable if kind not in named]
        wanted = LEAST if named else MAX_TASKS
        kinds = [*named, *others[: max(0, wanted - len(named))]]
        if len(kinds) < LEAST:
            raise UserError("refused-compare-one")
        return kinds

    def _kind(self, typed: str) -> type[ImageRequest]:
        """Return the model that a member chose or typed; raises `UserError` if there is none."""
        wanted = typed.strip().casefold()
        for family, kind in GENERATORS.items():
            if wanted in (family, kind.title.casefold()):
                return kind
        others = ", ".join(kind.title for kind in self._offers.generators())
        raise UserError("refused-no-model", others=others)


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(Compare(bot.services[Intake], bot.services[Offers]))
