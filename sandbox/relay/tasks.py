"""The task book: every request that was accepted, from queued to its pictures or its failure."""

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
"""How much of its time a task waits before it runs."""


@dataclass(eq=False)
class Task:
    """One request's life at the relay; times are of the book's clock."""

    route: Route
    body: Body
    started: float
    id: str = field(repr=False)
    asynchronous: bool
    token: str = field(repr=False, default_factory=lambda: secrets.token_hex(16))
    """Names its files, so that knowing a link does not tell the task."""
    created_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    status: Literal["queued", "running", "completed", "failed"] = "queued"
    pictures: list[bytes] = field(repr=False, default_factory=list)
    refusal: RefusalError | None = None
    shape: str | None = None
    """The fault of its answer, where there is one."""
    ended: float | None = None
    over: asyncio.Event = field(repr=False, default_factory=asyncio.Event)

    @property
    def model(self) -> str:
        return str(getattr(self.body, "model", self.route.models[0]))

    @property
    def seconds(self) -> float:
        """About how long the real service takes for this."""
        effort = (0.6, 1.0, 1.6)[self.body.detail] * (1 + 0.3 * (self.body.count - 1))
        area = math.sqrt(math.prod(self.body.size)) / 1024
        return self.route.seconds * effort * max(0.5, area)

    def content(self, place: int) -> bytes:
        """The file that is handed out for a picture; a fault may have spoilt it."""
        whole = self.pictures[place]
        if self.shape == "not-a-picture":
            return b"This is no picture, whatever its name says."
        if self.shape == "broken-picture":
            return whole[: len(whole) // 2]
        return oddities.file(whole, self.shape)


class TaskBook:
    """The tasks; each runs in the background until `close`.

    `delay` is the share of the real service's time that a task takes, `kept` the seconds for which
    one that ended is known.
    """

    def __init__(
        self,
        faults: Faults,
        *,
        live: bool,
        delay: float,
        kept: float,
        clock: Callable[[], float],
    ) -> None:
        self.tasks: dict[str, Task] = {}
        self.open = True
        self.created = 0
        self.charges: list[int] = []
        self.delay, self.kept, self.clock = delay, kept, clock
        self._faults, self._live = faults, live
        self._seen: Counter[tuple[str, str]] = Counter()
        self._runs: set[asyncio.Task[None]] = set()

    def start(self, route: Route, body: Body) -> Task:
        """Accept a request and begin to work on it; RefusalError once the book is closed."""
        if not self.open:
            raise RefusalError("PROVIDER_UNAVAILABLE")
        for gone in [task for task in self.tasks.values() if self._expired(task)]:
            del self.tasks[gone.id]
        # RELAY.md, section 2: the spec has a `task_address`, the live service "direct:<uuid>".
        name = f"direct:{uuid.uuid4()}" if self._live else f"0x{secrets.token_hex(20)}"
        task = Task(route, body, self.clock(), name, body.asynchronous)
        self.tasks[name] = task
        self.created += 1
        run = asyncio.create_task(self._run(task))
        self._runs.add(run)
        run.add_done_callback(self._runs.discard)
        return task

    def find(self, name: str) -> Task:
        """The task of this id; RefusalError TASK_NOT_FOUND for one we do not have, or not now."""
        task = self.tasks.get(name)
        if task is None or self._expired(task):
            raise RefusalError("TASK_NOT_FOUND")
        return task

    def find_files(self, token: str) -> Task | None:
        """The task whose files go by this token."""
        found = (task for task in self.tasks.values() if secrets.compare_digest(task.token, token))
        task = next(found, None)
        return None if task is None or self._expired(task) else task

    async def close(self) -> None:
        """Stop working; whoever waits for a task is let go."""
        self.open = False
        runs = list(self._runs)
        for run in runs:
            run.cancel()
        await asyncio.gather(*runs, return_exceptions=True)
        for task in self.tasks.values():
            task.over.set()

    def _expired(self, task: Task) -> bool:
        return task.ended is not None and self.clock() - task.ended >= self.kept

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
                raise fault.refusal  # noqa: TRY301 - a failure asked for goes the way of a real one
            await self._draw(task)
        except RefusalError as refusal:
            task.refusal, task.status = refusal, "failed"
        except Exception:
            logger.exception("the sandbox relay cannot draw for %s", task.route.operation)
            task.refusal, task.status = RefusalError("INTERNAL_ERROR"), "failed"
        task.ended = self.clock()
        task.over.set()

    async def _draw(self, task: Task) -> None:
        body = task.body
        nth = self._seen[task.route.path, body.prompt]
        self._seen[task.route.path, body.prompt] += 1
        task.pictures = await pictures.make(body, await inputs.read(body), nth)
        shape = self._faults.take("result", body.prompt, task.id)
        task.shape = shape.name if shape else None
        task.status = "completed"
        # RELAY.md, section 1: credits are charged on completion.
        self.charges.append((body.price or task.route.price) * body.count)

    async def _pause(self, seconds: float) -> None:
        if self.delay > 0:
            await asyncio.sleep(seconds * self.delay)
