"""`/easel budget`, `/easel pause`, `/easel resume`: what a server may cost, and its brakes."""

import discord
from discord import app_commands

from bot.common.markdown import progress_bar
from bot.common.money import format_dollars as written
from bot.common.money import to_micro_dollars
from bot.limits.budget import before_month, budget_of, next_month
from bot.storage.ledger import Account
from bot.storage.servers import STOP, ServerChanges
from bot.ui.responses import answer
from cogs.easel.base import AdminCog, change
from providers.registry import FAMILIES

_THEN = [app_commands.Choice(name=name, value=name) for name in (STOP, *FAMILIES)]
_MOST = 1_000_000


class Budget(AdminCog):
    """What the server spends in a calendar month."""

    @app_commands.command()
    @app_commands.choices(then=_THEN)
    @app_commands.describe(
        dollars="How much a calendar month may cost, by estimated prices; 0 is no budget",
        then="What happens when it is spent: stop, or the model that then does all the work",
    )
    async def budget(
        self,
        interaction: discord.Interaction,
        dollars: app_commands.Range[float, 0, _MOST] | None = None,
        then: str | None = None,
    ) -> None:
        """Change what is given, and show what is spent."""
        guild_id = await self._begin(interaction)
        changes: ServerChanges = {}
        if dollars is not None:
            changes["budget"] = to_micro_dollars(dollars) or None
        if then is not None:
            changes["budget_then"] = then
        if changes:
            entry = change(interaction, "budget", **_given(dollars, then))
            # The words at 50, 80 and 100 percent are about this budget, and begin anew with it.
            changes["budget_told"] = None
            await self._services.servers.change(entry, **changes)
            self._noted(entry)
        await answer(interaction, await self._standing(interaction, guild_id))

    @app_commands.command()
    async def pause(self, interaction: discord.Interaction) -> None:
        """Take no requests from this server for now."""
        await self._set_paused(interaction, paused=True)

    @app_commands.command()
    async def resume(self, interaction: discord.Interaction) -> None:
        """Take requests again."""
        await self._set_paused(interaction, paused=False)

    async def _set_paused(self, interaction: discord.Interaction, *, paused: bool) -> None:
        guild_id = await self._begin(interaction)
        before = await self._services.servers.choices(guild_id)
        if before.paused != paused:
            entry = change(interaction, "pause" if paused else "resume")
            await self._services.servers.change(entry, paused=paused)
            self._noted(entry)
        key = "paused" if paused else "resumed"
        await answer(interaction, self._texts(interaction).say(key))

    async def _standing(self, interaction: discord.Interaction, guild_id: int) -> str:
        texts, now = self._texts(interaction), interaction.created_at
        choices = await self._services.servers.choices(guild_id)
        spent = await self._services.runner.spent(Account(guild_id), before_month(now))
        budget = budget_of(choices)
        if budget is None:
            return texts.say("budget-none", spent=written(spent))
        return texts.say(
            "budget-line",
            bar=progress_bar(spent, budget.amount),
            spent=written(spent),
            budget=written(budget.amount),
            renewed=str(int(next_month(now).timestamp())),
            then=budget.then,
        )


def _given(dollars: float | None, then: str | None) -> dict[str, float | str]:
    chosen = {"dollars": dollars, "then": then}
    return {name: value for name, value in chosen.items() if value is not None}
