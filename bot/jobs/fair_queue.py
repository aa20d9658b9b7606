"""Whose job runs next: members take turns, within a limit for each and one for all."""

from collections import Counter, OrderedDict, deque


class FairQueue:
    """Jobs that wait and jobs that run. Pure bookkeeping: it starts nothing itself.

    A member is whatever hashable stands for one, such as (server, user). Members who wait take
    turns, one job each a round, so that ten jobs of one keep another waiting for one at most.
    """

    def __init__(self, most: int, most_each: int) -> None:
        self._most = most
        self._most_each = most_each
        self._waiting: OrderedDict[object, deque[int]] = OrderedDict()
        self._running: dict[int, object] = {}
        self._running_each: Counter[object] = Counter()
        self._member_of: dict[int, object] = {}

    def __len__(self) -> int:
        return len(self._member_of)

    def add(self, job_id: int, member: object) -> None:
        """Wait at the end of the member's own line."""
        self._member_of[job_id] = member
        self._waiting.setdefault(member, deque()).append(job_id)

    def resume(self, job_id: int, member: object) -> None:
        """Count a job as running at once: the relay works on it already."""
        self._run(job_id, member)

    def next(self) -> int | None:
        """The job to start now, counted as running from here; None if none may start."""
        if len(self._running) >= self._most:
            return None
        for member, line in self._waiting.items():
            if self._running_each[member] < self._most_each:
                job_id = line.popleft()
                self._waiting.move_to_end(member)
                if not line:
                    del self._waiting[member]
                self._run(job_id, member)
                return job_id
        return None

    def leave(self, job_id: int) -> None:
        """The job ended or was cancelled; no matter if it is not here."""
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
        """The job's place among those that wait, as `waiting` has them, from 1.

        Raises `LookupError` where it does not wait. The work is one step a member, not one a job.
        """
        member = self._member_of[job_id]
        turn = self._waiting[member].index(job_id)
        before, earlier = turn, True
        for other, line in self._waiting.items():
            if other == member:
                earlier = False
            else:
                before += min(len(line), turn + 1 if earlier else turn)
        return before + 1

    def waiting(self) -> list[int]:
        """The jobs that wait, in the order in which they would start if all members could."""
        lines = [list(line) for line in self._waiting.values()]
        rounds = max(map(len, lines), default=0)
        return [line[turn] for turn in range(rounds) for line in lines if turn < len(line)]

    def _run(self, job_id: int, member: object) -> None:
        self._member_of[job_id] = member
        self._running[job_id] = member
        self._running_each[member] += 1
