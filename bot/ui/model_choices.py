"""Suggestions of models for an option that members type."""

from collections.abc import Mapping

from discord import app_commands

from bot.ui.discord_limits import MAX_CHOICES


def model_choices(models: Mapping[str, str], current: str) -> list[app_commands.Choice[str]]:
    """Return the models, by family with their names, that fit what the member has typed."""
    typed = current.strip().casefold()
    return [
        app_commands.Choice(name=label, value=family)
        for family, label in models.items()
        if typed in label.casefold() or typed in family
    ][:MAX_CHOICES]
