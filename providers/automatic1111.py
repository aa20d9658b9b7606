"""Self-hosted Stable Diffusion: AUTOMATIC1111's API, which is synchronous.

There is no task and no idempotency key: a repeated request draws again, which costs nothing here.
"""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Any, Self

import orjson

from providers.errors import (
    BadAnswerError,
    OwnServerAwayError,
    OwnServerError,
    OwnServerFailedError,
    ProviderFailedError,
    RelayError,
    UnreachableError,
)
from providers.options import RelayOptions
from providers.relay.answers import Result, read_result
from providers.relay.connection import Connection, open_session
from providers.relay.exchange import Answer, Call
from providers.relay.json_stream import CATALOGUE_LIMITS
from providers.stable_diffusion import StableDiffusionRequest

logger = logging.getLogger(__name__)

PATH = "/sdapi/v1/txt2img"
_CHECKPOINTS_PATH = "/sdapi/v1/sd-models"
_NO_API = (
    "EASEL_SD_URL: the server has no API at this address. Start it with --api, or correct the "
    "address"
)
_NO_LOGIN = (
    "EASEL_SD_URL: the server wants a user and a password, or refuses these. Set them as in "
    "http://user:password@127.0.0.1:7860, the same as in its option --api-auth"
)
_MOVED = "EASEL_SD_URL: the server redirects to another address. Set that one"
_AWAY = (
    "EASEL_SD_URL: no answer from {address} ({reason}). Start the server, or correct the address"
)
_NO_MEMORY = (
    "EASEL_SD_URL: the server is out of memory. Start it with --medvram or --lowvram, close what "
    "else uses its graphics card, or have smaller pictures made"
)
_NO_CHECKPOINT = (
    "EASEL_SD_MODELS: the server does not find the checkpoint. Name those that it has; "
    "`easel doctor` lists them"
)
_STRANGE = (
    "EASEL_SD_URL: the answer is not one of AUTOMATIC1111's API. Correct the address, or see the "
    "server's own log"
)
_FAILED = "EASEL_SD_URL: the server failed to make the picture. The server's own log says why"
_MEMORY_WORDS = re.compile("out of memory|outofmemory|not enough memory", re.IGNORECASE)
_CHECKPOINT_WORDS = re.compile(
    r"(unknown|no such|could ?n.t find|could not find|no) (model|checkpoint)"
    r"|checkpoint\b.{0,120}\b(not found|unknown|does not exist)",
    re.IGNORECASE | re.DOTALL,
)
_HASH = re.compile(r" \[[0-9a-f]+\]$")
_EXTENSION = re.compile(r"\.(safetensors|ckpt|gguf|sft)$")


class Automatic1111:
    """The server at `url`, such as `http://127.0.0.1:7860`: an async context manager."""

    def __init__(self, url: str, *, options: RelayOptions | None = None) -> None:
        self._options = options or RelayOptions()
        self._connection = Connection(url, "", self._options, None)
        self._resources = AsyncExitStack()
        # Checkpoints that the operator has read about.
        self._reported: set[str] = set()

    def __repr__(self) -> str:
        return f"Automatic1111({self.address})"

    @property
    def address(self) -> str:
        """The server's address, without a password."""
        return str(self._connection.base.origin())

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
        try:
            result = read_result(answer.body, answer.metadata)
        except BadAnswerError as error:
            raise OwnServerFailedError(_STRANGE, error.status) from None
        self._compare(request.model, answer.body)
        return result

    async def checkpoints(self) -> list[Mapping[str, Any]]:
        """Return the server's checkpoints as it lists them. Raises RelayError."""
        headers = self._connection.headers()
        call = self._connection.call(
            "GET", _CHECKPOINTS_PATH, headers, text_limits=CATALOGUE_LIMITS
        )
        rows = (await self._send(call)).body.get("data")
        if not isinstance(rows, list):
            raise OwnServerFailedError(_STRANGE)
        return [row for row in rows if isinstance(row, Mapping)]

    async def _send(self, call: Call) -> Answer:
        """Send `call`. Raises RelayError; what the operator can solve names the remedy."""
        try:
            return await self._connection.send(call)
        except RelayError as error:
            raise self._explained(error) from None

    def _explained(self, error: RelayError) -> RelayError:
        """Return the error that names the setting and the remedy."""
        if remedy := _remedy(error):
            return OwnServerError(remedy, error.status)
        match error:
            case UnreachableError(sent=sent):
                words = _AWAY.format(address=self.address, reason=error.message.split()[0])
                return OwnServerAwayError(words, sent=sent)
            case ProviderFailedError() if _MEMORY_WORDS.search(error.message):
                return OwnServerFailedError(_NO_MEMORY, error.status)
            case ProviderFailedError():
                return OwnServerFailedError(_FAILED, error.status)
            case BadAnswerError():
                return OwnServerFailedError(_STRANGE, error.status)
        return error

    def _compare(self, checkpoint: str, body: Mapping[str, Any]) -> None:
        """Log once that the server has used another checkpoint: it does not refuse unknown ones."""
        used = _used_checkpoint(body)
        if used is None or checkpoint in self._reported or _is_same(checkpoint, *used):
            return
        self._reported.add(checkpoint)
        logger.warning(
            "EASEL_SD_MODELS: the server has no checkpoint %r, and uses %r instead. Name those "
            "that it has; `easel doctor` lists them",
            checkpoint,
            used[0],
        )


def has_checkpoint(rows: Iterable[Mapping[str, Any]], checkpoint: str) -> bool:
    """Return True if one of the listed checkpoints has this name."""
    return any(checkpoint in _names(row) for row in rows)


def _names(row: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names that the server accepts for a checkpoint."""
    texts = {key: value for key, value in row.items() if isinstance(value, str) and value}
    for key in ("title", "model_name", "hash", "sha256"):
        if key in texts:
            yield texts[key]
    if "title" in texts:
        yield _HASH.sub("", texts["title"])
    if "filename" in texts:
        yield re.split(r"[/\\]", texts["filename"])[-1]


def _used_checkpoint(body: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return the name and the hash of the checkpoint that the answer names; None without one."""
    try:
        info = orjson.loads(body.get("info") or "{}")
    except (orjson.JSONDecodeError, TypeError):
        return None
    name = info.get("sd_model_name") if isinstance(info, dict) else None
    return (name, str(info.get("sd_model_hash"))) if isinstance(name, str) and name else None


def _is_same(checkpoint: str, name: str, name_hash: str) -> bool:
    """Return True if a setting names this checkpoint, by its file or by its hash."""
    return checkpoint in (name, name_hash) or _bare(checkpoint) == _bare(name)


def _bare(checkpoint: str) -> str:
    file = re.split(r"[/\\]", _HASH.sub("", checkpoint))[-1]
    return _EXTENSION.sub("", file)


def _remedy(error: RelayError) -> str | None:
    """Return the remedy where the server is not set up for us.

    It may follow from the server's own words, which no log shows.
    """
    status = error.status or 0
    if status in (401, 403, 407):
        return _NO_LOGIN
    if _CHECKPOINT_WORDS.search(error.message):
        return _NO_CHECKPOINT
    if status in (404, 405):
        return _NO_API
    return _MOVED if 300 <= status < 400 else None


def request_body(request: StableDiffusionRequest) -> dict[str, Any]:
    """Return the body for AUTOMATIC1111: the checkpoint is an override of its settings."""
    body = request.body({})
    checkpoint = body.pop("model")
    return {**body, "override_settings": {"sd_model_checkpoint": checkpoint}}
