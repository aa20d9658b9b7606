"""`/easel edits`: the edits of pictures in a server."""

from dataclasses import asdict

import discord
from discord import app_commands

from bot.policy import EditChanges
from bot.texts import Texts
from bot.ui.audit import audit_entry
from bot.ui.responses import answer
from cogs.easel.base import AdminCog
from providers.registry import EDITORS

_DEFAULT = "default"
_PROVIDERS = [app_commands.Choice(name=name, value=name) for name in (*EDITORS, _DEFAULT)]


class Edits(AdminCog):
    """Edits of pictures."""

    @app_commands.command()
    @app_commands.choices(provider=_PROVIDERS)
    @app_commands.describe(
        provider="What edits a picture; `default` is the bot's own choice",
        reply_edits="Whether a reply to a picture edits it",
        owner_only="Whether only the member who asked for a picture can edit it",
    )
    async def edits(
        self,
        interaction: discord.Interaction,
        provider: str | None = None,
        reply_edits: bool | None = None,
        owner_only: bool | None = None,
    ) -> None:
        """Change what is given, and show what holds."""
        guild_id = await self._begin(interaction)
        if changes := _changes(provider, reply_edits, owner_only):
            entry = audit_entry(interaction, "edits", **changes)
            await self._settings.edits.change(entry, **changes)
        await answer(interaction, await self._edits_in_force(self._texts(interaction), guild_id))

    async def _edits_in_force(self, texts: Texts, guild_id: int) -> str:
        rules = await self._settings.edits.of(guild_id)
        policy = await self._settings.edits.policy(guild_id)
        lines = [texts.say("rules-edits")]
        for option, value in asdict(policy).items():
            chosen = getattr(rules, option) == value
            line = texts.say("rules-line", option=option, value=_in_words(texts, value))
            lines.append(line if chosen else f"{line} {texts.say('rules-default')}")
        return "\n".join(lines)


def _in_words(texts: Texts, value: str | bool) -> str:
    if isinstance(value, str):
        return value
    return texts.say("rules-yes" if value else "rules-no")


def _changes(
    provider: str | None, reply_edits: bool | None, owner_only: bool | None
) -> EditChanges:
    """Return what was given; an option that was left out changes nothing."""
    changes: EditChanges = {}
    if provider is not None:
        changes["provider"] = None if provider == _DEFAULT else provider
    if reply_edits is not None:
        changes["reply_edits"] = reply_edits
    if owner_only is not None:
        changes["owner_only"] = owner_only
    return changes
