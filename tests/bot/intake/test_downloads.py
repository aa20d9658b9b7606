"""Members' uploads: from Discord's own hosts alone, and never more bytes than asked for."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.common.discord_hosts import FILE_HOSTS
from bot.intake.downloads import (
    DiscordDownloader,
    ForeignUploadError,
    UploadGoneError,
    UploadTooLargeError,
)

URL = "https://cdn.discordapp.com/attachments/1/2/fox.png?ex=1&is=2&hm=3"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Host:
    """Stands for every host there is; what was asked of it, and what it answers."""

    asked: list[str] = field(default_factory=list)
    answer: Handler | None = None

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(f"{request.host}{request.path_qs}")
        assert self.answer is not None
        return await self.answer(request)


@pytest.fixture
def host() -> Host:
    return Host()


@pytest.fixture
async def downloader(host: Host) -> AsyncIterator[DiscordDownloader]:
    """Uploads whose every request, wherever it goes, reaches `host` without TLS."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", host.handle)
    async with TestServer(app) as server:

        async def here(
            request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
        ) -> aiohttp.ClientResponse:
            request.url = server.make_url(request.url.path_qs)
            return await handler(request)

        timeout = aiohttp.ClientTimeout(total=5)
        async with aiohttp.ClientSession(middlewares=(here,), timeout=timeout) as session:
            yield DiscordDownloader(session, pauses=(0.0, 0.0))


def whole(content: bytes, status: int = 200, **headers: str) -> Handler:
    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(body=content, status=status, headers=headers)

    return answer


async def endless(request: web.Request) -> web.StreamResponse:
    """As many bytes as are read, and no word of how many."""
    response = web.StreamResponse()
    await response.prepare(request)
    while True:
        await response.write(bytes(2**16))


async def broken_off(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": "1000"})
    await response.prepare(request)
    await response.write(bytes(10))
    assert request.transport is not None
    request.transport.abort()
    return response


async def silent(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


@pytest.mark.parametrize("name", sorted(FILE_HOSTS))
async def test_an_upload_is_read_with_the_signature_in_its_address(
    downloader: DiscordDownloader, host: Host, name: str
) -> None:
    host.answer = whole(b"png")
    address = URL.replace("cdn.discordapp.com", name)
    assert await downloader.fetch(address, 100) == b"png"
    assert host.asked == [address.removeprefix("https://")]


@pytest.mark.parametrize(
    "address",
    [
        "http://cdn.discordapp.com/fox.png",
        "https://discordapp.com/fox.png",
        "https://cdn.discordapp.com.example.org/fox.png",
        "https://example.org/cdn.discordapp.com/fox.png",
        "https://cdn.discordapp.com@example.org/fox.png",
        "https://127.0.0.1/fox.png",
        "https://[::1]/fox.png",
        "https://[::1/fox.png",
        "file:///etc/passwd",
        "ftp://cdn.discordapp.com/fox.png",
        "/fox.png",
        "",
    ],
)
async def test_nothing_but_discords_hosts_is_ever_asked(
    downloader: DiscordDownloader, host: Host, address: str
) -> None:
    with pytest.raises(ForeignUploadError):
        await downloader.fetch(address, 100)
    assert host.asked == []


@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_a_redirect_is_not_followed(
    downloader: DiscordDownloader, host: Host, status: int
) -> None:
    host.answer = whole(b"", status, Location="https://169.254.169.254/latest/meta-data")
    with pytest.raises(UploadGoneError, match=f"status {status}"):
        await downloader.fetch(URL, 100)
    assert len(host.asked) == 1


@pytest.mark.parametrize("status", [403, 404, 410, 500, 503])
async def test_an_upload_that_is_not_there_is_gone(
    downloader: DiscordDownloader, host: Host, status: int
) -> None:
    host.answer = whole(b"This content is no longer available.", status)
    with pytest.raises(UploadGoneError, match=f"status {status}"):
        await downloader.fetch(URL, 100)


@pytest.mark.parametrize("hiccup", [whole(b"", 503), whole(b"", 429), silent, broken_off])
async def test_hiccup_passes(downloader: DiscordDownloader, host: Host, hiccup: Handler) -> None:
    answers = [hiccup, hiccup, whole(b"png")]

    async def answer(request: web.Request) -> web.StreamResponse:
        return await answers.pop(0)(request)

    host.answer = answer

    assert await downloader.fetch(URL, 100) == b"png"


@pytest.mark.parametrize(("status", "tries"), [(404, 1), (403, 1), (503, 3)])
async def test_only_what_may_pass_is_tried_again(
    downloader: DiscordDownloader, host: Host, status: int, tries: int
) -> None:
    host.answer = whole(b"", status)
    with pytest.raises(UploadGoneError):
        await downloader.fetch(URL, 100)
    assert len(host.asked) == tries


@pytest.mark.parametrize("answer", [broken_off, silent])
async def test_an_upload_that_breaks_off_is_gone(
    downloader: DiscordDownloader, host: Host, answer: Handler
) -> None:
    host.answer = answer
    with pytest.raises(UploadGoneError) as caught:
        await downloader.fetch(URL, 1000)
    # The address holds a signature that opens the file.
    assert "discordapp" not in str(caught.value)


async def test_exactly_as_many_bytes_as_allowed_are_read(
    downloader: DiscordDownloader, host: Host
) -> None:
    host.answer = whole(bytes(1000))
    assert await downloader.fetch(URL, 1000) == bytes(1000)
    with pytest.raises(UploadTooLargeError):
        await downloader.fetch(URL, 999)


async def test_an_upload_without_end_is_stopped_at_the_bound(
    downloader: DiscordDownloader, host: Host
) -> None:
    host.answer = endless
    async with asyncio.timeout(5):
        with pytest.raises(UploadTooLargeError):
            await downloader.fetch(URL, 10**6)


async def test_packed_bytes_are_bounded_as_unpacked(
    downloader: DiscordDownloader, host: Host
) -> None:
    async def packed(_: web.Request) -> web.StreamResponse:
        response = web.Response(body=bytes(10**7))
        response.enable_compression(web.ContentCoding.gzip)
        return response

    host.answer = packed
    with pytest.raises(UploadTooLargeError):
        await downloader.fetch(URL, 10**6)
