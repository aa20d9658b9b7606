"""The checks of the disk: room, backups and their age, files that others may read."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.common.clock import utc_now
from tests.bot.doctor.printed import Easel, line, migrated

GIGABYTE = 10**9


@pytest.fixture
def backups(settings: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return the directory of hourly backups."""
    settings.setenv("EASEL_BACKUP_EVERY", "3600")
    settings.setenv("EASEL_BACKUP_DIR", f"{tmp_path}/kept")
    return tmp_path / "kept"


def make_backup(folder: Path, age: timedelta) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"easel-{utc_now() - age:%Y%m%dT%H%M%SZ}.db"
    path.touch(mode=0o600)
    return path


async def test_directory_of_backups_is_checked_if_the_bot_makes_some(
    easel: Easel, settings: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings.setenv("EASEL_BACKUP_EVERY", "3600")
    settings.setenv("EASEL_BACKUP_DIR", f"{tmp_path}/kept/here")
    status, printed = await easel("doctor")
    assert (status, line(printed, "Backups")[0]) == (0, "✓")
    (tmp_path / "kept").write_text("buy paint")
    status, printed = await easel("doctor")
    assert status == 1
    assert f"✗ Backups: not a directory: '{tmp_path}/kept'" in printed
    assert "EASEL_BACKUP_DIR" in line(printed, "Backups")


@pytest.mark.parametrize(
    ("age", "mark", "words"),
    [
        (timedelta(minutes=90), "✓", "90 minutes old"),
        (timedelta(hours=3), "!", "3 hours old. One is due every 60 minutes: see whether the bot"),
        (timedelta(days=3), "!", "3 days old"),
    ],
)
async def test_age_of_the_newest_backup_is_compared_with_the_setting(
    easel: Easel, backups: Path, age: timedelta, mark: str, words: str
) -> None:
    make_backup(backups, age)
    make_backup(backups, timedelta(days=20))
    (backups / "easel-by-hand.db").touch(mode=0o644)
    status, printed = await easel("doctor")
    found = line(printed, "Newest backup")
    assert (status, found[0]) == (0, mark)
    assert words in found
    assert "Backup files" not in printed


async def test_directory_without_backups_is_no_trouble(easel: Easel, backups: Path) -> None:
    make_backup(backups, timedelta(0)).unlink()
    _, printed = await easel("doctor")
    assert line(printed, "Newest backup: none yet").startswith("✓")


async def test_backups_that_others_may_read_are_a_warning(easel: Easel, backups: Path) -> None:
    make_backup(backups, timedelta(0)).chmod(0o640)
    _, printed = await easel("doctor")
    assert f"chmod 600 {backups}/easel-*.db" in line(printed, "Backup files: other users")


@pytest.mark.parametrize(
    ("free", "mark", "words"),
    [
        (0, "✗", "a copy of the database takes"),
        (GIGABYTE // 10, "!", "nearly full"),
        (50 * GIGABYTE, "✓", "50,000 MB free"),
    ],
)
async def test_room_for_the_database_and_its_copies_is_compared_with_its_size(
    easel: Easel,
    backups: Path,
    settings: pytest.MonkeyPatch,
    tmp_path: Path,
    free: int,
    mark: str,
    words: str,
) -> None:
    await migrated(tmp_path)
    asked: list[Path] = []

    def usage(folder: Path) -> tuple[int, int]:
        asked.append(folder)
        return free, 100 * GIGABYTE

    settings.setattr("bot.doctor.disk.usage_of", usage)
    status, printed = await easel("doctor")
    assert status == (mark == "✗")
    for what in ("database", "backups"):
        found = line(printed, f"Disk of the {what}")
        assert found[0] == mark
        assert words in found
    # Where there is no directory yet, it is the disk of the one above.
    assert asked == [tmp_path / "data", backups.parent]


async def test_disk_that_cannot_be_asked_is_skipped(
    easel: Easel, settings: pytest.MonkeyPatch
) -> None:
    def usage(_: Path) -> tuple[int, int]:
        raise OSError(5, "Input/output error")

    settings.setattr("bot.doctor.disk.usage_of", usage)
    _, printed = await easel("doctor")
    assert line(printed, "Disk of the database").endswith("skipped, Input/output error")
