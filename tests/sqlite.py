"""An SQLite file that is migrated already: Alembic runs once a process, not once a test.

A folder that wants it imports the `sqlite_url` fixture in its conftest. That migrating works is for
the tests of the storage, which begin without a file.
"""

from pathlib import Path

import pytest

from bot.storage.database import Database

_migrated: list[bytes] = []
"""What such a file holds, as soon as there was one."""


def address(path: Path) -> str:
    """The address of the file, as the bot's settings take it."""
    return f"sqlite+aiosqlite:///{path}"


async def make_migrated(path: Path) -> None:
    """Write a new file; nobody may have it open."""
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
    """The address of an SQLite database of this test's own."""
    path = tmp_path / "easel.db"
    await make_migrated(path)
    return address(path)
