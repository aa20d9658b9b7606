"""A PostgreSQL that stands still, falls silent or comes back as another: nothing waits longer."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.jobs.lease_renewal import LeaseRenewal
from bot.storage.database import Database, StorageError
from bot.storage.lease_clock import LeaseClock
from tests.bot.workshop import open_workshop, running_relay
from tests.postgres import Postgres
from tests.storage.proxy import proxied

END = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'"


def name_of(url: str) -> str:
    """Return the name of a database."""
    return url.partition("?")[0].rpartition("/")[2]


@asynccontextmanager
async def silence() -> AsyncIterator[int]:
    """Serve a port that accepts connections and says nothing; yield it."""
    held = []

    async def hold(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        held.append(writer)

    server = await asyncio.start_server(hold, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for writer in held:
            writer.transport.abort()


async def test_a_server_that_says_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.storage.postgresql.CONNECT_SECONDS", 0.2)
    async with silence() as port, asyncio.timeout(10):
        with pytest.raises(StorageError) as caught:
            async with Database.open(f"postgresql://easel@127.0.0.1:{port}/easel"):
                pass
    assert caught.value.passes


async def test_the_lock_of_a_process_outlives_a_failover(postgres: Postgres) -> None:
    async with postgres.database() as url, Database.open(url) as first:
        await postgres.run(END.format(name_of(url)))
        async with Database.open(url) as second:
            assert second.alone, "the server has forgotten the first one"
        await first.keep_lock()
        await first.keep_lock()
        async with Database.open(url) as third:
            assert not third.alone


async def test_the_lock_is_taken_again_after_an_outage(postgres: Postgres) -> None:
    async with (
        postgres.database() as url,
        proxied(url) as (way, proxy),
        Database.open(way) as first,
    ):
        await proxy.cut()
        for _ in range(2):
            with pytest.raises(StorageError):
                await first.keep_lock()
        await proxy.open()
        await first.keep_lock()
        async with Database.open(url) as second:
            assert not second.alone


async def test_leases_are_renewed_as_soon_as_the_database_is_back(postgres: Postgres) -> None:
    async with (
        running_relay() as relay,
        postgres.database() as url,
        proxied(url) as (way, proxy),
        open_workshop(way, relay.url, lease=3) as shop,
    ):
        database = shop.outage._database
        await shop.accept("[fault:hang]")
        renewal = LeaseRenewal(shop.runner, database, None)
        await renewal.run()
        proxy.swallows = True
        renewing = asyncio.create_task(renewal.run())
        done, _ = await asyncio.wait({renewing}, timeout=0.7)
        assert not done
        proxy.swallows = False
        await proxy.cut()
        await proxy.open()
        began = time.monotonic()
        await asyncio.wait_for(renewing, 10)
        # One attempt that stands, a pause, and one that succeeds.
        assert time.monotonic() - began < 3 / 6 + 3 / 30 + 2


class StillDatabase:
    """A server whose clock goes on while it stands still."""

    dialect = "postgresql"

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seconds, self.takes = 0.0, 0.0
        monkeypatch.setattr("bot.storage.lease_clock.time.monotonic", lambda: self.seconds)

    async def now(self) -> datetime:
        """Return the time by the server, after as long as it takes."""
        self.seconds += self.takes
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=self.seconds)


async def test_a_time_that_came_late_moves_no_lease(monkeypatch: pytest.MonkeyPatch) -> None:
    database: Any = StillDatabase(monkeypatch)
    clock = LeaseClock(await database.now())
    database.seconds, database.takes = 10.0, 15.0
    await clock.read(database)
    assert clock() == await StillDatabase.now(_at(database, 25.0))


def _at(database: Any, seconds: float) -> Any:
    database.seconds, database.takes = seconds, 0.0
    return database
