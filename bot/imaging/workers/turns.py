"""The order in which tasks start: members take turns, and pixels in flight are bounded."""

from collections import deque
from collections.abc import Hashable
from dataclasses import dataclass, field

from bot.imaging.workers.messages import Request


@dataclass(eq=False, slots=True)
class Task:
    """A request that waits for its turn. `key` names who takes turns; None takes no turns."""

    request: Request
    key: Hashable = None
    alone: bool = False

    @property
    def memory(self) -> int:
        """The bytes that it may take."""
        return self.request.memory


@dataclass(frozen=True, slots=True)
class Bounds:
    """Bounds for the tasks that run at once.

    A task above `small` bytes is a large one. At most `large_tasks` of those run at once, and take
    at most `large_memory` together; one that needs more runs without another. The places that are
    left are for small tasks, so that a large one keeps nobody waiting for long.
    """

    small: int
    large_tasks: int
    large_memory: int


@dataclass(slots=True)
class Turns:
    """Tasks by key. The keys take turns, and each has one task running at a time."""

    bounds: Bounds
    _waiting: dict[Hashable, deque[Task]] = field(default_factory=dict)
    _running: set[Task] = field(default_factory=set)

    def add(self, task: Task) -> None:
        """Put a task behind those with its key."""
        self._waiting.setdefault(_turn(task), deque()).append(task)

    def take(self) -> Task | None:
        """Return the next task that may start now, and count it as running."""
        busy = {_turn(task) for task in self._running}
        large_may_start = True
        for key, tasks in self._waiting.items():
            task = tasks[0]
            if key in busy:
                continue
            if self._is_large(task):
                # In strict order: one that needs much memory is not overtaken until it has it.
                large_may_start = large_may_start and self._has_room(task)
                if not large_may_start:
                    continue
            self._start(key, task)
            return task
        return None

    def done(self, task: Task) -> None:
        """Count a task as running no longer."""
        self._running.discard(task)

    def clear(self) -> list[Task]:
        """Take out all that wait, and return them."""
        tasks = [task for waiting in self._waiting.values() for task in waiting]
        self._waiting.clear()
        return tasks

    def _start(self, key: Hashable, task: Task) -> None:
        tasks = self._waiting.pop(key)
        tasks.popleft()
        if tasks:
            # Behind all others.
            self._waiting[key] = tasks
        self._running.add(task)

    def _is_large(self, task: Task) -> bool:
        return task.memory > self.bounds.small

    def _has_room(self, task: Task) -> bool:
        large = [running.memory for running in self._running if self._is_large(running)]
        if not large:
            return True
        fits = sum(large) + task.memory <= self.bounds.large_memory
        return fits and len(large) < self.bounds.large_tasks


def _turn(task: Task) -> Hashable:
    return task if task.key is None else task.key
