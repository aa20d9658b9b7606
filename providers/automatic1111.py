"""Self-hosted Stable Diffusion: AUTOMATIC1111's API, which is synchronous.

There is no task and no idempotency key: a repeated request draws again, which costs nothing here.
"""

from contextlib import AsyncExitStack
from types import TracebackType
from typing import Any, Self

import orjson

from providers.options import RelayOptions
from providers.relay.answers import Result, read_result
from providers.relay.connection import Connection, open_session
from providers.stable_diffusion import StableDiffusionRequest

PATH = "/sdapi/v1/txt2img"


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
        answer = await self._connection.send(call)
        return read_result(answer.body, answer.metadata)


def request_body(request: StableDiffusionRequest) -> dict[str, Any]:
    """Return the body for AUTOMATIC1111: the checkpoint is an override of its settings."""
    body = request.body({})
    checkpoint = body.pop("model")
    return {**body, "override_settings": {"sd_model_checkpoint": checkpoint}}
