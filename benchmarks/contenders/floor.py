"""The floor: a client that does as little as possible, without checks and retries.

It opens a connection for each request, and relies on the layout of answers. Pictures are received
into their final buffer, base64 decoded chunk by chunk.
"""

import asyncio
import mmap
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import orjson
import pybase64

from benchmarks.contenders import KEY, FinishedTask
from benchmarks.task_spec import PATH, TaskSpec

_CHUNK_BYTES = 256 * 1024
_END = b"\r\n\r\n"
_LENGTH = b"Content-Length: "
_RUNNING = b'"status":"running"'
_MARK = b'"images":["'
_TAIL = b'"]}}'
_SHORT = 1000
"""Bytes; an answer with a picture in it is longer."""


class FloorClient:
    """A client of sockets and bytes."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "", parts.port or 0
        self._tls = ssl.create_default_context() if parts.scheme == "https" else None

    async def make(self, spec: TaskSpec) -> FinishedTask:
        """Submit and poll on one connection, held until the pictures are known."""
        connection = await self._connect()
        body = orjson.dumps({"prompt": spec.prompt, "async": True})
        accepted = orjson.loads(await connection.ask(f"POST {PATH}", body))
        polled = memoryview(_RUNNING)
        while _RUNNING in bytes(polled[:200]):
            polled = await connection.ask(f"GET {accepted['poll_url']}?wait=30", size=spec.size)
        connection.close()

        async def read() -> memoryview:
            if not spec.link:
                return polled
            link = bytes(polled).partition(b'["')[2].removesuffix(_TAIL).decode()
            return await self.get(urlsplit(link).path)

        return FinishedTask(accepted["task_id"], [read])

    async def get(self, path: str) -> memoryview:
        """Return the body of the relay's answer."""
        connection = await self._connect()
        content = await connection.ask(f"GET {path}")
        connection.close()
        return content

    async def _connect(self) -> "_Connection":
        loop = asyncio.get_running_loop()
        _, connection = await loop.create_connection(
            _Connection, self._host, self._port, ssl=self._tls
        )
        return connection


@asynccontextmanager
async def client(url: str) -> AsyncIterator[FloorClient]:
    """Open the client for the relay at `url`."""
    yield FloorClient(url)


class _Connection(asyncio.BufferedProtocol):
    """A connection for one request at a time; asyncio reads into its buffers."""

    def __init__(self) -> None:
        self._chunk = memoryview(bytearray(_CHUNK_BYTES))
        self._filled = 0
        self._left: int | None = None
        """The bytes of the body to come; None before its length is known."""
        self._inline = False
        self._wanted = 0
        self._content = memoryview(b"")
        self._at = 0

    async def ask(self, line: str, body: bytes = b"", size: int = 0) -> memoryview:
        """Return the answer's body, or the picture of `size` bytes in it."""
        self._answer = asyncio.get_running_loop().create_future()
        self._filled, self._left, self._inline, self._wanted = 0, None, False, size
        head = f"{line} HTTP/1.1\r\nHost: relay\r\nX-API-Key: {KEY}\r\nContent-Length: {len(body)}"
        self._transport.write(head.encode() + _END + body)
        answer: memoryview = await self._answer
        return answer

    def close(self) -> None:
        """Close at once."""
        self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by asyncio."""
        if isinstance(transport, asyncio.Transport):
            self._transport = transport

    def get_buffer(self, sizehint: int) -> memoryview:  # noqa: ARG002
        """Return the buffer for the next bytes; a plain body goes into its final one."""
        if self._left is None or self._inline:
            return self._chunk[self._filled :]
        return self._content[self._at : self._at + _CHUNK_BYTES]

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
        """Read the head once it is complete, and find the beginning of the picture."""
        received = bytes(self._chunk[: self._filled])
        head, end, body = received.partition(_END)
        if not end:
            return
        length = int(head.partition(_LENGTH)[2].split()[0])
        inline = length > self._wanted > 0 and b"application/json" in head and length > _SHORT
        start = body.find(_MARK) + len(_MARK) if inline else 0
        if inline and start < len(_MARK):
            return
        self._left, self._inline, self._at = length - len(body), inline, 0
        # The kernel allocates this memory page by page: no wait for all of it.
        self._content = memoryview(mmap.mmap(-1, self._wanted if inline else length))
        self._filled = len(body) - start
        self._chunk[: self._filled] = body[start:]
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
        """Decode the characters in the buffer, in whole groups of four."""
        if self._left and self._filled < _CHUNK_BYTES // 2:
            return
        text = self._filled - (0 if self._left else len(_TAIL))
        whole = text // 4 * 4
        decoded = pybase64.b64decode(self._chunk[:whole], validate=True)
        self._content[self._at : self._at + len(decoded)] = decoded
        self._at += len(decoded)
        self._chunk[: self._filled - whole] = bytes(self._chunk[whole : self._filled])
        self._filled -= whole
