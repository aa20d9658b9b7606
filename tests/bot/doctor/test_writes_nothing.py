"""The doctor changes nothing: neither a database of whatever version nor the files around it."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bot.doctor.printed import Easel, line, migrated
from tests.storage.older import OLDER, make_older

State = tuple[bytes, int, int]
# A bot that was killed: what it wrote last is in the files beside the database.
KILLED = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("PRAGMA journal_mode=WAL")
connection.execute("INSERT INTO facts (name, value) VALUES ('application', '5')")
connection.commit()
os.kill(os.getpid(), signal.SIGKILL)
"""


def state_of(folder: Path) -> dict[str, State]:
    """Return the content, the time and the mode of every file."""
    return {
        str(path.relative_to(folder)): (
            path.read_bytes() if path.is_file() else b"",
            path.stat().st_mtime_ns,
            path.stat().st_mode,
        )
        for path in folder.rglob("*")
    }


def killed(path: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(path)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL  # noqa: S603
    assert path.with_name(f"{path.name}-wal").stat().st_size


def killed_and_moved(path: Path) -> None:
    killed(path)
    path.with_name(f"{path.name}-shm").unlink()


@pytest.mark.usefixtures("settings")
async def test_nothing_is_made_where_nothing_was(
    easel: Easel, settings: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings.setenv("EASEL_BACKUP_EVERY", "3600")
    settings.setenv("EASEL_HEALTH_FILE", str(tmp_path / "alive"))
    settings.setenv("EASEL_HTTP", "127.0.0.1:0")
    status, printed = await easel("doctor")
    assert status == 0, printed
    assert line(printed, "Database").endswith("not there yet; the first start makes it")
    assert os.listdir(tmp_path) == []  # noqa: PTH208


@pytest.mark.usefixtures("settings")
async def test_yesterdays_database_stays_as_it_is_and_its_migration_is_announced(
    easel: Easel, tmp_path: Path
) -> None:
    path = tmp_path / "data" / "easel.db"
    path.parent.mkdir()
    make_older(path)
    path.chmod(0o600)
    before = state_of(tmp_path)
    status, printed = await easel("doctor")
    assert status == 0, printed
    assert f"the next start migrates it from revision {OLDER} to" in line(printed, "Database")
    assert state_of(tmp_path) == before


@pytest.mark.usefixtures("settings")
@pytest.mark.parametrize(
    "end", [None, killed, killed_and_moved], ids=["stopped", "killed", "moved"]
)
async def test_todays_database_stays_as_it_is(
    easel: Easel, tmp_path: Path, end: Callable[[Path], None] | None
) -> None:
    path = await migrated(tmp_path)
    if end is not None:
        end(path)
    before = state_of(tmp_path)
    _, printed = await easel("doctor")
    assert "up to date and writable" in line(printed, "Database")
    after = state_of(tmp_path)
    # This one is memory that processes share, and no data.
    shared = f"{path.relative_to(tmp_path)}-shm"
    assert after.keys() == before.keys()
    assert {**after, shared: None} == {**before, shared: None}
    if end is killed:
        assert "application 5" in line(printed, "Ownership of the database")


@pytest.mark.usefixtures("settings")
async def test_database_that_a_bot_uses_stays_as_it_is(easel: Easel, tmp_path: Path) -> None:
    path = await migrated(tmp_path)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO facts (name, value) VALUES ('a', 'b')")
    before = state_of(tmp_path)
    status, printed = await easel("doctor")
    assert status == 0, printed
    after = state_of(tmp_path)
    assert {name: state for name, state in after.items() if not name.endswith("-shm")} == {
        name: state for name, state in before.items() if not name.endswith("-shm")
    }
    connection.commit()
    connection.close()
