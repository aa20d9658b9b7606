"""Self-hosted Stable Diffusion: AUTOMATIC1111's API, which is synchronous.

There is no task and no idempotency key: a repeated request draws again, which costs nothing here.
"""

from contextlib import AsyncExitStack
from types import TracebackType
from typing import Any, Self

import orjson

from providers.errors import OwnServerError, RelayError
from providers.options import RelayOptions
from providers.relay.answers import Result, read_result
from providers.relay.connection import Connection, open_session
from providers.relay.exchange import Answer, Call
from providers.relay.json_stream import CATALOGUE_LIMITS
from providers.stable_diffusion import StableDiffusionRequest

PATH = "/sdapi/v1/txt2img"
_CHECKED_PATH = "/sdapi/v1/sd-models"
_NO_API = (
    "EASEL_SD_URL: the server has no API at this address. Start it with --api, or correct the "
    "address"
)
_NO_LOGIN = (
    "EASEL_SD_URL: the server wants a user and a password, or refuses these. Set them as in "
    "http://user:password@127.0.0.1:7860, the same as in its option --api-auth"
)
_MOVED = "EASEL_SD_URL: the server redirects to another address. Set that one"


class Automatic1111:
    """The server at `url`, such as `http://127.0.0.1:7860`: an async context manager."""

    def __init__(self, url: str, *, options: RelayOptions | None = None) -> None:
        self._options = options or RelayOptions()
        self._connection = Connection(url, "", self._options, None)
        self._resources = AsyncExitStack()

    def __repr__(self) -> str:
        return f"Automatic1111({self._connection.base.origin()})"

    async def __aenter__(self) -> Self:
        self._connection.use(await self._resources.enter_async_context(open_session()))
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._connection.use(None)
        await self._resources.aclose()

    async def generate(self, request: StableDiffusionRequest, *, seconds: float) -> Result:
        """Return the pictures, for which the server may take `seconds`. Raises RelayError."""
        payload = orjson.dumps(request_body(request))
        call = self._connection.call(
            "POST", PATH, self._connection.headers(), payload=payload, timeout=seconds
        )
        answer = await self._send(call)
        return read_result(answer.body, answer.metadata)

    async def check(self) -> None:
        """Check that the server has the API and lets us use it. Raises RelayError."""
        headers = self._connection.headers()
        await self._send(
            self._connection.call("GET", _CHECKED_PATH, headers, text_limits=CATALOGUE_LIMITS)
        )

    async def _send(self, call: Call) -> Answer:
        """Send `call`. Raises OwnServerError with a remedy where the server is not set up."""
        try:
            return await self._connection.send(call)
        except RelayError as error:
            if remedy := _remedy(error.status or 0):
                raise OwnServerError(remedy, error.status) from None
            raise


def _remedy(status: int) -> str | None:
    if status in (401, 403, 407):
        return _NO_LOGIN
    if status in (404, 405):
        return _NO_API
    return _MOVED if 300 <= status < 400 else None


def request_body(request: StableDiffusionRequest) -> dict[str, Any]:
    """Return the body for AUTOMATIC1111: the checkpoint is an override of its settings."""
    body = request.body({})
    checkpoint = body.pop("model")
    return {**body, "override_settings": {"sd_model_checkpoint": checkpoint}}
