"""A fake Discord, the emulated relay, and the settings with which every check passes."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.__main__ import main
from sandbox.automatic1111 import Automatic1111Server
from sandbox.relay import KEY, RelayEmulator, serve
from tests.bot.doctor.portal import Portal, PortalRest
from tests.bot.doctor.printed import Easel, forget_settings
from tests.wire.discord import WireDiscord, discord_redirected


@pytest.fixture
def portal(monkeypatch: pytest.MonkeyPatch) -> Portal:
    portal = Portal()
    rest = type("Rest", (PortalRest,), {"portal": portal})
    monkeypatch.setattr("tests.wire.discord.Rest", rest)
    return portal


@pytest.fixture
async def wire(portal: Portal) -> AsyncIterator[WireDiscord]:  # noqa: ARG001 - must come first
    async with WireDiscord() as wire:
        with discord_redirected(wire.api, wire.gateway):
            yield wire


@pytest.fixture
async def relay() -> AsyncIterator[RelayEmulator]:
    async with serve(RelayEmulator(delay=0)) as relay:
        # A tier that has enough for the settings as shipped.
        relay.catalogue.tier = "enterprise"
        yield relay


@pytest.fixture
def settings(
    wire: WireDiscord, relay: RelayEmulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> pytest.MonkeyPatch:
    """Set an environment in which every check passes; tests change it through the result."""
    forget_settings(monkeypatch)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EASEL_DISCORD_TOKEN", wire.token)
    monkeypatch.setenv("EASEL_RELAY_URL", relay.url)
    monkeypatch.setenv("EASEL_RELAY_KEY", KEY)
    monkeypatch.setenv("EASEL_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/data/easel.db")
    return monkeypatch


@pytest.fixture
def easel(capsys: pytest.CaptureFixture[str]) -> Easel:
    """Return a function that runs a command line; it returns the status and the output."""

    async def run(*argv: str) -> tuple[int, str]:
        status = await asyncio.to_thread(main, argv)
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return status, printed.out + printed.err

    return run


@pytest.fixture
async def own_server() -> AsyncIterator[Automatic1111Server]:
    async with Automatic1111Server().serve() as server:
        yield server
