"""Edits that have been begun and not sent: what a modal is about, while it is open.

In memory, for as long as a modal may be answered: Discord shows a message that is not for us only
once, when its menu is used, so there is nothing to look it up from later.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.common.clock import Clock, utc_now
from bot.edits.originals import Original

# A modal is answered with a fresh token; this is how long a member may think about it.
LIFE = timedelta(minutes=15)
_MOST = 1000


@dataclass(frozen=True, slots=True)
class Draft:
    """An edit that wants its words: `id` is that of the event which began it, `originals` are the
    pictures to choose from."""

    id: int
    member_id: int
    originals: tuple[Original, ...]
    private: bool
    begun_at: datetime


class Drafts:
    """The open ones; the oldest make room."""

    def __init__(self, clock: Clock = utc_now) -> None:
        self._clock = clock
        self._drafts: OrderedDict[int, Draft] = OrderedDict()

    def keep(
        self, draft_id: int, member_id: int, originals: tuple[Original, ...], *, private: bool
    ) -> Draft:
        """Remember it until `LIFE` has passed."""
        draft = Draft(draft_id, member_id, originals, private, self._clock())
        self._drafts[draft_id] = draft
        while len(self._drafts) > _MOST:
            self._drafts.popitem(last=False)
        return draft

    def take(self, draft_id: int, member_id: int) -> Draft | None:
        """The member's draft, once; None if it is too old, or of an earlier life of the process."""
        draft = self._drafts.get(draft_id)
        if draft is None or draft.member_id != member_id:
            return None
        del self._drafts[draft_id]
        return draft if self._clock() - draft.begun_at <= LIFE else None
