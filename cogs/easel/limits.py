"""`/easel limits`: how much may be made, by whom, in which window."""

from dataclasses import dataclass

import discord
from discord import app_commands

from bot.common.money import to_micro_dollars
from bot.errors import UserError
from bot.limits.limit import Limit, Metric, Per, Subject
from bot.limits.quota import facts
from bot.storage.limits import ANY, SetLimit, TargetKind
from bot.texts import Texts
from cogs.easel.base import AdminCog, change, options_of
from cogs.easel.durations import ENDS, ends_at
from cogs.easel.listing import answer_list

_WINDOWS = [app_commands.Choice(name=per.value, value=per.value) for per in Per]
_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class _Target:
    """Whom a limit is for."""

    whose: TargetKind
    id: int = 0

    @property
    def mention(self) -> str | None:
        """As Discord shows it; nobody in particular has none."""
        match self.whose:
            case TargetKind.MEMBER:
                return f"<@{self.id}>"
            case TargetKind.ROLE:
                return f"<@&{self.id}>"
            case _:
                return None


class Limits(AdminCog):
    """Set, list, clear."""

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
        role="For each member with this role; of several roles the most generous holds",
        together="For all members of the server together",
        more="On top of what holds for the member otherwise",
        ends="Until when; left out: until it is changed",
    )
    async def limits_set(
        self,
        interaction: discord.Interaction,
        pictures: app_commands.Range[int, 0, _MOST] | None = None,
        dollars: app_commands.Range[float, 0, _MOST] | None = None,
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
        entry = change(interaction, "limits set", **given | ({"ends": ends.name} if ends else {}))
        await self._services.limits.put(chosen, entry)
        self._noted(entry)
        await self._list(interaction, guild_id)

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
        entry = change(interaction, "limits clear", **options_of(interaction))
        if not await self._services.limits.clear(target.whose, target.id, entry, per=per):
            raise UserError("refused-limits-clear")
        self._noted(entry)
        await self._list(interaction, guild_id)

    async def _list(self, interaction: discord.Interaction, guild_id: int) -> None:
        texts = self._texts(interaction)
        now = interaction.created_at
        decided = [
            one
            for one in await self._services.limits.of(guild_id)
            if one.until is None or one.until > now
        ]
        lines = [
            *_defaults(texts, self._services.settings.limits, decided),
            *(_line(texts, one) for one in sorted(decided, key=_order)),
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
    """Metric and amount; raises `UserError` unless exactly one was given."""
    if [pictures is not None, dollars is not None, unlimited].count(True) != 1:
        raise UserError("refused-limits-amount")
    if unlimited:
        return ANY, None
    if pictures is not None:
        return Metric.PICTURES.value, pictures
    return Metric.DOLLARS.value, to_micro_dollars(dollars or 0)


def _order(one: SetLimit) -> tuple[int, int, int, int]:
    """The server first, then from the general to the particular, short windows first."""
    windows = [*map(str, Per), ANY]
    return [*TargetKind].index(one.whose), one.target_id, one.adds, windows.index(one.per)


def _defaults(texts: Texts, defaults: list[Limit], decided: list[SetLimit]) -> list[str]:
    """The bot's own limits, as far as the server has put nothing in their place."""
    replaced = {(one.whose, one.metric, one.per) for one in decided}
    lines = []
    for limit in defaults:
        whose = TargetKind.SERVER if limit.subject is Subject.SERVER else TargetKind.EVERYONE
        if not replaced & {(whose, limit.metric, limit.per), (whose, ANY, ANY)}:
            line = texts.say(f"limits-{whose}", what=texts.say("limits-what", **facts(limit)))
            lines.append(f"{line} {texts.say('rules-default')}")
    return lines


def _line(texts: Texts, one: SetLimit) -> str:
    target = _Target(one.whose, one.target_id)
    if target.mention is None:
        line = texts.say(f"limits-{one.whose}", what=_what(texts, one))
    else:
        line = texts.say("limits-target", target=target.mention, what=_what(texts, one))
    if one.until is None:
        return line
    return f"{line} {texts.say('limits-until', until=str(int(one.until.timestamp())))}"


def _what(texts: Texts, one: SetLimit) -> str:
    if one.amount is None:
        return texts.say("limits-unlimited")
    limit = Limit(one.amount, Metric(one.metric), Per(one.per))
    return texts.say("limits-more" if one.adds else "limits-what", **facts(limit))
