"""Modal with everything that a request was made with, to change and send again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast, get_args

import discord
from discord import ui

from bot.texts import Texts
from bot.ui.messages import id_in
from bot.ui.style_select import chosen_style, style_options
from providers.base import ImageRequest
from providers.shapes import ShapeName

REMIX, CHANGE = "easel-remix:", "easel-change:"
"""Prefixes of custom ids: of a posted picture's job, and of a request that came to nothing."""
MAX_PROMPT = 4000
"""Characters of a text input; a prompt may have more."""
_LIFE = timedelta(minutes=15)
_PROMPT, _MODEL, _SHAPE, _STYLE, _SEED = "words", "model", "shape", "style", "seed"
_KEPT, _NEW = "kept", "new"
# Words are not cut in two, if there is a blank so near to the end.
_BLANK_WITHIN = 200


@dataclass(frozen=True, slots=True)
class RemixForm:
    """The fields of a modal that a member sent. `number` is that of its custom id.

    `shape` and `style` are None where they stay as they were; an empty style is none.
    """

    prefix: str
    number: int
    prompt: str
    family: str | None
    shape: ShapeName | None
    keeps_seed: bool
    style: str | None = None


def remix_modal(
    texts: Texts,
    custom_id: str,
    request: ImageRequest,
    families: Sequence[tuple[str, str]],
    styles: Sequence[str] = (),
    *,
    note: str | None = None,
    style: str | None = None,
    shape: ShapeName | None = None,
    keeps_seed: bool = False,
) -> ui.Modal:
    """Return the modal for a request. `families` are the models to choose from.

    Its own is chosen already; else the first is, and `note` says why.

    `styles` are those of the server, and `style` is the request's own. Without any there is no menu
    of them. `shape` is the one that was named, if any. With `keeps_seed`, the seed stays unless the
    member chooses a new one. There is a timeout, since discord.py would keep a dismissed modal for
    ever.
    """
    modal = ui.Modal(
        title=texts.say("remix-title"), custom_id=custom_id, timeout=_LIFE.total_seconds()
    )
    modal.add_item(_prompt(texts, request.prompt))
    models = _models(request, families)
    modal.add_item(ui.Label(text=texts.say("edit-provider"), description=note, component=models))
    modal.add_item(
        ui.Label(text=texts.say("remix-shape"), component=_shapes(texts, request, shape))
    )
    if styles or style:
        options = style_options(texts, styles, style, chosen=True)
        menu: ui.Select[Any] = ui.Select(custom_id=_STYLE, options=options)
        modal.add_item(ui.Label(text=texts.say("remix-style"), component=menu))
    if (seed := request.chosen_seed) is not None:
        seeds = _seeds(texts, seed, keeps_seed=keeps_seed)
        modal.add_item(ui.Label(text=texts.say("remix-seed"), component=seeds))
    return modal


def shown_part(prompt: str) -> str:
    """Return the part of a prompt that a text input holds."""
    if len(prompt) <= MAX_PROMPT:
        return prompt
    blank = prompt.rfind(" ", MAX_PROMPT - _BLANK_WITHIN, MAX_PROMPT)
    return prompt[: blank if blank > 0 else MAX_PROMPT]


def rest_of(prompt: str) -> str:
    """Return the part of a prompt for which the text input has no room."""
    return prompt[len(shown_part(prompt)) :]


def submitted_remix(interaction: discord.Interaction) -> RemixForm | None:
    """Return the form of such a modal; None for any other interaction.

    It is read from Discord's data, so that a modal survives a restart of the process.
    """
    data: Any = interaction.data or {}
    custom_id = str(data.get("custom_id", ""))
    prefix = next((one for one in (REMIX, CHANGE) if custom_id.startswith(one)), None)
    if interaction.type is not discord.InteractionType.modal_submit or prefix is None:
        return None
    fields = {
        label["component"]["custom_id"]: label["component"]
        for label in data.get("components", ())
        if isinstance(label, dict) and "component" in label
    }
    shape = _chosen(fields.get(_SHAPE))
    return RemixForm(
        prefix=prefix,
        number=id_in(custom_id, prefix),
        prompt=str(fields.get(_PROMPT, {}).get("value") or ""),
        family=_chosen(fields.get(_MODEL)),
        shape=cast(ShapeName, shape) if shape in get_args(ShapeName) else None,
        keeps_seed=_chosen(fields.get(_SEED)) == _KEPT,
        style=chosen_style(_chosen(fields.get(_STYLE))),
    )


def _chosen(component: Any) -> str | None:
    values = (component or {}).get("values") or []
    return str(values[0]) if values else None


def _prompt(texts: Texts, prompt: str) -> ui.Label[Any]:
    rest = len(rest_of(prompt))
    return ui.Label(
        text=texts.say("remix-words"),
        description=texts.say("remix-words-rest", rest=rest) if rest else None,
        component=ui.TextInput(
            style=discord.TextStyle.paragraph,
            custom_id=_PROMPT,
            default=shown_part(prompt),
            max_length=MAX_PROMPT,
        ),
    )


def _models(request: ImageRequest, families: Sequence[tuple[str, str]]) -> ui.Select[Any]:
    names = [family for family, _ in families]
    chosen = request.family if request.family in names else names[0]
    options = [
        discord.SelectOption(label=title, value=family, default=family == chosen)
        for family, title in families
    ]
    return ui.Select(custom_id=_MODEL, options=options)


def _shapes(texts: Texts, request: ImageRequest, shape: ShapeName | None) -> ui.Select[Any]:
    """Return the choice of a shape: as it was, or one that has a name."""
    width, height = request.shape
    kept = texts.say("remix-shape-kept", size=shape or f"{width}×{height}")
    options = [discord.SelectOption(label=kept, value=_KEPT, default=True)]
    options += [discord.SelectOption(label=name, value=name) for name in get_args(ShapeName)]
    return ui.Select(custom_id=_SHAPE, options=options)


def _seeds(texts: Texts, seed: int, *, keeps_seed: bool) -> ui.Select[Any]:
    labels = {
        _NEW: texts.say("remix-seed-new"),
        _KEPT: texts.say("remix-seed-kept", seed=str(seed)),
    }
    usual = _KEPT if keeps_seed else _NEW
    options = [
        discord.SelectOption(label=label, value=value, default=value == usual)
        for value, label in labels.items()
    ]
    return ui.Select(custom_id=_SEED, options=options)
