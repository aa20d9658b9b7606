"""The emulator as an object: its switches, and what it has seen."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from sandbox.relay.faults import Faults
from sandbox.relay.keys import Keys
from sandbox.relay.tasks import HOUR, Task, TaskBook

KEY = "relay_sk_sandbox"
MOST_SUBMITS = 1000


@dataclass(frozen=True)
class Submit:
    """A request that was accepted."""

    path: str
    body: dict[str, Any] = field(repr=False)
    idempotency_key: str | None
    task: Task


class RelayEmulator:
    """The relay on this machine.

    `live` speaks as the live service does, else as the specification says; `delay` is the share of
    the real service's time that a task takes (0: none); `sd` whether a Stable Diffusion model is
    served (by default only in the spec's form); `clock` tells seconds, by which results and keys
    expire.
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
        self.url = ""
        self.faults = Faults()
        self.keys = Keys(clock)
        # RELAY.md: links and task records live an hour on the live service; 7 days says the spec.
        kept = HOUR if live else 7 * 24 * HOUR
        self.book = TaskBook(self.faults, live=live, delay=delay, kept=kept, clock=clock)
        self.held = asyncio.Event()
        self.submits: list[Submit] = []
        """Requests that made a task, oldest first; the last thousand of them."""
        self.polls = 0
        self.downloads = 0

    @property
    def tasks(self) -> dict[str, Task]:
        """Tasks by id, those of synchronous calls with them, until they expire."""
        return self.book.tasks

    @property
    def created(self) -> int:
        """How many tasks were ever made."""
        return self.book.created

    @property
    def charged(self) -> int:
        """How many tasks were charged for."""
        return len(self.book.charges)

    @property
    def spent(self) -> int:
        """What they cost by the list, in micro-dollars."""
        return sum(self.book.charges)

    def note(self, request: web.Request, body: dict[str, Any], key: str | None, task: Task) -> None:
        """Keep a request that was accepted."""
        self.submits.append(Submit(request.path, body, key, task))
        del self.submits[:-MOST_SUBMITS]

    def release(self) -> None:
        """Let go everyone who is kept waiting by a fault; later ones are kept again."""
        self.held.set()
        self.held = asyncio.Event()

    def open(self) -> None:
        """Accept requests, also after `close`."""
        self.held, self.book.open = asyncio.Event(), True

    async def close(self) -> None:
        """Let go everyone who is kept waiting, and stop working."""
        self.held.set()
        await self.book.close()
