"""Fixtures: a fake Discord whose heart beats fast, and a bot that is asked over HTTP."""

import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.wire.discord import WireDiscord
from tests.wire.running import Running, running

QUICK = {
    "EASEL_HTTP": "127.0.0.1:0",
    "EASEL_HEALTH_TIMEOUT": "1",
    "EASEL_UPKEEP_INTERVAL": "0.05",
    # Nothing else asks the database meanwhile.
    "EASEL_STATUS_INTERVAL": "3600",
    "EASEL_LEASE": "3600",
}


@dataclass
class Asked:
    """A running bot, and what it answers over HTTP."""

    easel: Running
    url: str
    session: aiohttp.ClientSession

    async def get(self, path: str) -> tuple[int, Any]:
        """Return the status and the JSON of an answer."""
        async with self.session.get(self.url + path) as answer:
            return answer.status, await answer.json()

    async def text(self, path: str) -> str:
        """Return an answer as text."""
        async with self.session.get(self.url + path) as answer:
            assert answer.status == 200
            return await answer.text()

    async def until(self, path: str, status: int, *sick: str) -> None:
        """Ask until the answer has this status, with these unhealthy parts at least."""
        wanted = {*sick}
        while True:
            found, facts = await self.get(path)
            parts = facts.get("parts", {})
            unwell = {name for name, part in parts.items() if not part["healthy"]}
            if found == status and wanted <= unwell:
                return


Open = Callable[..., AbstractAsyncContextManager[Asked]]


@pytest.fixture
async def wire() -> AsyncIterator[WireDiscord]:
    async with WireDiscord() as wire:
        wire.gateway_server.heartbeat_ms = 50
        yield wire


@pytest.fixture
def asked(wire: WireDiscord, tmp_path: Path) -> Open:
    """Return a function that runs the bot with quick settings, and more of them."""

    @asynccontextmanager
    async def run(settings: Mapping[str, str] | None = None) -> AsyncIterator[Asked]:
        async with (
            running(wire, tmp_path, QUICK | dict(settings or {})) as easel,
            aiohttp.ClientSession() as session,
        ):
            line = await easel.says("serving health and metrics on port")
            [port] = re.findall(r"port (\d+)", line)
            yield Asked(easel, f"http://127.0.0.1:{port}", session)

    return run
