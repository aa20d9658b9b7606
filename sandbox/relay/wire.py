"""Answers that no service means to give: cut connections, silence, HTML, half of the JSON."""

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
"""The answers of what stands before the relay, such as a proxy or a firewall."""
SIGN_IN = {"redirect": {"Location": "https://sign-in.invalid/"}}
DRIP_SECONDS = 1.0


async def spoilt(
    request: web.Request, name: str, held: asyncio.Event, whole: bytes = b""
) -> web.StreamResponse:
    """The answer of a fault; `whole` is what would have been said, `held` ends every silence."""
    kind = name.removesuffix("-accepted")
    if kind == "html":
        return web.Response(
            status=502 if name == kind else 200, text=PAGE, content_type="text/html"
        )
    if kind == "blank":
        return web.Response(status=502)
    if kind in GATES:
        return web.Response(
            status=GATES[kind], text=PAGE, content_type="text/html", headers=SIGN_IN.get(kind)
        )
    if kind == "drip":
        return await drip(request, whole or PAGE.encode(), held)
    if kind == "truncated":
        half = whole[: len(whole) // 2]
        return web.Response(status=200, body=half, content_type="application/json")
    if kind in ("hang", "hold"):
        await held.wait()
    return cut(request)


def cut(request: web.Request) -> web.Response:
    """End the connection without a word; what is returned reaches nobody."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def drip(request: web.Request, content: bytes, held: asyncio.Event) -> web.StreamResponse:
    """Send a byte now and then, for as long as the reader stays."""
    answer = web.StreamResponse(headers={"Content-Type": "application/json"})
    await answer.prepare(request)
    try:
        for place in range(len(content)):
            await answer.write(content[place : place + 1])
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(held.wait(), DRIP_SECONDS)
                break
    except ConnectionError:
        pass
    return answer


async def short(request: web.Request, content: bytes, content_type: str) -> web.StreamResponse:
    """Promise the whole of `content`, send half of it, and end the connection."""
    answer = web.StreamResponse(headers={"Content-Type": content_type})
    answer.content_length = len(content)
    await answer.prepare(request)
    await answer.write(content[: len(content) // 2])
    if request.transport is not None:
        request.transport.close()
    return answer


async def endless(request: web.Request, start: bytes, held: asyncio.Event) -> web.StreamResponse:
    """Send `start`, then zeros until the reader goes away."""
    answer = web.StreamResponse(headers={"Content-Type": "image/png"})
    await answer.prepare(request)
    await answer.write(start)
    block = bytes(2**16)
    try:
        while not held.is_set():
            await answer.write(block)
    except ConnectionError:
        pass
    return answer
