"""What can hardly be had for less: a connection for each request, nothing checked or repeated.

The pictures are received where they stay, base64 decoded piece by piece; the answers' layout is
known beforehand.
"""

import asyncio
import mmap
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import orjson
import pybase64

from benchmarks.contenders import KEY, Made
from benchmarks.wish import PATH, EditInstruction

_PIECE = 256 * 1024
_END = b"\r\n\r\n"
_LENGTH = b"Content-Length: "
_RUNNING = b'"status":"running"'
_MARK = b'"images":["'
_TAIL = b'"]}}'
_SHORT = 1000
"""No answer with a picture in it is as short as this many bytes."""


class FloorClient:
    """Sockets and bytes."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "", parts.port or 0
        self._tls = ssl.create_default_context() if parts.scheme == "https" else None

    async def make(self, wish: EditInstruction) -> Made:
        """Submit and poll on one connection, held until the pictures are known."""
        connection = await self._connect()
        body = orjson.dumps({"prompt": wish.prompt, "async": True})
        accepted = orjson.loads(await connection.ask(f"POST {PATH}", body))
        polled = memoryview(_RUNNING)
        while _RUNNING in bytes(polled[:200]):
            polled = await connection.ask(f"GET {accepted['poll_url']}?wait=30", size=wish.size)
        connection.close()

        async def read() -> memoryview:
            if not wish.link:
                return polled
            link = bytes(polled).partition(b'["')[2].removesuffix(_TAIL).decode()
            return await self.get(urlsplit(link).path)

        return Made(accepted["task_id"], [read])

    async def get(self, path: str) -> memoryview:
        """What the relay answers there."""
        connection = await self._connect()
        content = await connection.ask(f"GET {path}")
        connection.close()
        return content

    async def _connect(self) -> "_Connection":
        loop = asyncio.get_running_loop()
        _, made = await loop.create_connection(_Connection, self._host, self._port, ssl=self._tls)
        return made


@asynccontextmanager
async def client(url: str) -> AsyncIterator[FloorClient]:
    """The client for the relay at `url`."""
    yield FloorClient(url)


class _Connection(asyncio.BufferedProtocol):
    """One request at a time; asyncio reads into the buffers that it is given."""

    def __init__(self) -> None:
        self._piece = memoryview(bytearray(_PIECE))
        self._filled = 0
        self._left: int | None = None
        """Bytes of the body that are still to come; None before its length is known."""
        self._inline = False
        self._wanted = 0
        self._content = memoryview(b"")
        self._at = 0

    async def ask(self, line: str, body: bytes = b"", size: int = 0) -> memoryview:
        """The answer's body, or the picture of `size` bytes that it holds as base64."""
        self._answer = asyncio.get_running_loop().create_future()
        self._filled, self._left, self._inline, self._wanted = 0, None, False, size
        head = f"{line} HTTP/1.1\r\nHost: relay\r\nX-API-Key: {KEY}\r\nContent-Length: {len(body)}"
        self._transport.write(head.encode() + _END + body)
        found: memoryview = await self._answer
        return found

    def close(self) -> None:
        """Close at once."""
        self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by asyncio."""
        if isinstance(transport, asyncio.Transport):
            self._transport = transport

    def get_buffer(self, sizehint: int) -> memoryview:  # noqa: ARG002
        """Called by asyncio: a plain body is received where it stays."""
        if self._left is None or self._inline:
            return self._piece[self._filled :]
        return self._content[self._at : self._at + _PIECE]

    def buffer_updated(self, nbytes: int) -> None:
        """Called by asyncio."""
        if self._left is None:
            self._filled += nbytes
            self._begin()
        else:
            self._left -= nbytes
            self._go_on(nbytes)
        if self._left == 0:
            self._answer.set_result(self._content)

    def _begin(self) -> None:
        """Read the head, once it is there, and with it where the picture begins."""
        seen = bytes(self._piece[: self._filled])
        head, found, body = seen.partition(_END)
        if not found:
            return
        length = int(head.partition(_LENGTH)[2].split()[0])
        inline = length > self._wanted > 0 and b"application/json" in head and length > _SHORT
        start = body.find(_MARK) + len(_MARK) if inline else 0
        if inline and start < len(_MARK):
            return
        self._left, self._inline, self._at = length - len(body), inline, 0
        # Memory that the kernel hands out page by page: no wait for all of it.
        self._content = memoryview(mmap.mmap(-1, self._wanted if inline else length))
        self._filled = len(body) - start
        self._piece[: self._filled] = body[start:]
        if inline:
            self._decode()
        else:
            self._content[: len(body)] = body
            self._at = len(body)

    def _go_on(self, nbytes: int) -> None:
        if self._inline:
            self._filled += nbytes
            self._decode()
        else:
            self._at += nbytes

    def _decode(self) -> None:
        """Decode what stands in the piece, but for what is left of four characters."""
        if self._left and self._filled < _PIECE // 2:
            return
        text = self._filled - (0 if self._left else len(_TAIL))
        whole = text // 4 * 4
        decoded = pybase64.b64decode(self._piece[:whole], validate=True)
        self._content[self._at : self._at + len(decoded)] = decoded
        self._at += len(decoded)
        self._piece[: self._filled - whole] = bytes(self._piece[whole : self._filled])
        self._filled -= whole
