"""Modal that asks which way to show more of a picture, and the form that comes back."""

import re
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.edits.drafts import LIFE, Draft
from bot.imaging.areas import MOVES, MoveName
from bot.texts import Texts
from bot.ui.area_labels import move_label
from bot.ui.messages import id_in

PREFIX = "easel-extend:"
_MOVE, _PICTURE, _WORDS = "move", "picture", "words"
_USUAL: MoveName = "zoom 2x"
MAX_WORDS = 4000


@dataclass(frozen=True, slots=True)
class ExtendForm:
    """The fields of a modal that a member sent. `picture` counts from 1; `words` may be empty."""

    draft_id: int
    move: MoveName
    picture: int
    words: str


def extend_modal(texts: Texts, draft: Draft) -> ui.Modal:
    """Return the modal for a draft; it has a timeout as that of *Edit…* does."""
    modal = ui.Modal(
        title=texts.say("extend-title"),
        custom_id=f"{PREFIX}{draft.id}",
        timeout=LIFE.total_seconds(),
    )
    fields: list[tuple[str, ui.Item[Any]]] = [("extend-move", _moves(texts))]
    if len(draft.originals) > 1:
        fields.append(("edit-picture", _pictures(texts, len(draft.originals))))
    fields.append(("extend-words", _words(texts)))
    for key, component in fields:
        modal.add_item(ui.Label(text=texts.say(key), component=component))
    return modal


def submitted_extension(interaction: discord.Interaction) -> ExtendForm | None:
    """Return the form of such a modal; None for any other interaction.

    It is read from Discord's data, so that a modal survives a restart of the process.
    """
    data: Any = interaction.data or {}
    custom_id = str(data.get("custom_id", ""))
    is_submit = interaction.type is discord.InteractionType.modal_submit
    if not is_submit or not custom_id.startswith(PREFIX):
        return None
    fields = {
        label["component"]["custom_id"]: label["component"]
        for label in data.get("components", ())
        if isinstance(label, dict) and "component" in label
    }
    chosen = _first(fields.get(_MOVE))
    picture = _first(fields.get(_PICTURE)) or ""
    return ExtendForm(
        draft_id=id_in(custom_id, PREFIX),
        move=next((move for move in MOVES if move == chosen), _USUAL),
        picture=int(picture) if re.fullmatch("[1-9][0-9]?", picture) else 1,
        words=str(fields.get(_WORDS, {}).get("value") or "").strip(),
    )


def _first(component: Any) -> str | None:
    values = (component or {}).get("values") or []
    return str(values[0]) if values else None


def _moves(texts: Texts) -> ui.Select[Any]:
    options = [
        discord.SelectOption(label=move_label(texts, move), value=move, default=move == _USUAL)
        for move in MOVES
    ]
    return ui.Select(custom_id=_MOVE, options=options)


def _pictures(texts: Texts, count: int) -> ui.Select[Any]:
    options = [
        discord.SelectOption(
            label=texts.say("edit-picture-number", number=n), value=str(n), default=n == 1
        )
        for n in range(1, count + 1)
    ]
    return ui.Select(custom_id=_PICTURE, options=options)


def _words(texts: Texts) -> ui.TextInput[Any]:
    return ui.TextInput(
        style=discord.TextStyle.paragraph,
        custom_id=_WORDS,
        placeholder=texts.say("extend-placeholder"),
        required=False,
        max_length=MAX_WORDS,
    )
