"""`/easel limits`: limits on how much may be made, by target and window."""

from collections.abc import Sequence
from dataclasses import dataclass

import discord
from discord import app_commands

from bot.common.money import to_micro_dollars
from bot.errors import UserError
from bot.limits import ANY, SetLimit, TargetKind
from bot.limits.limit import Limit, Metric, Per
from bot.ui.audit import audit_entry
from cogs.easel.base import AdminCog, options_of
from cogs.easel.durations import ENDS, ends_at
from cogs.easel.limits_text import limit_lines, window_words
from cogs.easel.listing import answer_list

_WINDOWS = [app_commands.Choice(name=per.value, value=per.value) for per in Per]
MAX_AMOUNT = 1_000_000


@dataclass(frozen=True, slots=True)
class _Target:
    """Target of a limit."""

    whose: TargetKind
    id: int = 0


class Limits(AdminCog):
    """Limits of a server."""

    limits = app_commands.Group(name="limits", description="Limits")

    @limits.command(name="set")
    @app_commands.choices(per=_WINDOWS)
    @app_commands.choices(ends=ENDS)
    @app_commands.describe(
        pictures="How many pictures",
        dollars="How many dollars, by estimated prices",
        unlimited="No limit at all",
        per="In which time; left out: a day",
        member="For this member; left out with role and together: for each member",
        role="For each member with this role; of several roles the most generous applies",
        together="For all members of the server together",
        more="On top of what applies to the member anyway",
        ends="Until when; left out: until it is changed",
    )
    async def limits_set(
        self,
        interaction: discord.Interaction,
        pictures: app_commands.Range[int, 0, MAX_AMOUNT] | None = None,
        dollars: app_commands.Range[float, 0, MAX_AMOUNT] | None = None,
        unlimited: bool = False,
        per: str | None = None,
        member: discord.Member | None = None,
        role: discord.Role | None = None,
        together: bool = False,
        more: bool = False,
        ends: app_commands.Choice[int] | None = None,
    ) -> None:
        """Set one limit, and show all."""
        guild_id = await self._begin(interaction)
        target = _target(interaction, member, role, together=together)
        if more and (target.whose is not TargetKind.MEMBER or unlimited):
            raise UserError("refused-limits-more")
        if unlimited and per:
            raise UserError("refused-limits-unlimited")
        metric, amount = _amount(pictures, dollars, unlimited=unlimited)
        chosen = SetLimit(
            whose=target.whose,
            target_id=target.id,
            metric=metric,
            per=ANY if unlimited else per or Per.DAY.value,
            amount=amount,
            adds=more,
            until=ends_at(interaction.created_at, ends.value if ends else None),
        )
        given = options_of(interaction)
        entry = audit_entry(
            interaction, "limits set", **given | ({"ends": ends.name} if ends else {})
        )
        await self._settings.limits.put(chosen, entry)
        lower = self._settings.limits.operator.lower_than(chosen, guild_id)
        await self._list(interaction, guild_id, lower)

    @limits.command(name="list")
    async def limits_list(self, interaction: discord.Interaction) -> None:
        """Show all limits."""
        await self._list(interaction, await self._begin(interaction))

    @limits.command(name="clear")
    @app_commands.choices(per=_WINDOWS)
    @app_commands.describe(
        member="What was set for this member; left out with role and together: for each member",
        role="What was set for this role",
        together="What was set for all members of the server together",
        per="Only what was set for this time",
    )
    async def limits_clear(
        self,
        interaction: discord.Interaction,
        member: discord.User | None = None,
        role: discord.Role | None = None,
        together: bool = False,
        per: str | None = None,
    ) -> None:
        """Take back what was set, and show what holds."""
        guild_id = await self._begin(interaction)
        target = _target(interaction, member, role, together=together)
        entry = audit_entry(interaction, "limits clear", **options_of(interaction))
        if not await self._settings.limits.clear(target.whose, target.id, entry, per=per):
            raise UserError("refused-limits-clear")
        await self._list(interaction, guild_id)

    async def _list(
        self, interaction: discord.Interaction, guild_id: int, lower: Sequence[Limit] = ()
    ) -> None:
        """Show all limits; `lower` are the operator's, below what was just set."""
        texts, operator = self._texts(interaction), self._settings.limits.operator
        limits = await self._settings.limits.of(guild_id, interaction.created_at)
        lines = [
            *limit_lines(texts, operator, guild_id, limits),
            *(texts.say("limits-lower", what=window_words(texts, limit)) for limit in lower),
        ]
        await answer_list(
            interaction,
            texts.say("limits-title"),
            lines or [texts.say("limits-none")],
            "limits.txt",
            lines,
        )


def _target(
    interaction: discord.Interaction,
    member: discord.User | discord.Member | None,
    role: discord.Role | None,
    *,
    together: bool,
) -> _Target:
    if sum([member is not None, role is not None, together]) > 1:
        raise UserError("refused-limits-targets")
    if together:
        return _Target(TargetKind.SERVER)
    if member is not None:
        return _Target(TargetKind.MEMBER, member.id)
    # The role that everyone has is everyone.
    if role is not None and role.id != interaction.guild_id:
        return _Target(TargetKind.ROLE, role.id)
    return _Target(TargetKind.EVERYONE)


def _amount(
    pictures: int | None, dollars: float | None, *, unlimited: bool
) -> tuple[str, int | None]:
    """Return metric and amount; raises `UserError` unless exactly one was given."""
    if [pictures is not None, dollars is not None, unlimited].count(True) != 1:
        raise UserError("refused-limits-amount")
    if unlimited:
        return ANY, None
    if pictures is not None:
        return Metric.PICTURES.value, pictures
    return Metric.DOLLARS.value, to_micro_dollars(dollars or 0)
