"""What all commands of `/easel` have in common: who may use them, and that changes are recorded."""

from typing import Any

import discord
from discord.ext import commands

from bot.app import EaselBot
from bot.errors import UserError
from bot.storage.audit import Entry
from bot.storage.servers import ServerChanges
from bot.texts import Texts
from bot.ui.responses import acknowledge


class AdminCog(commands.Cog):
    """The part of `/easel` that one module holds is a class on top of this one."""

    def __init__(self, bot: EaselBot) -> None:
        super().__init__()
        self._bot = bot
        self._services = bot.services

    async def _begin(self, interaction: discord.Interaction) -> int:
        """Answer later, privately; the server's id. Raises `UserError` as `managed_server`."""
        guild_id = managed_server(interaction)
        await acknowledge(interaction)
        return guild_id

    def _texts(self, interaction: discord.Interaction) -> Texts:
        return self._services.languages.of(interaction.locale.value)

    def _noted(self, entry: Entry) -> None:
        """Let the server's log know of a change, once it is made."""
        self._services.server_log.changed(entry)

    async def _change_channels(self, entry: Entry, changes: ServerChanges) -> None:
        """Have the log or the reports elsewhere. A log that goes says so where it was."""
        servers = self._services.servers
        before = (await servers.choices(entry.guild_id)).log_channel_id
        await servers.change(entry, **changes)
        moved = changes.get("log_channel_id", before) != before
        self._services.server_log.changed(entry, before if moved else None)


def managed_server(interaction: discord.Interaction) -> int:
    """The server's id; raises `UserError` unless the member may manage it.

    Discord asks as well, but what it asks for can be changed in the server's settings.
    """
    if interaction.guild_id is None:
        raise UserError("refused-server-only")
    if not interaction.permissions.manage_guild:
        raise UserError("refused-manager")
    return interaction.guild_id


def options_of(interaction: discord.Interaction) -> dict[str, Any]:
    """The options as they were given, in words that JSON knows."""
    return {name: getattr(value, "mention", value) for name, value in interaction.namespace}


def change(interaction: discord.Interaction, action: str, **facts: Any) -> Entry:
    """The record of what the member is about to change."""
    return Entry(
        interaction.guild_id or 0, interaction.user.id, interaction.created_at, action, facts
    )
