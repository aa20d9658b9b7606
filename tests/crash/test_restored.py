"""A backup taken under load is restored: nothing is posted twice, and nothing in it is lost."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.storage.backup import back_up
from bot.storage.database import Database
from bot.storage.restore import restore
from tests.crash.world import World

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


async def take_backup(world: World, path: Path) -> None:
    """Back up beside the living bot."""
    async with Database.attach(world.ledger.url) as database:
        await back_up(database, path)


@pytest.mark.parametrize("is_finished", [True, False])
async def test_jobs_of_the_backup_go_on_and_are_posted_once(
    world: World, tmp_path: Path, is_finished: bool
) -> None:
    copy = tmp_path / "copy.db"
    # Discord itself keeps nobody from posting twice.
    world.wire.world.nonce_window = 0
    world.settings = {"daily_pictures": 0, "running_jobs_per_member": 1}
    world.relay.faults.next("poll", "hang")
    async with world.life() as life:
        await world.wire.connected()
        asked = [await world.ask() for _ in range(3)]
        await world.until(lambda: world.relay.polls and len(world.ledger.rows()) == 3)
        await take_backup(world, copy)
        if is_finished:
            await life.stop()
        await world.killed(life)
    if is_finished:
        async with world.running():
            await asyncio.gather(*(world.ended(one) for one in asked))
        assert len(world.posts()) == 3
    restored = await restore(world.ledger.url, copy, tmp_path, NOW)
    assert restored.unfinished == 3
    assert [world.ledger.finished(one.id) for one in asked] == [False] * 3
    async with world.running():
        await asyncio.gather(*(world.ended(one) for one in asked))
    posted = [message.nonce for message in world.posts()]
    assert sorted(posted, key=str) == [str(one.id) for one in asked]
    assert (world.relay.created, world.relay.charged) == (3, 3)


async def test_job_of_another_way_is_found_where_it_was_posted(
    world: World, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    world.wire.world.nonce_window = 0
    async with world.life() as life, world.wire.held("POST", "/channels/*/messages") as gate:
        await world.wire.connected()
        asked = await world.ask()
        await world.wire.until(lambda: gate.waiting)
        await take_backup(world, copy)
        gate.open()
        await world.ended(asked)
        assert await life.stop() == 0
    await restore(world.ledger.url, copy, tmp_path, NOW)
    async with world.running():
        await world.ended(asked)
    world.assert_posted_once(asked)
    world.assert_paid_once()
