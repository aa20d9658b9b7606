"""A scripted image service on loopback: each path answers what a test queued for it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from hypothesis import HealthCheck, settings

from providers.options import RelayOptions
from providers.relay import Relay

# How fast examples are made says something about the machine, nothing about the code.
settings.register_profile("providers", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("providers")

KEY = "relay_sk_1234567890abcdef"
TASK_ID = "direct:0d9c2f0e-6a1b-4c55-9d7e-3f1f5b1f0a11"
TASK_PATH = f"/v2/tasks/{TASK_ID}"
GENERATE = "/v2/image/flux/generate"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(64))

QUICK = RelayOptions(
    connect_timeout=5,
    submit_timeout=5,
    answer_timeout=5,
    link_timeout=5,
    link_patience=0.05,
    backoff_base=0.001,
    max_backoff=0.002,
    submit_patience=5,
    rate_limit_gap=0,
    max_rate_limit_gap=0,
    min_poll_pause=0,
    max_poll_pause=0.001,
    held_poll_seconds=0.5,
    final_poll_timeout=5,
    gone_interval=0.02,
    empty_patience=0.02,
)


@dataclass(frozen=True)
class Reply:
    """One answer. `body`: str is sent as HTML, bytes as they are, all else as JSON."""

    body: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    def response(self) -> web.Response:
        if isinstance(self.body, str):
            return web.Response(
                text=self.body, status=self.status, headers=self.headers, content_type="text/html"
            )
        raw = self.body if isinstance(self.body, bytes) else orjson.dumps(self.body)
        return web.Response(body=raw, status=self.status, headers=self.headers)


@dataclass(frozen=True)
class Seen:
    """One request as it arrived."""

    method: str
    raw_path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes


Answerer = Callable[[web.Request], Awaitable[web.StreamResponse]]


def promising_more(content: bytes, status: int = 200) -> Answerer:
    """Return an answerer that sends all of the content, and has announced a little more."""

    async def answer(request: web.Request) -> web.StreamResponse:
        headers = {"Content-Length": str(len(content) + 100)}
        response = web.StreamResponse(status=status, headers=headers)
        await response.prepare(request)
        await response.write(content)
        assert request.transport is not None
        request.transport.close()
        return response

    return answer


async def lose(request: web.Request) -> web.StreamResponse:
    """Take the request and break the connection instead of answering."""
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def hang(_: web.Request) -> web.StreamResponse:
    """Never answer; the server's end cancels it."""
    await asyncio.Event().wait()
    raise AssertionError


async def drip(request: web.Request) -> web.StreamResponse:
    """Begin to answer, and never come to the end."""
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    await response.prepare(request)
    await response.write(b'{"status": "comp')
    return await hang(request)


async def until(condition: Callable[[], bool]) -> None:
    """Let the others run until `condition` holds; fails after some seconds."""
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - nobody tells when
            await asyncio.sleep(0)


class Service:
    """The service: what was queued for a path is answered in order, the last of it for ever."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []
        self._queues: dict[str, list[Reply | Answerer]] = {}
        app = web.Application(client_max_size=2**28)
        app.router.add_route("*", "/{path:.*}", self._answer)
        self.server = TestServer(app)

    @property
    def url(self) -> str:
        return str(self.server.make_url("")).rstrip("/")

    def on(self, path: str, *answers: Reply | Answerer) -> None:
        self._queues[path] = list(answers)

    def times(self, path: str) -> int:
        return sum(1 for seen in self.seen if seen.raw_path.partition("?")[0] == path)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        query = dict(request.query)
        self.seen.append(Seen(request.method, request.raw_path, query, request.headers, body))
        queue = self._queues.get(request.path)
        if queue is None:
            return Reply({"detail": "Not Found"}, 404).response()
        answer = queue.pop(0) if len(queue) > 1 else queue[0]
        return answer.response() if isinstance(answer, Reply) else await answer(request)


def accepted(task_id: str = TASK_ID) -> Reply:
    return Reply({"task_id": task_id, "status": "queued", "poll_url": f"/v2/tasks/{task_id}"}, 202)


def unfinished() -> Reply:
    return Reply({"task_id": TASK_ID, "status": "running", "result": None})


def completed(result: Any) -> Reply:
    return Reply({"task_id": TASK_ID, "status": "completed", "result": result})


def refused(status: int, code: str | None = None, **headers: str) -> Reply:
    body = {"detail": "no", "error": {"code": code, "message": "no", "request_id": "r-1"}}
    return Reply(body, status, {name.replace("_", "-"): value for name, value in headers.items()})


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    made = Service()
    async with made.server:
        yield made


@pytest.fixture
async def other_service() -> AsyncIterator[Service]:
    made = Service()
    async with made.server:
        yield made


@pytest.fixture
async def relay(service: Service) -> AsyncIterator[Relay]:
    async with Relay(service.url, KEY, options=QUICK) as made:
        yield made
