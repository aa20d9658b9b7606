"""A fast HTTP/1.1 server, so that it is not what is measured: little parsing, no copies."""

import asyncio
import os
import ssl
import sys
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.tls import CERTIFICATE

_SLICE = 256 * 1024
_END = b"\r\n\r\n"
_LENGTH = b"content-length:"


@dataclass(frozen=True)
class Request:
    """A request; `body` is empty if there is none."""

    method: str
    path: str
    query: str
    body: bytes


class ServerConnection(asyncio.Protocol):
    """A connection. `handle` is called with each request, and answers by `send`, now or later."""

    def __init__(self, handle: Callable[[Request, "ServerConnection"], None]) -> None:
        self._handle = handle
        self._received = bytearray()
        self._rest = memoryview(b"")
        self._paused = False
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by asyncio."""
        if isinstance(transport, asyncio.Transport):
            self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """Called by asyncio."""
        self._transport = None

    def data_received(self, data: bytes) -> None:
        """Read a request. Clients send the next one only after the answer."""
        self._received += data
        if (end := self._received.find(_END)) < 0:
            return
        head = bytes(self._received[:end])
        whole = end + len(_END) + _content_length(head)
        if len(self._received) < whole:
            return
        body = bytes(self._received[end + len(_END) : whole])
        del self._received[:whole]
        method, target, _ = head.partition(b"\r\n")[0].decode("ascii").split(" ")
        path, _, query = target.partition("?")
        self._handle(Request(method, path, query, body), self)

    def send(self, status: int, kind: str, *parts: bytes) -> None:
        """Answer with the `parts` of a body, in order."""
        length = sum(map(len, parts))
        head = f"HTTP/1.1 {status} OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n"
        if self._transport is None:
            return
        if length < _SLICE:
            self._transport.write(b"".join([head.encode(), *parts]))
            return
        for part in (head.encode(), *parts[:-1]):
            self._transport.write(part)
        self._rest = memoryview(parts[-1])
        self._pump()

    def pause_writing(self) -> None:
        """Called by asyncio."""
        self._paused = True

    def resume_writing(self) -> None:
        """Called by asyncio."""
        self._paused = False
        self._pump()

    def _pump(self) -> None:
        while self._rest and not self._paused and self._transport is not None:
            piece, self._rest = self._rest[:_SLICE], self._rest[_SLICE:]
            self._transport.write(piece)


async def serve(handle: Callable[[Request, ServerConnection], None], *, tls: bool) -> None:
    """Print the address, and serve until the process is killed."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: ServerConnection(handle),
        "127.0.0.1",
        0,
        ssl=_context() if tls else None,
        backlog=2048,
    )
    port = server.sockets[0].getsockname()[1]
    sys.stdout.write(f"{'https' if tls else 'http'}://127.0.0.1:{port}\n")
    sys.stdout.flush()
    await server.serve_forever()


def _context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(os.environ[CERTIFICATE])
    return context


def _content_length(head: bytes) -> int:
    _, separator, after = head.lower().partition(_LENGTH)
    return int(after.partition(b"\r\n")[0]) if separator else 0
