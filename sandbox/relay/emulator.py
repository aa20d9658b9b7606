"""The emulator as an object: its switches, what it has seen, and a server on a loopback port."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web

from sandbox.relay.faults import Faults
from sandbox.relay.handlers import add_routes
from sandbox.relay.keys import Keys
from sandbox.relay.refusals import (
    RefusalError,
    error_response,
    new_request_id,
    refusal_response,
)
from sandbox.relay.tasks import HOUR, Task, TaskBook

logger = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

KEY = "relay_sk_sandbox"
LARGEST_BODY = 160 * 2**20
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

    @asynccontextmanager
    async def serve(self, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[Self]:
        """Serve on `host` and `port` (0: a free one) for as long as the `async with`, at `url`."""
        self.held, self.book.open = asyncio.Event(), True
        runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=1)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
            self.url = f"http://{host}:{runner.addresses[0][1]}"
            yield self
        finally:
            await runner.cleanup()

    def _app(self) -> web.Application:
        app = web.Application(middlewares=[self._envelope], client_max_size=LARGEST_BODY)
        add_routes(app, self)
        app.on_shutdown.append(self._shut_down)
        return app

    async def _shut_down(self, _app: web.Application) -> None:
        self.held.set()
        await self.book.close()

    @property
    def _envelope(self) -> Any:
        """Every answer, an error too, has the relay's form and headers."""

        @web.middleware
        async def envelope(request: web.Request, handler: Handler) -> web.StreamResponse:
            answer = await answered(request, handler)
            if not answer.prepared:
                answer.headers.setdefault("X-Request-ID", new_request_id())
                if self.credit_warning:
                    answer.headers["X-Credit-Warning"] = "true"
            return answer

        return envelope


async def answered(request: web.Request, handler: Handler) -> web.StreamResponse:
    """The handler's answer, or what its exception says in the relay's words."""
    try:
        return await handler(request)
    except RefusalError as refusal:
        return refusal_response(refusal)
    except web.HTTPRequestEntityTooLarge:
        return refusal_response(RefusalError("FILE_TOO_LARGE"))
    except web.HTTPException as error:
        return error_response(error.status, error.reason)
    except Exception:
        logger.exception("the sandbox relay failed at %s", request.method)
        return refusal_response(RefusalError("INTERNAL_ERROR"))
