"""Fair queue: servers take turns, then the members of a server, within limits on what runs."""

from collections import Counter, OrderedDict, deque
from collections.abc import Hashable, Iterable, Iterator
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
        self._waiting_of: Counter[Hashable] = Counter()
        self._waiting_in: Counter[Hashable] = Counter()
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
        self._waiting_of[turn.guild_id] += 1
        self._waiting_in[turn.lane] += 1

    def resume(self, job_id: int, turn: Turn) -> None:
        """Count a job as running at once, whatever the limits are: the relay works on it."""
        self._turns[job_id] = turn
        self._run(job_id)

    def next(self) -> int | None:
        """Return the job to start now, counted as running from here on; None if none may start."""
        lanes = self._free_lanes()
        if not lanes:
            return None
        for members in self._waiting.values():
            for member_id, jobs in members.items():
                job_id = self._startable(member_id, jobs, lanes)
                if job_id is not None:
                    self.start(job_id)
                    return job_id
        return None

    def start(self, job_id: int) -> None:
        """Count a waiting job as running, as `next` does; its server and member have had a turn."""
        turn = self._turns[job_id]
        if (members := self._waiting.get(turn.guild_id)) and turn.member_id in members:
            self._waiting.move_to_end(turn.guild_id)
            members.move_to_end(turn.member_id)
        self._dequeue(job_id)
        self._run(job_id)

    def turns(self) -> list[tuple[Hashable, list[Hashable]]]:
        """Return the servers in the order of their turns, each with its waiting members."""
        return [(guild_id, [*members]) for guild_id, members in self._waiting.items()]

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
        turn = self._turns[job_id]
        members = self._waiting.get(turn.guild_id, OrderedDict())
        jobs = members.get(turn.member_id, deque())
        if job_id not in jobs:
            raise LookupError(job_id)
        of_members = ((key, len(waiting)) for key, waiting in members.items())
        in_server = _position(of_members, turn.member_id, jobs.index(job_id) + 1)
        of_servers = ((key, self._waiting_of[key]) for key in self._waiting)
        return _position(of_servers, turn.guild_id, in_server)

    def waiting(self) -> list[int]:
        """Return the waiting jobs in the order of their start, if all members could start now."""
        return [*self._in_order()]

    def running(self) -> list[int]:
        """Return the running jobs."""
        return [*self._running]

    def turn(self, job_id: int) -> Turn:
        """Return whose turn a known job takes."""
        return self._turns[job_id]

    def _free_lanes(self) -> set[Hashable]:
        """Return the lanes with a waiting job and a free slot: mostly there is none."""
        return {lane for lane in self._waiting_in if self._running_in[lane] < self._max_running}

    def _startable(self, member_id: Hashable, jobs: deque[int], lanes: set[Hashable]) -> int | None:
        if self._running_each[member_id] >= self._max_running_each:
            return None
        return next((job_id for job_id in jobs if self._turns[job_id].lane in lanes), None)

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
        _count_down(self._waiting_of, turn.guild_id)
        _count_down(self._waiting_in, turn.lane)
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
        _count_down(self._running_in, turn.lane)
        _count_down(self._running_each, turn.member_id)


def _count_down(counter: Counter[Hashable], key: Hashable) -> None:
    """Count one less; a key without any is dropped, so that the counter does not grow for ever."""
    counter[key] -= 1
    if not counter[key]:
        del counter[key]


def _position(waiting: Iterable[tuple[Hashable, int]], mine: Hashable, turn: int) -> int:
    """Return the position of the job that starts at the `turn`-th turn of the key `mine`.

    `waiting` has each key with its number of jobs, in the order of their turns.
    """
    position, is_before = turn, True
    for key, count in waiting:
        if key == mine:
            is_before = False
        else:
            position += min(count, turn if is_before else turn - 1)
    return position
