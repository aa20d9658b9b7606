"""A way to the tests' PostgreSQL that can be cut."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from sqlalchemy.engine import make_url

from bot.common.background import BackgroundTasks


class Proxy:
    """Listens on loopback and passes on to the server's socket in `directory`."""

    def __init__(self, directory: str) -> None:
        self._socket = f"{directory}/.s.PGSQL.5432"
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._pumps = BackgroundTasks("pump")
        self.port = 0

    async def open(self) -> None:
        """Let connections through, at the same port as before."""
        self._server = await asyncio.start_server(self._pass_on, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        """Break every connection and take no new ones."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for writer in self._writers:
            writer.transport.abort()
        await self._pumps.finish(5)
        self._writers.clear()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_unix_connection(self._socket)
        self._writers |= {writer, far_writer}
        self._pumps.start(_pump(reader, far_writer), name="to the server")
        self._pumps.start(_pump(far_reader, writer), name="from the server")


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while piece := await reader.read(2**16):
            writer.write(piece)
            await writer.drain()
    writer.close()


@asynccontextmanager
async def proxied(database_url: str) -> AsyncIterator[tuple[str, Proxy]]:
    """The address of the same database by way of a proxy, and the proxy."""
    url = make_url(database_url)
    proxy = Proxy(str(url.query["host"]))
    await proxy.open()
    try:
        there = url.set(host="127.0.0.1", port=proxy.port, query={})
        yield there.render_as_string(hide_password=False), proxy
    finally:
        await proxy.cut()
