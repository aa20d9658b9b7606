"""Remarks about the changes that were made to a member's images."""

from collections.abc import Collection

from bot.imaging.inputs import Change
from bot.texts import Texts

# Other changes are ones that a member would not notice, or not mind.
NOTEWORTHY_CHANGES = (
    *(Change.ROTATED, Change.SCALED, Change.STILL, Change.COLOURS),
    Change.TAKEN_AS_MASK,
)


def change_notes(texts: Texts, changes: Collection[Change]) -> list[str]:
    """Return what a member should know about the changes made to their images."""
    return [texts.say(f"input-{change}") for change in NOTEWORTHY_CHANGES if change in changes]
