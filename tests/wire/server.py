"""The door of the fake REST API: who may pass, what is recorded, held back or made to fail."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatch
from typing import Literal

from aiohttp import web

from .bodies import BODY, read_body
from .changes import Changes
from .errors import ApiError, refuse

PREFIX = "/api/v10"
Stage = Literal["before", "after"]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
# These carry their own token in the path.
_TOKEN_IN_PATH = ("/interactions/", "/webhooks/")


def answer(data: object = None, status: int = 200, **headers: str) -> web.Response:
    """A JSON answer with exactly `application/json`, or 204 without a body."""
    if data is None:
        return web.Response(status=204)
    body = json.dumps(data).encode()
    kind = {"Content-Type": "application/json"}
    return web.Response(body=body, status=status, headers=kind | headers)


class Dropped(Exception):  # noqa: N818
    """A request whose connection a gate or a fault breaks."""


@dataclass(frozen=True)
class Body:
    """An answer as it is, whatever is right."""

    content: bytes
    content_type: str = "application/json"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Call:
    """One request that a bot made, and the status it got (None while unanswered)."""

    method: str
    path: str
    status: int | None = None

    def fits(self, method: str, pattern: str) -> bool:
        return self.method == method and fnmatch(self.path, pattern)


@dataclass
class Fault:
    """An error to answer instead of the truth, or a body, `left` more times; None is silence."""

    method: str
    pattern: str
    error: ApiError | Body | None
    left: int
    processed: bool
    retry_after: float = 0


@dataclass
class Gate:
    """A place where matching requests wait until the gate is opened."""

    method: str
    pattern: str
    stage: Stage
    waiting: int = 0
    dropping: bool = False
    opened: asyncio.Event = field(default_factory=asyncio.Event)

    def open(self) -> None:
        """Let those who wait go on, even those whose sender has died meanwhile."""
        self.opened.set()

    def drop(self) -> None:
        """Break the connections of those who wait; held `before`, they never take effect."""
        self.dropping = True
        self.opened.set()


class Middleware:
    """The middleware that every REST request passes."""

    def __init__(self, token: str, changes: Changes) -> None:
        self.calls: list[Call] = []
        self.unknown: list[str] = []
        self._token, self._changes = token, changes
        self._faults: list[Fault] = []
        self._gates: list[Gate] = []

    def fail(self, fault: Fault) -> None:
        self._faults.append(fault)

    def mend(self) -> None:
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
        """Let a REST request in; anything else (the gateway, the CDN) goes straight on."""
        if not request.path.startswith(PREFIX):
            return await handler(request)
        call = Call(request.method, request.path.removeprefix(PREFIX))
        self.calls.append(call)
        try:
            response = await self._serve(request, handler, call)
        except ApiError as error:
            response = answer(error.json(), error.status)
        except Dropped:
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=502)
        call.status = response.status
        self._changes.note()
        return response

    async def _serve(
        self, request: web.Request, handler: Handler, call: Call
    ) -> web.StreamResponse:
        if request.match_info.http_exception is not None:
            return self._not_found(request.match_info.http_exception, call)
        signed = request.headers.get("Authorization") == f"Bot {self._token}"
        if not signed and not call.path.startswith(_TOKEN_IN_PATH):
            raise refuse(0)
        # Read first: an answer before the upload's end would break the connection instead.
        request[BODY] = await read_body(request)
        await self._wait(call, "before")
        fault = self._fault(call)
        if fault is None:
            response = await handler(request)
        else:
            response = await self._fail(request, handler, fault)
        await self._wait(call, "after")
        return response

    def _not_found(self, found: web.HTTPException, call: Call) -> web.Response:
        self.unknown.append(f"{call.method} {call.path}")
        return answer({"message": f"{found.status}: {found.reason}", "code": 0}, found.status)

    def _fault(self, call: Call) -> Fault | None:
        for fault in self._faults:
            if fault.left and call.fits(fault.method, fault.pattern):
                fault.left -= 1
                return fault
        return None

    async def _fail(self, request: web.Request, handler: Handler, fault: Fault) -> web.Response:
        """Answer the error; a `processed` one after the request has taken effect all the same."""
        if fault.processed:
            await handler(request)
        error = fault.error
        if error is None:
            raise Dropped
        if isinstance(error, Body):
            headers = {"Content-Type": error.content_type, **error.headers}
            return web.Response(body=error.content, status=error.status, headers=headers)
        if error.status != 429:
            return answer(error.json(), error.status)
        # Without Via discord.py takes a 429 for a ban.
        body = {"message": error.message, "retry_after": fault.retry_after, "global": False}
        headers = {"Via": "1.1 google", "Retry-After": str(fault.retry_after)}
        return answer(body, 429, **headers)

    async def _wait(self, call: Call, stage: Stage) -> None:
        for gate in list(self._gates):
            if gate.stage == stage and call.fits(gate.method, gate.pattern):
                gate.waiting += 1
                self._changes.note()
                await gate.opened.wait()
                gate.waiting -= 1
                if gate.dropping:
                    raise Dropped
