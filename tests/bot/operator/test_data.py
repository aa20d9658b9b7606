"""`easel backup`, `easel restore`, `easel migrate` and `easel --version`."""

import asyncio
import os
from importlib.metadata import version
from pathlib import Path

import pytest

from bot.storage.migrate import newest
from tests.bot.operator.conftest import Studio
from tests.storage.older import OLDER, make_older, revision_of

pytestmark = pytest.mark.slow


async def test_backup_beside_the_bot_is_restored_when_it_is_stopped(
    studio: Studio, tmp_path: Path
) -> None:
    async with studio.running():
        first = await studio.ask()
        await studio.ended(first.id)
        made = await studio.easel("backup", "copy.db")
        assert (made.status, made.out, made.err) == (0, "backed up into copy.db\n", "")
        second = await studio.ask()
        await studio.ended(second.id)
        refused = await studio.easel("restore", "copy.db")
        assert refused.status == 1
        assert refused.err == "a bot uses the database: stop the bot, then restore the backup\n"
        assert await studio.job(second.id)
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600
    again = await studio.easel("backup", "copy.db")
    assert (again.status, "is there already" in again.err) == (1, True)
    restored = await studio.easel("restore", "copy.db")
    assert restored.status == 0, restored.err
    aside = restored.out.splitlines()[0].removeprefix("the former data are in ")
    assert await studio.job(first.id)
    assert await studio.job(second.id) is None
    # The way back.
    assert (await studio.easel("restore", aside)).status == 0
    assert await studio.job(second.id)
    async with studio.running():
        pass
    assert len(studio.wire.messages(studio.wire.channel)) == 2


async def test_bot_makes_backups_by_itself_and_keeps_a_few(studio: Studio, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    settings = {"backup_every": 0.2, "backup_dir": folder, "backup_keep": 2}
    async with studio.running(**settings) as life:
        await studio.until(lambda: life.output.count("backed up into") >= 3)
        await studio.ended((await studio.ask()).id)
    files = sorted(os.listdir(folder))  # noqa: PTH208 - a short list
    assert [name for name in files if name.endswith(".partial")] == []
    assert len(files) == 2
    for name in files:
        assert (folder / name).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("restore", "nothing.db"), "nothing.db cannot be restored: unable to open"),
        (("restore", "notes.txt"), "notes.txt cannot be restored: file is not a database"),
        (("backup", "notes.txt"), "notes.txt is there already"),
        (("backup", "notes.txt/copy.db"), "notes.txt"),
    ],
)
async def test_what_cannot_be_done_is_one_line(
    studio: Studio, tmp_path: Path, argv: tuple[str, ...], words: str
) -> None:
    (tmp_path / "notes.txt").write_text("buy paint\n" * 1000)
    ended = await studio.easel(*argv)
    assert (ended.status, ended.out) == (1, "")
    assert words in ended.err
    assert len(ended.err.splitlines()) == 1


async def test_commands_need_a_database_of_this_version(
    studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old" / "easel.db"
    monkeypatch.setenv("EASEL_DATABASE_URL", f"sqlite:///{path}")
    missing = await studio.easel("jobs")
    assert (missing.status, "the first start of the bot makes it" in missing.err) == (78, True)
    path.parent.mkdir()
    await asyncio.to_thread(make_older, path)
    older = await studio.easel("jobs")
    assert (older.status, "run `easel migrate`" in older.err) == (78, True)
    assert revision_of(path) == OLDER
    migrated = await studio.easel("migrate")
    copy = f"{path}.before-{newest()}"
    assert (migrated.status, migrated.out.splitlines()) == (
        0,
        [
            f"the data from before are in {copy}",
            f"migrated from revision {OLDER} to {newest()}",
        ],
    )
    assert revision_of(Path(copy)) == OLDER
    assert (await studio.easel("jobs")).status == 0
    again = await studio.easel("migrate")
    assert again.out == f"revision {newest()} already: nothing is migrated\n"


async def test_start_of_the_bot_copies_before_it_migrates(studio: Studio, tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    await asyncio.to_thread(make_older, path)
    async with studio.running(database_url=f"sqlite:///{path}") as life:
        assert f"migrated from revision {OLDER} to {newest()}" in life.output
    assert revision_of(tmp_path / f"old.db.before-{newest()}") == OLDER


async def test_bad_settings_and_addresses_need_a_person_and_show_no_secret(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (
        ("EASEL_DATABASE_URL", "mysql://bot:hunter2@db/easel"),
        ("EASEL_BACKUP_EVERY", "often"),
    ):
        with monkeypatch.context() as patch:
            patch.setenv(name, value)
            ended = await studio.easel("jobs")
        assert ended.status == 78
        assert ended.err.startswith(name)
        assert "hunter2" not in ended.err
    monkeypatch.setenv("EASEL_DATABASE_URL", "postgres://bot:hunter2@127.0.0.1:1/easel")
    ended = await studio.easel("jobs")
    assert (ended.status, "hunter2" in ended.err) == (1, False)


async def test_version_is_the_packages(studio: Studio) -> None:
    ended = await studio.easel("--version")
    assert (ended.status, ended.out) == (0, f"easel {version('easel')}\n")
