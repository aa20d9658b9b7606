"""Retention: the periodic deletion of old data."""

import logging
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from bot.privacy.retention import Retention
from bot.privacy.trusted_clock import TrustedClock
from bot.storage.audit import Entry
from bot.storage.blocks import Block, BlockStore
from bot.storage.expired import ExpiredStore
from bot.storage.left_servers import LeftServerStore
from bot.storage.memberships import MembershipStore
from bot.storage.records import StoredInput
from bot.storage.schema import blocks, servers
from sandbox.relay import RelayEmulator
from tests.bot.workshop import GUILD, MEMBER, Workshop, open_workshop, running_relay
from tests.e2e.images import png

PICTURE = StoredInput("input_image", "image/png", png(64, 64))
SETTINGS = {"keep_inputs": 3600, "keep_prompts": 2 * 3600, "keep_left_servers": 3 * 3600}


@pytest.fixture
async def relay() -> AsyncIterator[RelayEmulator]:
    async with running_relay() as running:
        yield running


@pytest.fixture
async def shop(sqlite_url: str, relay: RelayEmulator) -> AsyncIterator[Workshop]:
    async with open_workshop(sqlite_url, relay.url, inputs=(PICTURE,), **SETTINGS) as opened:
        yield opened


@asynccontextmanager
async def exclusive(_: str) -> AsyncIterator[bool]:
    """Be the only process."""
    yield True


def retention_of(
    shop: Workshop, present: Collection[int] = (), clock: TrustedClock | None = None
) -> Retention:
    """Build the retention of a bot that is in the servers `present`."""
    outage: Any = shop.outage
    lacks: Callable[[int], bool] = lambda guild_id: guild_id not in present  # noqa: E731
    forget_left = partial(LeftServerStore(outage).forget, lacks=lacks)
    clock = clock or TrustedClock(shop.store.newest_id, lambda: shop.clock.now, shop.clock)
    expired = ExpiredStore(outage)
    return Retention(shop.store, expired, forget_left, shop.settings, clock, exclusive)


async def rows(shop: Workshop, table: Any) -> int:
    """Count the rows of a table."""
    async with shop.outage.read() as connection:
        return len((await connection.execute(select(table))).all())


async def posted(shop: Workshop) -> int:
    """Run a job with an image to its post, of which its member is notified; return its id."""
    (job,) = await shop.ended(await shop.accept())
    await shop.runner.drain()
    return job.id


async def test_images_are_dropped_before_prompts(shop: Workshop) -> None:
    job_id = await posted(shop)
    retention = retention_of(shop)

    await retention.run()
    assert await shop.store.inputs(job_id) == {PICTURE.name: PICTURE.content}
    shop.clock.pass_(3601)
    await retention.run()
    assert await shop.store.inputs(job_id) == {}
    assert not (await shop.row(job_id)).emptied
    shop.clock.pass_(3601)
    await retention.run()
    assert (await shop.row(job_id)).emptied


async def test_server_that_was_left_is_deleted_after_the_retention_time(shop: Workshop) -> None:
    job_id = await posted(shop)
    database: Any = shop.outage
    await MembershipStore(database).mark_left(GUILD, shop.clock.now)

    shop.clock.pass_(3 * 3600)
    await retention_of(shop).run()
    assert await rows(shop, servers) == 1
    shop.clock.pass_(1)
    await retention_of(shop, present=[GUILD]).run()
    assert await rows(shop, servers) == 1
    await retention_of(shop).run()
    assert await rows(shop, servers) == 0
    assert await shop.store.get(job_id) is None


async def test_expired_block_is_deleted_a_month_later(shop: Workshop) -> None:
    database: Any = shop.outage
    until = shop.clock.now
    entry = Entry(GUILD, MEMBER, until, "blocks add")
    await BlockStore(database).put(Block(MEMBER, "for a reason", until), entry)
    retention = retention_of(shop)

    shop.clock.pass_(timedelta(days=30).total_seconds())
    await retention.run()
    assert await rows(shop, blocks) == 1
    shop.clock.pass_(1)
    await retention.run()
    assert await rows(shop, blocks) == 0


async def test_failing_step_does_not_stop_the_others(
    shop: Workshop, caplog: pytest.LogCaptureFixture
) -> None:
    job_id = await posted(shop)
    shop.clock.pass_(2 * 3600 + 1)
    retention = retention_of(shop)
    shop.outage.before = 1

    with caplog.at_level(logging.ERROR):
        await retention.run()

    [record] = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert record.message == "what is old could not be dropped; it is tried again"
    assert (await shop.row(job_id)).emptied


async def test_nothing_is_dropped_by_a_clock_a_year_ahead(shop: Workshop) -> None:
    job_id = await posted(shop)
    right = shop.clock.now
    clock = TrustedClock(shop.store.newest_id, lambda: right, shop.clock)
    shop.clock.pass_(365 * 86_400)
    await retention_of(shop, clock=clock).run()
    assert await shop.store.inputs(job_id) == {PICTURE.name: PICTURE.content}
    assert not (await shop.row(job_id)).emptied
