"""Menus of styles, in *Remix…* and below *Try with…*."""

from collections.abc import Sequence

import discord

from bot.common.plain_text import clean_line
from bot.texts import Texts
from bot.ui.discord_limits import MAX_CHOICES

_NONE, _KEPT, _NAMED = "none", "kept", "named:"
_MAX_LABEL = 100


def style_options(
    texts: Texts, names: Sequence[str], current: str | None, *, chosen: bool
) -> list[discord.SelectOption]:
    """Return the choices: the current style, no style, then the others; 25 at most.

    If `chosen`, the first one is chosen already.
    """
    none = discord.SelectOption(label=texts.say("style-none"), value=_NONE)
    kept = []
    if current:
        label = clean_line(texts.say("style-kept", style=current), _MAX_LABEL)
        kept = [discord.SelectOption(label=label, value=_KEPT)]
    others = [
        discord.SelectOption(label=clean_line(name, _MAX_LABEL), value=f"{_NAMED}{name}")
        for name in names
        if name != current
    ]
    options = [*kept, none, *others][:MAX_CHOICES]
    options[0].default = chosen
    return options


def chosen_style(value: str | None) -> str | None:
    """Return the name of the style that was chosen, empty for none; None where it stays."""
    if value == _NONE:
        return ""
    if value is None or not value.startswith(_NAMED):
        return None
    return value.removeprefix(_NAMED)
