"""Base of the commands of `/easel`: who may use them, and the entry that records a change."""

from typing import Any

import discord
from discord.ext import commands

from bot.app import Services
from bot.errors import UserError
from bot.policy.server_settings import ServerSettings
from bot.texts import Languages, Texts
from bot.ui.responses import acknowledge


class AdminCog(commands.Cog):
    """Base class of each part of `/easel`, one in each module."""

    def __init__(self, services: Services, languages: Languages) -> None:
        super().__init__()
        self._settings = services[ServerSettings]
        self._languages = languages

    async def _begin(self, interaction: discord.Interaction) -> int:
        """Defer a private answer and return the server's id; raises as `managed_server` does."""
        guild_id = managed_server(interaction)
        await acknowledge(interaction)
        return guild_id

    def _texts(self, interaction: discord.Interaction) -> Texts:
        return self._languages.of(interaction.locale.value)


def managed_server(interaction: discord.Interaction) -> int:
    """Return the server's id; raises `UserError` unless the member may manage it.

    Discord checks it too, but members can change in the server's settings whom it lets through.
    """
    if interaction.guild_id is None:
        raise UserError("refused-server-only")
    if not interaction.permissions.manage_guild:
        raise UserError("refused-manager")
    return interaction.guild_id


def options_of(interaction: discord.Interaction) -> dict[str, Any]:
    """Return the options as they were given, in values that JSON has."""
    return {name: getattr(value, "mention", value) for name, value in interaction.namespace}
