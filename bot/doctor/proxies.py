"""Check of the HTTP proxies that the settings or the environment name."""

import asyncio
from contextlib import suppress
from urllib.parse import unquote, urlsplit

import pybase64

from bot.doctor.report import Report
from bot.proxies import DISCORD, FILES, proxy_for
from bot.settings import Settings

_SECONDS = 10.0
_PORTS = {"http": 80, "https": 443}
_OK, _NO_LOGIN = 200, 407


async def check_proxies(settings: Settings, report: Report) -> None:
    """Ask each proxy for the way to one host behind it; nothing if there is none."""
    name = "EASEL_PROXY" if settings.proxy else "HTTPS_PROXY, HTTP_PROXY or ALL_PROXY"
    asked: dict[str, list[str]] = {}
    for address in (DISCORD, FILES, str(settings.relay_url)):
        if proxy := proxy_for(address, settings.proxy):
            asked.setdefault(proxy, []).append(address)
    for proxy, addresses in asked.items():
        await _check(proxy, addresses, name, report)


async def _check(proxy: str, addresses: list[str], name: str, report: Report) -> None:
    parts = urlsplit(proxy)
    hosts = ", ".join(str(urlsplit(address).hostname) for address in addresses)
    what = f"Proxy: {parts.scheme}://{parts.hostname}:{_port(proxy)}"
    if parts.scheme not in _PORTS:
        report.fail(f"{what} is no HTTP proxy", f"{name} must begin with http:// or https://")
        return
    try:
        async with asyncio.timeout(_SECONDS):
            status = await _ask(proxy, addresses[0])
    except (OSError, ValueError) as error:
        reason = "no answer in time" if isinstance(error, TimeoutError) else type(error).__name__
        report.fail(f"{what} is not reachable: {reason}", f"Start it, or correct {name}")
        return
    if status == _OK:
        report.ok(f"{what} leads to {hosts}")
    elif status == _NO_LOGIN:
        remedy = f"Correct the user and the password in {name}"
        report.fail(f"{what} wants another user and password", remedy)
    else:
        remedy = f"Allow it there, or correct {name}"
        report.fail(f"{what} refuses the way to {hosts}, status {status}", remedy)


async def _ask(proxy: str, address: str) -> int:
    """Return the status of a CONNECT; raises `OSError`, or `ValueError` for no answer of HTTP."""
    parts, target = urlsplit(proxy), urlsplit(address)
    goal = f"{target.hostname}:{_port(address)}"
    lines = [f"CONNECT {goal} HTTP/1.1", f"Host: {goal}", *_authorization(proxy)]
    reader, writer = await asyncio.open_connection(
        parts.hostname, _port(proxy), ssl=True if parts.scheme == "https" else None
    )
    try:
        writer.write("".join(f"{line}\r\n" for line in (*lines, "")).encode())
        await writer.drain()
        answer = await reader.readline()
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()
    version, _, rest = answer.decode("latin-1").partition(" ")
    if not version.startswith("HTTP/"):
        raise ValueError("no answer of HTTP")
    return int(rest[:3])


def _authorization(proxy: str) -> list[str]:
    parts = urlsplit(proxy)
    if parts.username is None:
        return []
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return [f"Proxy-Authorization: Basic {pybase64.b64encode_as_string(pair.encode())}"]


def _port(address: str) -> int:
    parts = urlsplit(address)
    return parts.port or _PORTS.get(parts.scheme, 0)
