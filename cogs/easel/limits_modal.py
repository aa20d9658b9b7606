"""The modal of *Limits…*: those that servers set most often."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import discord
from discord import ui

from bot.limits import ANY, SetLimit, TargetKind
from bot.limits.limit import Limit, Metric, Per
from bot.texts import Texts
from cogs.easel.amounts_modal import (
    Form,
    amount_field,
    amounts_modal,
    bad_amount,
    read_amount,
    shown_amount,
)
from cogs.easel.limits_text import target_kind

LIMITS = "easel-limits:"


@dataclass(frozen=True, slots=True)
class LimitField:
    """A limit that the modal sets; `label` is the key of its text."""

    whose: TargetKind
    metric: Metric
    per: Per
    label: str

    @property
    def name(self) -> str:
        """Return its name in custom ids."""
        return f"{self.whose}-{self.metric}-{self.per}"

    def set_to(self, amount: int) -> SetLimit:
        """Return the limit with this amount."""
        return SetLimit(self.whose, 0, self.metric.value, self.per.value, amount)


FIELDS = (
    LimitField(TargetKind.EVERYONE, Metric.PICTURES, Per.DAY, "limits-each-pictures"),
    LimitField(TargetKind.EVERYONE, Metric.DOLLARS, Per.MONTH, "limits-each-dollars"),
    LimitField(TargetKind.SERVER, Metric.PICTURES, Per.DAY, "limits-all-pictures"),
    LimitField(TargetKind.SERVER, Metric.DOLLARS, Per.MONTH, "limits-all-dollars"),
)


def limits_modal(
    texts: Texts, guild_id: int, limits: Sequence[SetLimit], defaults: Sequence[Limit]
) -> ui.Modal:
    """Return the modal, filled in with what the server has set.

    An empty field shows the default that applies.
    """
    modal = amounts_modal(texts.say("limits-edit"), LIMITS, guild_id)
    for field in FIELDS:
        filled = shown_amount(_amount(field, limits), field.metric)
        placeholder = _default(texts, field, limits, defaults)
        modal.add_item(amount_field(field.name, texts.say(field.label), filled, placeholder))
    return modal


def changed_limits(
    interaction: discord.Interaction, texts: Texts, form: Form
) -> list[tuple[LimitField, int | None]]:
    """Return the limits that were changed in a form; None takes one back.

    Raises `UserError`, with the words handed back, before anything is set.
    """
    changes = []
    for field in FIELDS:
        typed = form.changed(field.name)
        if typed is None:
            continue
        try:
            changes.append((field, read_amount(typed, field.metric)))
        except ValueError:
            words = _all_typed(texts, form)
            raise bad_amount(interaction, texts.say(field.label), field.metric, words) from None
    return changes


def _all_typed(texts: Texts, form: Form) -> dict[str, str]:
    """Return what each field has, by its label."""
    return {
        texts.say(field.label): form.fields[field.name].typed
        for field in FIELDS
        if field.name in form.fields
    }


def _amount(field: LimitField, limits: Sequence[SetLimit]) -> int | None:
    return next((limit.amount for limit in _set_for(field, limits)), None)


def _set_for(field: LimitField, limits: Sequence[SetLimit]) -> Iterator[SetLimit]:
    for limit in limits:
        key = limit.whose, limit.metric, limit.per
        if key == (field.whose, field.metric, field.per):
            yield limit


def _default(
    texts: Texts, field: LimitField, limits: Sequence[SetLimit], defaults: Sequence[Limit]
) -> str:
    """Return what applies while the field is empty."""
    is_unlimited = any((limit.whose, limit.per) == (field.whose, ANY) for limit in limits)
    for limit in [] if is_unlimited else defaults:
        key = target_kind(limit), limit.metric, limit.per
        if key == (field.whose, field.metric, field.per):
            return texts.say("panel-default", value=shown_amount(limit.amount, limit.metric))
    return texts.say("limits-unlimited")
