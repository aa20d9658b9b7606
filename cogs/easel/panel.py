"""`/easel settings`: the most frequent settings, as one panel of selects."""

from collections.abc import Sequence
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Services
from bot.errors import UserError
from bot.intake.offers import Offers
from bot.limits import TargetKind
from bot.limits.accounts import Accounts
from bot.limits.budget import before_month, budget_of
from bot.policy import Entry
from bot.policy.rules import REPLIES, allow
from bot.texts import Languages
from bot.ui.audit import audit_entry
from bot.ui.button_router import ButtonRouter
from bot.ui.links import channel_mention
from bot.ui.responses import acknowledge_press, answer_layout, refuse, show_modal
from cogs.easel.amounts_modal import Form, shown_amount, submitted
from cogs.easel.base import AdminCog, managed_server
from cogs.easel.budget import budget_words
from cogs.easel.budget_modal import BUDGET, budget_modal, changed_budget
from cogs.easel.limits_modal import LIMITS, LimitField, changed_limits, limits_modal
from cogs.easel.limits_text import limit_lines
from cogs.easel.panel_layout import DEFAULT, Chosen, panel_layout
from providers.registry import FAMILIES, GENERATORS


class Panel(AdminCog):
    """Panel whose choices take effect at once; it then shows what is in force."""

    def __init__(self, services: Services, languages: Languages) -> None:
        super().__init__(services, languages)
        self._offers = services[Offers]
        self._ledger = services[Accounts]
        services[ButtonRouter].register(
            {
                "setmodels": self._set_models,
                "setmodel": self._set_model,
                "seteditor": self._set_editor,
                "setreplies": self._set_replies,
                "setlog": self._set_log,
                "setreports": self._set_reports,
            },
            {"openlimits": self._open_limits, "openbudget": self._open_budget},
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

    async def _open_limits(self, interaction: discord.Interaction, number: int) -> None:
        guild_id = _check_panel(interaction, number)
        limits = await self._settings.limits.of(guild_id, interaction.created_at)
        defaults = self._settings.limits.operator.replaceable(guild_id)
        modal = limits_modal(self._texts(interaction), guild_id, limits, defaults)
        await show_modal(interaction, modal)

    async def _open_budget(self, interaction: discord.Interaction, number: int) -> None:
        guild_id = _check_panel(interaction, number)
        choices = await self._settings.choices(guild_id)
        modal = budget_modal(self._texts(interaction), guild_id, choices)
        await show_modal(interaction, modal)

    @commands.Cog.listener("on_interaction")
    async def _take_amounts(self, interaction: discord.Interaction) -> None:
        """Take the modals of the panel, even if an earlier process showed them."""
        try:
            if (form := submitted(interaction, LIMITS)) is not None:
                await self._set_limits(interaction, form)
            elif (form := submitted(interaction, BUDGET)) is not None:
                await self._set_budget(interaction, form)
        except Exception as error:  # noqa: BLE001 - the manager reads it
            await refuse(interaction, self._languages, error)

    async def _set_limits(self, interaction: discord.Interaction, form: Form) -> None:
        guild_id = _check_panel(interaction, form.guild_id)
        changes = changed_limits(interaction, self._texts(interaction), form)
        await acknowledge_press(interaction)
        for field, amount in changes:
            await self._set_limit(interaction, field, amount)
        await self._show_panel(interaction, guild_id)

    async def _set_limit(
        self, interaction: discord.Interaction, field: LimitField, amount: int | None
    ) -> None:
        """Set a limit, or take it back; it is written down as if by the command."""
        together = {"together": True} if field.whose is TargetKind.SERVER else {}
        facts: dict[str, Any] = {"per": field.per.value, **together}
        limits, whose, metric = self._settings.limits, field.whose, field.metric.value
        if amount is None:
            entry = audit_entry(interaction, "limits clear", **facts)
            await limits.clear(whose, 0, entry, per=field.per.value, metric=metric)
            return
        shown = shown_amount(amount, field.metric)
        entry = audit_entry(interaction, "limits set", **{metric: shown}, **facts)
        await limits.put(field.set_to(amount), entry)

    async def _set_budget(self, interaction: discord.Interaction, form: Form) -> None:
        guild_id = _check_panel(interaction, form.guild_id)
        changes = changed_budget(interaction, self._texts(interaction), form)
        await acknowledge_press(interaction)
        if changes:
            entry = audit_entry(interaction, "budget", **changes)
            await self._settings.budget.change(entry, **changes)
        await self._show_panel(interaction, guild_id)

    async def _begin_again(self, interaction: discord.Interaction, panel_of: int) -> int:
        """Check again, and defer."""
        guild_id = _check_panel(interaction, panel_of)
        await acknowledge_press(interaction)
        return guild_id

    async def _show_panel(self, interaction: discord.Interaction, guild_id: int) -> None:
        settings, texts, now = self._settings, self._texts(interaction), interaction.created_at
        limits = await settings.limits.of(guild_id, now)
        spent = await self._ledger.spent(guild_id, before_month(now))
        choices = await settings.choices(guild_id)
        offers = await self._offers.of_server(guild_id, interaction.user.id)
        chosen = Chosen(
            guild_id=guild_id,
            choices=choices,
            rules=await settings.rules.of(guild_id),
            editor=(await settings.edits.of(guild_id)).provider,
            reply_edits=(await settings.edits.policy(guild_id)).reply_edits,
            default_editor=settings.edits.default_editor,
            generators=offers.labels(offers.generators()),
            editors=offers.labels(offers.editors()),
            limits=limit_lines(texts, settings.limits.operator, guild_id, limits),
            budget=budget_words(texts, budget_of(choices), spent, now),
        )
        layout = panel_layout(texts, chosen, interaction.guild)
        await answer_layout(interaction, layout)


def _check_panel(interaction: discord.Interaction, panel_of: int) -> int:
    """Return the server's id; the member may have lost the right since the panel was opened.

    `panel_of` is the server that the panel names. Raises `UserError` for another one.
    """
    guild_id = managed_server(interaction)
    if panel_of != guild_id:
        raise UserError("refused-button")
    return guild_id


def _entry(interaction: discord.Interaction, **facts: str) -> Entry:
    return audit_entry(interaction, "settings", **facts)


def _id(chosen: Sequence[str]) -> int | None:
    return int(chosen[0]) if chosen else None


def _mention(chosen: Sequence[str]) -> str:
    return channel_mention(int(chosen[0])) if chosen else "off"
