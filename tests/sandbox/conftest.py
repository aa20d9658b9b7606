"""Emulators on loopback ports, and plain HTTP to talk to them."""

import base64
import io
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from PIL import Image

from sandbox.relay import KEY, RelayEmulator, serve

Post = Callable[..., Awaitable[aiohttp.ClientResponse]]


class Clock:
    """A clock that only moves when told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def relay(clock: Clock) -> AsyncIterator[RelayEmulator]:
    """The live form, without delays."""
    async with serve(RelayEmulator(delay=0, clock=clock)) as running:
        yield running


@pytest.fixture
async def spec(clock: Clock) -> AsyncIterator[RelayEmulator]:
    """The spec's form, without delays."""
    async with serve(RelayEmulator(live=False, delay=0, clock=clock)) as running:
        yield running


class Http:
    """Requests with the key, to whichever emulator is named."""

    flux = "/v2/image/flux/generate"
    small = {"width": 64, "height": 64}  # noqa: RUF012 - never changed

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self.session = session

    async def post(
        self, relay: RelayEmulator, path: str, body: Any, **headers: str
    ) -> tuple[int, Any, Any]:
        """Status, body and headers."""
        sent = {
            "X-API-Key": KEY,
            **{name.replace("_", "-"): said for name, said in headers.items()},
        }
        async with self.session.post(relay.url + path, json=body, headers=sent) as answer:
            return answer.status, await answer.json(), answer.headers

    async def get(self, relay: RelayEmulator, path: str) -> tuple[int, Any, Any]:
        async with self.session.get(relay.url + path) as answer:
            return answer.status, await answer.json(), answer.headers

    async def submit(self, relay: RelayEmulator, prompt: str = "a red fox", **more: Any) -> str:
        """The poll path of a new small Flux task."""
        body = {"prompt": prompt, **self.small, **more, "async": True}
        status, answer, _ = await self.post(relay, self.flux, body)
        assert status == 202, answer
        return str(answer.get("poll_url") or f"/v2/tasks/{answer['task_address']}")

    async def ended(self, relay: RelayEmulator, poll: str) -> Any:
        """The last poll of a task that ends."""
        await relay.tasks[poll.rpartition("/")[2]].finished.wait()
        return (await self.get(relay, poll))[1]


@pytest.fixture
async def http() -> AsyncIterator[Http]:
    async with aiohttp.ClientSession() as session:
        yield Http(session)


@pytest.fixture
def photo() -> Callable[..., str]:
    """Makes an input: base64 of a PNG, one colour on the left, another on the right."""

    def make(size: tuple[int, int] = (64, 64), left: str = "white", right: str = "black") -> str:
        image = Image.new("RGB", size, left)
        image.paste(right, (size[0] // 2, 0, *size))
        sink = io.BytesIO()
        image.save(sink, "PNG")
        return base64.b64encode(sink.getvalue()).decode()

    return make


@pytest.fixture
def opened() -> Callable[[str | bytes], Image.Image]:
    """Reads a picture of an answer, base64 or bytes."""

    def read(content: str | bytes) -> Image.Image:
        raw = base64.b64decode(content) if isinstance(content, str) else content
        return Image.open(io.BytesIO(raw))

    return read
