"""The modal of *Remix…* and *Change…*."""

import discord
from discord.ext import commands

from bot.app import EaselBot
from bot.posts.remix import RemixService
from bot.posts.remix_modal import REMIX, submitted_remix
from bot.posts.retries import RetryService
from bot.texts import Languages
from bot.ui.responses import refuse


class Remixes(commands.Cog):
    """Listener for the modals of requests that are changed and sent again."""

    def __init__(self, remixes: RemixService, retries: RetryService, languages: Languages) -> None:
        self._remixes = remixes
        self._retries = retries
        self._languages = languages

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Take the modal, even if an earlier process showed it."""
        form = submitted_remix(interaction)
        if form is None:
            return
        try:
            service = self._remixes if form.prefix == REMIX else self._retries
            await service.submit_form(interaction, form)
        except Exception as error:  # noqa: BLE001 - the member reads it
            await refuse(interaction, self._languages, error, for_picture=True)


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    services = bot.services
    await bot.add_cog(Remixes(services[RemixService], services[RetryService], bot.languages))
