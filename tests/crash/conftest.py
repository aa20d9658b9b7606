"""A world for each test, with a relay that answers."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.crash.world import World
from tests.sqlite import make_migrated
from tests.wire.discord import WireDiscord


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with WireDiscord() as wire:
        world = World(wire, tmp_path)
        await make_migrated(world.ledger.path)
        await world.open_relay()
        try:
            yield world
            assert wire.unknown == []
        finally:
            await world.close_relay()
            # Shown where a test fails.
            sys.stdout.write(world.logs())
