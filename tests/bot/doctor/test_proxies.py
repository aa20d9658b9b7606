"""The check of proxies: each is asked for the way to one host."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pybase64
import pytest
from pydantic import HttpUrl

from bot.doctor.proxies import check_proxies
from bot.doctor.report import Report
from bot.settings import Settings
from tests.bot.doctor.printed import closed_port, forget_settings

Check = Callable[..., Awaitable[list[str]]]


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    forget_settings(monkeypatch)


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Check:
    """Return a function that runs the check with these settings, and returns the lines."""

    async def run(**values: object) -> list[str]:
        settings = Settings.model_validate(values)
        await check_proxies(settings, Report(settings))
        return capsys.readouterr().out.splitlines()

    return run


@asynccontextmanager
async def proxy(answer: bytes) -> AsyncIterator[tuple[int, list[list[str]]]]:
    """Yield the port of a proxy that gives this answer, and the heads that it got."""
    heads: list[list[str]] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heads.append((await reader.readuntil(b"\r\n\r\n")).decode().strip().split("\r\n"))
        writer.write(answer)
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        yield server.sockets[0].getsockname()[1], heads


async def test_without_a_proxy_nothing_is_said(check: Check) -> None:
    assert await check() == []


async def test_proxy_that_leads_on_is_well_and_its_password_is_used_and_not_shown(
    check: Check,
) -> None:
    async with proxy(b"HTTP/1.1 200 Connection established\r\n\r\n") as (port, heads):
        [line] = await check(proxy=HttpUrl(f"http://me:s%40cret@127.0.0.1:{port}"))
    assert line == (
        f"✓ Proxy: http://127.0.0.1:{port} leads to discord.com, cdn.discordapp.com, relaygpu.com"
    )
    [head] = heads
    assert head[0] == "CONNECT discord.com:443 HTTP/1.1"
    login = pybase64.b64encode_as_string(b"me:s@cret")
    assert f"Proxy-Authorization: Basic {login}" in head


async def test_proxy_of_the_environment_is_named_as_such(
    check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with proxy(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n") as (port, _):
        monkeypatch.setenv("HTTPS_PROXY", f"http://me:s3cret@127.0.0.1:{port}")
        monkeypatch.setenv("NO_PROXY", "discord.com,cdn.discordapp.com")
        [line] = await check()
    assert line.startswith(f"✗ Proxy: http://127.0.0.1:{port} wants another user and password")
    assert "HTTPS_PROXY" in line
    assert "s3cret" not in line


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"HTTP/1.1 403 Forbidden\r\n\r\n", "refuses the way to discord.com"),
        (b"SSH-2.0-OpenSSH\r\n", "is not reachable: ValueError"),
        (b"", "is not reachable: ValueError"),
    ],
)
async def test_proxy_that_does_not_lead_on_is_a_failure(
    check: Check, answer: bytes, words: str
) -> None:
    async with proxy(answer) as (port, _):
        [line] = await check(proxy=HttpUrl(f"http://127.0.0.1:{port}"))
    assert line.startswith("✗")
    assert words in line
    assert "EASEL_PROXY" in line


async def test_proxy_that_is_down_is_a_failure(check: Check) -> None:
    [line] = await check(proxy=HttpUrl(f"http://127.0.0.1:{closed_port()}"))
    assert "is not reachable: ConnectionRefusedError. Start it, or correct EASEL_PROXY" in line


async def test_proxy_of_another_kind_is_a_failure(
    check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1080")
    [line] = await check()
    assert line.startswith("✗ Proxy: socks5://127.0.0.1:1080 is no HTTP proxy")
