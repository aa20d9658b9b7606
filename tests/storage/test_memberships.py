"""The bot's memberships: the welcome, servers left and joined again."""

import asyncio
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.storage.audit import Entry
from bot.storage.blocks import Block, BlockStore
from bot.storage.database import Database
from bot.storage.jobs import JobStore
from bot.storage.memberships import MembershipChanges, MembershipStore
from bot.storage.schema import servers
from bot.storage.servers import ServerStore
from tests.storage.rows import GUILD, MEMBER, NOON, accept, later, new_job

OTHER = GUILD + 1
THIRD = GUILD + 2


def anywhere(_: int) -> bool:
    """Cover every server."""
    return True


async def left_at(database: Database) -> dict[int, object]:
    """Return the servers with a row, and the time when each was left."""
    return await column(database, servers.c.left_at)


async def missing_since(database: Database) -> dict[int, object]:
    """Return the servers with a row, and the time since each is missing."""
    return await column(database, servers.c.missing_since)


async def column(database: Database, wanted: Any) -> dict[int, object]:
    async with database.read() as connection:
        rows = await connection.execute(select(servers.c.guild_id, wanted.label("value")))
        return {row.guild_id: row.value for row in rows}


async def test_welcome_is_claimed_once_for_ever(database: Database) -> None:
    memberships = MembershipStore(database)
    assert await memberships.claim_welcome(GUILD, NOON)
    assert not await memberships.claim_welcome(GUILD, later(1))
    assert await memberships.claim_welcome(OTHER, later(1))


async def test_claiming_the_welcome_keeps_the_rest_of_the_row(database: Database) -> None:
    await ServerStore(database).remember_upload_limit(GUILD, 8 * 2**20, later(1))
    assert await MembershipStore(database).claim_welcome(GUILD, NOON)
    assert await ServerStore(database).upload_limit(GUILD, NOON) == 8 * 2**20


async def test_only_one_of_two_processes_claims_the_welcome(database_url: str) -> None:
    async with Database.open(database_url) as first, Database.open(database_url) as second:
        claims = await asyncio.gather(
            *(MembershipStore(each).claim_welcome(GUILD, NOON) for each in (first, second) * 5)
        )
    assert sorted(claims) == [False] * 9 + [True]


async def test_the_first_time_of_leaving_is_kept_until_the_server_is_joined(
    database: Database,
) -> None:
    memberships = MembershipStore(database)
    await memberships.mark_left(GUILD, later(1))
    await memberships.mark_left(GUILD, later(2))
    assert await left_at(database) == {GUILD: later(1)}
    await memberships.mark_joined(GUILD)
    assert await left_at(database) == {GUILD: None}
    await memberships.mark_left(GUILD, later(3))
    assert await left_at(database) == {GUILD: later(3)}


async def test_joining_an_unknown_server_creates_no_row(database: Database) -> None:
    await MembershipStore(database).mark_joined(GUILD)
    assert await left_at(database) == {}


async def test_reconciling_marks_known_servers_as_missing_and_present_ones_as_joined(
    database: Database, store: JobStore
) -> None:
    memberships = MembershipStore(database)
    await accept(store, new_job(1, guild_id=GUILD))
    await accept(store, new_job(2, guild_id=None))
    entry = Entry(OTHER, MEMBER, NOON, "blocks add")
    await BlockStore(database).put(Block(MEMBER, "for a reason", None), entry)
    await memberships.mark_left(THIRD, NOON)

    moves = await memberships.reconcile({THIRD}, anywhere, later(1))
    assert moves == MembershipChanges(missing=2, rejoined=1)
    assert await left_at(database) == {GUILD: None, OTHER: None, THIRD: None}
    assert await missing_since(database) == {GUILD: later(1), OTHER: later(1), THIRD: None}

    moves = await memberships.reconcile({THIRD, GUILD}, anywhere, later(2))
    assert moves == MembershipChanges(rejoined=1)
    assert await missing_since(database) == {GUILD: None, OTHER: later(1), THIRD: None}


async def test_reconciling_leaves_servers_of_other_processes_alone(
    database: Database, store: JobStore
) -> None:
    memberships = MembershipStore(database)
    await accept(store, new_job(1, guild_id=GUILD))
    await accept(store, new_job(2, guild_id=OTHER))

    moves = await memberships.reconcile((), lambda guild_id: guild_id == GUILD, later(1))
    assert moves == MembershipChanges(missing=1)
    assert await missing_since(database) == {GUILD: later(1)}


async def test_server_that_is_missing_for_long_is_left_since_it_is_missing(
    database: Database, store: JobStore
) -> None:
    memberships = MembershipStore(database)
    await accept(store, new_job(1, guild_id=GUILD))
    await accept(store, new_job(2, guild_id=OTHER))
    await memberships.reconcile((), anywhere, later(1))
    week = timedelta(days=7)

    before = later(1) + week - timedelta(microseconds=1)
    assert await memberships.settle_missing(anywhere, before, week) == MembershipChanges()
    for _ in range(2):
        await memberships.settle_missing(lambda one: one == GUILD, later(1) + week, week)
        assert await left_at(database) == {GUILD: later(1), OTHER: None}
        assert await missing_since(database) == {GUILD: None, OTHER: later(1)}
    await memberships.mark_joined(OTHER)
    await memberships.settle_missing(anywhere, later(1) + 2 * week, week)
    assert await left_at(database) == {GUILD: later(1), OTHER: None}


async def test_reconciling_ignores_unknown_servers(database: Database) -> None:
    assert await MembershipStore(database).reconcile({GUILD}, anywhere, NOON) == MembershipChanges()
    assert await left_at(database) == {}
