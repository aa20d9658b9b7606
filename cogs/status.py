"""`/status`: how long each model takes, and how well it works."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import EaselBot
from bot.delivery.captions import duration_text
from bot.intake.catalogue import ModelCatalogue
from bot.jobs.pace import Pace, Paces
from bot.texts import Languages, Texts
from bot.ui.responses import acknowledge, answer
from providers.base import ImageRequest
from providers.registry import OPERATIONS


class Status(commands.Cog):
    """The models, as the newest pictures of all servers show them."""

    def __init__(self, paces: Paces, catalogue: ModelCatalogue, languages: Languages) -> None:
        self._paces = paces
        self._catalogue = catalogue
        self._languages = languages

    @app_commands.command()
    async def status(self, interaction: discord.Interaction) -> None:
        """Show the models."""
        await acknowledge(interaction)
        await self._paces.refresh(max_age=0)
        texts = self._languages.of(interaction.locale.value)
        kinds = sorted(OPERATIONS.values(), key=lambda kind: self._paces.is_failing(kind.operation))
        lines = [self._line(texts, kind) for kind in kinds]
        await answer(interaction, "\n".join([texts.say("status-title"), *lines]))

    def _line(self, texts: Texts, kind: type[ImageRequest]) -> str:
        pace, is_offered = self._paces.of(kind.operation), self._catalogue.offers(kind)
        mark = "🚫" if not is_offered else "⚠️" if pace.is_failing else "✅"
        said = _pace(texts, pace) if is_offered else texts.say("status-missing")
        return texts.say(
            "status-model",
            mark=mark,
            command=kind.command,
            title=kind.title,
            pace=said,
            hour=_hour(texts, pace),
        )


def _pace(texts: Texts, pace: Pace) -> str:
    if pace.usual is None or pace.expected is None:
        return texts.say("status-pace-unknown")
    usual = duration_text(texts, pace.usual)
    if pace.is_busy:
        now = duration_text(texts, pace.expected)
        return texts.say("status-pace-busy", usual=usual, now=now)
    return texts.say("status-pace-usual", usual=usual)


def _hour(texts: Texts, pace: Pace) -> str:
    total = pace.done + pace.failed
    if not total:
        return texts.say("status-hour-none")
    return texts.say("status-hour", done=pace.done, total=total)


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    services = bot.services
    await bot.add_cog(Status(services[Paces], services[ModelCatalogue], bot.languages))
