"""Remarks about an edit: how it differs from what its member may expect."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import Reason
from bot.intake.request_notes import RequestNotes
from bot.texts import Texts


@dataclass(frozen=True, slots=True)
class EditRemarks:
    """The remarks about the choice of the model, and those about the request."""

    reasons: Sequence[Reason] = ()
    notes: RequestNotes | None = None

    def said(self, texts: Texts) -> list[str]:
        """Return the remarks in words."""
        about_model = [texts.say(reason.key, **reason.facts) for reason in self.reasons]
        return [*about_model, *(self.notes.said(texts) if self.notes else [])]
