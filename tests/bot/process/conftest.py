"""Fixtures: a fake Discord, and the tests' PostgreSQL."""

from collections.abc import AsyncIterator

import pytest

from tests.postgres import postgres
from tests.wire.discord import WireDiscord

__all__ = ["postgres"]


@pytest.fixture
async def wire() -> AsyncIterator[WireDiscord]:
    """Yield a Discord."""
    async with WireDiscord() as wire:
        yield wire
