"""Connections with small read buffers, so that a thousand held polls take little memory."""

import asyncio
from typing import Any

import aiohttp
from aiohappyeyeballs import SocketFactoryType
from aiohttp.client_proto import ResponseHandler

READ_SIZE = 2**16
"""Bytes. asyncio's default is four times as much, and over TLS it keeps a buffer of that size for
every connection, idle or not. Smaller reads cost a large body a little more processor time, and
block the loop for less.
"""


class Connector(aiohttp.TCPConnector):
    """A connector without a limit: a long poll keeps its connection for half a minute."""

    def __init__(self, socket_factory: SocketFactoryType | None = None) -> None:
        super().__init__(limit=0, socket_factory=socket_factory)

    async def _wrap_create_connection(
        self, *args: Any, **options: Any
    ) -> tuple[asyncio.Transport, ResponseHandler]:
        # The only step that every new connection passes and that has its transport.
        transport, protocol = await super()._wrap_create_connection(*args, **options)
        limit_read_size(transport)
        return transport, protocol


def limit_read_size(transport: asyncio.Transport) -> None:
    """Have a transport of asyncio read `READ_SIZE` at a time; leave those of other loops alone."""
    tls: Any = getattr(transport, "_ssl_protocol", None)
    reader: Any = transport if tls is None else tls
    if isinstance(getattr(reader, "max_size", None), int):
        reader.max_size = READ_SIZE
    if isinstance(getattr(reader, "_ssl_buffer", None), bytearray):
        reader._ssl_buffer = bytearray(READ_SIZE)  # noqa: SLF001 - made before we see it
        reader._ssl_buffer_view = memoryview(reader._ssl_buffer)  # noqa: SLF001
