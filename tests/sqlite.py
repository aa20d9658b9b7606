"""A migrated SQLite file for each test: Alembic runs once per process, not once per test.

A folder that uses it imports the `sqlite_url` fixture in its conftest. Migrations themselves are
tested in `tests/storage`, which begins without a file.
"""

from pathlib import Path

import pytest

from bot.storage.database import Database

_migrated: list[bytes] = []
"""The content of a migrated file, after the first one."""


def address(path: Path) -> str:
    """Return the address of the file, for the bot's setting."""
    return f"sqlite+aiosqlite:///{path}"


async def make_migrated(path: Path) -> None:
    """Write a migrated file, which nothing may have open."""
    if _migrated:
        _copy(path)
        return
    async with Database.open(address(path)):
        pass
    _keep(path)


def _copy(path: Path) -> None:
    path.write_bytes(_migrated[0])


def _keep(path: Path) -> None:
    assert not path.with_name(f"{path.name}-wal").exists(), "the file alone is not all of it"
    _migrated.append(path.read_bytes())


@pytest.fixture
async def sqlite_url(tmp_path: Path) -> str:
    """Return the address of a migrated SQLite database for this test."""
    path = tmp_path / "easel.db"
    await make_migrated(path)
    return address(path)
