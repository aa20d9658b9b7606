"""`/easel settings`: the most frequent settings, as one panel of selects."""

from collections.abc import Sequence

import discord
from discord import app_commands

from bot.app import Services
from bot.errors import UserError
from bot.intake.offers import Offers
from bot.policy import Entry
from bot.policy.rules import REPLIES, allow
from bot.texts import Languages
from bot.ui.audit import audit_entry
from bot.ui.button_router import ButtonRouter
from bot.ui.links import channel_mention
from bot.ui.responses import acknowledge_press
from cogs.easel.base import AdminCog, managed_server
from cogs.easel.panel_layout import DEFAULT, Chosen, panel_layout
from providers.registry import FAMILIES, GENERATORS


class Panel(AdminCog):
    """Panel whose choices take effect at once; it then shows what is in force."""

    def __init__(self, services: Services, languages: Languages) -> None:
        super().__init__(services, languages)
        self._offers = services[Offers]
        services[ButtonRouter].register(
            {
                "setmodels": self._set_models,
                "setmodel": self._set_model,
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
        self, interaction: discord.Interaction, number: int, chosen: Sequence[str]
    ) -> None:
        guild_id = await self._begin_again(interaction, number)
        rules = {allow(family): family in chosen for family in FAMILIES}
        entry = _entry(interaction, models=", ".join(chosen))
        await self._settings.rules.put(guild_id, rules, entry)
        await self._show_panel(interaction, guild_id)

    async def _set_model(
        self, interaction: discord.Interaction, number: int, chosen: Sequence[str]
    ) -> None:
        guild_id = await self._begin_again(interaction, number)
        [provider] = chosen
        entry = _entry(interaction, model=provider)
        own = provider if provider in GENERATORS else None
        await self._settings.models.change(entry, own)
        await self._show_panel(interaction, guild_id)

    async def _set_editor(
        self, interaction: discord.Interaction, number: int, chosen: Sequence[str]
    ) -> None:
        guild_id = await self._begin_again(interaction, number)
        [provider] = chosen
        entry = _entry(interaction, editor=provider)
        own = None if provider == DEFAULT else provider
        await self._settings.edits.change(entry, provider=own)
        await self._show_panel(interaction, guild_id)

    async def _set_replies(
        self, interaction: discord.Interaction, number: int, chosen: Sequence[str]
    ) -> None:
        guild_id = await self._begin_again(interaction, number)
        [repliers] = chosen
        entry = _entry(interaction, replies=repliers)
        await self._settings.rules.put(guild_id, {REPLIES: repliers}, entry)
        await self._show_panel(interaction, guild_id)

    async def _set_log(
        self, interaction: discord.Interaction, number: int, chosen: Sequence[str]
    ) -> None:
        guild_id = await self._begin_again(interaction, number)
        entry = _entry(interaction, log=_mention(chosen))
        await self._settings.channels.change(entry, log_channel_id=_id(chosen))
        await self._show_panel(interaction, guild_id)

    async def _set_reports(
        self, interaction: discord.Interaction, number: int, chosen: Sequence[str]
    ) -> None:
        guild_id = await self._begin_again(interaction, number)
        entry = _entry(interaction, reports=_mention(chosen))
        await self._settings.channels.change(entry, report_channel_id=_id(chosen))
        await self._show_panel(interaction, guild_id)

    async def _begin_again(self, interaction: discord.Interaction, panel_of: int) -> int:
        """Check and defer again: the member may have lost the right since the panel was opened.

        `panel_of` is the server that the panel names.
        """
        guild_id = managed_server(interaction)
        if panel_of != guild_id:
            raise UserError("refused-button")
        await acknowledge_press(interaction)
        return guild_id

    async def _show_panel(self, interaction: discord.Interaction, guild_id: int) -> None:
        settings = self._settings
        offers = await self._offers.of_server(guild_id, interaction.user.id)
        chosen = Chosen(
            guild_id=guild_id,
            choices=await settings.choices(guild_id),
            rules=await settings.rules.of(guild_id),
            editor=(await settings.edits.of(guild_id)).provider,
            reply_edits=(await settings.edits.policy(guild_id)).reply_edits,
            default_editor=settings.edits.default_editor,
            generators=offers.labels(offers.generators()),
            editors=offers.labels(offers.editors()),
        )
        layout = panel_layout(self._texts(interaction), chosen, interaction.guild)
        await interaction.edit_original_response(view=layout)


def _entry(interaction: discord.Interaction, **facts: str) -> Entry:
    return audit_entry(interaction, "settings", **facts)


def _id(chosen: Sequence[str]) -> int | None:
    return int(chosen[0]) if chosen else None


def _mention(chosen: Sequence[str]) -> str:
    return channel_mention(int(chosen[0])) if chosen else "off"
