"""`/easel`: what those who manage a server decide for it."""

from dataclasses import asdict

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import EaselBot
from bot.errors import UserError
from bot.policy import edit_policy
from bot.storage.servers import EditChanges
from bot.tree import answer
from providers.registry import EDITORS

_DEFAULT = "default"
_PROVIDERS = [app_commands.Choice(name=name, value=name) for name in (*EDITORS, _DEFAULT)]


@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
class Easel(commands.GroupCog, group_name="easel"):
    """The rules of a server."""

    def __init__(self, bot: EaselBot) -> None:
        super().__init__()
        self._servers = bot.services.servers
        self._settings = bot.services.settings
        self._texts = bot.services.texts

    @app_commands.command()
    @app_commands.choices(provider=_PROVIDERS)
    @app_commands.describe(
        provider="What edits a picture; `default` is the bot's own choice",
        reply_edits="Whether a reply to a picture edits it",
        owner_only="Whether only the member who asked for a picture may edit it",
    )
    async def edits(
        self,
        interaction: discord.Interaction,
        provider: str | None = None,
        reply_edits: bool | None = None,
        owner_only: bool | None = None,
    ) -> None:
        """Change what is given, and show what holds."""
        guild_id = managed_server(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        changes = _changes(provider, reply_edits, owner_only)
        await self._servers.set_edit_rules(guild_id, **changes)
        await answer(interaction, await self._edits_in_force(guild_id))

    async def _edits_in_force(self, guild_id: int) -> str:
        rules = await self._servers.edit_rules(guild_id)
        lines = [self._texts.say("rules-edits")]
        for option, value in asdict(edit_policy(self._settings, rules)).items():
            chosen = getattr(rules, option) == value
            line = self._texts.say("rules-line", option=option, value=self._in_words(value))
            lines.append(line if chosen else f"{line} {self._texts.say('rules-default')}")
        return "\n".join(lines)

    def _in_words(self, value: str | bool) -> str:
        if isinstance(value, str):
            return value
        return self._texts.say("rules-yes" if value else "rules-no")


def managed_server(interaction: discord.Interaction) -> int:
    """The server's id; raises `UserError` unless the member may manage it.

    Discord asks as well, but what it asks for can be changed in the server's settings.
    """
    if interaction.guild_id is None:
        raise UserError("refused-server-only")
    if not interaction.permissions.manage_guild:
        raise UserError("refused-manager")
    return interaction.guild_id


def _changes(
    provider: str | None, reply_edits: bool | None, owner_only: bool | None
) -> EditChanges:
    """What was given; no option takes a yes or no back, so that None is always left out."""
    changes: EditChanges = {}
    if provider is not None:
        changes["provider"] = None if provider == _DEFAULT else provider
    if reply_edits is not None:
        changes["reply_edits"] = reply_edits
    if owner_only is not None:
        changes["owner_only"] = owner_only
    return changes


async def setup(bot: EaselBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(Easel(bot))
