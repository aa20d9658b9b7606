"""Fair queue: servers take turns, then the members of a server, within limits on what runs."""

from collections import Counter, OrderedDict, deque
from collections.abc import Hashable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn a job takes: of a member in a server; and the lane it runs in."""

    member_id: Hashable
    guild_id: Hashable = None
    lane: Hashable = None


_Members = OrderedDict[Hashable, deque[int]]


class FairQueue:
    """Waiting jobs and running jobs. It only keeps count, and starts nothing itself.

    Servers with waiting jobs take turns, one job each, and so do the members of a server: the jobs
    of one member delay another by one at most, and a server full of members delays another server
    by one. `max_running` bounds each lane, so that a lane that hangs leaves the others their slots;
    `max_running_each` bounds a member, over all servers and lanes.
    """

    def __init__(self, max_running: int, max_running_each: int) -> None:
        self._max_running = max_running
        self._max_running_each = max_running_each
        self._waiting: OrderedDict[Hashable, _Members] = OrderedDict()
        self._turns: dict[int, Turn] = {}
        self._running: set[int] = set()
        self._running_in: Counter[Hashable] = Counter()
        self._running_each: Counter[Hashable] = Counter()

    def __len__(self) -> int:
        return len(self._turns)

    def add(self, job_id: int, turn: Turn) -> None:
        """Add a job behind the others of its member."""
        self._turns[job_id] = turn
        members = self._waiting.setdefault(turn.guild_id, OrderedDict())
        members.setdefault(turn.member_id, deque()).append(job_id)

    def resume(self, job_id: int, turn: Turn) -> None:
        """Count a job as running at once, whatever the limits are: the relay works on it."""
        self._turns[job_id] = turn
        self._run(job_id)

    def next(self) -> int | None:
        """Return the job to start now, counted as running from here on; None if none may start."""
        for guild_id, members in self._waiting.items():
            for member_id, jobs in members.items():
                job_id = self._startable(member_id, jobs)
                if job_id is not None:
                    self._waiting.move_to_end(guild_id)
                    members.move_to_end(member_id)
                    self._dequeue(job_id)
                    self._run(job_id)
                    return job_id
        return None

    def park(self, job_id: int) -> None:
        """Free the slot of a running job that only waits; it stays known until it is removed."""
        if job_id in self._running:
            self._stop(job_id)

    def remove(self, job_id: int) -> None:
        """Remove a job that ended or was cancelled; an unknown one is ignored."""
        if job_id not in self._turns:
            return
        if job_id in self._running:
            self._stop(job_id)
        else:
            self._dequeue(job_id)
        del self._turns[job_id]

    def position(self, job_id: int) -> int:
        """Return the position of a waiting job from 1, in the order of `waiting`.

        Raises `LookupError` if it does not wait.
        """
        for position, waiting in enumerate(self._in_order(), start=1):
            if waiting == job_id:
                return position
        raise LookupError(job_id)

    def waiting(self) -> list[int]:
        """Return the waiting jobs in the order of their start, if all members could start now."""
        return [*self._in_order()]

    def running(self) -> list[int]:
        """Return the running jobs."""
        return [*self._running]

    def turn(self, job_id: int) -> Turn:
        """Return whose turn a known job takes."""
        return self._turns[job_id]

    def _startable(self, member_id: Hashable, jobs: deque[int]) -> int | None:
        if self._running_each[member_id] >= self._max_running_each:
            return None
        lanes = ((job_id, self._turns[job_id].lane) for job_id in jobs)
        free = (job_id for job_id, lane in lanes if self._running_in[lane] < self._max_running)
        return next(free, None)

    def _in_order(self) -> Iterator[int]:
        servers = deque(
            deque(deque(jobs) for jobs in members.values()) for members in self._waiting.values()
        )
        while servers:
            members = servers.popleft()
            jobs = members.popleft()
            yield jobs.popleft()
            if jobs:
                members.append(jobs)
            if members:
                servers.append(members)

    def _dequeue(self, job_id: int) -> None:
        turn = self._turns[job_id]
        members = self._waiting.get(turn.guild_id, OrderedDict())
        jobs = members.get(turn.member_id, deque())
        if job_id not in jobs:
            return
        jobs.remove(job_id)
        if not jobs:
            del members[turn.member_id]
        if not members:
            del self._waiting[turn.guild_id]

    def _run(self, job_id: int) -> None:
        turn = self._turns[job_id]
        self._running.add(job_id)
        self._running_in[turn.lane] += 1
        self._running_each[turn.member_id] += 1

    def _stop(self, job_id: int) -> None:
        turn = self._turns[job_id]
        self._running.discard(job_id)
        for counter, key in (
            (self._running_in, turn.lane),
            (self._running_each, turn.member_id),
        ):
            counter[key] -= 1
            if not counter[key]:
                del counter[key]
