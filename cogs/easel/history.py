"""`/easel history`: the changes in how a server is run."""

import discord
from discord import app_commands

from bot.servers.log_lines import history_line
from bot.ui.long_answers import answer_lines
from bot.ui.responses import answer
from cogs.easel.base import AdminCog

MAX_CHANGES = 50


class History(AdminCog):
    """Changes that members made, with `/easel` or about a report."""

    @app_commands.command(name="history")
    async def history(self, interaction: discord.Interaction) -> None:
        """List the newest changes."""
        guild_id = await self._begin(interaction)
        texts = self._texts(interaction)
        # One more than is shown tells whether there are older ones.
        entries = await self._settings.history(guild_id, MAX_CHANGES + 1)
        if not entries:
            await answer(interaction, texts.say("history-none"))
            return
        lines = [history_line(texts, entry) for entry in entries[:MAX_CHANGES]]
        more = [texts.say("history-more", count=MAX_CHANGES)] if len(entries) > len(lines) else []
        await answer_lines(interaction, [texts.say("history-title"), *lines, *more])
