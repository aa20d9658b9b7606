"""Backups of a database in use, and their way back: on both engines, and from one to the other."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import LargeBinary, insert, select, text

from bot.storage.address import parse_url
from bot.storage.backup import back_up
from bot.storage.database import Database, StorageError
from bot.storage.jobs import JobStore
from bot.storage.migrate import newest
from bot.storage.postgresql import PostgresqlEngine
from bot.storage.process_lock import FileLock
from bot.storage.records import State, StoredInput
from bot.storage.restore import BackupError, restore
from bot.storage.row_copy import batch_size
from bot.storage.schema import audit, facts, inputs, metadata, results
from tests.postgres import Postgres
from tests.sqlite import address
from tests.storage.older import OLDER, make_older
from tests.storage.rows import LEASE, NOON, accept, bring, later, new_job

pytestmark = pytest.mark.slow

IMAGE = StoredInput("image", "image/png", bytes(range(256)))


async def fill(url: str, count: int = 5) -> None:
    """Store jobs of each stage of life, with images, results, facts and changes."""
    async with Database.open(url) as database:
        store = JobStore(database, "ours")
        stages = ("queued", "started", "submitted", "posting", "done", "failed", "cancelled")
        for number in range(count * len(stages)):
            stage = stages[number % len(stages)]
            await bring(store, new_job(number + 1, estimate=number), stage, inputs=[IMAGE])
        entry = {"guild_id": 1, "member_id": 2, "at": NOON, "action": "x", "facts": {"a": None}}
        async with database.write() as connection:
            await connection.execute(insert(audit).values(**entry))
            await connection.execute(insert(facts).values(name="commands", value="„so“ 🙅"))
            kept = {"job_id": 3, "position": 0, "content": b"\0picture"}
            await connection.execute(insert(results).values(**kept))


async def content(url: str) -> dict[str, list[dict[str, Any]]]:
    """Return all rows of each table, except what frees the unfinished jobs."""
    async with Database.open(url, locked=False) as database, database.read() as connection:
        tables = {}
        for table in metadata.sorted_tables:
            freed = {"posting_at", "delivery_way", "leased_until"} & {*table.c.keys()}
            columns = [column for column in table.c if column.name not in freed]
            found = await connection.execute(select(*columns).order_by(*table.primary_key))
            tables[table.name] = [dict(row._mapping) for row in found]
        return tables


@pytest.fixture(params=["sqlite", "postgresql"])
async def other_url(
    request: pytest.FixtureRequest, tmp_path: Path, postgres: Postgres
) -> AsyncIterator[str]:
    """Yield the address of a database that was never opened, of each engine."""
    if request.param == "sqlite":
        yield address(tmp_path / "other" / "easel.db")
        return
    async with postgres.database(migrated=False) as url:
        yield url


async def test_backup_holds_every_row_and_goes_into_either_engine(
    database_url: str, other_url: str, tmp_path: Path
) -> None:
    await fill(database_url)
    async with Database.open(database_url), Database.attach(database_url) as beside:
        await back_up(beside, tmp_path / "copy.db")
    restored = await restore(other_url, tmp_path / "copy.db", tmp_path, NOON)
    assert (restored.revision, restored.unfinished, restored.aside) == (newest(), 20, None)
    before = await content(database_url)
    assert await content(other_url) == before
    assert len(before["jobs"]) == 35
    assert before["results"]
    async with Database.open(other_url) as database, database.write() as connection:
        # Numbers go on after the highest one.
        entry = {"guild_id": 1, "member_id": 2, "at": NOON, "action": "x", "facts": {}}
        await connection.execute(insert(audit).values(**entry))


async def test_restored_jobs_may_be_posted_and_are_free(database_url: str, tmp_path: Path) -> None:
    await fill(database_url, 1)
    async with Database.attach(database_url) as database:
        await back_up(database, tmp_path / "copy.db")
    await restore(database_url, tmp_path / "copy.db", tmp_path, NOON)
    async with Database.open(database_url) as database:
        claimed = await JobStore(database, "next").claim(NOON, NOON + LEASE, 10)
    assert [(job.id, job.posting_at, job.delivery_way) for job in claimed] == [
        (1, NOON, None),
        (2, later(1), None),
        (3, later(1), None),
        (4, later(3), None),
    ]


async def test_backup_is_of_one_moment_while_jobs_are_accepted(
    database_url: str, tmp_path: Path
) -> None:
    async with Database.open(database_url) as database:
        store, is_over = JobStore(database, "ours"), asyncio.Event()

        async def work() -> int:
            number = 0
            while not is_over.is_set():
                number += 1
                await accept(store, new_job(number), inputs=[IMAGE])
            return number

        working = asyncio.create_task(work())
        copies = [tmp_path / f"copy-{number}.db" for number in range(3)]
        for copy in copies:
            await back_up(database, copy)
        is_over.set()
        accepted = await working
    counts = [await counted(copy) for copy in copies]
    assert counts == sorted(counts)
    assert counts[-1] <= accepted


async def counted(path: Path) -> int:
    """Return the number of jobs in a backup; each has its image."""
    async with Database.open(address(path), locked=False) as database, database.read() as found:
        job_ids = [*await found.scalars(text("SELECT id FROM jobs ORDER BY id"))]
        assert [*await found.scalars(select(inputs.c.job_id).order_by(inputs.c.job_id))] == job_ids
    assert job_ids == [*range(1, len(job_ids) + 1)]
    return len(job_ids)


async def test_event_loop_goes_on_while_a_backup_is_made(database_url: str, tmp_path: Path) -> None:
    rounds, is_over = 0, asyncio.Event()

    async def count_rounds() -> None:
        nonlocal rounds
        while not is_over.is_set():
            rounds += 1
            await asyncio.sleep(0)

    async with Database.open(database_url) as database:
        store = JobStore(database, "ours")
        for number in range(1, 9):
            big = StoredInput("image", "image/png", bytes(2**20))
            await accept(store, new_job(number), inputs=[big])
        counting = asyncio.create_task(count_rounds())
        await asyncio.sleep(0)
        rounds = 0
        await back_up(database, tmp_path / "copy.db")
        is_over.set()
        await counting
    # One that blocks would leave a few at its beginning and its end.
    assert rounds > 50


async def test_backup_is_for_its_owner_alone_and_one_file(
    database_url: str, tmp_path: Path
) -> None:
    folder = tmp_path / "kept" / "here"
    async with Database.open(database_url) as database:
        await back_up(database, folder / "copy.db")
        with pytest.raises(StorageError, match="is there already"):
            await back_up(database, folder / "copy.db")
    assert [path.name for path in sorted(folder.iterdir())] == ["copy.db"]
    assert (folder / "copy.db").stat().st_mode & 0o777 == 0o600


async def test_former_data_are_put_aside(database_url: str, tmp_path: Path) -> None:
    await fill(database_url, 1)
    async with Database.attach(database_url) as database:
        await back_up(database, tmp_path / "copy.db")
    async with Database.open(database_url) as database:
        await accept(JobStore(database, "ours"), new_job(99))
    former = await content(database_url)
    restored = await restore(database_url, tmp_path / "copy.db", tmp_path / "aside", NOON)
    assert 99 not in [job["id"] for job in (await content(database_url))["jobs"]]
    assert restored.aside is not None
    assert restored.aside.stat().st_mode & 0o777 == 0o600
    assert await content(address(restored.aside)) == former
    again = await restore(database_url, tmp_path / "copy.db", tmp_path / "aside", NOON)
    assert again.aside not in (None, restored.aside)


async def test_nothing_is_restored_while_a_bot_uses_the_database(
    database_url: str, tmp_path: Path
) -> None:
    async with Database.open(database_url) as database:
        await back_up(database, tmp_path / "copy.db")
        store = JobStore(database, "ours")
        await accept(store, new_job())
        with pytest.raises(BackupError, match="a bot uses the database"):
            await restore(database_url, tmp_path / "copy.db", tmp_path, NOON)
        assert await store.get(1)
    assert not [*tmp_path.glob("*before-restore*")]  # noqa: ASYNC240


async def test_older_backup_is_migrated_on_its_way(other_url: str, tmp_path: Path) -> None:
    path = tmp_path / "older.db"
    make_older(path)
    content_before = path.read_bytes()
    restored = await restore(other_url, path, tmp_path, NOON)
    assert (restored.revision, restored.unfinished) == (OLDER, 1)
    assert path.read_bytes() == content_before
    async with Database.attach(other_url) as database:
        job = await JobStore(database, "ours").get(1)
    assert job is not None
    assert job.state is State.QUEUED


async def test_damaged_file_is_put_aside_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "easel.db"
    await fill(address(path), 1)
    async with Database.attach(address(path)) as database:
        await back_up(database, tmp_path / "copy.db")
    whole = await content(address(path))
    damaged = path.read_bytes()[:5000] + b"x" * 60_000
    path.write_bytes(damaged)
    restored = await restore(address(path), tmp_path / "copy.db", tmp_path, NOON)
    assert restored.aside is not None
    assert restored.aside.read_bytes() == damaged
    assert await content(address(path)) == whole


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", "is of a newer version"),
        ("DROP TABLE jobs", "is no backup of Easel"),
        ("PRAGMA writable_schema=1; DELETE FROM alembic_version", "is of a newer version"),
    ],
)
async def test_file_that_is_no_backup_of_ours_is_refused(
    database_url: str, tmp_path: Path, change: str, words: str
) -> None:
    path = tmp_path / "copy.db"
    async with Database.attach(database_url) as database:
        await back_up(database, path)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(f"PRAGMA foreign_keys=OFF; {change}")
    before = await content(database_url)
    with pytest.raises(BackupError, match=words):
        await restore(database_url, path, tmp_path, NOON)
    assert await content(database_url) == before


@pytest.mark.parametrize("cut", [0, 40, 4096, 30_000])
async def test_damaged_backup_is_refused(sqlite_url: str, tmp_path: Path, cut: int) -> None:
    path = tmp_path / "copy.db"
    await fill(sqlite_url, 1)
    async with Database.attach(sqlite_url) as database:
        await back_up(database, path)
    path.write_bytes(path.read_bytes()[:cut] + b"?" * 5000)
    with pytest.raises(BackupError, match=r"cannot be restored|is no backup"):
        await restore(sqlite_url, path, tmp_path, NOON)
    with pytest.raises(BackupError, match="cannot be restored"):
        await restore(sqlite_url, tmp_path / "missing.db", tmp_path, NOON)


async def test_bot_waits_for_a_restore_of_a_file(tmp_path: Path, sqlite_url: str) -> None:
    lock = FileLock(tmp_path / "easel.db")
    assert await lock.acquire_alone()
    with pytest.raises(StorageError, match="restores a backup") as caught:
        async with Database.open(sqlite_url):
            pass
    assert caught.value.passes
    await lock.close()
    async with Database.open(sqlite_url) as database:
        assert database.alone


async def test_bot_waits_for_a_restore_in_postgresql(postgres: Postgres) -> None:
    async with postgres.database() as url:
        engine = PostgresqlEngine(parse_url(url))
        assert await engine.lock.acquire_alone()
        patient = f"{url}&lock_timeout=100"
        with pytest.raises(StorageError, match="lock") as caught:
            async with Database.open(patient):
                pass
        assert caught.value.passes
        await engine.lock.close()
        await engine.close()
        async with Database.open(patient) as database:
            assert database.alone


def test_images_are_read_a_few_at_a_time() -> None:
    for table in metadata.sorted_tables:
        has_images = any(isinstance(column.type, LargeBinary) for column in table.c)
        assert (batch_size(table) < 10) is has_images
