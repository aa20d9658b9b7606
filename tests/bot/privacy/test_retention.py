"""What is old is dropped round by round, and one that fails keeps no other up."""

import logging
from collections.abc import AsyncIterator, Collection
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.privacy.retention import Retention
from bot.storage.audit import Entry
from bot.storage.blocks import Block, BlockStore
from bot.storage.expired import ExpiredStore
from bot.storage.left_servers import LeftServerStore
from bot.storage.memberships import MembershipStore
from bot.storage.records import StoredInput
from bot.storage.schema import blocks, servers
from sandbox.relay import RelayEmulator
from tests.bot.workshop import GUILD, MEMBER, Workshop, open_workshop, running_relay

PICTURE = StoredInput("input_image", "image/png", b"a picture")
SETTINGS = {"keep_inputs": 3600, "keep_prompts": 2 * 3600, "keep_left_servers": 3 * 3600}


@pytest.fixture
async def relay() -> AsyncIterator[RelayEmulator]:
    async with running_relay() as running:
        yield running


@pytest.fixture
async def shop(sqlite_url: str, relay: RelayEmulator) -> AsyncIterator[Workshop]:
    async with open_workshop(sqlite_url, relay.url, inputs=(PICTURE,), **SETTINGS) as opened:
        yield opened


def retention_of(shop: Workshop, present: Collection[int] = ()) -> Retention:
    """The loop's work, in a bot that is in the servers `present`."""
    outage: Any = shop.outage
    stores = LeftServerStore(outage), ExpiredStore(outage)
    return Retention(shop.store, *stores, lambda: present, shop.settings, shop.clock)


async def rows(shop: Workshop, table: Any) -> int:
    """How many rows a table has."""
    async with shop.outage.read() as connection:
        return len((await connection.execute(select(table))).all())


async def failed(shop: Workshop) -> int:
    """A job with an image, which has failed, and whose member was told."""
    (job,) = await shop.ended(await shop.accept("[fault:content]"))
    return job.id


async def test_images_go_first_then_prompts(shop: Workshop) -> None:
    job_id = await failed(shop)
    retention = retention_of(shop)

    await retention.round()
    assert await shop.store.inputs(job_id) == {PICTURE.name: PICTURE.content}
    shop.clock.pass_(3601)
    await retention.round()
    assert await shop.store.inputs(job_id) == {}
    assert not (await shop.row(job_id)).emptied
    shop.clock.pass_(3601)
    await retention.round()
    assert (await shop.row(job_id)).emptied


async def test_server_that_was_left_goes_when_its_time_is_up(shop: Workshop) -> None:
    job_id = await failed(shop)
    database: Any = shop.outage
    await MembershipStore(database).mark_left(GUILD, shop.clock.now)

    shop.clock.pass_(3 * 3600)
    await retention_of(shop).round()
    assert await rows(shop, servers) == 1
    shop.clock.pass_(1)
    await retention_of(shop, present=[GUILD]).round()
    assert await rows(shop, servers) == 1
    await retention_of(shop).round()
    assert await rows(shop, servers) == 0
    assert await shop.store.get(job_id) is None


async def test_block_that_has_ended_goes_a_month_later(shop: Workshop) -> None:
    database: Any = shop.outage
    until = shop.clock.now
    entry = Entry(GUILD, MEMBER, until, "blocks add")
    await BlockStore(database).put(Block(MEMBER, "for a reason", until), entry)
    retention = retention_of(shop)

    shop.clock.pass_(timedelta(days=30).total_seconds())
    await retention.round()
    assert await rows(shop, blocks) == 1
    shop.clock.pass_(1)
    await retention.round()
    assert await rows(shop, blocks) == 0


async def test_step_that_fails_keeps_no_other_up_and_is_tried_again(
    shop: Workshop, caplog: pytest.LogCaptureFixture
) -> None:
    job_id = await failed(shop)
    shop.clock.pass_(2 * 3600 + 1)
    retention = retention_of(shop)
    shop.outage.before = 1

    with caplog.at_level(logging.ERROR):
        await retention.round()

    [record] = [one for one in caplog.records if one.levelno == logging.ERROR]
    assert record.message == "what is old could not be dropped; it is tried again"
    assert (await shop.row(job_id)).emptied
