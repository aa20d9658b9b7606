"""A proxy for the tests' PostgreSQL whose connections can be cut, or swallow what they carry."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from sqlalchemy.engine import make_url

from bot.common.background import BackgroundTasks


class Proxy:
    """A proxy from a loopback port to the server's socket in `directory`."""

    def __init__(self, directory: str) -> None:
        self._socket = f"{directory}/.s.PGSQL.5432"
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._pumps = BackgroundTasks("pump")
        self.port = 0
        # A black hole: connections stay open, and every byte is dropped.
        self.swallows = False

    async def open(self) -> None:
        """Accept connections, at the same port as before."""
        self._server = await asyncio.start_server(self._forward, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        """Abort every connection and accept no new ones."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for writer in self._writers:
            writer.transport.abort()
        await self._pumps.finish(5)
        self._writers.clear()

    async def _forward(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server_reader, server_writer = await asyncio.open_unix_connection(self._socket)
        self._writers |= {writer, server_writer}
        self._pumps.start(self._pump(reader, server_writer), name="to the server")
        self._pumps.start(self._pump(server_reader, writer), name="from the server")

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while chunk := await reader.read(2**16):
                if not self.swallows:
                    writer.write(chunk)
                    await writer.drain()
        writer.close()


@asynccontextmanager
async def proxied(database_url: str) -> AsyncIterator[tuple[str, Proxy]]:
    """Yield the address of the same database through a proxy, and the proxy."""
    url = make_url(database_url)
    proxy = Proxy(str(url.query["host"]))
    await proxy.open()
    try:
        proxied_url = url.set(host="127.0.0.1", port=proxy.port, query={})
        yield proxied_url.render_as_string(hide_password=False), proxy
    finally:
        await proxy.cut()
