"""Workers: a few that are always there, others started when there is work and ended after it."""

import logging
import threading
import time
from collections.abc import Hashable
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from bot.imaging.workers.messages import Answer, Request
from bot.imaging.workers.process import Worker, WorkerStoppedError
from bot.imaging.workers.turns import Bounds, Task, Turns

log = logging.getLogger(__name__)

# An idle worker costs some 12 MB, starting one a third of a second.
IDLE_SECONDS = 180.0
_CLOSE_SECONDS = 5.0
# A worker is replaced after so many tasks, in case a decoder loses memory.
_MAX_TASKS = 1000


@dataclass(frozen=True, slots=True)
class Place:
    """The number of workers of a pool, the bounds of their tasks, and how much they give way.

    `kept` of them stay when there is no work.
    """

    workers: int
    bounds: Bounds
    nice: int = 0
    kept: int = 0
    idle_seconds: float = IDLE_SECONDS


class Submitted:
    """A task in a pool: its future, and a way to end it whatever it does."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.future: Future[Any] = Future()
        self._lock = threading.Lock()
        self._worker: Worker | None = None
        self.is_cancelled = False
        """True if nobody waits for the task any more."""

    def cancel(self) -> None:
        """Take the task out of line, or end its worker."""
        with self._lock:
            self.is_cancelled = True
            if not self.future.cancel() and self._worker is not None:
                self._worker.kill()

    def run(self, worker: Worker) -> Answer:
        """Run the task in a worker; return what came of it."""
        with self._lock:
            if self.is_cancelled:
                return Answer(error=CancelledError())
            # Only until the end, since the worker has other tasks then.
            self._worker = worker
        try:
            return Answer(result=worker.run(self.task.request))
        except Exception as error:  # noqa: BLE001 - it is for whoever waits
            return Answer(error=error)
        finally:
            with self._lock:
                self._worker = None

    def settle(self, answer: Answer) -> None:
        """Tell whoever waits what came of it."""
        if answer.error is None:
            self.future.set_result(answer.result)
        else:
            self.future.set_exception(answer.error)


class WorkerPool:
    """Processes for tasks, each led by a thread that waits for it.

    A thread only sends and receives. Used from any thread and any event loop.
    """

    def __init__(self, name: str, place: Place) -> None:
        self._name = name
        self._place = place
        self._turns = Turns(place.bounds)
        self._submitted: dict[Task, Submitted] = {}
        self._changed = threading.Condition()
        # Threads that look for tasks or have one, and those of them that have one.
        self._threads = self._busy = 0
        self._alive: set[threading.Thread] = set()
        self._workers: set[Worker] = set()
        self._is_closed = False

    def submit(self, request: Request, key: Hashable = None, *, alone: bool = False) -> Submitted:
        """Put a task in line; with `alone` it gets a fresh worker, which is ended afterwards."""
        submitted = Submitted(Task(request, key, alone))
        with self._changed:
            if self._is_closed:
                raise RuntimeError("the pool is closed")
            self._submitted[submitted.task] = submitted
            self._turns.add(submitted.task)
            idle = self._threads - self._busy
            if idle < len(self._submitted) and self._threads < self._place.workers:
                self._add_thread()
            self._changed.notify()
        return submitted

    def warm_up(self) -> None:
        """Start the workers that are kept, so that the first tasks need not wait for them."""
        with self._changed:
            while self._threads < self._place.kept and not self._is_closed:
                self._add_thread()

    @property
    def pids(self) -> set[int]:
        """The numbers of the processes that exist now."""
        with self._changed:
            return {worker.pid for worker in self._workers}

    def close(self) -> None:
        """End every process, whatever it does. What waits is cancelled."""
        with self._changed:
            self._is_closed = True
            for task in self._turns.clear():
                self._submitted.pop(task).future.cancel()
            workers, threads = [*self._workers], [*self._alive]
            self._changed.notify_all()
        for worker in workers:
            worker.kill()
        deadline = time.monotonic() + _CLOSE_SECONDS
        for thread in threads:
            thread.join(max(0.0, deadline - time.monotonic()))

    def _add_thread(self) -> None:
        self._threads += 1
        # Not one that a process waits for when it ends.
        thread = threading.Thread(target=self._serve, name=self._name, daemon=True)
        self._alive.add(thread)
        thread.start()

    def _serve(self) -> None:
        """Run tasks, one at a time, until there has been none for a while."""
        worker = self._start_early()
        while submitted := self._next():
            worker = self._run(submitted, worker) or self._start_early()
        self._end(worker)
        with self._changed:
            self._alive.discard(threading.current_thread())

    def _next(self) -> Submitted | None:
        """Wait for the next task; None ends the thread, which no longer counts from then on."""
        with self._changed:
            has_waited = False
            while not self._is_closed:
                task = self._turns.take()
                if task is not None:
                    self._busy += 1
                    return self._submitted.pop(task)
                if has_waited and self._threads > self._place.kept:
                    break
                has_waited = not self._changed.wait(self._place.idle_seconds)
            # Before the worker has ended, since a new task must not count on this thread.
            self._threads -= 1
        return None

    def _run(self, submitted: Submitted, worker: Worker | None) -> Worker | None:
        """Run a task in the worker, or in a fresh one; return it if it can run another."""
        answer = None
        task = submitted.task
        if submitted.future.set_running_or_notify_cancel():
            try:
                worker = self._suitable(task, worker)
                answer = submitted.run(worker)
            except Exception as error:
                log.exception("an image worker could not be started")
                answer, worker = Answer(error=error), None
        if answer and isinstance(answer.error, WorkerStoppedError):
            level = logging.DEBUG if submitted.is_cancelled else logging.WARNING
            log.log(level, "an image worker was stopped: %s", answer.error)
        if worker is not None and (task.alone or not worker.is_usable):
            self._end(worker)
            worker = None
        # Before the caller knows of it, who may have the next task at hand.
        with self._changed:
            self._busy -= 1
            self._turns.done(task)
            self._changed.notify_all()
        if answer is not None:
            submitted.settle(answer)
        return worker

    def _suitable(self, task: Task, worker: Worker | None) -> Worker:
        """Return the worker if it can run the task, else a fresh one in its place."""
        if worker is not None:
            if worker.is_usable and worker.tasks < (1 if task.alone else _MAX_TASKS):
                return worker
            self._end(worker)
        return self._start()

    def _start_early(self) -> Worker | None:
        """Start a worker before there is a task for it; one that fails is tried again with one."""
        try:
            return self._start()
        except (OSError, RuntimeError, WorkerStoppedError) as error:
            if not self._is_closed:
                log.warning("an image worker could not be started yet: %s", error)
            return None

    def _start(self) -> Worker:
        if self._is_closed:
            raise RuntimeError("the pool is closed")
        worker = Worker(nice=self._place.nice)
        with self._changed:
            self._workers.add(worker)
            if self._is_closed:
                worker.kill()
        try:
            worker.wait_until_ready()
        except BaseException:
            self._end(worker)
            raise
        return worker

    def _end(self, worker: Worker | None) -> None:
        if worker is not None:
            with suppress(OSError):
                worker.close()
            with self._changed:
                self._workers.discard(worker)
