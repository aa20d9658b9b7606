"""Texts of submitted modals, read from Discord's data, so that a modal survives a restart."""

from collections.abc import Iterator
from typing import Any

import discord

from bot.ui.messages import id_in


def submitted_line(interaction: discord.Interaction, prefix: str, field: str) -> tuple[int, str]:
    """Return the id behind the prefix of a modal's custom id, and one field, folded to a line.

    Raises `LookupError` for any other interaction.
    """
    data: Any = interaction.data or {}
    custom_id = str(data.get("custom_id", ""))
    is_submit = interaction.type is discord.InteractionType.modal_submit
    if not is_submit or not custom_id.startswith(prefix):
        raise LookupError(custom_id)
    values = [part.get("value") for part in _parts(data) if part.get("custom_id") == field]
    return id_in(custom_id, prefix), " ".join(str(*values or ("",)).split())


def _parts(data: Any) -> Iterator[Any]:
    return (label.get("component", {}) for label in data.get("components", ()))
