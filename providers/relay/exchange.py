"""One HTTP exchange with the relay: bytes out, a typed answer or a typed error back."""

import asyncio
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import aiohttp
from yarl import URL

from providers.errors import AnswerTooLargeError, BadAnswerError, RelayError, UnreachableError
from providers.options import RelayOptions
from providers.relay import lenient_json
from providers.relay.buffer import reserve_buffer, written_bytes
from providers.relay.json_stream import (
    ANSWER_LIMITS,
    JsonStreamDecoder,
    TextLimits,
    TextTooLargeError,
)
from providers.relay.pacing import parse_http_date, parse_retry_after
from providers.relay.redaction import redact
from providers.relay.refusals import AnswerMetadata, Refusal, refusal_of_answer

_QUICKLY_PARSED = 2**16
"""Bytes of JSON that are parsed on the event loop: it takes a millisecond at most."""
_CONNECT_ERRORS = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)


@dataclass(frozen=True)
class Call:
    """A request. `timeout` is in seconds, until the answer begins; its body has a pace of its own.

    `headers_deadline` is a moment on the loop's clock, by which the answer must have begun: a long
    poll must not outlive its deadline, but an answer that has begun to arrive may. `text_limits`
    bound what the answer has beside pictures.
    """

    method: str
    url: URL
    timeout: float
    headers: Mapping[str, str]
    payload: bytes | None = None
    headers_deadline: float | None = None
    secrets: Sequence[str] = ()
    text_limits: TextLimits = ANSWER_LIMITS


@dataclass(frozen=True, repr=False)
class Answer:
    """A 2xx answer with a JSON object; a bare array becomes its `data`."""

    status: int
    body: Mapping[str, Any]
    metadata: AnswerMetadata


class BodyTooLargeError(Exception):
    """A body that is larger than it may be."""


async def exchange(
    session: aiohttp.ClientSession,
    call: Call,
    options: RelayOptions,
    on_credit_warning: Callable[[], None],
) -> Answer:
    """Send `call` once, and return the answer.

    Raises UnreachableError, BadAnswerError, or the typed error of a status outside 2xx. The chain
    of exceptions leaves aiohttp's out: it has the address, which has the task's id.
    """
    begin_by = asyncio.get_running_loop().time() + call.timeout
    if call.headers_deadline is not None:
        begin_by = min(begin_by, call.headers_deadline)
    try:
        async with (
            asyncio.timeout_at(begin_by) as headers_timeout,
            _request(session, call, options) as response,
        ):
            headers_timeout.reschedule(None)
            return await _read(response, call, options, on_credit_warning)
    except _CONNECT_ERRORS as error:
        raise _unreachable(error, call, sent=False) from None
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise _unreachable(error, call, sent=True) from None


async def read_limited(
    response: aiohttp.ClientResponse, limit: int, options: RelayOptions
) -> bytes:
    """Return the body. Raises BodyTooLargeError once it is known to exceed `limit` bytes."""
    content, failure = await read_as_far_as_it_goes(response, limit, options)
    if failure is not None:
        raise failure
    return content


async def read_as_far_as_it_goes(
    response: aiohttp.ClientResponse, limit: int, options: RelayOptions
) -> tuple[bytes, Exception | None]:
    """Return the body, and what ended it before the length that was announced, if anything did.

    Raises BodyTooLargeError once it is known to exceed `limit` bytes.
    """
    buffer, failure = reserve_buffer(_announced(response, limit)), None
    try:
        await _receive(response, limit, options, buffer.write)
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        failure = error
    return written_bytes(buffer), failure


async def read_json(
    response: aiohttp.ClientResponse,
    limit: int,
    options: RelayOptions,
    text_limits: TextLimits = ANSWER_LIMITS,
) -> Any:
    """Return the body as JSON, each picture in it as a `DecodedPicture`.

    JSON that is whole is enough, even if more was announced. Raises BodyTooLargeError, ValueError.
    """
    decoder, failure = JsonStreamDecoder(_announced(response, limit), text_limits), None
    try:
        try:
            await _receive(response, limit, options, decoder.feed)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            failure = error
        if decoder.text_size > _QUICKLY_PARSED:
            return await asyncio.to_thread(decoder.finish)
        return decoder.finish()
    except TextTooLargeError:
        raise BodyTooLargeError from None
    except ValueError:
        if failure is not None:
            raise failure from None
        raise


def _announced(response: aiohttp.ClientResponse, limit: int) -> int:
    """Return the body's length as announced; 0 if it is unknown. Raises BodyTooLargeError."""
    size = response.content_length or 0
    if size > limit:
        raise BodyTooLargeError
    return size


async def _receive(
    response: aiohttp.ClientResponse,
    limit: int,
    options: RelayOptions,
    take: Callable[[bytes], object],
) -> None:
    """Hand each chunk of the body to `take`.

    Raises BodyTooLargeError, and TimeoutError for a body that drips: a large one may take its time,
    as long as it keeps up with `min_bytes_per_second`.
    """
    began, size = asyncio.get_running_loop().time(), 0
    async with asyncio.timeout(options.answer_timeout) as timeout:
        async for chunk in response.content.iter_any():
            size += len(chunk)
            if size > limit:
                raise BodyTooLargeError
            earned = size / options.min_bytes_per_second
            timeout.reschedule(began + options.answer_timeout + earned)
            take(chunk)


def _request(
    session: aiohttp.ClientSession, call: Call, options: RelayOptions
) -> Any:  # aiohttp's own type of it is private
    return session.request(
        call.method,
        call.url,
        # aiohttp writes a file in chunks, but bytes in one go, which would block the loop.
        data=None if call.payload is None else io.BytesIO(call.payload),
        headers={**call.headers, **({"Content-Type": "application/json"} if call.payload else {})},
        allow_redirects=False,
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=options.connect_timeout),
    )


async def _read(
    response: aiohttp.ClientResponse,
    call: Call,
    options: RelayOptions,
    on_credit_warning: Callable[[], None],
) -> Answer:
    metadata = _metadata(response, call)
    if metadata.credit_warning:
        on_credit_warning()
    if not 200 <= response.status < 300:
        raise await _refused(response, options, metadata)
    try:
        limit = options.max_answer_bytes
        body = await read_json(response, limit, options, call.text_limits)
    except BodyTooLargeError:
        words = "more than an answer may have"
        raise AnswerTooLargeError(words, response.status, request_id=metadata.request_id) from None
    except ValueError:
        raise BadAnswerError("no JSON", response.status, request_id=metadata.request_id) from None
    if isinstance(body, list):
        body = {"data": body}
    if not isinstance(body, dict):
        raise BadAnswerError("no JSON object", response.status, request_id=metadata.request_id)
    return Answer(response.status, body, metadata)


def _metadata(response: aiohttp.ClientResponse, call: Call) -> AnswerMetadata:
    headers = response.headers
    return AnswerMetadata(
        request_id=redact(headers.get("X-Request-ID", ""), call.secrets, 128) or None,
        credit_warning=headers.get("X-Credit-Warning", "").strip().lower() == "true",
        retry_after=parse_retry_after(headers.get("Retry-After"), _answered_at(headers)),
        secrets=call.secrets,
    )


def _answered_at(headers: Mapping[str, str]) -> datetime:
    """Return the time of an answer by the clock of who sent it; by ours if it does not say."""
    return parse_http_date(headers.get("Date", "")) or datetime.now(UTC)


async def _refused(
    response: aiohttp.ClientResponse, options: RelayOptions, metadata: AnswerMetadata
) -> RelayError:
    if 300 <= response.status < 400:
        message = "a redirect: the configured address of the relay is not where it lives"
        return Refusal(response.status, metadata, message=message).to_error()
    try:
        body = lenient_json.loads(await read_limited(response, options.max_error_bytes, options))
    except (BodyTooLargeError, ValueError, aiohttp.ClientError, TimeoutError):
        # The status is known, and is enough.
        body = None
    known = body if isinstance(body, dict) else {}
    return refusal_of_answer(response.status, known, metadata).to_error()


def _unreachable(error: Exception, call: Call, *, sent: bool) -> UnreachableError:
    # Only a failure to connect is sure to name nothing but the host.
    words = str(error) if isinstance(error, aiohttp.ClientConnectorError) else ""
    message = redact(f"{type(error).__name__} {words}".strip(), call.secrets)
    return UnreachableError(message, sent=sent)
