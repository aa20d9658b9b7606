"""Modals that are filled in with amounts, and what a manager has changed in them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.common.money import format_dollars, to_micro_dollars
from bot.common.plain_text import clean_line
from bot.errors import UserError
from bot.limits.limit import Metric
from bot.ui.messages import id_in
from bot.ui.responses import hand_back

MAX_AMOUNT = 1_000_000
_MAX_TYPED = 20
# Seconds: discord.py would keep a dismissed modal for ever.
_LIFE = 900.0
_PICTURES = re.compile(r"[0-9]{1,7}", re.ASCII)
# No thousands: `1,000` is a thousand to some, and one to others.
_DOLLARS = re.compile(r"\$?\s?([0-9]{1,7}(?:[.,][0-9]{1,2})?)\s?\$?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a modal as it was sent: what it was filled in with, and what it has now."""

    filled: str
    typed: str


@dataclass(frozen=True, slots=True)
class Form:
    """A modal as it was sent: its server, and its fields by name."""

    guild_id: int
    fields: Mapping[str, Field]

    def changed(self, name: str) -> str | None:
        """Return what a field has now if it was changed, else None."""
        field = self.fields.get(name)
        return field.typed if field is not None and field.typed != field.filled else None


def amounts_modal(title: str, prefix: str, guild_id: int) -> ui.Modal:
    """Return an empty modal."""
    return ui.Modal(title=title, custom_id=f"{prefix}{guild_id}", timeout=_LIFE)


def amount_field(name: str, label: str, filled: str, placeholder: str) -> ui.Label[Any]:
    """Return a field for an amount."""
    field: ui.TextInput[Any] = ui.TextInput(
        custom_id=field_id(name, filled),
        default=filled,
        placeholder=placeholder,
        required=False,
        max_length=_MAX_TYPED,
    )
    return ui.Label(text=label, component=field)


def field_id(name: str, filled: str) -> str:
    """Return the custom id of a field, which says what it is filled in with.

    So only what was changed is set, even if another manager has changed something meanwhile.
    """
    return f"{name}:{filled}"


def submitted(interaction: discord.Interaction, prefix: str) -> Form | None:
    """Return the form of a modal with this prefix; None for any other interaction.

    It is read from Discord's data, so that a modal survives a restart of the process.
    """
    data: Any = interaction.data or {}
    custom_id = str(data.get("custom_id", ""))
    is_submit = interaction.type is discord.InteractionType.modal_submit
    if not is_submit or not custom_id.startswith(prefix):
        return None
    parts = [label.get("component", {}) for label in data.get("components", ())]
    return Form(id_in(custom_id, prefix), dict(_fields(parts)))


def shown_amount(amount: int | None, metric: Metric) -> str:
    """Return an amount as it is filled in."""
    if amount is None:
        return ""
    return str(amount) if metric is Metric.PICTURES else format_dollars(amount)


def read_amount(typed: str, metric: Metric) -> int | None:
    """Return the pictures or micro-dollars that were typed; None for nothing.

    Raises `ValueError` for anything else.
    """
    if not typed:
        return None
    pattern = _PICTURES if metric is Metric.PICTURES else _DOLLARS
    found = pattern.fullmatch(typed)
    if found is None:
        raise ValueError(typed)
    if metric is Metric.PICTURES:
        amount, most = int(typed), MAX_AMOUNT
    else:
        amount, most = to_micro_dollars(found[1].replace(",", ".")), to_micro_dollars(MAX_AMOUNT)
    if amount > most:
        raise ValueError(typed)
    return amount


def bad_amount(
    interaction: discord.Interaction, label: str, metric: Metric, typed: Mapping[str, str]
) -> UserError:
    """Return the refusal of an amount; all that was `typed`, by label, is handed back below it."""
    lines = [f"{label}: {clean_line(words, _MAX_TYPED)}" for label, words in typed.items() if words]
    hand_back(interaction, "\n".join(lines), None)
    is_pictures = metric is Metric.PICTURES
    key = "refused-amount-pictures" if is_pictures else "refused-amount-dollars"
    return UserError(key, field=label, most=MAX_AMOUNT)


def _fields(parts: list[Any]) -> Iterator[tuple[str, Field]]:
    for part in parts:
        name, colon, filled = str(part.get("custom_id", "")).partition(":")
        if colon:
            typed = part.get("value") or next(iter(part.get("values") or ()), "")
            yield name, Field(filled, str(typed).strip())
