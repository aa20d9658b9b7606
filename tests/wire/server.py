"""Middleware of the fake REST API: authorisation, recording, held requests, injected faults."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from fnmatch import fnmatch
from typing import Literal

from aiohttp import web

from .bodies import BODY, read_body
from .changes import Changes
from .errors import ApiError, refuse

PREFIX = "/api/v10"
Stage = Literal["before", "after"]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
# These have their own token in the path (docs/discord.md, section 1).
_TOKEN_IN_PATH = ("/interactions/", "/webhooks/")


def answer(data: object = None, status: int = 200, **headers: str) -> web.Response:
    """Return a JSON answer with exactly `application/json`, or 204 without a body."""
    if data is None:
        return web.Response(status=204)
    body = json.dumps(data).encode()
    kind = {"Content-Type": "application/json"}
    return web.Response(body=body, status=status, headers=kind | headers)


class DroppedError(Exception):
    """A request whose connection a gate or a fault closes."""


@dataclass(frozen=True)
class Body:
    """A literal answer, which may be wrong."""

    content: bytes
    content_type: str = "application/json"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Call:
    """One request of a bot, and the status of its answer (None while it is unanswered)."""

    method: str
    path: str
    status: int | None = None

    def matches(self, method: str, pattern: str) -> bool:
        return self.method == method and fnmatch(self.path, pattern)


@dataclass
class Fault:
    """An injected error or body, which is answered `remaining` more times; None is no answer."""

    method: str
    pattern: str
    error: ApiError | Body | None
    remaining: int
    processed: bool
    retry_after: float = 0


@dataclass
class Gate:
    """A gate that holds matching requests until it is opened."""

    method: str
    pattern: str
    stage: Stage
    waiting: int = 0
    dropping: bool = False
    opened: asyncio.Event = field(default_factory=asyncio.Event)

    def open(self) -> None:
        """Let held requests go on, even if their sender has died meanwhile."""
        self.opened.set()

    def drop(self) -> None:
        """Close the connections of held requests; if held `before`, they never take effect."""
        self.dropping = True
        self.opened.set()


class Middleware:
    """The middleware that handles every REST request."""

    def __init__(self, token: str, changes: Changes) -> None:
        self.calls: list[Call] = []
        self.unknown: list[str] = []
        self._token, self._changes = token, changes
        self.clock: Callable[[], float] = time.time
        self._faults: list[Fault] = []
        self._gates: list[Gate] = []

    def fail(self, fault: Fault) -> None:
        self._faults.append(fault)

    def clear_faults(self) -> None:
        self._faults.clear()

    @asynccontextmanager
    async def held(self, method: str, pattern: str, stage: Stage) -> AsyncIterator[Gate]:
        gate = Gate(method, pattern, stage)
        self._gates.append(gate)
        try:
            yield gate
        finally:
            self._gates.remove(gate)
            gate.open()

    def open_all(self) -> None:
        for gate in self._gates:
            gate.open()

    @web.middleware
    async def pass_through(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Handle a REST request; pass requests to the gateway and the CDN on unchanged."""
        if not request.path.startswith(PREFIX):
            return await handler(request)
        call = Call(request.method, request.path.removeprefix(PREFIX))
        self.calls.append(call)
        try:
            response = await self._serve(request, handler, call)
        except ApiError as error:
            response = answer(error.json(), error.status)
        except DroppedError:
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=502)
        call.status = response.status
        response.headers["Date"] = formatdate(self.clock(), usegmt=True)
        self._changes.notify()
        return response

    async def _serve(
        self, request: web.Request, handler: Handler, call: Call
    ) -> web.StreamResponse:
        if request.match_info.http_exception is not None:
            return self._not_found(request.match_info.http_exception, call)
        signed = request.headers.get("Authorization") == f"Bot {self._token}"
        if not signed and not call.path.startswith(_TOKEN_IN_PATH):
            raise refuse(0)
        # Read first: an answer before the end of the upload would break the connection.
        request[BODY] = await read_body(request)
        await self._wait(call, "before")
        fault = self._fault(call)
        if fault is None:
            response = await handler(request)
        else:
            response = await self._fail(request, handler, fault)
        await self._wait(call, "after")
        return response

    def _not_found(self, error: web.HTTPException, call: Call) -> web.Response:
        self.unknown.append(f"{call.method} {call.path}")
        return answer({"message": f"{error.status}: {error.reason}", "code": 0}, error.status)

    def _fault(self, call: Call) -> Fault | None:
        for fault in self._faults:
            if fault.remaining and call.matches(fault.method, fault.pattern):
                fault.remaining -= 1
                return fault
        return None

    async def _fail(self, request: web.Request, handler: Handler, fault: Fault) -> web.Response:
        """Answer with the error; if it is `processed`, the request takes effect before."""
        if fault.processed:
            await handler(request)
        error = fault.error
        if error is None:
            raise DroppedError
        if isinstance(error, Body):
            headers = {"Content-Type": error.content_type, **error.headers}
            return web.Response(body=error.content, status=error.status, headers=headers)
        if error.status != 429:
            return answer(error.json(), error.status)
        # Without `Via`, discord.py takes a 429 for a ban (docs/discord.md, section 8).
        body = {"message": error.message, "retry_after": fault.retry_after, "global": False}
        headers = {"Via": "1.1 google", "Retry-After": str(fault.retry_after)}
        return answer(body, 429, **headers)

    async def _wait(self, call: Call, stage: Stage) -> None:
        for gate in list(self._gates):
            if gate.stage == stage and call.matches(gate.method, gate.pattern):
                gate.waiting += 1
                self._changes.notify()
                await gate.opened.wait()
                gate.waiting -= 1
                if gate.dropping:
                    raise DroppedError
