"""`/easel log`: in which channels a server hears of what I do, and of what members report."""

from typing import Literal

import discord
from discord import app_commands

from bot.errors import UserError
from bot.storage.servers import ServerChanges
from bot.texts import Texts
from bot.ui.links import channel_mention
from bot.ui.permissions import missing_for_words
from bot.ui.responses import answer
from cogs.easel.base import AdminCog, change

_Off = Literal["channel", "reports", "both"]
_Channel = discord.TextChannel | discord.Thread


class Log(AdminCog):
    """Where the log and the reports go."""

    @app_commands.command()
    @app_commands.describe(
        channel="Where I tell of pictures, refusals, trouble, and changes of how I work here",
        reports="Where I tell of pictures that members report",
        off="What to switch off",
    )
    async def log(
        self,
        interaction: discord.Interaction,
        channel: _Channel | None = None,
        reports: _Channel | None = None,
        off: _Off | None = None,
    ) -> None:
        """Change what is given, and show what holds."""
        guild_id = await self._begin(interaction)
        for chosen in (channel, reports):
            _must_take_words(chosen)
        if changes := _changes(channel, reports, off):
            given = {"channel": channel and channel.mention, "reports": reports and reports.mention}
            facts = {name: value for name, value in {**given, "off": off}.items() if value}
            entry = change(interaction, "log", **facts)
            await self._change_channels(entry, changes)
        await answer(interaction, await self._log_in_force(self._texts(interaction), guild_id))

    async def _log_in_force(self, texts: Texts, guild_id: int) -> str:
        choices = await self._services.servers.choices(guild_id)
        lines = [texts.say("log-title")]
        for option, channel_id in (
            ("channel", choices.log_channel_id),
            ("reports", choices.report_channel_id),
        ):
            value = f"<#{channel_id}>" if channel_id else texts.say("log-off")
            lines.append(texts.say("rules-line", option=option, value=value))
        return "\n".join(lines)


def _must_take_words(channel: _Channel | None) -> None:
    """Raise `UserError` unless the bot may write there."""
    if channel is None:
        return
    held = channel.permissions_for(channel.guild.me)
    if lacking := missing_for_words(held, thread=isinstance(channel, discord.Thread)):
        permissions = ", ".join(lacking)
        raise UserError("refused-log", channel=channel_mention(channel.id), permissions=permissions)


def _changes(channel: _Channel | None, reports: _Channel | None, off: _Off | None) -> ServerChanges:
    """What was given; a channel that was named is not switched off."""
    changes: ServerChanges = {}
    if channel or off in ("channel", "both"):
        changes["log_channel_id"] = channel.id if channel else None
    if reports or off in ("reports", "both"):
        changes["report_channel_id"] = reports.id if reports else None
    return changes
