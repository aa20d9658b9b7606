"""Remarks about a request: how it differs from what its member may expect."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.imaging.inputs import Change
from bot.intake.change_notes import change_notes
from bot.intake.preparation import PreparedRequest
from bot.intake.prompt_values import ReadPrompt
from bot.intake.shaping import overruled_by
from bot.texts import Texts


@dataclass(frozen=True, slots=True)
class RequestNotes:
    """A prompt as it was read, the request that it became, and the changes to its images."""

    read: ReadPrompt
    prepared: PreparedRequest
    changes: frozenset[Change] = frozenset()

    def said(self, texts: Texts) -> list[str]:
        """Return the remarks in words."""
        return [
            *self.read.remarks(texts),
            *self._overruled(texts),
            *self._left_out(texts),
            *self._fallback(texts),
            *change_notes(texts, self.changes),
        ]

    def _overruled(self, texts: Texts) -> Iterator[str]:
        """Yield the remark that exact options contradict the named shape, if they do."""
        shape = self.read.shape
        if options := overruled_by(self.read.request, shape):
            named = ", ".join(f"`{name}`" for name in options)
            yield texts.say("shape-overruled", shape=shape or "", options=named)

    def _left_out(self, texts: Texts) -> Iterator[str]:
        """Yield the remark that the relay does not take some options, if there are any."""
        if left_out := self.prepared.left_out:
            options = ", ".join(f"`{name}`" for name in left_out)
            title = self.prepared.request.request.title
            yield texts.say("left-out", title=title, options=options)

    def _fallback(self, texts: Texts) -> Iterator[str]:
        """Yield the remarks about the model that the server's budget has chosen."""
        fallback = self.prepared.fallback
        if fallback is None:
            return
        yield texts.say("budget-fell-back", title=fallback.request.title)
        if fallback.dropped:
            yield texts.say("budget-dropped", options=fallback.dropped_names)
