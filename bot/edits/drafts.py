"""Drafts of edits: the pictures that an open modal is about.

They are kept in memory, for as long as a modal may be answered. They cannot be looked up later:
Discord shows a message of others only once, when its menu is used.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

import discord

from bot.common.clock import Clock, utc_now
from bot.edits.originals import Original, Originals
from bot.errors import UserError

# A modal is answered with a fresh token, so any time would do.
LIFE = timedelta(minutes=15)
MAX_DRAFTS = 1000
MAX_DRAFTS_EACH = 10
"""Drafts of one member, whose older ones give way: nobody pushes out those of others."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An edit without its prompt. `id` is that of the event that began it, `originals` are the
    pictures to choose from."""

    id: int
    member_id: int
    originals: tuple[Original, ...]
    private: bool
    begun_at: datetime


class Drafts:
    """Drafts whose modals are open; when there are too many, the oldest go."""

    def __init__(self, clock: Clock = utc_now) -> None:
        self._clock = clock
        self._drafts: OrderedDict[int, Draft] = OrderedDict()

    def keep(
        self, draft_id: int, member_id: int, originals: tuple[Original, ...], *, private: bool
    ) -> Draft:
        """Keep a draft until `LIFE` has passed."""
        draft = Draft(draft_id, member_id, originals, private, self._clock())
        self._drafts[draft_id] = draft
        own = [one.id for one in self._drafts.values() if one.member_id == member_id]
        for old in own[:-MAX_DRAFTS_EACH]:
            del self._drafts[old]
        while len(self._drafts) > MAX_DRAFTS:
            self._drafts.popitem(last=False)
        return draft

    def take(self, draft_id: int, member_id: int) -> Draft | None:
        """Return a member's draft, once; None if it is too old, or of an earlier process."""
        draft = self._drafts.get(draft_id)
        if draft is None or draft.member_id != member_id:
            return None
        del self._drafts[draft_id]
        return draft if self._clock() - draft.begun_at <= LIFE else None


async def drafted(
    drafts: Drafts, originals: Originals, interaction: discord.Interaction, draft_id: int
) -> tuple[tuple[Original, ...], bool]:
    """Return the pictures that a form is about, and whether the edit is private."""
    draft = drafts.take(draft_id, interaction.user.id)
    message = interaction.message
    if draft is not None:
        return draft.originals, draft.private
    if message is None:
        raise UserError("refused-draft")
    # An earlier process showed the modal, but its button is under the picture itself.
    return await originals.of(message, interaction.channel_id), message.flags.ephemeral
