"""A database that is gone, full or refuses: a `StorageError` without a word of a member's."""

import asyncio
import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Connection

from bot.storage.acceptance import Acceptance
from bot.storage.database import Database, StorageError
from bot.storage.jobs import JobStore
from bot.storage.records import Job, StoredInput
from tests.postgres import Postgres
from tests.storage.proxy import proxied
from tests.storage.rows import GUILD, LEASE, MEMBER, NOON, accept, bring, new_job, submit

WORDS = "my very private prompt"


async def refusal(store: JobStore, **changes: object) -> str:
    """What is said when a job with these values is refused."""
    values: dict[str, Any] = {"request": {"prompt": WORDS}, **changes}
    # Some values never reach SQLite: Python refuses them, by an error of its own.
    with pytest.raises((StorageError, OverflowError, UnicodeError)) as caught:
        await accept(store, replace(new_job(2), **values))
    assert caught.value.__cause__ is None
    return str(caught.value)


@pytest.mark.parametrize(
    "changes",
    [
        {"id": 1},
        {"id": 2**63, "operation": WORDS},
        {"operation": None},
        {"request": {"prompt": {WORDS}}},
        {"destination": replace(new_job().destination, token=f"{WORDS}\ud800")},
    ],
    ids=["known already", "out of range", "missing", "not json", "not text"],
)
async def test_a_refused_row_says_nothing_of_its_values(
    store: JobStore, changes: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    await accept(store, new_job(1))
    caplog.set_level(logging.DEBUG, "bot")
    said = await refusal(store, **changes)
    assert said
    assert "\n" not in said
    for secret in (WORDS, "INSERT", "prompt", str(MEMBER)):
        assert secret not in said
        assert secret not in caplog.text
    await accept(store, new_job(2))


async def test_a_full_disk_refuses_a_job_whole_and_takes_it_when_there_is_room(
    tmp_path: Path,
) -> None:
    async with Database.open(f"sqlite+aiosqlite:///{tmp_path}/easel.db") as database:
        store = JobStore(database, "a")
        await accept(store, new_job(1))
        pages = await _bound(database, 1)
        large = (
            StoredInput("input_image", "image/png", bytes(10)),
            StoredInput("mask", "image/png", bytes(2**20)),
        )
        with pytest.raises(StorageError, match="database or disk is full"):
            await accept(store, new_job(2), inputs=large)
        assert await store.get(2) is None
        assert await store.inputs(2) == {}
        assert await store.get(1)
        await _bound(database, pages + 1000)
        await accept(store, new_job(2), inputs=large)
        assert len((await store.inputs(2))["mask"]) == 2**20


async def _bound(database: Database, pages: int) -> int:
    """Let the file grow to so many pages, or not at all if it is larger; says how large it is."""

    def bound(connection: Connection) -> int:
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
        return int(connection.execute(text("PRAGMA page_count")).scalar_one())

    return await database.run_write(bound)


async def test_a_lock_held_by_another_program_is_a_storage_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.sqlite._PATIENCE", 0.01)
    address = f"sqlite+aiosqlite:///{tmp_path}/easel.db"
    async with Database.open(address) as ours, Database.open(address) as theirs:
        async with theirs.write():
            with pytest.raises(StorageError, match="database is locked"):
                await accept(JobStore(ours, "a"), new_job())
        await accept(JobStore(ours, "a"), new_job())


def insert(connection: Connection, job: Job) -> None:
    """The last statement of an acceptance, whose commit is still to come."""
    Acceptance(connection, "a").insert(job, (), NOON + LEASE)


@pytest.fixture
async def postgres_url(postgres: Postgres) -> object:
    async with postgres.database() as url:
        yield url


async def test_postgresql_gone_for_a_while_is_a_storage_error_for_a_while(
    postgres_url: str,
) -> None:
    async with proxied(postgres_url) as (url, proxy), Database.open(url) as database:
        store = JobStore(database, "a")
        await bring(store, new_job(1), "started")
        await proxy.cut()
        for _ in range(3):
            with pytest.raises(StorageError) as caught:
                await submit(store, 1)
            assert "direct:1" not in str(caught.value)
            with pytest.raises(StorageError):
                await store.get(1)
        await proxy.open()
        await submit(store, 1)
        assert await store.get(1)


async def test_postgresql_gone_inside_a_transaction_leaves_nothing(postgres_url: str) -> None:
    async with proxied(postgres_url) as (url, proxy), Database.open(url) as database:
        store = JobStore(database, "a")

        async def interrupted() -> None:
            async with database.write() as connection:
                await connection.run_sync(lambda held: insert(held, new_job(1)))
                await proxy.cut()

        with pytest.raises(StorageError):
            await interrupted()
        await proxy.open()
        async with asyncio.timeout(5):
            # The server may need a moment to see that we are gone, and until then holds the lock.
            await accept(store, new_job(2))
        assert await store.get(1) is None


async def test_a_server_that_ends_our_connections_is_a_storage_error_once(
    postgres_url: str, postgres: Postgres
) -> None:
    end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'easel_%'"
    async with Database.open(postgres_url) as database:
        store = JobStore(database, "a")
        await accept(store, new_job(1))

        async def interrupted() -> None:
            async with database.write() as connection:
                await connection.run_sync(lambda held: insert(held, new_job(2)))
                await postgres.run(end)

        with pytest.raises(StorageError):
            await interrupted()
        # A dead connection that only waited in the pool is noticed, and costs nobody anything.
        await accept(store, new_job(3))
        await postgres.run(end)
        assert [job.id for job in await store.recent(GUILD, MEMBER, 9)] == [3, 1]


async def test_a_database_that_takes_nobody_in_is_a_storage_error(
    postgres_url: str, postgres: Postgres
) -> None:
    name = postgres_url.partition("?")[0].rpartition("/")[2]
    await postgres.run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    with pytest.raises(StorageError, match="not currently accepting connections"):
        async with Database.open(postgres_url):
            pass
    with pytest.raises(StorageError, match="does not exist"):
        async with Database.open(postgres_url.replace(name, "nowhere")):
            pass
