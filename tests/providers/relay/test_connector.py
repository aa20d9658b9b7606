"""Connections keep small buffers, and bodies come whole through them."""

import ssl
from collections.abc import AsyncIterator
from typing import Any

import pytest
import trustme
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from providers.relay.connection import open_session
from providers.relay.connector import READ_SIZE, limit_read_size

BODY = bytes(range(256)) * 8192


@pytest.fixture
async def session() -> AsyncIterator[ClientSession]:
    async with open_session() as made:
        yield made


async def serve(_: web.Request) -> web.Response:
    return web.Response(body=BODY)


def server() -> TestServer:
    app = web.Application()
    app.router.add_get("/", serve)
    return TestServer(app)


async def test_over_tls_the_buffer_is_small(session: ClientSession) -> None:
    authority = trustme.CA()
    theirs, ours = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH), ssl.create_default_context()
    authority.issue_cert("127.0.0.1").configure_cert(theirs)
    authority.configure_trust(ours)
    made = server()
    await made.start_server(ssl=theirs)
    try:
        async with session.get(made.make_url("/"), ssl=ours) as response:
            assert response.connection is not None
            transport: Any = response.connection.transport
            assert len(transport._ssl_protocol.get_buffer(-1)) == READ_SIZE
            assert await response.read() == BODY
            assert len(transport._ssl_protocol.get_buffer(-1)) == READ_SIZE
    finally:
        await made.close()


async def test_without_tls_little_is_read_at_once(session: ClientSession) -> None:
    async with server() as made, session.get(made.make_url("/")) as response:
        sizes = [len(piece) async for piece in response.content.iter_any()]
    assert sum(sizes) == len(BODY)
    # What came while one piece was waiting to be read is handed over with it.
    assert max(sizes) <= 3 * READ_SIZE


def test_a_transport_of_another_kind_is_left_alone() -> None:
    class Other:
        __slots__ = ()

    other: Any = Other()
    limit_read_size(other)
