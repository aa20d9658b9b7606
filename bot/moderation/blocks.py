"""Whom a block would keep from nothing; and the modal that asks why the member who asked for a
reported picture is to be blocked."""

import re
from typing import Any

import discord
from discord import ui

from bot.errors import UserError
from bot.texts import Texts
from bot.ui.links import member_mention

_CUSTOM_ID = re.compile(r"easel-block:(?P<message>[0-9]{1,20})")
_REASON = "reason"
_MOST_REASON = 300
# Seconds: one that was dismissed is not kept for longer.
_LIFE = 900.0


def check_blockable(member: discord.User | discord.Member) -> None:
    """Raises `UserError` for those whom a block would keep from nothing."""
    if member.bot:
        raise UserError("refused-block-bot")
    if isinstance(member, discord.Member) and member.guild_permissions.manage_guild:
        raise UserError("refused-block-manager", member=member_mention(member.id))


def block_modal(texts: Texts, message_id: int, reason: str) -> ui.Modal:
    """Asks for the reason, with one to begin with."""
    modal = ui.Modal(
        title=texts.say("block-title"), custom_id=f"easel-block:{message_id}", timeout=_LIFE
    )
    field: ui.TextInput[Any] = ui.TextInput(
        style=discord.TextStyle.paragraph,
        custom_id=_REASON,
        default=reason,
        max_length=_MOST_REASON,
    )
    modal.add_item(ui.Label(text=texts.say("block-reason"), component=field))
    return modal


def block_entered(interaction: discord.Interaction) -> tuple[int, str] | None:
    """The message that was reported, and the reason on one line; None for anything but this modal.

    Read from what Discord sends, so that it does not matter which process showed the modal.
    """
    data: Any = interaction.data or {}
    found = _CUSTOM_ID.fullmatch(str(data.get("custom_id", "")))
    if interaction.type is not discord.InteractionType.modal_submit or found is None:
        return None
    parts = (label.get("component", {}) for label in data.get("components", ()))
    values = [part.get("value") for part in parts if part.get("custom_id") == _REASON]
    return int(found["message"]), " ".join(str(*values or ("",)).split())
