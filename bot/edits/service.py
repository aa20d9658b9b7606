"""Edits: from a picture and an instruction to a request, whichever way they came in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import discord

from bot.edits.drafts import Drafts, drafted
from bot.edits.editors import Editors, editor_of
from bot.edits.modal import EditForm, edit_modal
from bot.edits.newest import NewestPicture
from bot.edits.originals import Original, Originals, meant_by, numbered, uploaded_original
from bot.edits.remarks import EditRemarks
from bot.errors import Reason, UserError
from bot.imaging.areas import AreaName, MoveName
from bot.intake.conversion import takes_mask
from bot.intake.intake import Intake
from bot.intake.presser import permissions_of_presser
from bot.policy.context import ChannelContext, Requester
from bot.policy.edits import EditPolicy
from bot.storage.records import Area
from bot.texts import Languages
from bot.ui.command_options import DisplayOptions, build
from bot.ui.messages import pressed_on
from bot.ui.responses import acknowledge, show_modal
from providers.base import ImageRef, ImageRequest, MaskRef
from providers.gpt_image import GptImageEditRequest
from providers.registry import EDITORS
from providers.shapes import ShapeName

MASKING = GptImageEditRequest
"""The model that takes a mask."""
# Options of one picture alone, which its edits do not inherit.
_NOT_CARRIED = {"prompt", "seed", "n", "model"}


@dataclass(frozen=True, slots=True)
class EditInstruction:
    """A change that a member wants to a picture.

    `family` is the family of models and `shape` the shape of the result, if the member chose one.
    `file` is a mask or a reference: the member has not said which. `spoiler` is what the member has
    said about a veil, if anything. `style` is the name of a style, if the member chose one. `area`
    is the part of the picture that may change; it has a model of its own, and keeps the shape.
    """

    prompt: str
    family: str | None = None
    references: tuple[ImageRef, ...] = ()
    mask: ImageRef | None = None
    file: ImageRef | None = None
    private: bool = False
    shape: ShapeName | None = None
    spoiler: bool | None = None
    style: str | None = None
    area: AreaName | MoveName | None = None

    def confined(self) -> "tuple[EditInstruction, list[Reason]]":
        """Return the instruction as its area allows it, and remarks about what differs."""
        if self.area is None:
            return self, []
        remarks = []
        if self.family not in (None, MASKING.family):
            remarks.append(Reason("edit-area-model", {"title": MASKING.title}))
        given = (*self.references, self.mask, self.file)
        if dropped := sum(file is not None for file in given):
            remarks.append(Reason("edit-dropped", {"dropped": dropped}))
        plain = replace(self, references=(), mask=None, file=None)
        return replace(plain, family=MASKING.family), remarks


class EditService:
    """Takes edits from commands, menus, buttons, modals and messages."""

    def __init__(
        self,
        intake: Intake,
        originals: Originals,
        newest: NewestPicture,
        drafts: Drafts,
        editors: Editors,
        languages: Languages,
    ) -> None:
        self._intake = intake
        self._originals = originals
        self._newest = newest
        self._drafts = drafts
        self._editors = editors
        self._languages = languages

    async def policy(self, guild_id: int | None) -> EditPolicy:
        """Return the policy about edits in force in a server."""
        return await self._editors.policy(guild_id)

    async def usable(self, requester: Requester, context: ChannelContext) -> Sequence[str]:
        """Return the families that can edit for a member in a place."""
        return await self._editors.of(requester, context)

    async def open_modal(
        self, interaction: discord.Interaction, message: discord.Message, family: str | None = None
    ) -> None:
        """Ask in a modal how to change a picture of the message; raises `UserError`.

        `family` is preselected if it can be used here.
        """
        originals = await self._originals.of(message, interaction.channel_id)
        await self._intake.check_edit(interaction, originals[0].source)
        policy = await self.policy(interaction.guild_id)
        private = message.flags.ephemeral
        draft = self._drafts.keep(interaction.id, interaction.user.id, originals, private=private)
        editors = await self._editors.here(interaction)
        if not editors:
            raise UserError("refused-no-editor")
        wanted = family or await self._editors.preferred(originals[0], policy, interaction.user.id)
        texts = self._languages.of(interaction.locale.value)
        await show_modal(interaction, edit_modal(texts, draft, editors, wanted))

    async def press(self, interaction: discord.Interaction, _job_id: int) -> None:
        """Open the modal for the message of the button; raises `UserError`."""
        await self.open_modal(interaction, pressed_on(interaction))

    async def submit_command(
        self,
        interaction: discord.Interaction,
        instruction: EditInstruction,
        image: discord.Attachment | None,
    ) -> None:
        """Accept an edit of the image, or of the newest picture here; raises `UserError`."""
        await acknowledge(interaction)
        if image is not None:
            original = uploaded_original(interaction, image)
        elif interaction.channel_id is None:
            raise UserError("refused-nothing-here")
        else:
            message = await self._newest.find(
                interaction.channel, interaction.channel_id, permissions_of_presser(interaction)
            )
            original = meant_by(instruction.prompt, await self._originals.of(message))
        await self._submit(interaction, original, instruction)

    async def submit_form(self, interaction: discord.Interaction, form: EditForm) -> None:
        """Accept an edit from the modal; raises `UserError`."""
        if not form.prompt:
            raise UserError("refused-no-words")
        await acknowledge(interaction)
        originals, private = await drafted(
            self._drafts, self._originals, interaction, form.draft_id
        )
        instruction = EditInstruction(
            form.prompt,
            family=form.family,
            references=(form.file,) if form.file and form.is_mask is False else (),
            mask=form.file if form.is_mask else None,
            file=form.file if form.is_mask is None else None,
            private=private,
            area=form.area,
        )
        # The first one is preselected, so the words may still name another.
        is_chosen = form.picture > 1
        original = (
            numbered(originals, form.picture) if is_chosen else meant_by(form.prompt, originals)
        )
        await self._submit(interaction, original, instruction)

    async def submit_message(
        self,
        message: discord.Message,
        picture: discord.Message,
        instruction: EditInstruction,
        policy: EditPolicy,
        usable: Sequence[str],
    ) -> EditRemarks:
        """Accept an edit of a picture in `picture`, which `message` asks for.

        `usable` are the families that can edit there. Returns remarks for the member; raises
        `UserError`.
        """
        original = meant_by(instruction.prompt, await self._originals.of(picture))
        plain, veiled = self._plain_request(original, instruction), original.spoiler
        async with self._intake.keeping_message(message, plain, original.source, spoiler=veiled):
            wanted = await self._editors.preferred(original, policy, message.author.id)
            usual = editor_of(wanted, policy, usable)
            request, reasons = self._request(original, instruction, wanted, usual)
            notes = await self._intake.submit_message(
                message, request, original.source, spoiler=veiled
            )
        return EditRemarks(reasons, notes)

    def _plain_request(self, original: Original, instruction: EditInstruction) -> ImageRequest:
        """Return a request for the same edit that needs no decision of the server's.

        It is what a member gets back where something goes wrong before there is a better one.
        """
        wanted = (instruction.family or "", original.family or "", *EDITORS)
        kind = next(EDITORS[family] for family in wanted if family in EDITORS)
        plain = replace(original, job=None)
        return edit_request(plain, instruction, kind, kind.sources)[0]

    def _request(
        self, original: Original, instruction: EditInstruction, wanted: str, usual: str
    ) -> tuple[ImageRequest, Sequence[Reason]]:
        """Return the request, and remarks about what differs from the wanted family.

        A family that the member chose is kept, and refused later if it cannot be used.
        """
        family = instruction.family or usual
        sources = self._editors.sources(family) or EDITORS[family].sources
        request, dropped = edit_request(original, instruction, EDITORS[family], sources)
        remarks = [Reason("edit-dropped", {"dropped": dropped})] if dropped else []
        if instruction.file and not takes_mask(EDITORS[family]) and not dropped:
            remarks = [Reason("edit-took-reference", {"title": EDITORS[family].title})]
        if not instruction.family and wanted != family:
            facts = {"wanted": EDITORS[wanted].title, "title": EDITORS[family].title}
            remarks.insert(0, Reason("edit-instead", facts))
        return request, remarks

    async def _submit(
        self, interaction: discord.Interaction, original: Original, instruction: EditInstruction
    ) -> None:
        instruction, confined = instruction.confined()
        area = Area(instruction.area) if instruction.area else None
        display = DisplayOptions(
            shape=instruction.shape,
            style=instruction.style,
            private=instruction.private,
            # The veil of a picture that stands in a message is not the member's to lift.
            spoiler=original.spoiler or instruction.spoiler,
        )
        plain, source = self._plain_request(original, instruction), original.source
        async with self._intake.keeping(interaction, plain, display, source=source, area=area):
            policy = await self.policy(interaction.guild_id)
            wanted = await self._editors.preferred(original, policy, interaction.user.id)
            usable = [*await self._editors.here(interaction)]
            usual = editor_of(wanted, policy, usable)
            request, reasons = self._request(original, instruction, wanted, usual)
            texts = self._languages.of(interaction.locale.value)
            remarks = EditRemarks([*confined, *reasons]).said(texts)
            await self._intake.submit(
                interaction, request, display, source=source, area=area, remarks=remarks
            )


def edit_request(
    original: Original,
    instruction: EditInstruction,
    kind: type[ImageRequest],
    sources: Sequence[str],
) -> tuple[ImageRequest, int]:
    """Return the request, and how many files it has no room for; raises `UserError`.

    `sources` are the fields that take pictures. The options that the picture was made with are
    kept if the same family edits it.
    """
    references = [original.image, *instruction.references]
    if instruction.file and not takes_mask(kind):
        references.append(instruction.file)
    placed = dict(zip(sources, references, strict=False))
    masks = _masks(kind, instruction)
    dropped = len(references) - len(placed) + (1 if instruction.mask and not masks else 0)
    # Blanks alone are refused where all requests are, in the words of any prompt.
    prompt = instruction.prompt.strip() or instruction.prompt
    carried = _carried(original, kind)
    if instruction.shape or instruction.area:
        carried = {k: v for k, v in carried.items() if k not in kind.shape_options}
    values = {**carried, **placed, **masks, "prompt": prompt}
    return _built(kind, values), dropped


def _carried(original: Original, kind: type[ImageRequest]) -> Mapping[str, Any]:
    if original.job is None or original.family != kind.family or not original.carries_options:
        return {}
    return {
        name: value
        for name, value in original.job.request.items()
        if name in kind.model_fields and name not in _NOT_CARRIED
    }


def _masks(kind: type[ImageRequest], instruction: EditInstruction) -> Mapping[str, MaskRef]:
    mask = instruction.mask or instruction.file
    if mask is None or not takes_mask(kind):
        return {}
    return {"mask": MaskRef(**mask.model_dump(), guessed=instruction.mask is None)}


def _built(kind: type[ImageRequest], values: Mapping[str, Any]) -> ImageRequest:
    plain = {
        name: value.model_dump() if isinstance(value, ImageRef) else value
        for name, value in values.items()
    }
    request = build(kind, plain)
    if not isinstance(request, ImageRequest):
        raise TypeError(kind)
    return request
