"""How many pictures a member may make in which window: a query over jobs, never a counter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import UserError
from bot.outcome import Usage
from bot.storage.jobs import Use


@dataclass(frozen=True, slots=True)
class Limit:
    """`pictures` over a rolling `window`."""

    pictures: int
    window: timedelta = timedelta(days=1)

    def check(self, uses: Sequence[Use], wanted: int) -> Usage:
        """What is used with `wanted` more; raises `UserError` if that is over the limit.

        `uses` are what counts in the window, oldest first.
        """
        used = sum(use.pictures for use in uses)
        if used + wanted <= self.pictures:
            return Usage(used + wanted, self.pictures)
        if wanted > self.pictures:
            raise UserError("refused-over-limit", wanted=wanted, limit=self.pictures)
        free_at = self._free_at(uses, used + wanted - self.pictures)
        raise UserError(
            "refused-limit", used=used, limit=self.pictures, free_at=rounded_up(free_at)
        )

    def standing(self, uses: Sequence[Use]) -> "Standing":
        """How a member stands who has used this."""
        used = sum(use.pictures for use in uses)
        free_at = self._free_at(uses, used + 1 - self.pictures) if used >= self.pictures else None
        next_at = uses[0].at + self.window if uses else None
        return Standing(used, self.pictures, free_at, next_at)

    def _free_at(self, uses: Sequence[Use], needed: int) -> datetime:
        """When the oldest uses that make room for `needed` pictures have left the window."""
        left = needed
        for use in uses:
            left -= use.pictures
            if left <= 0:
                return use.at + self.window
        raise ValueError("no time will make room for this")


@dataclass(frozen=True, slots=True)
class Standing:
    """`used` of `limit`; `free_at` is when the next picture may be asked for, if not now, and
    `next_at` when the oldest one stops counting."""

    used: int
    limit: int
    free_at: datetime | None
    next_at: datetime | None

    @property
    def left(self) -> int:
        """How many may be asked for now."""
        return max(0, self.limit - self.used)


def rounded_up(moment: datetime) -> str:
    """Seconds since 1970, as Discord's timestamps have them: by then it is so."""
    return str(int(moment.timestamp()) + 1)


def daily(pictures: int) -> Limit | None:
    """The default limit of a member; 0 is none."""
    return Limit(pictures) if pictures else None
