"""*Zoom / pan…*: more of a picture than there is, made around it."""

import discord

from bot.edits.drafts import Drafts, drafted
from bot.edits.editors import Editors
from bot.edits.extend_modal import ExtendForm, extend_modal
from bot.edits.originals import Original, Originals, numbered
from bot.edits.service import MASKING, EditInstruction, edit_request
from bot.errors import UserError
from bot.imaging.areas import is_move
from bot.intake.intake import Intake
from bot.storage.records import Area
from bot.texts import Languages
from bot.ui.command_options import DisplayOptions
from bot.ui.messages import pressed_on
from bot.ui.responses import acknowledge, show_modal

BEFORE = (
    "Continue this picture beyond its old edges. Keep its style, light and perspective, and let no "
    "seam, frame or border be seen. The whole picture shows: "
)
"""The text that the model gets before the words about the picture."""


class ExtendService:
    """Opens the modal for a picture, and takes it back."""

    def __init__(
        self,
        intake: Intake,
        originals: Originals,
        drafts: Drafts,
        editors: Editors,
        languages: Languages,
    ) -> None:
        self._intake = intake
        self._originals = originals
        self._drafts = drafts
        self._editors = editors
        self._languages = languages

    async def press(self, interaction: discord.Interaction, _job_id: int) -> None:
        """Open the modal for the message of the button; raises `UserError`."""
        message = pressed_on(interaction)
        originals = await self._originals.of(message, interaction.channel_id)
        await self._intake.check_edit(interaction, originals[0].source)
        if MASKING.family not in await self._editors.here(interaction):
            raise UserError("refused-extend-here", title=MASKING.title)
        private = message.flags.ephemeral
        draft = self._drafts.keep(interaction.id, interaction.user.id, originals, private=private)
        texts = self._languages.of(interaction.locale.value)
        await show_modal(interaction, extend_modal(texts, draft))

    async def submit_form(self, interaction: discord.Interaction, form: ExtendForm) -> None:
        """Accept the form of a modal; raises `UserError`."""
        await acknowledge(interaction)
        originals, private = await drafted(
            self._drafts, self._originals, interaction, form.draft_id
        )
        original = numbered(originals, form.picture)
        texts = self._languages.of(interaction.locale.value)
        words = form.words or _known_words(original) or texts.say("extend-usual-words")
        area = Area(form.move, BEFORE)
        instruction = EditInstruction(words, area=form.move)
        request, _ = edit_request(original, instruction, MASKING, MASKING.sources)
        display = DisplayOptions(private=private, spoiler=original.spoiler or None)
        await self._intake.submit(interaction, request, display, source=original.source, area=area)


def _known_words(original: Original) -> str:
    """Return the words that describe a picture; empty where nobody knows any.

    An instruction to change another picture describes none.
    """
    job = original.job
    if job is None:
        return ""
    is_described = job.source is None or (job.area is not None and is_move(job.area.name))
    return job.prompt if is_described else ""
