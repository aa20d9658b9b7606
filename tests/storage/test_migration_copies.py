"""Copies of SQLite files before their migration, and openings beside a bot."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.storage import database as database_module
from bot.storage.database import Database, StorageError
from bot.storage.jobs import JobStore
from bot.storage.migrate import newest
from tests.sqlite import address
from tests.storage.older import OLDER, make_older, revision_of


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """Make a database with a job, of an earlier revision, and return its path."""
    path = tmp_path / "easel.db"
    make_older(path)
    return path


def copies_in(folder: Path) -> list[Path]:
    return [*folder.glob("*before*")]


async def test_file_with_data_is_copied_before_it_is_migrated(older: Path) -> None:
    async with Database.open(address(older)) as database:
        migration = database.migration
        assert await JobStore(database, "ours").get(1)
    copy = older.with_name(f"easel.db.before-{newest()}")
    assert (migration.before, migration.after, migration.copy) == (OLDER, newest(), copy)
    assert revision_of(older) == newest()
    assert revision_of(copy) == OLDER
    assert copy.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT id FROM jobs").fetchall() == [(1,)]


async def test_earlier_copy_is_not_replaced(older: Path) -> None:
    earlier = older.with_name(f"easel.db.before-{newest()}")
    earlier.write_text("of another day")
    async with Database.open(address(older)) as database:
        assert database.migration.copy == earlier.with_name(f"{earlier.name}.2")
    assert earlier.read_text() == "of another day"


async def test_file_without_data_or_migration_is_not_copied(tmp_path: Path) -> None:
    path = tmp_path / "easel.db"
    make_older(path, with_job=False)
    async with Database.open(address(path)) as database:
        assert (database.migration.before, database.migration.copy) == (OLDER, None)
    async with Database.open(address(path)) as database:
        assert (database.migration.before, database.migration.copy) == (newest(), None)
    assert copies_in(tmp_path) == []


async def test_new_file_is_not_copied(tmp_path: Path) -> None:
    async with Database.open(address(tmp_path / "easel.db")) as database:
        assert (database.migration.before, database.migration.copy) == (None, None)
    assert copies_in(tmp_path) == []


async def test_migration_that_fails_leaves_no_copy(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise sqlite3.OperationalError("no luck")

    monkeypatch.setattr(database_module, "upgrade", fail)
    with pytest.raises(StorageError, match="no luck"):
        async with Database.open(address(older)):
            pass
    assert revision_of(older) == OLDER
    assert copies_in(older.parent) == []


async def test_copy_that_cannot_be_made_prevents_the_migration(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Callable[[], None]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(database_module, "copy_before_migration", fail)
    with pytest.raises(StorageError, match="No space left"):
        async with Database.open(address(older)):
            pass
    assert revision_of(older) == OLDER


async def test_attaching_neither_makes_nor_migrates(blank_url: str) -> None:
    with pytest.raises(StorageError, match="the first start of the bot makes"):
        async with Database.attach(blank_url):
            pass
    async with Database.open(blank_url) as database, database.write() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    with pytest.raises(StorageError, match="run `easel migrate`"):
        async with Database.attach(blank_url):
            pass


async def test_attached_database_does_not_look_like_a_bot(database_url: str) -> None:
    async with Database.attach(database_url), Database.open(database_url) as bot:
        assert bot.alone
        async with Database.attach(database_url) as beside:
            assert await JobStore(beside, "operator").newest_id() is None
