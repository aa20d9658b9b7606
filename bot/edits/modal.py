"""Modal that asks how to change a picture, and the form that comes back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.edits.drafts import LIFE, Draft
from bot.imaging.areas import AREAS, AreaName
from bot.texts import Texts
from bot.ui.area_labels import area_label
from bot.ui.messages import id_in
from bot.ui.pictures import image_ref
from providers.base import ImageRef
from providers.gpt_image import GptImageEditRequest
from providers.registry import EDITORS

PREFIX = "easel-edit:"
_PROMPT, _PICTURE, _PROVIDER = "words", "picture", "provider"
_FILE, _FILE_USE = "file", "mask"
_GUESS = "auto"
_MASKING = GptImageEditRequest.family
"""The family whose model takes a mask, which an area needs."""
_IS_MASK = {"reference": False, "mask": True}
MAX_PROMPT = 4000
MAX_LABEL_DESCRIPTION = 100


@dataclass(frozen=True, slots=True)
class EditForm:
    """The fields of a modal that a member sent. `family` is a key of `EDITORS`; `picture` counts
    from 1. `is_mask` is what the member said about the file, None if it is to be guessed. `area` is
    the part of the picture that may change, None for all of it."""

    draft_id: int
    prompt: str
    picture: int
    family: str | None
    file: ImageRef | None
    is_mask: bool | None
    area: AreaName | None = None


def edit_modal(texts: Texts, draft: Draft, editors: Mapping[str, str], wanted: str) -> ui.Modal:
    """Return the modal for a draft, with the families that can edit here, and their names.

    The family `wanted` is preselected; where it cannot be used it is the first, which is said.

    It has a timeout, since discord.py would keep a dismissed one for ever.
    """
    family = wanted if wanted in editors else next(iter(editors))
    fields: list[tuple[str, ui.Item[Any]]] = [
        ("edit-words", _prompt(texts)),
        ("edit-provider", _providers(editors, family)),
        ("edit-file", _file()),
        ("edit-file-use", _use(texts, has_areas=_MASKING in editors)),
    ]
    if len(draft.originals) > 1:
        fields.insert(1, ("edit-picture", _pictures(texts, len(draft.originals))))
    modal = ui.Modal(
        title=texts.say("edit-title"),
        custom_id=f"{PREFIX}{draft.id}",
        timeout=LIFE.total_seconds(),
    )
    notes = {} if family == wanted else {"edit-provider": _instead(texts, wanted)}
    for key, component in fields:
        label = ui.Label(text=texts.say(key), component=component, description=notes.get(key))
        modal.add_item(label)
    return modal


def _prompt(texts: Texts) -> ui.TextInput[Any]:
    return ui.TextInput(
        style=discord.TextStyle.paragraph,
        custom_id=_PROMPT,
        placeholder=texts.say("edit-placeholder"),
        max_length=MAX_PROMPT,
    )


def _pictures(texts: Texts, count: int) -> ui.Select[Any]:
    options = [
        discord.SelectOption(
            label=texts.say("edit-picture-number", number=n), value=str(n), default=n == 1
        )
        for n in range(1, count + 1)
    ]
    return ui.Select(custom_id=_PICTURE, options=options)


def _instead(texts: Texts, wanted: str) -> str:
    return texts.say("edit-not-here", title=EDITORS[wanted].title)[:MAX_LABEL_DESCRIPTION]


def _providers(editors: Mapping[str, str], family: str) -> ui.Select[Any]:
    options = [
        discord.SelectOption(label=label, value=name, default=name == family)
        for name, label in editors.items()
    ]
    return ui.Select(custom_id=_PROVIDER, options=options)


def _file() -> ui.FileUpload[Any]:
    return ui.FileUpload(custom_id=_FILE, required=False, min_values=0, max_values=1)


def _use(texts: Texts, *, has_areas: bool) -> ui.Select[Any]:
    """Return the choice of what may change: all, what a mask in the file marks, or an area.

    What the file is, is guessed unless the member says so. A modal has no room for two menus.
    """
    labels = {
        _GUESS: texts.say("edit-file-auto"),
        "reference": texts.say("edit-file-reference"),
        "mask": texts.say("edit-file-mask"),
    }
    if has_areas:
        labels |= {area: texts.say("edit-area", area=area_label(texts, area)) for area in AREAS}
    options = [
        discord.SelectOption(label=label, value=use, default=use == _GUESS)
        for use, label in labels.items()
    ]
    return ui.Select(custom_id=_FILE_USE, options=options)


def submitted_form(interaction: discord.Interaction) -> EditForm | None:
    """Return the form of an edit modal; None for any other interaction.

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
    chosen = _first(fields.get(_PROVIDER))
    use = _first(fields.get(_FILE_USE)) or _GUESS
    return EditForm(
        draft_id=id_in(custom_id, PREFIX),
        prompt=str(fields.get(_PROMPT, {}).get("value") or "").strip(),
        picture=_number(_first(fields.get(_PICTURE))),
        family=chosen if chosen in EDITORS else None,
        file=_uploaded(interaction, data, _first(fields.get(_FILE))),
        is_mask=_IS_MASK.get(use),
        area=next((area for area in AREAS if area == use), None),
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
