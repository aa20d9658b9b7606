"""The modal of *Budget…*."""

from typing import Any

import discord
from discord import ui

from bot.common.money import format_dollars
from bot.limits import STOP
from bot.limits.limit import Metric
from bot.policy import ServerChoices
from bot.policy.rules import TITLES
from bot.texts import Texts
from cogs.easel.amounts_modal import (
    Form,
    amount_field,
    amounts_modal,
    bad_amount,
    field_id,
    read_amount,
    shown_amount,
)
from providers.registry import FAMILIES

BUDGET = "easel-budget:"
_DOLLARS, _THEN = "dollars", "then"


def budget_modal(texts: Texts, guild_id: int, choices: ServerChoices) -> ui.Modal:
    """Return the modal, filled in with the budget of a server."""
    modal = amounts_modal(texts.say("budget-edit"), BUDGET, guild_id)
    filled = shown_amount(choices.budget, Metric.DOLLARS)
    modal.add_item(
        amount_field(_DOLLARS, texts.say("budget-dollars"), filled, texts.say("budget-no-dollars"))
    )
    modal.add_item(ui.Label(text=texts.say("budget-then"), component=_ways(texts, choices)))
    return modal


def changed_budget(interaction: discord.Interaction, texts: Texts, form: Form) -> dict[str, Any]:
    """Return what was changed in a form, as `/easel budget` takes it: `dollars` and `then`.

    Raises `UserError`, with the words handed back.
    """
    changes: dict[str, Any] = {}
    typed = form.changed(_DOLLARS)
    if typed is not None:
        label = texts.say("budget-dollars")
        try:
            micro = read_amount(typed, Metric.DOLLARS)
        except ValueError:
            raise bad_amount(interaction, label, Metric.DOLLARS, {label: typed}) from None
        changes["dollars"] = float(format_dollars(micro or 0))
    then = form.changed(_THEN)
    if then in (STOP, *FAMILIES):
        changes["then"] = then
    return changes


def _ways(texts: Texts, choices: ServerChoices) -> ui.Select[Any]:
    """Return the choice of what happens when the budget is spent."""
    labels = {STOP: texts.say("budget-stop")}
    labels |= {one: texts.say("budget-takes-over", title=TITLES[one]) for one in FAMILIES}
    options = [
        discord.SelectOption(label=label, value=value, default=value == choices.budget_then)
        for value, label in labels.items()
    ]
    return ui.Select(custom_id=field_id(_THEN, choices.budget_then), options=options)
