"""Reports: the menu of messages, and the modal that blocks a member."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import EaselBot
from bot.moderation.blocks import submitted_block
from bot.moderation.reports import ReportService
from bot.moderation.verdicts import VerdictService
from bot.ui.responses import refuse

_MENU = "menu-report"


class Reports(commands.Cog):
    """Menu and modal of reported pictures."""

    def __init__(self, bot: EaselBot, reports: ReportService, verdicts: VerdictService) -> None:
        self._bot = bot
        self._languages = bot.languages
        self._reports = reports
        self._verdicts = verdicts
        title = app_commands.locale_str(self._languages.english.say(_MENU), key=_MENU)
        bot.tree.add_command(app_commands.ContextMenu(name=title, callback=self._menu))

    async def cog_unload(self) -> None:
        """Remove the menu."""
        title = self._languages.english.say(_MENU)
        self._bot.tree.remove_command(title, type=discord.AppCommandType.message)

    async def _menu(self, interaction: discord.Interaction, message: discord.Message) -> None:
        await self._reports.report(interaction, message)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Take the modal of a block, even if an earlier process showed it."""
        form = submitted_block(interaction)
        if form is None:
            return
        try:
            await self._verdicts.block(interaction, form)
        except Exception as error:  # noqa: BLE001 - the moderator reads it
            await refuse(interaction, self._languages, error)


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    services = bot.services
    await bot.add_cog(Reports(bot, services[ReportService], services[VerdictService]))
