"""Broken answers: aborted connections, silence, HTML, half of the JSON."""

import asyncio
import contextlib

from aiohttp import web

PAGE = (
    "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head>"
    "<body><h1>502 Bad Gateway</h1><p>The server is taking a break.</p></body></html>"
)
GATES = {
    "unauthorized": 401,
    "forbidden": 403,
    "not-found": 404,
    "gone": 410,
    "unavailable": 503,
    "redirect": 302,
}
"""The status of each answer of a proxy or a firewall that stands before the relay."""
DRIP_SECONDS = 1.0


async def broken_answer(
    request: web.Request, name: str, released: asyncio.Event, whole: bytes = b""
) -> web.StreamResponse:
    """Answer as a fault demands.

    `whole` is the body that a normal answer would have; `released` ends every silence.
    """
    kind = name.removesuffix("-accepted")
    if kind == "html":
        return web.Response(
            status=502 if name == kind else 200, text=PAGE, content_type="text/html"
        )
    if kind == "blank":
        return web.Response(status=502)
    if kind in GATES:
        headers = {"Location": "https://sign-in.invalid/"} if kind == "redirect" else None
        return web.Response(
            status=GATES[kind], text=PAGE, content_type="text/html", headers=headers
        )
    if kind == "drip":
        return await dripping_body(request, whole or PAGE.encode(), released)
    if kind == "truncated":
        half = whole[: len(whole) // 2]
        return web.Response(status=200, body=half, content_type="application/json")
    if kind in ("hang", "hold"):
        await released.wait()
    return abort_connection(request)


def abort_connection(request: web.Request) -> web.Response:
    """Abort the connection; the returned answer is never sent."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def dripping_body(
    request: web.Request, content: bytes, released: asyncio.Event
) -> web.StreamResponse:
    """Send `content` byte by byte, with pauses, while the client stays."""
    answer = web.StreamResponse(headers={"Content-Type": "application/json"})
    await answer.prepare(request)
    try:
        for index in range(len(content)):
            await answer.write(content[index : index + 1])
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(released.wait(), DRIP_SECONDS)
                break
    except ConnectionError:
        pass
    return answer


async def truncated_body(
    request: web.Request, content: bytes, content_type: str
) -> web.StreamResponse:
    """Announce the whole of `content`, send half of it, and close the connection."""
    answer = web.StreamResponse(headers={"Content-Type": content_type})
    answer.content_length = len(content)
    await answer.prepare(request)
    await answer.write(content[: len(content) // 2])
    if request.transport is not None:
        request.transport.close()
    return answer


async def endless_body(
    request: web.Request, start: bytes, released: asyncio.Event
) -> web.StreamResponse:
    """Send `start`, then zeros until the client disconnects."""
    answer = web.StreamResponse(headers={"Content-Type": "image/png"})
    await answer.prepare(request)
    await answer.write(start)
    block = bytes(2**16)
    try:
        while not released.is_set():
            await answer.write(block)
    except ConnectionError:
        pass
    return answer
