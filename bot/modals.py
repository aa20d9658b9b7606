"""The modal that asks how a picture is to be changed, and reading what was entered."""

from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.drafts import LIFE, Draft
from bot.originals import image_ref
from bot.texts import Texts
from providers.base import ImageRef
from providers.registry import EDITORS

PREFIX = "easel-edit:"
_WORDS, _PROVIDER, _FILE, _IS_MASK = "words", "provider", "file", "mask"
_MOST_WORDS = 4000


@dataclass(frozen=True, slots=True)
class Entered:
    """What a member sent. `family` is a name of `EDITORS`."""

    draft_id: int
    words: str
    family: str | None
    file: ImageRef | None
    is_mask: bool


def edit_modal(texts: Texts, draft: Draft, family: str | None) -> ui.Modal:
    """The modal for a draft, with `family` chosen. It goes away by itself: discord.py would keep
    one that was dismissed for ever."""
    modal = ui.Modal(
        title=texts.say("edit-title"),
        custom_id=f"{PREFIX}{draft.id}",
        timeout=LIFE.total_seconds(),
    )
    words: ui.TextInput[Any] = ui.TextInput(
        style=discord.TextStyle.paragraph,
        custom_id=_WORDS,
        placeholder=texts.say("edit-placeholder"),
        max_length=_MOST_WORDS,
    )
    provider: ui.Select[Any] = ui.Select(
        custom_id=_PROVIDER,
        options=[
            discord.SelectOption(label=kind.title, value=name, default=name == family)
            for name, kind in EDITORS.items()
        ],
    )
    file: ui.FileUpload[Any] = ui.FileUpload(
        custom_id=_FILE, required=False, min_values=0, max_values=1
    )
    use: ui.Select[Any] = ui.Select(
        custom_id=_IS_MASK,
        options=[
            discord.SelectOption(label=texts.say("edit-file-reference"), value="reference"),
            discord.SelectOption(label=texts.say("edit-file-mask"), value="mask", default=True),
        ],
    )
    for key, component in (
        ("edit-words", words),
        ("edit-provider", provider),
        ("edit-file", file),
        ("edit-file-use", use),
    ):
        modal.add_item(ui.Label(text=texts.say(key), component=component))
    return modal


def entered(interaction: discord.Interaction) -> Entered | None:
    """What was sent with a modal of ours; None for any other interaction.

    Read from what Discord sends, so that it does not matter whether this process showed the modal.
    """
    data: Any = interaction.data or {}
    custom_id = str(data.get("custom_id", ""))
    if interaction.type is not discord.InteractionType.modal_submit:
        return None
    if not custom_id.startswith(PREFIX) or not custom_id.removeprefix(PREFIX).isdigit():
        return None
    fields = {
        label["component"]["custom_id"]: label["component"]
        for label in data.get("components", ())
        if isinstance(label, dict) and "component" in label
    }
    chosen = _first(fields.get(_PROVIDER))
    return Entered(
        draft_id=int(custom_id.removeprefix(PREFIX)),
        words=str(fields.get(_WORDS, {}).get("value") or "").strip(),
        family=chosen if chosen in EDITORS else None,
        file=_uploaded(interaction, data, _first(fields.get(_FILE))),
        is_mask=_first(fields.get(_IS_MASK)) == "mask",
    )


def _first(component: Any) -> str | None:
    values = (component or {}).get("values") or []
    return str(values[0]) if values else None


def _uploaded(interaction: discord.Interaction, data: Any, file_id: str | None) -> ImageRef | None:
    raw = data.get("resolved", {}).get("attachments", {}).get(file_id or "")
    if raw is None:
        return None
    state: Any = interaction._state  # noqa: SLF001 - what discord.py makes attachments with
    return image_ref(discord.Attachment(data=raw, state=state))
