"""`/easel explain`: what applies to a member in a channel, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import discord
from discord import app_commands

from bot.app import Services
from bot.common.clock import unix_seconds
from bot.common.markdown import escape_markdown
from bot.errors import Reason, UserError, sentence
from bot.intake.catalogue import ModelCatalogue
from bot.intake.locating import Channel, ChannelResolver, requester_of, spender_of
from bot.intake.outlook import Outlook, check_words
from bot.limits.accounts import Accounts
from bot.limits.budget import before_month, budget_of
from bot.limits.limit import Origin
from bot.limits.quota import Standing, format_amount, limit_facts
from bot.policy import Block, PolicySnapshot
from bot.policy.context import ChannelContext, Requester
from bot.policy.enforcement import PolicyEnforcement, may_reply
from bot.policy.role_rules import own_role_rules
from bot.policy.rules import EVERYONE, NOBODY, REPLIES, effective_rule, scopes_of
from bot.texts import Languages, Texts
from bot.ui.permissions import missing
from cogs.easel.base import AdminCog
from cogs.easel.explain_text import verdict
from cogs.easel.listing import answer_list
from cogs.easel.place_option import OneChannel
from cogs.easel.rules_text import held_lines
from cogs.easel.words import MAX_TEXT
from providers.registry import OPERATIONS


@dataclass(frozen=True, slots=True)
class _Case:
    """A member in a channel, and the server's policy for them."""

    requester: Requester
    channel: Channel
    context: ChannelContext
    policy: PolicySnapshot


class Explain(AdminCog):
    """Explanation of what a member may do in a channel."""

    def __init__(self, services: Services, languages: Languages) -> None:
        super().__init__(services, languages)
        self._channels = services[ChannelResolver]
        self._enforcement = services[PolicyEnforcement]
        self._catalogue = services[ModelCatalogue]
        self._accounts = services[Accounts]
        self._outlook = services[Outlook]

    @app_commands.command(name="explain")
    @app_commands.describe(
        member="Whose requests it is about",
        channel="In which channel; left out: this one",
        prompt="A prompt to look for words of the list in",
    )
    async def explain(
        self,
        interaction: discord.Interaction,
        member: discord.Member,
        channel: OneChannel | None = None,
        prompt: app_commands.Range[str, 1, MAX_TEXT] | None = None,
    ) -> None:
        """Say whether the member can make a picture, then explain it line by line."""
        guild_id = await self._begin(interaction)
        case = await self._case(interaction, guild_id, member, channel)
        texts, now = self._texts(interaction), interaction.created_at
        refusal = await self._outlook.refusal(
            member, case.channel, case.context, case.policy, now, prompt or ""
        )
        lines = [
            *_state_lines(texts, case),
            *self._offer_lines(texts),
            *await self._rule_lines(texts, case),
            *await self._limit_lines(texts, case, now),
            *await _word_lines(texts, case.policy, prompt),
        ]
        first = verdict(texts, member, case.channel.mention, refusal)
        await answer_list(interaction, first, lines, "explain.txt", [first, *lines])

    async def _case(
        self,
        interaction: discord.Interaction,
        guild_id: int,
        member: discord.Member,
        channel: OneChannel | None,
    ) -> _Case:
        channel_id = channel.id if channel else interaction.channel_id
        if channel_id is None:
            raise UserError("refused-server-only")
        resolved = await self._channels.channel(interaction.guild, channel_id)
        context = await self._channels.of(resolved)
        requester = requester_of(member)
        policy = await self._enforcement.snapshot(requester, guild_id)
        return _Case(requester, resolved, context, policy)

    def _offer_lines(self, texts: Texts) -> Iterator[str]:
        missing_kinds = [
            kind.title for kind in OPERATIONS.values() if not self._catalogue.offers(kind)
        ]
        if missing_kinds:
            titles = ", ".join(dict.fromkeys(missing_kinds))
            yield texts.say("explain-not-offered", titles=titles)

    async def _rule_lines(self, texts: Texts, case: _Case) -> list[str]:
        edits = await self._settings.edits.policy(case.context.guild_id)
        scopes = scopes_of(case.context)
        rules, restricted = case.policy.rules, case.context.age_restricted
        own_roles = own_role_rules(case.policy)
        lines = [
            *held_lines(texts, rules, scopes, edits, own_roles=own_roles, age_restricted=restricted)
        ]
        repliers = effective_rule(rules, scopes, REPLIES).value
        if repliers not in (None, EVERYONE, NOBODY):
            has = may_reply(repliers, case.requester)
            lines.append(texts.say("explain-role" if has else "explain-no-role"))
        return lines

    async def _limit_lines(self, texts: Texts, case: _Case, now: datetime) -> list[str]:
        guild_id = case.context.guild_id
        standings = await self._accounts.standings(spender_of(case.requester, guild_id))
        lines = [_limit_line(texts, standing) for standing in standings]
        lines = lines or [texts.say("explain-no-limits")]
        budget = budget_of(case.policy.choices)
        if budget is None or guild_id is None:
            return lines
        if await self._accounts.spent(guild_id, before_month(now)) >= budget.amount:
            lines.append(texts.say("explain-budget"))
        return lines


def _state_lines(texts: Texts, case: _Case) -> Iterator[str]:
    """Return a line for each state, with a sign where it keeps the member from anything."""
    yield _block_line(texts, case.policy.block)
    paused = case.policy.choices.paused
    yield texts.say("explain-paused" if paused else "explain-not-paused")
    channel = case.channel
    permissions = channel.permissions_for(channel.guild.me)
    if lacking := missing(permissions, thread=isinstance(channel, discord.Thread)):
        yield texts.say("explain-permissions", permissions=", ".join(lacking))
    else:
        yield texts.say("explain-may-post")


async def _word_lines(texts: Texts, policy: PolicySnapshot, prompt: str | None) -> list[str]:
    """Return what the word list says of the prompt, or that there is a list."""
    if not policy.words:
        return []
    if prompt is None:
        return [texts.say("explain-words", count=len(policy.words))]
    try:
        await check_words(policy, prompt)
    except UserError as error:
        return [sentence(texts, Reason("explain-word", error.reason.facts))]
    return [texts.say("explain-no-word")]


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
