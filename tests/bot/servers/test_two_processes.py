"""Two processes with shards of their own leave each other's servers alone."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select

from bot.common.shards import ShardGroup, parse_shards, shard_of
from bot.privacy.retention import Retention
from bot.privacy.trusted_clock import TrustedClock
from bot.servers.memberships import Memberships
from bot.servers.presence import Presence
from bot.settings import Settings
from bot.storage.audit import Entry
from bot.storage.database import Database
from bot.storage.expired import ExpiredStore
from bot.storage.jobs import JobStore
from bot.storage.left_servers import LeftServerStore
from bot.storage.memberships import MembershipStore
from bot.storage.schema import servers
from bot.storage.servers import ServerStore
from tests.postgres import Postgres, postgres
from tests.sqlite import address, make_migrated

__all__ = ["postgres"]

COUNT = 4
START = datetime(2026, 11, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def server_on(shard_id: int, number: int = 0) -> int:
    """Return the id of a server on this shard."""
    return (1000 + number * COUNT + shard_id) << 22


STAYING = [server_on(shard_id) for shard_id in range(COUNT)]
REMOVED, LOST = server_on(1, 1), server_on(2, 1)


@pytest.fixture(params=["sqlite", "postgresql"])
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    if request.param == "sqlite":
        await make_migrated(tmp_path / "easel.db")
        yield address(tmp_path / "easel.db")
        return
    server: Postgres = request.getfixturevalue("postgres")
    async with server.database() as url:
        yield url


class Time:
    """The time of all processes."""

    now = START

    def __call__(self) -> datetime:
        return self.now


class NoWelcome:
    """A welcome that greets no server."""

    async def greet_new(self, guilds: object) -> None:
        """Greet none."""


class Listeners:
    """A bot that has the listeners of `Presence`."""

    def __init__(self) -> None:
        self.ready: Any = None

    def add_listener(self, listener: Any, _name: str) -> None:
        self.ready = listener


class Process:
    """A process: its shards, the servers that Discord names on them, and its work."""

    def __init__(self, database: Database, group: ShardGroup, time: Time) -> None:
        self.group = group
        self.present: set[int] = set()
        client: Any = SimpleNamespace(
            shard_count=group.count, get_guild=lambda one: one if one in self.present else None
        )
        self.presence = Presence(client)
        self.bot: Any = Listeners()
        self.presence.attach(self.bot)
        settings = Settings(_env_file=None)
        store = MembershipStore(database)
        patience = timedelta(seconds=settings.missing_servers)
        self.memberships = Memberships(
            store,
            NoWelcome(),
            lambda _: True,
            self.presence,
            patience,
            time,  # type: ignore[arg-type]
        )
        jobs = JobStore(database, "process")
        self.retention = Retention(
            jobs,
            ExpiredStore(database),
            partial(LeftServerStore(database).forget, lacks=self.presence.lacks),
            settings,
            TrustedClock(jobs.newest_id, time, time),
            database.exclusive,
        )

    async def connect(self, discord: set[int]) -> None:
        """Get the servers of the shards, as a start does."""
        self.present = {one for one in discord if self.group.has(one)}
        for shard_id in self.group.ids:
            await self.bot.ready(shard_id)
        guilds: Any = [SimpleNamespace(id=one) for one in self.present]
        await self.memberships.synchronise(guilds, self.presence.covers)

    async def remove(self, server_id: int) -> None:
        """Hear from Discord that the bot was removed from a server."""
        self.present.discard(server_id)
        await self.memberships.leave(server_id)

    async def work(self) -> None:
        """Do what is done every hour."""
        await self.memberships.settle_missing()
        await self.retention.run()


async def known(database: Database) -> set[int]:
    """Return the servers with a row."""
    async with database.read() as connection:
        return {*await connection.scalars(select(servers.c.guild_id))}


async def test_two_processes_leave_each_others_servers_alone_for_60_days(url: str) -> None:
    discord = {*STAYING, REMOVED, LOST}
    time = Time()
    async with Database.open(url) as one, Database.open(url) as two:
        for server_id in discord:
            entry = Entry(server_id, 7, START, "edits")
            await ServerStore(one).set_edit_rules(entry, provider="qwen")
        first = Process(one, parse_shards("0-1/4"), time)
        second = Process(two, parse_shards("2-3/4"), time)
        await asyncio.gather(first.connect(discord), second.connect(discord))
        is_second_up = True
        for day in range(60):
            time.now = START + day * DAY
            match day:
                case 5:
                    discord.discard(REMOVED)
                    await first.remove(REMOVED)
                case 8:
                    is_second_up = False
                case 9:
                    discord.discard(LOST)
                case 20:
                    # Another restart of the first one changes nothing for the other's servers.
                    await first.connect(discord)
                case 43:
                    second = Process(two, parse_shards("2-3/4"), time)
                    await second.connect(discord)
                    is_second_up = True
            await first.work()
            if is_second_up:
                await second.work()
            expected = {*STAYING, LOST} | ({REMOVED} if day <= 35 else set())
            assert await known(one) == expected, day
        marked = await MembershipStore(one).reconcile(discord, lambda _: True, time.now)
        assert marked.rejoined == marked.missing == 0
        # It is missing since the second process was back, and so it was left then.
        time.now = START + 74 * DAY
        await second.work()
        assert await known(two) == {*STAYING}


async def test_shard_without_a_session_says_nothing_about_its_servers() -> None:
    client: Any = SimpleNamespace(shard_count=COUNT, get_guild=lambda _: None)
    presence, bot = Presence(client), Listeners()
    presence.attach(bot)  # type: ignore[arg-type]
    server_id = server_on(2)
    assert shard_of(server_id, COUNT) == 2
    assert not presence.lacks(server_id)
    await bot.ready(2)
    assert presence.lacks(server_id)
    presence.lose(2)
    assert not presence.lacks(server_id)
