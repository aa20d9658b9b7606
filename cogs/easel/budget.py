"""`/easel budget`, `/easel pause`, `/easel resume`: the cost of a server, and its brakes."""

from datetime import datetime

import discord
from discord import app_commands

from bot.app import Services
from bot.common.clock import unix_seconds
from bot.common.markdown import progress_bar
from bot.common.money import format_dollars as written
from bot.limits import STOP
from bot.limits.accounts import Accounts
from bot.limits.budget import Budget as MonthlyBudget
from bot.limits.budget import before_month, next_month
from bot.texts import Languages, Texts
from bot.ui.audit import audit_entry
from bot.ui.responses import answer
from cogs.easel.base import AdminCog
from providers.registry import FAMILIES

_THEN = [app_commands.Choice(name=name, value=name) for name in (STOP, *FAMILIES)]
MAX_DOLLARS = 1_000_000


class Budget(AdminCog):
    """Budget of a calendar month."""

    def __init__(self, services: Services, languages: Languages) -> None:
        super().__init__(services, languages)
        self._accounts = services[Accounts]

    @app_commands.command()
    @app_commands.choices(then=_THEN)
    @app_commands.describe(
        dollars="How much a calendar month can cost, by estimated prices; 0 is no budget",
        then="What happens when it is spent: stop, or the model that then does all the work",
    )
    async def budget(
        self,
        interaction: discord.Interaction,
        dollars: app_commands.Range[float, 0, MAX_DOLLARS] | None = None,
        then: str | None = None,
    ) -> None:
        """Change what is given, and show what is spent."""
        guild_id = await self._begin(interaction)
        if given := _given(dollars, then):
            entry = audit_entry(interaction, "budget", **given)
            await self._settings.budget.change(entry, dollars=dollars, then=then)
        budget = await self._settings.budget.of(guild_id)
        spent = await self._accounts.spent(guild_id, before_month(interaction.created_at))
        texts = self._texts(interaction)
        await answer(interaction, budget_words(texts, budget, spent, interaction.created_at))

    @app_commands.command()
    async def pause(self, interaction: discord.Interaction) -> None:
        """Take no requests from this server for now."""
        await self._set_paused(interaction, paused=True)

    @app_commands.command()
    async def resume(self, interaction: discord.Interaction) -> None:
        """Take requests again."""
        await self._set_paused(interaction, paused=False)

    async def _set_paused(self, interaction: discord.Interaction, *, paused: bool) -> None:
        await self._begin(interaction)
        entry = audit_entry(interaction, "pause" if paused else "resume")
        await self._settings.budget.set_paused(entry, paused=paused)
        key = "paused" if paused else "resumed"
        await answer(interaction, self._texts(interaction).say(key))


def budget_words(texts: Texts, budget: MonthlyBudget | None, spent: int, now: datetime) -> str:
    """Return what a server's budget is, and how much of it is spent."""
    if budget is None:
        return texts.say("budget-none", spent=written(spent))
    return texts.say(
        "budget-line",
        bar=progress_bar(spent, budget.amount),
        spent=written(spent),
        budget=written(budget.amount),
        renewed=unix_seconds(next_month(now)),
        then=budget.then,
    )


def _given(dollars: float | None, then: str | None) -> dict[str, float | str]:
    chosen = {"dollars": dollars, "then": then}
    return {name: value for name, value in chosen.items() if value is not None}
