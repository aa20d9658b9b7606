"""Blocks: the members who cannot be blocked, and the modal that asks moderators for the reason."""

from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.errors import UserError
from bot.texts import Texts
from bot.ui.links import member_mention
from bot.ui.submitted import submitted_line

_PREFIX = "easel-block:"
_REASON = "reason"
MAX_REASON = 300
# Seconds: discord.py would keep a dismissed modal for ever.
_LIFE = 900.0


@dataclass(frozen=True, slots=True)
class BlockForm:
    """The fields of the modal: the reported message, and the reason on one line."""

    message_id: int
    reason: str


def check_blockable(member: discord.User | discord.Member) -> None:
    """Raise `UserError` for a member whom a block would not stop."""
    if member.bot:
        raise UserError("refused-block-bot")
    if isinstance(member, discord.Member) and member.guild_permissions.manage_guild:
        raise UserError("refused-block-manager", member=member_mention(member.id))


def block_modal(texts: Texts, message_id: int, reason: str) -> ui.Modal:
    """Return a modal that asks for the reason, with a default one."""
    modal = ui.Modal(
        title=texts.say("block-title"), custom_id=f"{_PREFIX}{message_id}", timeout=_LIFE
    )
    field: ui.TextInput[Any] = ui.TextInput(
        style=discord.TextStyle.paragraph,
        custom_id=_REASON,
        default=reason,
        max_length=MAX_REASON,
    )
    modal.add_item(ui.Label(text=texts.say("block-reason"), component=field))
    return modal


def submitted_block(interaction: discord.Interaction) -> BlockForm | None:
    """Return the form of this modal; None for any other interaction."""
    try:
        return BlockForm(*submitted_line(interaction, _PREFIX, _REASON))
    except LookupError:
        return None
