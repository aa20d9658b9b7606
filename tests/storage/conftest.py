"""The same store on both engines."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage.database import Database
from bot.storage.jobs import JobStore
from tests.postgres import Postgres, postgres
from tests.sqlite import address, make_migrated

__all__ = ["postgres"]

ENGINES = ("sqlite", "postgresql")


async def _url(
    request: pytest.FixtureRequest, directory: Path, *, migrated: bool
) -> AsyncIterator[str]:
    if request.param == "sqlite":
        path = directory / "easel.db"
        if migrated:
            await make_migrated(path)
        yield address(path)
        return
    # Asked for only here, so that a run without PostgreSQL's tests does not start one.
    server: Postgres = request.getfixturevalue("postgres")
    async with server.database(migrated=migrated) as url:
        yield url


@pytest.fixture(params=ENGINES)
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The address of a database of this test's own."""
    async for url in _url(request, tmp_path, migrated=True):
        yield url


@pytest.fixture(params=ENGINES)
async def blank_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The address of a database that nobody has opened yet."""
    async for url in _url(request, tmp_path, migrated=False):
        yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An open database."""
    async with Database.open(database_url) as opened:
        yield opened


@pytest.fixture
def store(database: Database) -> JobStore:
    """The jobs, seen by the process that accepted them."""
    return JobStore(database, owner="ours")


@pytest.fixture
def other_store(database: Database) -> JobStore:
    """The jobs, seen by another process."""
    return JobStore(database, owner="theirs")
