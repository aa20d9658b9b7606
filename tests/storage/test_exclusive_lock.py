"""The lock by which one process at a time does what is to be done once."""

import asyncio

import pytest
from sqlalchemy import text

from bot.storage.database import Database
from bot.storage.exclusive_lock import key_of
from tests.postgres import Postgres


async def test_sqlite_has_one_process_that_does_it_all(sqlite_url: str) -> None:
    async with Database.open(sqlite_url) as database:
        assert not database.is_shared
        async with database.exclusive("one") as first, database.exclusive("one") as second:
            assert first
            assert second


async def test_one_of_two_processes_holds_a_lock(postgres: Postgres) -> None:
    async with (
        postgres.database() as url,
        Database.open(url) as one,
        Database.open(url) as two,
    ):
        assert one.is_shared
        async with one.exclusive("upkeep") as first, two.exclusive("upkeep") as second:
            assert (first, second) == (True, False)
            async with two.exclusive("another") as other:
                assert other
            async with one.exclusive("upkeep") as again:
                assert not again
        async with two.exclusive("upkeep") as later:
            assert later


async def test_lock_ends_with_a_failure_or_a_cancellation(postgres: Postgres) -> None:
    async with postgres.database() as url, Database.open(url) as database:
        with pytest.raises(OSError, match="the work"):
            async with database.exclusive("upkeep"):
                raise OSError("the work")
        entered = asyncio.Event()

        async def hold() -> None:
            async with database.exclusive("upkeep") as is_held:
                assert is_held
                entered.set()
                await asyncio.Event().wait()

        holding = asyncio.create_task(hold())
        await entered.wait()
        holding.cancel()
        await asyncio.gather(holding, return_exceptions=True)
        async with database.exclusive("upkeep") as later:
            assert later


async def test_lost_connection_loses_the_lock_and_not_the_work(postgres: Postgres) -> None:
    async with postgres.database() as url, Database.open(url) as database:
        async with database.exclusive("upkeep") as is_held:
            assert is_held
            async with database.write() as connection:
                await connection.execute(
                    text(
                        "SELECT pg_terminate_backend(pid) FROM pg_locks"
                        " WHERE locktype = 'advisory' AND objsubid = 1"
                        " AND (classid::bigint << 32 | objid::bigint) = :key"
                    ),
                    {"key": key_of("upkeep")},
                )
        async with database.exclusive("upkeep") as later:
            assert later


async def test_transaction_of_a_lock_has_no_snapshot_and_no_time_limit(postgres: Postgres) -> None:
    query = text(
        "SELECT backend_xmin, backend_xid FROM pg_stat_activity"
        " WHERE state = 'idle in transaction' AND datname = current_database()"
    )
    async with (
        postgres.database() as url,
        Database.open(url) as database,
        database.exclusive("upkeep"),
        database.read() as connection,
    ):
        assert [*await connection.execute(query)] == [(None, None)]


def test_locks_have_different_keys_in_the_range_of_the_server() -> None:
    keys = {key_of(f"identify:{number}") for number in range(64)}
    assert len(keys) == 64
    assert all(-(2**63) <= key < 2**63 for key in keys)
