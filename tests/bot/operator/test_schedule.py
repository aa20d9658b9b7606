"""Backups that the bot makes by itself: how often, where, and how many are kept."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.events import BackupLate, BackupMade, Event
from bot.operator import schedule
from bot.operator.schedule import LONGEST_PAUSE, ScheduledBackups
from bot.settings import Settings
from bot.storage.database import Database, StorageError

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Clock:
    """A clock that only a test moves."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def later(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    async with Database.open(sqlite_url) as database:
        yield database


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def settings(folder: Path, **values: object) -> Settings:
    return Settings(_env_file=None, backup_dir=folder, **values)  # type: ignore[arg-type]


def make_files(folder: Path, *names: str) -> None:
    folder.mkdir()
    for name in names:
        (folder / name).touch()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def test_backup_is_made_when_the_last_one_is_old_enough(
    database: Database, folder: Path
) -> None:
    clock = Clock()
    backups = ScheduledBackups(database, settings(folder, backup_every=3600), clock)
    await backups.run()
    assert names(folder) == ["easel-20261122T120000Z.db"]
    clock.later(minutes=59)
    # Another start of the bot knows of it, too.
    await ScheduledBackups(database, settings(folder, backup_every=3600), clock).run()
    assert len(names(folder)) == 1
    clock.later(minutes=1)
    await backups.run()
    assert names(folder) == ["easel-20261122T120000Z.db", "easel-20261122T130000Z.db"]
    path = folder / "easel-20261122T130000Z.db"
    assert path.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM jobs").fetchone() == (0,)


async def test_only_the_newest_are_kept_and_other_files_untouched(
    database: Database, folder: Path
) -> None:
    clock = Clock()
    make_files(
        folder,
        *("easel-mine.db", "copy.db", "easel-20261122T1200Z.db", "easel-20261121T110000Z"),
        *("easel-20261121T110000Z.db.partial", "easel-20261122T110000Z.db.partial"),
    )
    before = {*names(folder)} - {"easel-20261121T110000Z.db.partial"}
    backups = ScheduledBackups(database, settings(folder, backup_every=60, backup_keep=2), clock)
    for _ in range(4):
        await backups.run()
        clock.later(minutes=1)
    ours = {f"easel-20261122T120{minute}00Z.db" for minute in (2, 3)}
    assert {*names(folder)} == before | ours


async def test_backup_from_a_clock_that_was_ahead_does_not_prevent_the_next(
    database: Database, folder: Path
) -> None:
    clock = Clock()
    backups = ScheduledBackups(database, settings(folder, backup_every=3600), clock)
    await backups.run()
    clock.later(days=-3)
    await backups.run()
    assert len(names(folder)) == 2


async def test_failure_is_an_error_of_the_storage_and_tried_again(
    database: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise StorageError("no space")

    backups = ScheduledBackups(database, settings(folder, backup_every=3600), Clock())
    with monkeypatch.context() as patch:
        patch.setattr(schedule, "back_up", fail)
        with pytest.raises(StorageError):
            await backups.run()
    await backups.run()
    assert len(names(folder)) == 1


@pytest.mark.parametrize(
    ("every", "pause"), [(None, None), (5, 5), (60, LONGEST_PAUSE), (86_400, LONGEST_PAUSE)]
)
async def test_it_looks_often_enough_and_never_unless_it_is_set(
    database: Database, folder: Path, every: float | None, pause: float | None
) -> None:
    backups = ScheduledBackups(database, settings(folder, backup_every=every), Clock())
    assert backups.pause == pause


async def test_backup_that_fails_is_late_once_the_newest_is_too_old(
    database: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise StorageError("No space left on device")

    clock, events = Clock(), list[Event]()
    chosen = settings(folder, backup_every=3600)
    backups = ScheduledBackups(database, chosen, clock, events.append)
    await backups.run()
    assert events == [BackupMade()]
    with monkeypatch.context() as patch:
        patch.setattr(schedule, "back_up", fail)
        clock.later(hours=1)
        with pytest.raises(StorageError):
            await backups.run()
        assert events == [BackupMade()]
        clock.later(hours=1)
        with pytest.raises(StorageError):
            await backups.run()
        assert events == [BackupMade(), BackupLate()]
    await backups.run()
    assert events == [BackupMade(), BackupLate(), BackupMade()]
