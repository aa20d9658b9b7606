"""The store of tasks: every accepted request, from queued to its pictures or its failure."""

import asyncio
import logging
import math
import secrets
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from sandbox.relay import inputs, oddities, pictures
from sandbox.relay.bodies import Body
from sandbox.relay.faults import Faults
from sandbox.relay.refusals import RefusalError
from sandbox.relay.routes import Route

logger = logging.getLogger(__name__)

HOUR = 3600.0
QUEUED_SHARE = 0.15
"""The share of its time for which a task waits before it runs."""


@dataclass(eq=False)
class Task:
    """One accepted request; times are of the store's clock."""

    route: Route
    body: Body
    started: float
    id: str = field(repr=False)
    asynchronous: bool
    token: str = field(repr=False, default_factory=lambda: secrets.token_hex(16))
    """The name of its files, so that a link does not reveal the task's id."""
    created_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    status: Literal["queued", "running", "completed", "failed"] = "queued"
    pictures: list[bytes] = field(repr=False, default_factory=list)
    refusal: RefusalError | None = None
    result_fault: str | None = None
    """The name of the fault in its result, if there is one."""
    ended_at: float | None = None
    finished: asyncio.Event = field(repr=False, default_factory=asyncio.Event)

    @property
    def model(self) -> str:
        return str(getattr(self.body, "model", self.route.models[0]))

    @property
    def seconds(self) -> float:
        """The seconds that the real service takes, roughly."""
        effort = (0.6, 1.0, 1.6)[self.body.detail] * (1 + 0.3 * (self.body.count - 1))
        area = math.sqrt(math.prod(self.body.size)) / 1024
        return self.route.seconds * effort * max(0.5, area)

    def content(self, index: int) -> bytes:
        """Return the file of a picture, which a fault may have damaged."""
        whole = self.pictures[index]
        if self.result_fault == "not-a-picture":
            return b"This is no picture, whatever its name says."
        if self.result_fault == "broken-picture":
            return whole[: len(whole) // 2]
        return oddities.file(whole, self.result_fault)


class TaskStore:
    """The tasks, which run in the background until `close`.

    `delay` is the share of the real service's time that a task takes, `retention` the seconds for
    which an ended one is kept.
    """

    def __init__(
        self,
        faults: Faults,
        *,
        live: bool,
        delay: float,
        retention: float,
        clock: Callable[[], float],
    ) -> None:
        self.tasks: dict[str, Task] = {}
        self.open = True
        self.created = 0
        self.charges: list[int] = []
        self.delay, self.retention, self.clock = delay, retention, clock
        self._faults, self._live = faults, live
        self._seen: Counter[tuple[str, str]] = Counter()
        self._runs: set[asyncio.Task[None]] = set()

    def start(self, route: Route, body: Body) -> Task:
        """Accept a request and begin to work on it. Raises RefusalError after `close`."""
        if not self.open:
            raise RefusalError("PROVIDER_UNAVAILABLE")
        for gone in [task for task in self.tasks.values() if self._expired(task)]:
            del self.tasks[gone.id]
        # The specification has a `task_address`, the live service "direct:<uuid>" (docs/relay.md).
        name = f"direct:{uuid.uuid4()}" if self._live else f"0x{secrets.token_hex(20)}"
        task = Task(route, body, self.clock(), name, body.asynchronous)
        self.tasks[name] = task
        self.created += 1
        run = asyncio.create_task(self._run(task))
        self._runs.add(run)
        run.add_done_callback(self._runs.discard)
        return task

    def find(self, name: str) -> Task:
        """Return the task of this id. Raises RefusalError if it is unknown or has expired."""
        task = self.tasks.get(name)
        if task is None or self._expired(task):
            raise RefusalError("TASK_NOT_FOUND")
        return task

    def find_files(self, token: str) -> Task | None:
        """Return the task of the files with this token; None if there is none."""
        matches = (
            task for task in self.tasks.values() if secrets.compare_digest(task.token, token)
        )
        task = next(matches, None)
        return None if task is None or self._expired(task) else task

    async def close(self) -> None:
        """Stop working, and release every request that waits for a task."""
        self.open = False
        runs = list(self._runs)
        for run in runs:
            run.cancel()
        await asyncio.gather(*runs, return_exceptions=True)
        for task in self.tasks.values():
            task.finished.set()

    def _expired(self, task: Task) -> bool:
        return task.ended_at is not None and self.clock() - task.ended_at >= self.retention

    async def _run(self, task: Task) -> None:
        fault = self._faults.take("task", task.body.prompt, task.id)
        if fault and fault.name == "hang":
            task.status = "running"
            return
        try:
            await self._pause(task.seconds * QUEUED_SHARE)
            task.status = "running"
            await self._pause(task.seconds * (1 - QUEUED_SHARE))
            if fault and fault.refusal:
                raise fault.refusal  # noqa: TRY301 - handled as a real failure
            await self._draw(task)
        except RefusalError as refusal:
            task.refusal, task.status = refusal, "failed"
        except Exception:
            logger.exception("the sandbox relay cannot draw for %s", task.route.operation)
            task.refusal, task.status = RefusalError("INTERNAL_ERROR"), "failed"
        task.ended_at = self.clock()
        task.finished.set()

    async def _draw(self, task: Task) -> None:
        body = task.body
        nth = self._seen[task.route.path, body.prompt]
        self._seen[task.route.path, body.prompt] += 1
        task.pictures = await pictures.make(body, await inputs.read(body), nth)
        result_fault = self._faults.take("result", body.prompt, task.id)
        task.result_fault = result_fault.name if result_fault else None
        task.status = "completed"
        # Credits are charged on completion (docs/relay.md, section 1).
        self.charges.append((body.price or task.route.price) * body.count)

    async def _pause(self, seconds: float) -> None:
        if self.delay > 0:
            await asyncio.sleep(seconds * self.delay)
