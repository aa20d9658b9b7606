"""SQLite's files are for their owner alone: prompts and tokens are in them."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.storage.database import Database
from bot.storage.key_values import KeyValueStore
from bot.storage.sqlite import open_files


@pytest.fixture
def _generous_umask() -> Iterator[None]:
    before = os.umask(0o000)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    return {one.name: stat.S_IMODE(one.stat().st_mode) for one in folder.iterdir()}


@pytest.mark.usefixtures("_generous_umask")
async def test_every_file_of_a_new_database_is_its_owners(tmp_path: Path) -> None:
    path = tmp_path / "easel.db"
    async with Database.open(f"sqlite+aiosqlite:///{path}") as database:
        await KeyValueStore(database).put("a", "b")
        assert modes(tmp_path) == dict.fromkeys(
            ("easel.db", "easel.db-wal", "easel.db-shm", "easel.db.lock"), 0o600
        )
        assert open_files(path) == []


async def test_permissions_of_an_existing_file_are_its_operators(tmp_path: Path) -> None:
    path = tmp_path / "easel.db"
    path.touch()
    path.chmod(0o640)
    async with Database.open(f"sqlite+aiosqlite:///{path}") as database:
        await KeyValueStore(database).put("a", "b")
        assert modes(tmp_path)["easel.db"] == 0o640
        assert path in open_files(path)
