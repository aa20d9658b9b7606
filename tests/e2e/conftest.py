"""Fixtures: members in a simulated Discord, the real bot, and the relay's emulator on loopback."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import discord
import pytest

from bot.settings import Settings
from bot.storage.audit import Entry
from bot.texts import Languages
from providers.base import DRAWN_SEEDS
from sandbox.relay import KEY, RelayEmulator, serve
from sandbox.world import World, open_world
from tests.e2e.wording import remembered_wording
from tests.sqlite import sqlite_url

__all__ = ["remembered_wording", "sqlite_url"]

OpenWorld = Callable[..., AbstractAsyncContextManager[World]]

# What introduces the words that a refusal hands back, in every language.
WORDS_BACK = re.compile(
    "|".join(re.escape(f"\n{texts.say('words-back')}") for texts in Languages())
)
QUICK = {"retry_pause": 0.01, "drain_timeout": 5, "lease": 60}


@pytest.fixture
async def emulator() -> AsyncIterator[RelayEmulator]:
    """Run a relay that draws without delay."""
    async with serve(RelayEmulator(delay=0)) as relay:
        yield relay


@pytest.fixture
def open_here(emulator: RelayEmulator, sqlite_url: str) -> OpenWorld:
    """Return a function that opens a world with the given settings."""

    @asynccontextmanager
    async def opened(background: bool = False, **settings: Any) -> AsyncIterator[World]:
        values = {
            "relay_url": emulator.url,
            "relay_key": KEY,
            "database_url": sqlite_url,
            "alerts": "off",
            **QUICK,
            **settings,
        }
        world_settings = Settings(_env_file=None, **values)
        async with open_world(world_settings, emulator, background=background) as world:
            yield world

    return opened


@pytest.fixture
async def world(open_here: OpenWorld) -> AsyncIterator[World]:
    """Open a world with the default settings, except for shorter pauses."""
    async with open_here() as opened:
        yield opened


def button(message: discord.Message, label: str) -> str:
    """Return the custom id of the button with this label."""
    for row in message.components:
        for item in getattr(row, "children", ()):
            if getattr(item, "label", None) == label:
                return str(item.custom_id)
    raise AssertionError(f"no button {label!r}")


async def until(world: World, condition: Callable[[], object]) -> None:
    """Let the world run until the condition is true."""
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.005)
            await world.settle()


def entry(world: World) -> Entry:
    """Return an audit entry of a change by the server's manager."""
    return Entry(world.guild.id, world.noor.id, world.env.now(), "by hand")


def without_drawn_seed(body: Mapping[str, Any]) -> dict[str, Any]:
    """Assert that a request has a seed of the bot's own, and return the rest of its body."""
    assert 0 <= body["seed"] < DRAWN_SEEDS
    return {name: value for name, value in body.items() if name != "seed"}


def said(result: Any) -> str:
    """Assert that the answer is private, and return its content before words handed back."""
    assert result.ephemeral
    return WORDS_BACK.split(str(result.response.content))[0]


def updated(result: Any) -> str:
    """Assert that a press has changed its own private message, and return the new content."""
    assert result.response.ephemeral
    return str(result.response.content)
