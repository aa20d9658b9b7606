"""Helpers for tests of the doctor: what it has printed, and what it is to look at."""

import os
import socket
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.sqlite import make_migrated

Easel = Callable[..., Awaitable[tuple[int, str]]]
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


def forget_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith("EASEL_") or name.lower() in PROXIES:
            monkeypatch.delenv(name)


async def migrated(folder: Path) -> Path:
    """Make the database of the settings, as a bot leaves it, and return its path."""
    path = folder / "data/easel.db"
    path.parent.mkdir()
    await make_migrated(path)
    path.chmod(0o600)
    return path


def line(printed: str, start: str) -> str:
    """Return the only line that begins with `start` after its mark."""
    (match,) = [text for text in printed.splitlines() if text[2:].startswith(start)]
    return match


def closed_port() -> int:
    """Return a port where nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
