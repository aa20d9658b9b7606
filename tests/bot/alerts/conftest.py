"""Fixtures: a database, and those who are told, in memory."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.alerts.channels import NotToldError
from bot.storage.database import Database
from bot.storage.key_values import KeyValueStore
from tests.bot.monitoring.conftest import asked, wire
from tests.sqlite import address, make_migrated

__all__ = ["asked", "wire"]


class Time:
    """A monotonic clock that the tests move."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Told:
    """A channel into memory, which may be closed."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.is_closed = False
        self.tries = 0

    async def send(self, text: str) -> None:
        """See `bot.alerts.channels.AlertChannel`."""
        self.tries += 1
        if self.is_closed:
            raise NotToldError("Forbidden: their direct messages are closed")
        self.texts.append(text)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[KeyValueStore]:
    await make_migrated(tmp_path / "easel.db")
    async with Database.open(address(tmp_path / "easel.db")) as database:
        yield KeyValueStore(database)
