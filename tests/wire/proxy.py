"""An HTTP proxy on loopback: it forwards plain HTTP, and notes for whom."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator

from yarl import URL

_END = b"\r\n\r\n"


class Proxy:
    """A proxy of absolute addresses; `seen` counts the connections by the port that they are to."""

    def __init__(self) -> None:
        self.seen: Counter[int] = Counter()
        self.credentials: set[str] = set()
        self.port = 0
        self._tasks: set[asyncio.Task[None]] = set()

    @contextlib.asynccontextmanager
    async def serve(self, port: int = 0) -> AsyncIterator["Proxy"]:
        """Serve for the body, at a free port unless one is given."""
        server = await asyncio.start_server(self._accept, "127.0.0.1", port)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._tasks.add(asyncio.create_task(self._forward(reader, writer)))

    async def _forward(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.closing(writer), contextlib.suppress(OSError, asyncio.IncompleteReadError):
            head = await reader.readuntil(_END)
            url = URL(head.split(b" ")[1].decode())
            self.seen[url.port or 0] += 1
            for line in head.decode("latin-1").split("\r\n"):
                name, _, value = line.partition(": ")
                if name.lower() == "proxy-authorization":
                    self.credentials.add(value)
            there, back = await asyncio.open_connection(url.host, url.port)
            back.write(head)
            await asyncio.gather(_pump(reader, back), _pump(there, writer))


async def _pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    try:
        while content := await source.read(65_536):
            sink.write(content)
            await sink.drain()
    finally:
        sink.close()
