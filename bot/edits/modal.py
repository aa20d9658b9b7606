"""The modal that asks how a picture is to be changed, and reading what was entered."""

import re
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.edits.drafts import LIFE, Draft
from bot.texts import Texts
from bot.ui.messages import image_ref
from providers.base import ImageRef
from providers.registry import EDITORS

PREFIX = "easel-edit:"
_CUSTOM_ID = re.compile(rf"{PREFIX}(?P<draft>[0-9]{{1,20}})")
_WORDS, _PICTURE, _PROVIDER = "words", "picture", "provider"
_FILE, _IS_MASK = "file", "mask"
_MOST_WORDS = 4000


@dataclass(frozen=True, slots=True)
class Entered:
    """What a member sent. `family` is a name of `EDITORS`; `picture` counts from 1."""

    draft_id: int
    words: str
    picture: int
    family: str | None
    file: ImageRef | None
    is_mask: bool


def edit_modal(texts: Texts, draft: Draft, family: str) -> ui.Modal:
    """The modal for a draft, with `family` chosen. It goes away by itself: discord.py would keep
    one that was dismissed for ever."""
    fields: list[tuple[str, ui.Item[Any]]] = [
        ("edit-words", _words(texts)),
        ("edit-provider", _providers(family)),
        ("edit-file", _file()),
        ("edit-file-use", _use(texts, family)),
    ]
    if len(draft.originals) > 1:
        fields.insert(1, ("edit-picture", _pictures(texts, len(draft.originals))))
    modal = ui.Modal(
        title=texts.say("edit-title"),
        custom_id=f"{PREFIX}{draft.id}",
        timeout=LIFE.total_seconds(),
    )
    for key, component in fields:
        modal.add_item(ui.Label(text=texts.say(key), component=component))
    return modal


def _words(texts: Texts) -> ui.TextInput[Any]:
    return ui.TextInput(
        style=discord.TextStyle.paragraph,
        custom_id=_WORDS,
        placeholder=texts.say("edit-placeholder"),
        max_length=_MOST_WORDS,
    )


def _pictures(texts: Texts, count: int) -> ui.Select[Any]:
    options = [
        discord.SelectOption(
            label=texts.say("edit-picture-number", number=n), value=str(n), default=n == 1
        )
        for n in range(1, count + 1)
    ]
    return ui.Select(custom_id=_PICTURE, options=options)


def _providers(family: str) -> ui.Select[Any]:
    options = [
        discord.SelectOption(label=kind.title, value=name, default=name == family)
        for name, kind in EDITORS.items()
    ]
    return ui.Select(custom_id=_PROVIDER, options=options)


def _file() -> ui.FileUpload[Any]:
    return ui.FileUpload(custom_id=_FILE, required=False, min_values=0, max_values=1)


def _use(texts: Texts, family: str) -> ui.Select[Any]:
    """What the file is: a mask, unless the provider takes none."""
    usual = "mask" if "mask" in EDITORS[family].model_fields else "reference"
    words = {
        "reference": texts.say("edit-file-reference"),
        "mask": texts.say("edit-file-mask"),
    }
    options = [
        discord.SelectOption(label=label, value=use, default=use == usual)
        for use, label in words.items()
    ]
    return ui.Select(custom_id=_IS_MASK, options=options)


def entered(interaction: discord.Interaction) -> Entered | None:
    """What was sent with a modal of ours; None for any other interaction.

    Read from what Discord sends, so that it does not matter whether this process showed the modal.
    """
    data: Any = interaction.data or {}
    found = _CUSTOM_ID.fullmatch(str(data.get("custom_id", "")))
    if interaction.type is not discord.InteractionType.modal_submit or found is None:
        return None
    fields = {
        label["component"]["custom_id"]: label["component"]
        for label in data.get("components", ())
        if isinstance(label, dict) and "component" in label
    }
    chosen = _first(fields.get(_PROVIDER))
    return Entered(
        draft_id=int(found["draft"]),
        words=str(fields.get(_WORDS, {}).get("value") or "").strip(),
        picture=_number(_first(fields.get(_PICTURE))),
        family=chosen if chosen in EDITORS else None,
        file=_uploaded(interaction, data, _first(fields.get(_FILE))),
        is_mask=_first(fields.get(_IS_MASK)) == "mask",
    )


def _number(chosen: str | None) -> int:
    return int(chosen) if chosen and re.fullmatch("[1-9][0-9]?", chosen) else 1


def _first(component: Any) -> str | None:
    values = (component or {}).get("values") or []
    return str(values[0]) if values else None


def _uploaded(interaction: discord.Interaction, data: Any, file_id: str | None) -> ImageRef | None:
    raw = data.get("resolved", {}).get("attachments", {}).get(file_id or "")
    if raw is None:
        return None
    state: Any = interaction._state  # noqa: SLF001 - what discord.py makes attachments with
    return image_ref(discord.Attachment(data=raw, state=state))
