"""Connections that read little at a time, so that a thousand held polls take little memory."""

import asyncio
from typing import Any

import aiohttp
from aiohappyeyeballs import SocketFactoryType
from aiohttp.client_proto import ResponseHandler

READ_SIZE = 2**16
"""Bytes. asyncio reads four times that at once, and over TLS keeps a buffer of that size for every
connection, idle or not. A large body costs a little more processor, and holds others up for less.
"""


class Connector(aiohttp.TCPConnector):
    """As many connections as there are requests: a poll keeps one for half a minute."""

    def __init__(self, socket_factory: SocketFactoryType | None = None) -> None:
        super().__init__(limit=0, socket_factory=socket_factory)

    async def _wrap_create_connection(
        self, *args: Any, **options: Any
    ) -> tuple[asyncio.Transport, ResponseHandler]:
        # The one step that every new connection passes, and that knows its transport.
        transport, protocol = await super()._wrap_create_connection(*args, **options)
        read_little(transport)
        return transport, protocol


def read_little(transport: asyncio.Transport) -> None:
    """Have asyncio's own transports read `READ_SIZE` at a time; those of other loops stay."""
    tls: Any = getattr(transport, "_ssl_protocol", None)
    reader: Any = transport if tls is None else tls
    if isinstance(getattr(reader, "max_size", None), int):
        reader.max_size = READ_SIZE
    if isinstance(getattr(reader, "_ssl_buffer", None), bytearray):
        reader._ssl_buffer = bytearray(READ_SIZE)  # noqa: SLF001 - it is made before we see it
        reader._ssl_buffer_view = memoryview(reader._ssl_buffer)  # noqa: SLF001
