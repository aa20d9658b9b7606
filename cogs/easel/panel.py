"""`/easel settings`: what is set most often, as one panel of selects."""

from collections.abc import Sequence

import discord
from discord import app_commands

from bot.app import EaselBot
from bot.policy.rules import REPLIES, allow
from bot.storage.audit import Entry
from bot.ui.responses import acknowledge_press
from cogs.easel.base import AdminCog, change, managed_server
from cogs.easel.panel_layout import DEFAULT, Chosen, panel_layout
from providers.registry import FAMILIES


class Panel(AdminCog):
    """Every choice holds at once, and the panel then shows what holds."""

    def __init__(self, bot: EaselBot) -> None:
        super().__init__(bot)
        bot.button_router.register(
            {
                "setmodels": self._set_models,
                "seteditor": self._set_editor,
                "setreplies": self._set_replies,
                "setlog": self._set_log,
                "setreports": self._set_reports,
            }
        )

    @app_commands.command()
    async def settings(self, interaction: discord.Interaction) -> None:
        """Show the panel."""
        await self._show_panel(interaction, await self._begin(interaction))

    async def _set_models(
        self, interaction: discord.Interaction, _: int, chosen: Sequence[str]
    ) -> None:
        guild_id = await self._begin_again(interaction)
        rules = {allow(family): family in chosen for family in FAMILIES}
        entry = _entry(interaction, models=", ".join(chosen))
        await self._services.rules.put(guild_id, rules, entry)
        await self._chosen(interaction, entry)

    async def _set_editor(
        self, interaction: discord.Interaction, _: int, chosen: Sequence[str]
    ) -> None:
        await self._begin_again(interaction)
        [provider] = chosen
        entry = _entry(interaction, editor=provider)
        own = None if provider == DEFAULT else provider
        await self._services.servers.set_edit_rules(entry, provider=own)
        await self._chosen(interaction, entry)

    async def _set_replies(
        self, interaction: discord.Interaction, _: int, chosen: Sequence[str]
    ) -> None:
        guild_id = await self._begin_again(interaction)
        [repliers] = chosen
        entry = _entry(interaction, replies=repliers)
        await self._services.rules.put(guild_id, {REPLIES: repliers}, entry)
        await self._chosen(interaction, entry)

    async def _set_log(
        self, interaction: discord.Interaction, _: int, chosen: Sequence[str]
    ) -> None:
        await self._begin_again(interaction)
        entry = _entry(interaction, log=_mention(chosen))
        channel_id = int(chosen[0]) if chosen else None
        await self._change_channels(entry, {"log_channel_id": channel_id})
        await self._show_panel(interaction, entry.guild_id)

    async def _set_reports(
        self, interaction: discord.Interaction, _: int, chosen: Sequence[str]
    ) -> None:
        await self._begin_again(interaction)
        entry = _entry(interaction, reports=_mention(chosen))
        channel_id = int(chosen[0]) if chosen else None
        await self._change_channels(entry, {"report_channel_id": channel_id})
        await self._show_panel(interaction, entry.guild_id)

    async def _begin_again(self, interaction: discord.Interaction) -> int:
        """Who opened the panel may have lost the right to it since."""
        guild_id = managed_server(interaction)
        await acknowledge_press(interaction)
        return guild_id

    async def _chosen(self, interaction: discord.Interaction, entry: Entry) -> None:
        self._noted(entry)
        await self._show_panel(interaction, entry.guild_id)

    async def _show_panel(self, interaction: discord.Interaction, guild_id: int) -> None:
        services = self._services
        chosen = Chosen(
            guild_id=guild_id,
            choices=await services.servers.choices(guild_id),
            rules=await services.rules.of(guild_id),
            editor=(await services.servers.edit_rules(guild_id)).provider,
            reply_edits=(await services.edit_service.policy(guild_id)).reply_edits,
            default_editor=services.settings.edit_provider,
        )
        layout = panel_layout(self._texts(interaction), chosen, interaction.guild)
        await interaction.edit_original_response(view=layout)


def _entry(interaction: discord.Interaction, **facts: str) -> Entry:
    return change(interaction, "settings", **facts)


def _mention(chosen: Sequence[str]) -> str:
    return f"<#{chosen[0]}>" if chosen else "off"
