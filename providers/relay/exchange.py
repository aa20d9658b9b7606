"""One exchange over HTTP with the relay: bytes out, one typed answer or one typed error back."""

import asyncio
import io
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import aiohttp
import orjson
from yarl import URL

from providers.errors import AnswerTooLargeError, BadAnswerError, RelayError, UnreachableError
from providers.options import RelayOptions
from providers.relay.buffer import reserved, written
from providers.relay.json_stream import Sieve
from providers.relay.pacing import parse_retry_after
from providers.relay.redaction import redact
from providers.relay.refusals import Facts, Refusal, refusal_of_answer

_NEVER_CONNECTED = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)


@dataclass(frozen=True)
class Call:
    """What to send. `timeout` is seconds for all of it; `head_by` when the answer must have begun.

    `head_by` is a moment on the loop's clock: a long poll must not outlive its deadline, but an
    answer that has begun to arrive may.
    """

    method: str
    url: URL
    timeout: float
    headers: Mapping[str, str]
    payload: bytes | None = None
    head_by: float | None = None
    secrets: Sequence[str] = ()


@dataclass(frozen=True, repr=False)
class Answer:
    """A 2xx answer with a JSON object; a bare array is taken for its `data`."""

    status: int
    body: Mapping[str, Any]
    facts: Facts


class OverLimitError(Exception):
    """A body is larger than it may be."""


async def exchange(
    session: aiohttp.ClientSession,
    call: Call,
    options: RelayOptions,
    on_credit_warning: Callable[[], None],
) -> Answer:
    """Send `call` once.

    Raises UnreachableError, BadAnswerError, or the typed error of a status that is no success. What
    aiohttp raised is left out of the chain: it holds the address, which holds the task's id.
    """
    try:
        async with (
            asyncio.timeout_at(call.head_by) as until_head,
            _request(session, call, options) as response,
        ):
            until_head.reschedule(None)
            return await _read(response, call, options, on_credit_warning)
    except _NEVER_CONNECTED as error:
        raise _unreachable(error, call, sent=False) from None
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise _unreachable(error, call, sent=True) from None


async def read_limited(response: aiohttp.ClientResponse, limit: int) -> bytes:
    """The body, of at most `limit` bytes. Raises OverLimitError once it is known to be more."""
    buffer = reserved(_announced(response, limit))
    async for piece in _pieces(response, limit):
        buffer.write(piece)
    return written(buffer)


async def read_json(response: aiohttp.ClientResponse, limit: int) -> Any:
    """What the body says, its pictures `Decoded`. Raises OverLimitError, orjson.JSONDecodeError."""
    sieve = Sieve(_announced(response, limit))
    async for piece in _pieces(response, limit):
        sieve.feed(piece)
    return sieve.finish()


def _announced(response: aiohttp.ClientResponse, limit: int) -> int:
    """How long the body will be, 0 where nobody says."""
    size = response.content_length or 0
    if size > limit:
        raise OverLimitError
    return size


async def _pieces(response: aiohttp.ClientResponse, limit: int) -> AsyncIterator[bytes]:
    size = 0
    async for piece in response.content.iter_any():
        size += len(piece)
        if size > limit:
            raise OverLimitError
        yield piece


def _request(
    session: aiohttp.ClientSession, call: Call, options: RelayOptions
) -> Any:  # aiohttp's own type of it is private
    return session.request(
        call.method,
        call.url,
        # aiohttp writes a file piece by piece, but bytes in one go, which holds up everybody.
        data=None if call.payload is None else io.BytesIO(call.payload),
        headers={**call.headers, **({"Content-Type": "application/json"} if call.payload else {})},
        allow_redirects=False,
        timeout=aiohttp.ClientTimeout(total=call.timeout, sock_connect=options.connect_timeout),
    )


async def _read(
    response: aiohttp.ClientResponse,
    call: Call,
    options: RelayOptions,
    on_credit_warning: Callable[[], None],
) -> Answer:
    facts = _facts(response, call)
    if facts.credit_warning:
        on_credit_warning()
    if not 200 <= response.status < 300:
        raise await _refused(response, options, facts)
    try:
        body = await read_json(response, options.answer_bytes)
    except OverLimitError:
        limit = f"more than {options.answer_bytes} bytes"
        raise AnswerTooLargeError(limit, response.status, request_id=facts.request_id) from None
    except orjson.JSONDecodeError:
        raise BadAnswerError("no JSON", response.status, request_id=facts.request_id) from None
    if isinstance(body, list):
        body = {"data": body}
    if not isinstance(body, dict):
        raise BadAnswerError("no JSON object", response.status, request_id=facts.request_id)
    return Answer(response.status, body, facts)


def _facts(response: aiohttp.ClientResponse, call: Call) -> Facts:
    headers = response.headers
    return Facts(
        request_id=redact(headers.get("X-Request-ID", ""), call.secrets, 128) or None,
        credit_warning=headers.get("X-Credit-Warning", "").strip().lower() == "true",
        retry_after=parse_retry_after(headers.get("Retry-After"), datetime.now(UTC)),
        secrets=call.secrets,
    )


async def _refused(
    response: aiohttp.ClientResponse, options: RelayOptions, facts: Facts
) -> RelayError:
    if 300 <= response.status < 400:
        message = "a redirect: the configured address of the relay is not where it lives"
        return Refusal(response.status, facts, message=message).error()
    try:
        body = orjson.loads(await read_limited(response, options.error_bytes))
    except (OverLimitError, orjson.JSONDecodeError, aiohttp.ClientError, TimeoutError):
        # The status is known and says enough.
        body = None
    known = body if isinstance(body, dict) else {}
    return refusal_of_answer(response.status, known, facts).error()


def _unreachable(error: Exception, call: Call, *, sent: bool) -> UnreachableError:
    # Only a failure to connect is known to name nothing but the host.
    words = str(error) if isinstance(error, aiohttp.ClientConnectorError) else ""
    message = redact(f"{type(error).__name__} {words}".strip(), call.secrets)
    return UnreachableError(message, sent=sent)
