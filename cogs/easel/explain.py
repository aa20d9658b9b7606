"""`/easel explain`: what a member would meet in a channel, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import discord
from discord import app_commands

from bot.common.clock import unix_seconds
from bot.common.markdown import escape_markdown
from bot.errors import UserError
from bot.intake.locating import Channel, requester_of, spender_of
from bot.limits.budget import before_month, budget_of
from bot.limits.limit import Origin
from bot.limits.quota import Standing, format_amount, limit_facts
from bot.policy import Block, PolicySnapshot
from bot.policy.context import ChannelContext, Requester
from bot.policy.enforcement import may_reply
from bot.policy.rules import EVERYONE, NOBODY, REPLIES, effective_rule, scopes_of
from bot.texts import Texts
from bot.ui.permissions import missing
from cogs.easel.base import AdminCog
from cogs.easel.listing import answer_list
from cogs.easel.place_option import OneChannel
from cogs.easel.rules_text import held_lines
from providers.registry import OPERATIONS


@dataclass(frozen=True, slots=True)
class _Case:
    """One member in one channel, and what the server has decided about them."""

    requester: Requester
    channel: Channel
    room: ChannelContext
    decided: PolicySnapshot


class Explain(AdminCog):
    """Says what holds."""

    @app_commands.command(name="explain")
    @app_commands.describe(
        member="Whose requests it is about",
        channel="Where; left out: here",
    )
    async def explain(
        self,
        interaction: discord.Interaction,
        member: discord.Member,
        channel: OneChannel | None = None,
    ) -> None:
        """Explain it, line by line."""
        guild_id = await self._begin(interaction)
        case = await self._case(interaction, guild_id, member, channel)
        texts = self._texts(interaction)
        title = texts.say("explain-title", member=member.mention, channel=case.channel.mention)
        lines = [
            *_state_lines(texts, case),
            *self._offer_lines(texts),
            *await self._rule_lines(texts, case),
            *await self._limit_lines(texts, case, interaction.created_at),
        ]
        await answer_list(interaction, title, lines, "explain.txt", lines)

    async def _case(
        self,
        interaction: discord.Interaction,
        guild_id: int,
        member: discord.Member,
        channel: OneChannel | None,
    ) -> _Case:
        services = self._services
        channel_id = channel.id if channel else interaction.channel_id
        if channel_id is None:
            raise UserError("refused-server-only")
        found = await services.rooms.channel(interaction.guild, channel_id)
        room = await services.rooms.of(found)
        decided = await services.enforcement.snapshot(member.id, guild_id)
        return _Case(requester_of(member), found, room, decided)

    def _offer_lines(self, texts: Texts) -> Iterator[str]:
        gone = [
            kind.title for kind in OPERATIONS.values() if not self._services.catalogue.offers(kind)
        ]
        if gone:
            titles = ", ".join(dict.fromkeys(gone))
            yield texts.say("explain-not-offered", titles=titles)

    async def _rule_lines(self, texts: Texts, case: _Case) -> list[str]:
        policy = await self._settings.edits.policy(case.room.guild_id)
        places = scopes_of(case.room)
        rules, restricted = case.decided.rules, case.room.age_restricted
        lines = [*held_lines(texts, rules, places, policy, age_restricted=restricted)]
        repliers = effective_rule(rules, places, REPLIES).value
        if repliers not in (None, EVERYONE, NOBODY):
            has = may_reply(repliers, case.requester)
            lines.append(texts.say("explain-role" if has else "explain-no-role"))
        return lines

    async def _limit_lines(self, texts: Texts, case: _Case, now: datetime) -> list[str]:
        accounts, guild_id = self._services.accounts, case.room.guild_id
        standings = await accounts.standings(spender_of(case.requester, guild_id))
        lines = [_limit_line(texts, one) for one in standings] or [texts.say("explain-no-limits")]
        budget = budget_of(case.decided.choices)
        if budget and await accounts.spent(guild_id, before_month(now)) >= budget.amount:
            lines.append(texts.say("explain-budget"))
        return lines


def _state_lines(texts: Texts, case: _Case) -> Iterator[str]:
    """What is wrong comes with a sign; what is right is said all the same."""
    yield _block_line(texts, case.decided.block)
    paused = case.decided.choices.paused
    yield texts.say("explain-paused" if paused else "explain-not-paused")
    channel = case.channel
    held = channel.permissions_for(channel.guild.me)
    if lacking := missing(held, thread=isinstance(channel, discord.Thread)):
        yield texts.say("explain-permissions", permissions=", ".join(lacking))
    else:
        yield texts.say("explain-may-post")


def _block_line(texts: Texts, block: Block | None) -> str:
    if block is None:
        return texts.say("explain-not-blocked")
    if block.until is None:
        return texts.say("explain-blocked", reason=escape_markdown(block.reason))
    until = unix_seconds(block.until)
    return texts.say("explain-blocked-until", reason=escape_markdown(block.reason), until=until)


def _origin_name(origin: Origin) -> str:
    if origin.whose is not None:
        return origin.whose.value
    return "operator" if origin.is_operators else "default"


def _limit_line(texts: Texts, standing: Standing) -> str:
    limit = standing.limit
    origin = limit.origin
    line = texts.say(
        "explain-limit",
        used=format_amount(standing.used, limit.metric),
        origin=_origin_name(origin),
        target=str(origin.target_id),
        **limit_facts(limit),
    )
    if origin.extra:
        extra = format_amount(origin.extra, limit.metric)
        line += ", " + texts.say("explain-extra", extra=extra, metric=limit.metric.value)
    if origin.until:
        line += " " + texts.say("limits-until", until=unix_seconds(origin.until))
    return line
