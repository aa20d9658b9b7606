"""`/easel rules`: what holds in a channel, in a category, in the whole server, or for a role."""

import discord
from discord import app_commands

from bot.errors import UserError
from bot.policy import Rules as SetRules
from bot.policy.role_rules import SCALES, set_for
from bot.policy.rules import (
    COUNT,
    EVERYONE,
    LARGEST_SIDE,
    NOBODY,
    QUALITIES,
    QUALITY,
    REPLIES,
    SAFETY_TOLERANCE,
    SIDES,
    WORKS,
    age,
    allow,
    set_at,
)
from bot.texts import Texts
from bot.ui.audit import audit_entry
from bot.ui.links import channel_mention, role_mention
from bot.ui.responses import answer
from cogs.easel.base import AdminCog, options_of
from cogs.easel.listing import answer_list
from cogs.easel.place_option import Spot, Where, spot_of
from cogs.easel.rules_text import OPTIONS, held_lines, set_words
from providers.registry import FAMILIES

_ROLE = "role"


def _choices(*values: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=value, value=value) for value in values]


_SIZES = [app_commands.Choice(name=f"{side}", value=side) for side in SIDES]


class Rules(AdminCog):
    """The rules of a server."""

    rules = app_commands.Group(name="rules", description="…")

    @rules.command(name="set")
    @app_commands.choices(
        provider=_choices(*FAMILIES),
        quality=_choices(*QUALITIES),
        replies=_choices(EVERYONE, NOBODY, _ROLE),
    )
    @app_commands.choices(largest_size=_SIZES)
    @app_commands.describe(
        where="The channel or category; left out: the whole server",
        role="For members with this role; of several roles the most generous applies",
        works="Whether I work there at all",
        provider="Which model `allowed` and `age_restricted` are about",
        allowed="Whether this model can be used there",
        age_restricted="Whether it can be used in age-restricted channels only",
        largest_size="The most pixels per side",
        quality="The highest quality",
        count="The most pictures at once",
        safety_tolerance="The highest that can be asked for",
        replies="Who can edit a picture by replying to it",
        reply_role="Which role, with `replies: role`",
    )
    async def rules_set(
        self,
        interaction: discord.Interaction,
        where: Where | None = None,
        role: discord.Role | None = None,
        works: bool | None = None,
        provider: str | None = None,
        allowed: bool | None = None,
        age_restricted: bool | None = None,
        largest_size: int | None = None,
        quality: str | None = None,
        count: app_commands.Range[int, 1, 4] | None = None,
        safety_tolerance: app_commands.Range[int, 0, 6] | None = None,
        replies: str | None = None,
        reply_role: discord.Role | None = None,
    ) -> None:
        """Set what is given, and show what holds there."""
        guild_id = await self._begin(interaction)
        chosen = {
            WORKS: works,
            **_provider_rules(provider, allowed, age_restricted),
            LARGEST_SIDE: largest_size,
            QUALITY: quality,
            COUNT: count,
            SAFETY_TOLERANCE: safety_tolerance,
            REPLIES: _repliers(replies, reply_role),
        }
        given = {name: value for name, value in chosen.items() if value is not None}
        if not given:
            raise UserError("refused-rules-nothing")
        role = _one_role(role, guild_id, where)
        entry = audit_entry(interaction, "rules set", **options_of(interaction))
        if role is not None:
            if not given.keys() <= SCALES.keys():
                raise UserError("refused-rules-role-only")
            await self._settings.role_rules.put(role.id, given, entry)
            await self._show_role(interaction, role, guild_id)
            return
        spot = spot_of(interaction.guild, guild_id, where)
        await self._settings.rules.put(spot.place_id, given, entry)
        await self._show(interaction, spot, guild_id)

    @rules.command(name="list")
    async def rules_list(self, interaction: discord.Interaction) -> None:
        """List what is set, place by place, then role by role."""
        guild_id = await self._begin(interaction)
        texts = self._texts(interaction)
        rules = await self._settings.rules.of(guild_id)
        role_rules = await self._settings.role_rules.of(guild_id)
        lines = [*_set_lines(texts, rules, guild_id), *_role_lines(texts, role_rules)]
        if not lines:
            await answer(interaction, texts.say("rules-none"))
            return
        await answer_list(interaction, texts.say("rules-title"), lines, "rules.txt", lines)

    @rules.command(name="clear")
    @app_commands.choices(rule=_choices(*OPTIONS))
    @app_commands.describe(
        where="The channel or category; left out: what is set for the whole server",
        role="What is set for this role",
        rule="Which one; left out: all that is set there",
    )
    async def rules_clear(
        self,
        interaction: discord.Interaction,
        where: Where | None = None,
        role: discord.Role | None = None,
        rule: str | None = None,
    ) -> None:
        """Take rules back, and show what holds there."""
        guild_id = await self._begin(interaction)
        role = _one_role(role, guild_id, where)
        entry = audit_entry(interaction, "rules clear", **options_of(interaction))
        names = OPTIONS[rule] if rule else ()
        if role is not None:
            if not await self._settings.role_rules.clear(role.id, entry, names):
                raise UserError("refused-rules-unset")
            await self._show_role(interaction, role, guild_id)
            return
        spot = spot_of(interaction.guild, guild_id, where)
        if not await self._settings.rules.clear(spot.place_id, entry, names):
            raise UserError("refused-rules-unset")
        await self._show(interaction, spot, guild_id)

    async def _show(self, interaction: discord.Interaction, spot: Spot, guild_id: int) -> None:
        texts = self._texts(interaction)
        rules = await self._settings.rules.of(guild_id)
        policy = await self._settings.edits.policy(guild_id)
        place = spot.mention or texts.say("rules-server")
        title = texts.say("rules-holding", place=place)
        lines = [*held_lines(texts, rules, spot.places, policy)]
        await answer_list(interaction, title, lines, "rules.txt", lines)

    async def _show_role(
        self, interaction: discord.Interaction, role: discord.Role, guild_id: int
    ) -> None:
        """Show what is set for a role."""
        texts = self._texts(interaction)
        found = set_for(await self._settings.role_rules.of(guild_id), role.id)
        if not found:
            await answer(interaction, texts.say("rules-role-none", role=role_mention(role.id)))
            return
        title = texts.say("rules-role", role=role_mention(role.id))
        lines = [set_words(texts, {name: value}) for name, value in found.items()]
        await answer(interaction, "\n".join([title, *lines, texts.say("rules-role-note")]))


def _provider_rules(
    provider: str | None, allowed: bool | None, age_restricted: bool | None
) -> dict[str, bool | None]:
    """Raises `UserError` where one of them lacks the other."""
    if provider is None and allowed is None and age_restricted is None:
        return {}
    if provider is None or (allowed is None and age_restricted is None):
        raise UserError("refused-rules-provider")
    return {allow(provider): allowed, age(provider): age_restricted}


def _repliers(replies: str | None, role: discord.Role | None) -> str | None:
    """Return who replies, as the rule has it; a named role comes first."""
    if role is not None and replies in (None, _ROLE):
        return str(role.id)
    if replies == _ROLE or role is not None:
        raise UserError("refused-rules-role")
    return replies


def _one_role(role: discord.Role | None, guild_id: int, where: Where | None) -> discord.Role | None:
    """Return the role that rules are about, if any; raises `UserError` where a place is given, too.

    The role that everyone has is the whole server.
    """
    if role is None or role.id == guild_id:
        return None
    if where is not None:
        raise UserError("refused-rules-role-where")
    return role


def _role_lines(texts: Texts, role_rules: SetRules) -> list[str]:
    """Return a line for each role that has rules."""
    return [
        texts.say("rules-of", place=role_mention(role_id), rules=set_words(texts, found))
        for role_id in sorted(role_rules)
        if (found := set_for(role_rules, role_id))
    ]


def _set_lines(texts: Texts, rules: SetRules, guild_id: int) -> list[str]:
    """Return a line for each rule, the server's own first."""
    lines = []
    for place_id in sorted(rules, key=lambda place_id: (place_id != guild_id, place_id)):
        if found := set_at(rules, place_id):
            place = texts.say("rules-server") if place_id == guild_id else channel_mention(place_id)
            lines.append(texts.say("rules-of", place=place, rules=set_words(texts, found)))
    return lines
