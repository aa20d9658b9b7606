"""The emulator as an object: its switches, and a record of its requests."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from sandbox.relay.catalogue import CatalogueView
from sandbox.relay.faults import Faults
from sandbox.relay.keys import IdempotencyKeys
from sandbox.relay.routes import STABLE_DIFFUSION, Route
from sandbox.relay.tasks import HOUR, Task, TaskStore

KEY = "relay_sk_sandbox"
MAX_SUBMITS = 1000


@dataclass(frozen=True)
class Submit:
    """A request that was accepted."""

    path: str
    body: dict[str, Any] = field(repr=False)
    idempotency_key: str | None
    task: Task


class RelayEmulator:
    """An emulated relay, which behaves as the live service if `live`, else as the specification.

    `delay` is the share of the real service's time that a task takes (0: none). `sd` is True if a
    Stable Diffusion model is served, which by default only the specification's form does. `clock`
    returns the seconds by which results and keys expire.
    """

    def __init__(
        self,
        *,
        live: bool = True,
        delay: float = 1.0,
        sd: bool | None = None,
        credit_warning: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.live, self.sd = live, (not live if sd is None else sd)
        self.credit_warning = credit_warning
        self.key = KEY
        self.catalogue = CatalogueView(lambda: self.key)
        self.url = ""
        self.faults = Faults()
        self.keys = IdempotencyKeys(clock)
        # Links and records of tasks: an hour on the live service, else 7 days (docs/relay.md).
        retention = HOUR if live else 7 * 24 * HOUR
        self.task_store = TaskStore(
            self.faults, live=live, delay=delay, retention=retention, clock=clock
        )
        self.released = asyncio.Event()
        self.submits: list[Submit] = []
        """The last `MAX_SUBMITS` requests that made a task, the oldest first."""
        self.polls = 0
        self.downloads = 0

    @property
    def tasks(self) -> dict[str, Task]:
        """Tasks by id until they expire, those of synchronous calls included."""
        return self.task_store.tasks

    @property
    def created(self) -> int:
        """The number of tasks that were ever made."""
        return self.task_store.created

    @property
    def charged(self) -> int:
        """The number of tasks that were charged."""
        return len(self.task_store.charges)

    @property
    def spent(self) -> int:
        """The list price of these, in micro-dollars."""
        return sum(self.task_store.charges)

    def offers(self, route: Route) -> bool:
        """Return True if the route has a model that is on offer."""
        is_served = self.sd or route is not STABLE_DIFFUSION
        return is_served and not self.catalogue.withdrawn.issuperset(route.models)

    def record(
        self, request: web.Request, body: dict[str, Any], key: str | None, task: Task
    ) -> None:
        """Record a request that was accepted."""
        self.submits.append(Submit(request.path, body, key, task))
        del self.submits[:-MAX_SUBMITS]

    def release(self) -> None:
        """Release every request that a fault keeps waiting; later ones wait again."""
        self.released.set()
        self.released = asyncio.Event()

    def open(self) -> None:
        """Accept requests, also after `close`."""
        self.released, self.task_store.open = asyncio.Event(), True

    async def close(self) -> None:
        """Release every request that a fault keeps waiting, and stop working."""
        self.released.set()
        await self.task_store.close()
