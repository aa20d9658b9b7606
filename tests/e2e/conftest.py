"""Members in a simulated Discord, the real bot, and the relay's emulator on loopback."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import discord
import pytest

from bot.settings import Settings
from bot.storage.audit import Entry
from sandbox.relay import KEY, RelayEmulator, serve
from sandbox.world import World, open_world
from tests.e2e.wording import remembered_wording
from tests.sqlite import sqlite_url

__all__ = ["remembered_wording", "sqlite_url"]

OpenWorld = Callable[..., AbstractAsyncContextManager[World]]

QUICK = {"retry_pause": 0.01, "drain_timeout": 5, "lease": 60}


@pytest.fixture
async def emulator() -> AsyncIterator[RelayEmulator]:
    """A relay that draws at once."""
    async with serve(RelayEmulator(delay=0)) as relay:
        yield relay


@pytest.fixture
def open_here(emulator: RelayEmulator, sqlite_url: str) -> OpenWorld:
    """Opens a world with settings of its own."""

    @asynccontextmanager
    async def opened(patient: bool = False, **settings: Any) -> AsyncIterator[World]:
        values = {
            "relay_url": emulator.url,
            "relay_key": KEY,
            "database_url": sqlite_url,
            **QUICK,
            **settings,
        }
        chosen = Settings(_env_file=None, **values)
        async with open_world(chosen, emulator, patient=patient) as world:
            yield world

    return opened


@pytest.fixture
async def world(open_here: OpenWorld) -> AsyncIterator[World]:
    """A world with the settings as shipped, but for the pauses."""
    async with open_here() as opened:
        yield opened


def button(message: discord.Message, label: str) -> str:
    """The custom id of the button with this label."""
    for row in message.components:
        for item in getattr(row, "children", ()):
            if getattr(item, "label", None) == label:
                return str(item.custom_id)
    raise AssertionError(f"no button {label!r}")


async def until(world: World, condition: Callable[[], object]) -> None:
    """Let the world go on until this is so."""
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.005)
            await world.settle()


def entry(world: World) -> Entry:
    """The record of a change by who may."""
    return Entry(world.guild.id, world.noor.id, world.env.now(), "by hand")


def said(result: Any) -> str:
    """The private answer, which it must be."""
    assert result.ephemeral
    return str(result.response.content)
