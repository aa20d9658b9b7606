"""Fair queue: members take turns, within a limit for each member and one for all."""

from collections import Counter, OrderedDict, deque


class FairQueue:
    """Waiting and running jobs. Pure bookkeeping: it starts nothing itself.

    A member is any hashable value, such as (server, user). Members with waiting jobs take turns,
    one job each a round: ten jobs of one member delay another member by one job at most.
    """

    def __init__(self, max_running: int, max_running_each: int) -> None:
        self._max_running = max_running
        self._max_running_each = max_running_each
        self._waiting: OrderedDict[object, deque[int]] = OrderedDict()
        self._running: dict[int, object] = {}
        self._running_each: Counter[object] = Counter()
        self._member_of: dict[int, object] = {}

    def __len__(self) -> int:
        return len(self._member_of)

    def add(self, job_id: int, member: object) -> None:
        """Append a job to the member's waiting jobs."""
        self._member_of[job_id] = member
        self._waiting.setdefault(member, deque()).append(job_id)

    def resume(self, job_id: int, member: object) -> None:
        """Count a job as running without waiting: the relay works on it already."""
        self._run(job_id, member)

    def next(self) -> int | None:
        """Return the job to start now and count it as running; None if none may start."""
        if len(self._running) >= self._max_running:
            return None
        for member, waiting in self._waiting.items():
            if self._running_each[member] < self._max_running_each:
                job_id = waiting.popleft()
                self._waiting.move_to_end(member)
                if not waiting:
                    del self._waiting[member]
                self._run(job_id, member)
                return job_id
        return None

    def remove(self, job_id: int) -> None:
        """Remove a job that ended or was cancelled; unknown jobs are ignored."""
        member = self._member_of.pop(job_id, None)
        if self._running.pop(job_id, None) is not None:
            self._running_each[member] -= 1
            if not self._running_each[member]:
                del self._running_each[member]
        elif member in self._waiting:
            self._waiting[member].remove(job_id)
            if not self._waiting[member]:
                del self._waiting[member]

    def position(self, job_id: int) -> int:
        """Return the job's position among the waiting ones, from 1, in the order of `waiting`.

        Raises `LookupError` if the job is not waiting. The cost grows with members, not with jobs.
        """
        member = self._member_of[job_id]
        turn = self._waiting[member].index(job_id)
        before, is_earlier = turn, True
        for other, waiting in self._waiting.items():
            if other == member:
                is_earlier = False
            else:
                before += min(len(waiting), turn + 1 if is_earlier else turn)
        return before + 1

    def waiting(self) -> list[int]:
        """Return the waiting jobs in the order in which they would start if all members could."""
        queues = [list(waiting) for waiting in self._waiting.values()]
        rounds = max(map(len, queues), default=0)
        return [queue[turn] for turn in range(rounds) for queue in queues if turn < len(queue)]

    def _run(self, job_id: int, member: object) -> None:
        self._member_of[job_id] = member
        self._running[job_id] = member
        self._running_each[member] += 1
