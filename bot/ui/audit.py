"""Audit entries for what members do by an interaction."""

from typing import Any

import discord

from bot.storage.audit import Entry


def audit_entry(interaction: discord.Interaction, action: str, **facts: Any) -> Entry:
    """Return the entry for a change that the member is about to make; `facts` are for JSON."""
    guild_id = interaction.guild_id or 0
    return Entry(guild_id, interaction.user.id, interaction.created_at, action, facts)
