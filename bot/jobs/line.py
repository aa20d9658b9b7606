"""Times at which pictures in line are likely to be there, from what is made and what is ahead."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heappop, heappush

from bot.jobs.fair_queue import Turn
from bot.jobs.pace import Pace

MAX_ESTIMATED = 100
"""Places in line that a time is said for: what is far behind depends on too much."""

_NEVER = float("inf")
PaceOf = Callable[[str], Pace]
"""Returns the pace of an operation."""


@dataclass(frozen=True, slots=True)
class InLine:
    """A job as the line sees it. `since` is when it was begun, None while it waits."""

    id: int
    operation: str
    turn: Turn
    since: datetime | None = None


class Line:
    """The line at one moment: when the slots of lanes and of members are likely to be free.

    The bounds are those of `FairQueue`.
    """

    def __init__(
        self, pace_of: PaceOf, now: datetime, max_running: int, max_running_each: int
    ) -> None:
        self._pace_of = pace_of
        self._now = now
        self._lanes = _Slots(max_running)
        self._members = _Slots(max_running_each)

    def run(self, job: InLine) -> None:
        """Take the slots of a running job until it is likely to end."""
        passed = (self._now - job.since).total_seconds() if job.since else 0.0
        left = self._pace_of(job.operation).left(passed)
        for slots, key in ((self._lanes, job.turn.lane), (self._members, job.turn.member_id)):
            slots.take(key, _NEVER if left is None else left)

    def add(self, job: InLine) -> datetime | None:
        """Take the next slots for a waiting job; return when it ends, None if nobody knows."""
        seconds = self._pace_of(job.operation).expected
        lane, member = self._lanes.of(job.turn.lane), self._members.of(job.turn.member_id)
        begin = max(heappop(lane), heappop(member))
        end = _NEVER if seconds is None else begin + seconds
        heappush(lane, end)
        heappush(member, end)
        return None if end == _NEVER else self._now + timedelta(seconds=end)


def likely_ends(
    line: Line, running: Iterable[InLine], waiting: Iterable[InLine]
) -> dict[int, datetime]:
    """Return when each waiting job is likely to be done; nothing for those of which nobody knows.

    A job that takes much longer than expected may take for ever: whatever is behind it in its lane,
    or is of the same member, has no time then.
    """
    for job in running:
        line.run(job)
    ends = {job.id: line.add(job) for job in waiting}
    return {job_id: end for job_id, end in ends.items() if end is not None}


class _Slots:
    """Slots by key, so many each: the seconds from now at which each one is free."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._taken: defaultdict[Hashable, list[float]] = defaultdict(list)
        self._heaps: dict[Hashable, list[float]] = {}

    def take(self, key: Hashable, seconds: float) -> None:
        """Take a slot until then; only before the first look at the key's slots."""
        self._taken[key].append(seconds)

    def of(self, key: Hashable) -> list[float]:
        """Return the slots of a key as a heap."""
        if key not in self._heaps:
            # More may run than there are slots, jobs that were taken over: the first ones to end
            # free none.
            taken = sorted(self._taken[key])[-self._count :]
            heap = [0.0] * (self._count - len(taken)) + taken
            self._heaps[key] = heap
        return self._heaps[key]
