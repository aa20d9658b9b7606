"""The modal that asks a member who reports a picture for a reason."""

from dataclasses import dataclass, field
from typing import Any

import discord
from discord import ui

from bot.texts import Texts
from bot.ui.submitted import submitted_line

_PREFIX = "easel-report:"
_REASON = "reason"
MAX_REASON = 300
# Seconds: discord.py would keep a dismissed modal for ever.
_LIFE = 900.0


@dataclass(frozen=True, slots=True)
class ReportForm:
    """The fields of the modal: the message to report, and the reason on one line, if any."""

    message_id: int
    reason: str = field(repr=False)


def report_modal(texts: Texts, message_id: int) -> ui.Modal:
    """Return a modal that asks for a reason, and takes none, too."""
    modal = ui.Modal(
        title=texts.say("menu-report"), custom_id=f"{_PREFIX}{message_id}", timeout=_LIFE
    )
    field: ui.TextInput[Any] = ui.TextInput(
        style=discord.TextStyle.paragraph,
        custom_id=_REASON,
        required=False,
        max_length=MAX_REASON,
    )
    label = ui.Label[Any](
        text=texts.say("report-why"),
        description=texts.say("report-why-note"),
        component=field,
    )
    modal.add_item(label)
    return modal


def submitted_report(interaction: discord.Interaction) -> ReportForm | None:
    """Return the form of this modal; None for any other interaction."""
    try:
        message_id, reason = submitted_line(interaction, _PREFIX, _REASON)
    except LookupError:
        return None
    return ReportForm(message_id, reason[:MAX_REASON])
