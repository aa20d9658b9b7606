"""Fixtures: a store on each engine."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage.database import Database
from bot.storage.jobs import JobStore
from tests.postgres import Postgres, postgres
from tests.sqlite import address, make_migrated, sqlite_url

__all__ = ["postgres", "sqlite_url"]

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
    # Requested only here, so that a run without PostgreSQL's tests starts no server.
    server: Postgres = request.getfixturevalue("postgres")
    async with server.database(migrated=migrated) as url:
        yield url


@pytest.fixture(params=ENGINES)
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """Yield the address of a migrated database for this test."""
    async for url in _url(request, tmp_path, migrated=True):
        yield url


@pytest.fixture(params=ENGINES)
async def blank_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """Yield the address of a database that was never opened."""
    async for url in _url(request, tmp_path, migrated=False):
        yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Open the database."""
    async with Database.open(database_url) as opened:
        yield opened


@pytest.fixture
def store(database: Database) -> JobStore:
    """Return the jobs as seen by the process that accepts them."""
    return JobStore(database, owner="ours")


@pytest.fixture
def other_store(database: Database) -> JobStore:
    """Return the jobs as seen by another process."""
    return JobStore(database, owner="theirs")
