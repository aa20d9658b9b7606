"""Contests and themes with two processes on one PostgreSQL: each message is posted once."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert

from bot.storage.contests import ContestStore
from bot.storage.database import Database
from bot.storage.schema import contests, daily_themes, themes
from tests.crash.world import World
from tests.postgres import Postgres, postgres

__all__ = ["postgres"]

pytestmark = pytest.mark.slow


async def prepare(world: World, database: Database) -> int:
    """Insert a contest whose time is over, and a theme that is due; return the contest's id."""
    contest_id, guild_id = world.wire.world.snowflake(), world.wire.guild.id
    place = {"guild_id": guild_id, "channel_id": world.channel.id}
    ended = datetime.now(UTC) - timedelta(minutes=1)
    async with database.write() as connection:
        await connection.execute(
            insert(contests).values(
                id=contest_id,
                **place,
                started_by=1,
                theme="hens",
                ends_at=ended,
                entries_each=1,
                bonus=5,
                bonus_days=7,
                state="open",
                message_id=8,
                result_id=0,
            )
        )
        await connection.execute(insert(daily_themes).values(**place, hour=0))
        await connection.execute(
            insert(themes).values(guild_id=guild_id, theme="foxes", position=1)
        )
    return contest_id


async def test_two_processes_post_each_message_once(world: World, postgres: Postgres) -> None:
    # No nonce is relied on.
    world.wire.world.nonce_window = 0
    async with postgres.database() as url, Database.open(url, locked=False) as database:
        world.settings = {"database_url": url, "upkeep_interval": 0.2, "lease": 3}
        store = ContestStore(database)
        contest_id = 0
        async with world.life() as former, world.life() as following:
            await world.wire.connected(2)
            contest_id = await prepare(world, database)
            await world.wire.until(lambda: len(world.wire.messages(world.channel)) >= 2)
            await world.wire.until(lambda: any(call.method == "PATCH" for call in world.wire.calls))
            for life in (former, following):
                assert await life.stop() == 0
        contest = await store.get(contest_id)
        assert contest is not None
        assert contest.state == "over"
    texts = sorted(one.content for one in world.wire.messages(world.channel))
    assert len(texts) == 2
    assert texts[0].startswith("### 🎨 Theme of the day: foxes")
    assert texts[1].startswith("🏆 **hens** is over.")
