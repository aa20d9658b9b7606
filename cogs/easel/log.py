"""`/easel log`: the channels for a server's log and for what its members report."""

from typing import Literal

import discord
from discord import app_commands

from bot.errors import UserError
from bot.policy.server_settings import ChannelChanges
from bot.texts import Texts
from bot.ui.audit import audit_entry
from bot.ui.links import channel_mention
from bot.ui.permissions import missing_for_words
from bot.ui.responses import answer
from cogs.easel.base import AdminCog
from cogs.easel.panel_layout import public_reports

_Off = Literal["channel", "reports", "both"]
_Channel = discord.TextChannel | discord.Thread


class Log(AdminCog):
    """Channels of the log and of reports."""

    @app_commands.command()
    @app_commands.describe(
        channel="Log channel: pictures, refusals, trouble and changes of settings",
        reports="Channel for pictures that members report",
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
            _check_writable(chosen)
        if changes := _changes(channel, reports, off):
            given = {"channel": channel and channel.mention, "reports": reports and reports.mention}
            facts = {name: value for name, value in {**given, "off": off}.items() if value}
            entry = audit_entry(interaction, "log", **facts)
            await self._settings.channels.change(entry, **changes)
        texts = self._texts(interaction)
        lines = [await self._log_in_force(texts, guild_id)]
        choices = await self._settings.choices(guild_id)
        lines += public_reports(texts, choices, interaction.guild)
        await answer(interaction, "\n".join(lines))

    async def _log_in_force(self, texts: Texts, guild_id: int) -> str:
        choices = await self._settings.choices(guild_id)
        lines = [texts.say("log-title")]
        for option, channel_id in (
            ("channel", choices.log_channel_id),
            ("reports", choices.report_channel_id),
        ):
            value = channel_mention(channel_id) if channel_id else texts.say("log-off")
            lines.append(texts.say("rules-line", option=option, value=value))
        return "\n".join(lines)


def _check_writable(channel: _Channel | None) -> None:
    """Raise `UserError` unless the bot may write there."""
    if channel is None:
        return
    permissions = channel.permissions_for(channel.guild.me)
    if lacking := missing_for_words(permissions, thread=isinstance(channel, discord.Thread)):
        mention = channel_mention(channel.id)
        raise UserError("refused-log", channel=mention, permissions=", ".join(lacking))


def _changes(
    channel: _Channel | None, reports: _Channel | None, off: _Off | None
) -> ChannelChanges:
    """Return what was given; a channel that was named is not switched off."""
    changes: ChannelChanges = {}
    if channel or off in ("channel", "both"):
        changes["log_channel_id"] = channel.id if channel else None
    if reports or off in ("reports", "both"):
        changes["report_channel_id"] = reports.id if reports else None
    return changes
