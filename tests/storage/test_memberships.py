"""Which servers the bot is in: claimed once, marked, unmarked, whatever is known of them."""

import asyncio

from sqlalchemy import select

from bot.storage.audit import Entry
from bot.storage.blocks import Block, BlockStore
from bot.storage.database import Database
from bot.storage.jobs import JobStore
from bot.storage.memberships import MembershipStore, Moves
from bot.storage.schema import servers
from bot.storage.servers import ServerStore
from tests.storage.rows import GUILD, MEMBER, NOON, accept, later, new_job

OTHER = GUILD + 1
THIRD = GUILD + 2


async def left(database: Database) -> dict[int, object]:
    """The servers with a row, and when they were left."""
    async with database.read() as connection:
        rows = await connection.execute(select(servers.c.guild_id, servers.c.left_at))
        return {row.guild_id: row.left_at for row in rows}


async def test_greeting_is_claimed_once_for_ever(database: Database) -> None:
    presence = MembershipStore(database)
    assert await presence.claim_welcome(GUILD, NOON)
    assert not await presence.claim_welcome(GUILD, later(1))
    assert await presence.claim_welcome(OTHER, later(1))


async def test_server_with_a_row_can_be_claimed_and_keeps_what_it_chose(database: Database) -> None:
    await ServerStore(database).remember_upload_limit(GUILD, 8 * 2**20, later(1))
    assert await MembershipStore(database).claim_welcome(GUILD, NOON)
    assert await ServerStore(database).upload_limit(GUILD, NOON) == 8 * 2**20


async def test_of_two_processes_one_gets_the_claim(database_url: str) -> None:
    async with Database.open(database_url) as one, Database.open(database_url) as other:
        claims = await asyncio.gather(
            *(MembershipStore(each).claim_welcome(GUILD, NOON) for each in (one, other) * 5)
        )
    assert sorted(claims) == [False] * 9 + [True]


async def test_first_leaving_is_what_is_kept_until_it_is_joined(database: Database) -> None:
    presence = MembershipStore(database)
    await presence.left(GUILD, later(1))
    await presence.left(GUILD, later(2))
    assert await left(database) == {GUILD: later(1)}
    await presence.joined(GUILD)
    assert await left(database) == {GUILD: None}
    await presence.left(GUILD, later(3))
    assert await left(database) == {GUILD: later(3)}


async def test_joining_an_unknown_server_leaves_no_row(database: Database) -> None:
    await MembershipStore(database).joined(GUILD)
    assert await left(database) == {}


async def test_comparing_marks_whatever_is_known_and_gone_and_unmarks_what_is_there(
    database: Database, store: JobStore
) -> None:
    presence = MembershipStore(database)
    await accept(store, new_job(1, guild_id=GUILD))
    await accept(store, new_job(2, guild_id=None))
    entry = Entry(OTHER, MEMBER, NOON, "blocks add")
    await BlockStore(database).put(Block(MEMBER, "for a reason", None), entry)
    await presence.left(THIRD, NOON)

    assert await presence.compare({THIRD}, later(1)) == Moves(left=2, back=1)
    assert await left(database) == {GUILD: later(1), OTHER: later(1), THIRD: None}

    assert await presence.compare({THIRD, GUILD}, later(2)) == Moves(left=0, back=1)
    assert await left(database) == {GUILD: None, OTHER: later(1), THIRD: None}


async def test_server_that_is_known_nowhere_is_left_alone(database: Database) -> None:
    assert await MembershipStore(database).compare({GUILD}, NOON) == Moves(left=0, back=0)
    assert await left(database) == {}
