"""Failures of the database: unreachable, full, refusing; no error repeats members' words."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Connection

from bot.storage.acceptance import Acceptance
from bot.storage.database import Database, StorageError
from bot.storage.jobs import JobStore
from bot.storage.records import Job, State, StoredInput
from tests.postgres import Postgres
from tests.storage.proxy import proxied
from tests.storage.rows import GUILD, LEASE, MEMBER, NOON, accept, bring, new_job, submit

WORDS = "my very private prompt"


async def refusal(store: JobStore, **changes: object) -> str:
    """Return the text of the error when a job with these values is refused."""
    values: dict[str, Any] = {"request": {"prompt": WORDS}, **changes}
    # Some values never reach SQLite: Python refuses them with an error of its own.
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
async def test_the_error_about_a_refused_row_has_none_of_its_values(
    store: JobStore, changes: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    await accept(store, new_job(1))
    caplog.set_level(logging.DEBUG, "bot")
    message = await refusal(store, **changes)
    assert message
    assert "\n" not in message
    for secret in (WORDS, "INSERT", "prompt", str(MEMBER)):
        assert secret not in message
        assert secret not in caplog.text
    await accept(store, new_job(2))


async def test_a_full_disk_refuses_all_of_a_job_until_there_is_room(tmp_path: Path) -> None:
    async with Database.open(f"sqlite+aiosqlite:///{tmp_path}/easel.db") as database:
        store = JobStore(database, "a")
        await accept(store, new_job(1))
        pages = await _limit_size(database, 1)
        large = (
            StoredInput("input_image", "image/png", bytes(10)),
            StoredInput("mask", "image/png", bytes(2**20)),
        )
        with pytest.raises(StorageError, match="database or disk is full"):
            await accept(store, new_job(2), inputs=large)
        assert await store.get(2) is None
        assert await store.inputs(2) == {}
        assert await store.get(1)
        await _limit_size(database, pages + 1000)
        await accept(store, new_job(2), inputs=large)
        assert len((await store.inputs(2))["mask"]) == 2**20


async def _limit_size(database: Database, pages: int) -> int:
    """Limit the file to so many pages, or to its size if that is larger; return its size."""

    def limit(connection: Connection) -> int:
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
        return int(connection.execute(text("PRAGMA page_count")).scalar_one())

    return await database.run_write(limit)


async def test_a_lock_held_by_another_program_is_a_storage_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.sqlite._LOCK_TIMEOUT", 0.01)
    address = f"sqlite+aiosqlite:///{tmp_path}/easel.db"
    async with Database.open(address) as ours, Database.open(address) as theirs:
        async with theirs.write():
            with pytest.raises(StorageError, match="database is locked"):
                await accept(JobStore(ours, "a"), new_job())
        await accept(JobStore(ours, "a"), new_job())


def insert(connection: Connection, job: Job) -> None:
    """Run the last statement of an acceptance, without its commit."""
    Acceptance(connection, "a").insert(job, (), NOON + LEASE)


@pytest.fixture
async def postgres_url(postgres: Postgres) -> object:
    async with postgres.database() as url:
        yield url


async def test_postgresql_can_be_used_again_after_an_outage(postgres_url: str) -> None:
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


async def test_a_black_hole_is_a_storage_error_in_time(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.postgresql.NETWORK_SECONDS", 0.2)
    monkeypatch.setattr("bot.storage.postgresql.CONNECT_SECONDS", 0.2)
    async with proxied(postgres_url) as (url, proxy), Database.open(url) as database:
        store = JobStore(database, "a")
        await bring(store, new_job(1), "started")
        proxy.swallows = True
        asks: list[Callable[[], Awaitable[object]]] = [
            lambda: submit(store, 1),
            lambda: store.get(1),
            lambda: store.renew([1], NOON + LEASE),
            database.now,
        ]
        for ask in asks:
            with pytest.raises(StorageError):
                async with asyncio.timeout(5):
                    await ask()
        proxy.swallows = False
        await submit(store, 1)
        job = await store.get(1)
        assert job is not None
        assert job.state is State.SUBMITTED


async def test_an_outage_inside_a_transaction_stores_nothing(postgres_url: str) -> None:
    async with proxied(postgres_url) as (url, proxy), Database.open(url) as database:
        store = JobStore(database, "a")

        async def interrupted() -> None:
            async with database.write() as connection:
                await connection.run_sync(lambda blocking: insert(blocking, new_job(1)))
                await proxy.cut()

        with pytest.raises(StorageError):
            await interrupted()
        await proxy.open()
        async with asyncio.timeout(5):
            # Until the server notices the lost connection, its transaction keeps the lock.
            await accept(store, new_job(2))
        assert await store.get(1) is None


async def test_terminated_connections_are_replaced(postgres_url: str, postgres: Postgres) -> None:
    end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'easel_%'"
    async with Database.open(postgres_url) as database:
        store = JobStore(database, "a")
        await accept(store, new_job(1))

        async def interrupted() -> None:
            async with database.write() as connection:
                await connection.run_sync(lambda blocking: insert(blocking, new_job(2)))
                await postgres.run(end)

        with pytest.raises(StorageError):
            await interrupted()
        # A dead connection that was idle in the pool is replaced without an error.
        await accept(store, new_job(3))
        await postgres.run(end)
        assert [job.id for job in await store.recent(GUILD, MEMBER, 9)] == [3, 1]


async def test_a_database_that_accepts_no_connections_is_a_storage_error(
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
