"""The modal of *Remix…*."""

import discord
from discord.ext import commands

from bot.app import EaselBot
from bot.posts.remix import RemixService
from bot.posts.remix_modal import submitted_remix
from bot.texts import Languages
from bot.ui.responses import refuse


class Remixes(commands.Cog):
    """Listener for the modals of requests that are changed and sent again."""

    def __init__(self, remixes: RemixService, languages: Languages) -> None:
        self._remixes = remixes
        self._languages = languages

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Take the modal, even if an earlier process showed it."""
        form = submitted_remix(interaction)
        if form is None:
            return
        try:
            await self._remixes.submit_form(interaction, form)
        except Exception as error:  # noqa: BLE001 - the member reads it
            await refuse(interaction, self._languages, error, for_picture=True)


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(Remixes(bot.services[RemixService], bot.languages))
