"""`/jobs` and `/show`: a member's own jobs, and their pictures once more."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import EaselBot
from bot.errors import UserError
from bot.posts.book_view import MAX_WORDS, operations_of, searched
from bot.posts.job_list import JobList
from bot.posts.own_suggestions import Choices, OwnSuggestions
from bot.posts.showing import ShowService
from bot.ui.messages import id_in
from cogs.easel.place_option import OneChannel
from providers.registry import OPERATIONS

_MAX_ID = 100


class Jobs(commands.Cog):
    """Commands about what a member has asked for."""

    def __init__(self, jobs: JobList, shows: ShowService, suggestions: OwnSuggestions) -> None:
        self._jobs = jobs
        self._shows = shows
        self._suggestions = suggestions

    @app_commands.command()
    @app_commands.describe(
        words="Words of the prompt, in any order",
        model="Which model made them",
        channel="Where they were asked for or posted",
    )
    async def jobs(
        self,
        interaction: discord.Interaction,
        words: app_commands.Range[str, 1, MAX_WORDS] | None = None,
        model: str | None = None,
        channel: OneChannel | None = None,
    ) -> None:
        """List the member's newest jobs, or those that are looked for."""
        family = "" if model is None else _family_of(model)
        view = searched(words or "", family, channel.id if channel else 0)
        await self._jobs.show(interaction, view)

    @jobs.autocomplete("words")
    async def _prompts(self, interaction: discord.Interaction, current: str) -> Choices:
        return await self._suggestions.words(interaction, current)

    @jobs.autocomplete("model")
    async def _models(self, _: discord.Interaction, current: str) -> Choices:
        return self._suggestions.models(current)

    @app_commands.command()
    @app_commands.describe(
        picture="Which picture: choose it by its prompt",
        public="Post it in this channel for everyone; no: show it only to you",
    )
    @app_commands.rename(picture="id")
    async def show(
        self,
        interaction: discord.Interaction,
        picture: app_commands.Range[str, 1, _MAX_ID],
        public: bool = False,
    ) -> None:
        """Bring back a finished picture of the member's own."""
        await self._shows.show(interaction, id_in(picture.strip(), ""), public=public)

    @show.autocomplete("picture")
    async def _pictures(self, interaction: discord.Interaction, current: str) -> Choices:
        return await self._suggestions.pictures(interaction, current)


def _family_of(typed: str) -> str:
    """Return the family of models that a member chose or typed; raises `UserError` for none."""
    wanted = typed.strip().casefold()
    for kind in OPERATIONS.values():
        if wanted in (kind.family, kind.title.casefold()) and operations_of(kind.family):
            return kind.family
    titles = dict.fromkeys(kind.title for kind in OPERATIONS.values())
    raise UserError("refused-no-model", others=", ".join(titles))


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    services = bot.services
    await bot.add_cog(Jobs(services[JobList], services[ShowService], services[OwnSuggestions]))
