"""Reports: the menu of messages, and the modals of reports and of blocks."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import EaselBot
from bot.moderation.blocks import submitted_block
from bot.moderation.report_modal import submitted_report
from bot.moderation.reports import ReportService
from bot.moderation.verdicts import VerdictService
from bot.ui.contexts import contexts
from bot.ui.responses import refuse

_MENU = "menu-report"


class Reports(commands.Cog):
    """Menu and modals of reported pictures."""

    def __init__(self, bot: EaselBot, reports: ReportService, verdicts: VerdictService) -> None:
        self._bot = bot
        self._languages = bot.languages
        self._reports = reports
        self._verdicts = verdicts
        title = app_commands.locale_str(self._languages.english.say(_MENU), key=_MENU)
        menu = app_commands.ContextMenu(
            name=title, callback=self._menu, allowed_contexts=contexts(direct_messages=False)
        )
        bot.tree.add_command(menu)

    async def cog_unload(self) -> None:
        """Remove the menu."""
        title = self._languages.english.say(_MENU)
        self._bot.tree.remove_command(title, type=discord.AppCommandType.message)

    async def _menu(self, interaction: discord.Interaction, message: discord.Message) -> None:
        await self._reports.open_modal(interaction, message)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Take the modals of reports and blocks, even if an earlier process showed them."""
        report, block = submitted_report(interaction), submitted_block(interaction)
        try:
            if report is not None:
                await self._reports.report(interaction, report)
            elif block is not None:
                await self._verdicts.block(interaction, block)
        except Exception as error:  # noqa: BLE001 - the member reads it
            await refuse(interaction, self._languages, error)


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    services = bot.services
    await bot.add_cog(Reports(bot, services[ReportService], services[VerdictService]))
