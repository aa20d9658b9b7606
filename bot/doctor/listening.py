"""Checks of where the bot is asked for its health: the HTTP address and the health file."""

import asyncio
import errno
import os
import socket
from pathlib import Path
from typing import Any

import aiohttp

from bot.doctor.report import Report
from bot.settings import Settings

_SECONDS = 5.0


async def check_http(settings: Settings, report: Report) -> None:
    """Check that the address can be served, or is by a running Easel; nothing if none is set."""
    if settings.http is None:
        return
    host, _, port = settings.http.rpartition(":")
    host = host.strip("[]")
    try:
        await _bind(host, int(port))
    except OSError as error:
        await _report_obstacle(settings.http, host, int(port), error, report)
    else:
        report.ok(f"HTTP: {settings.http} is free to be served")


async def _bind(host: str, port: int) -> None:
    """Take the address and give it back; raises `OSError`. Nobody is listened to."""
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(_SECONDS):
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    for family, kind, protocol, _, address in found:
        with socket.socket(family, kind, protocol) as probe:
            # As the server does, which need not wait until old connections are forgotten.
            if os.name != "nt":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                probe.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            probe.bind(address)


async def _report_obstacle(
    address: str, host: str, port: int, error: OSError, report: Report
) -> None:
    what = f"HTTP: {address} cannot be served"
    match error:
        case socket.gaierror() | TimeoutError():
            report.fail(
                f"{what}: no such host", "EASEL_HTTP must begin with a host of this machine"
            )
        case OSError(errno=errno.EADDRINUSE):
            if await _is_easel(host, port):
                report.ok(f"HTTP: a running Easel serves {address}")
            else:
                remedy = "Name another port in EASEL_HTTP, or stop that program"
                report.fail(f"{what}: another program has it", remedy)
        case OSError(errno=errno.EADDRNOTAVAIL):
            remedy = "EASEL_HTTP must begin with an address of this machine, or with 0.0.0.0"
            report.fail(f"{what}: the address is not this machine's", remedy)
        case OSError(errno=errno.EACCES):
            remedy = "Name a port above 1023 in EASEL_HTTP"
            report.fail(f"{what}: the user may not use this port", remedy)
        case _:
            report.fail(f"{what}: {error.strerror or type(error).__name__}", "Correct EASEL_HTTP")


async def _is_easel(host: str, port: int) -> bool:
    """Return True if what has the address answers as Easel does when it is asked for its health."""
    asked = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    name = f"[{asked}]" if ":" in asked else asked
    timeout = aiohttp.ClientTimeout(total=_SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(f"http://{name}:{port}/readyz", allow_redirects=False) as response,
        ):
            answer: Any = await response.json(content_type=None)
    except (aiohttp.ClientError, OSError, ValueError):
        return False
    return isinstance(answer, dict) and isinstance(answer.get("ready"), bool)


def check_health_file(settings: Settings, report: Report) -> None:
    """Check that the health file can be touched, without touching it; nothing if none is set."""
    path = settings.health_file
    if path is None:
        return
    if obstacle := _obstacle(path):
        report.fail(
            f"Health file: {path} cannot be written: {obstacle}",
            "EASEL_HEALTH_FILE must name a file in a directory that the bot may write to",
        )
    else:
        report.ok(f"Health file: {path} can be written")


def _obstacle(path: Path) -> str | None:
    """Return the reason why the file cannot be touched."""
    try:
        if path.is_dir():
            return "it is a directory"
        if path.exists():
            return None if os.access(path, os.W_OK) else "permission denied"
        if not path.parent.is_dir():
            return "there is no such directory"
    except OSError as error:
        return error.strerror or type(error).__name__
    return None if os.access(path.parent, os.W_OK | os.X_OK) else "permission denied"
