"""Removal of expired blocks and limits."""

from dataclasses import replace

from bot.storage.audit import Entry
from bot.storage.blocks import Block, BlockStore
from bot.storage.database import Database
from bot.storage.expired import ExpiredStore
from bot.storage.jobs import JobStore
from bot.storage.key_values import KeyValueStore
from bot.storage.limits import LimitStore, SetLimit, TargetKind
from tests.storage.rows import GUILD, MEMBER, NOON, accept, later, new_job, start

ENTRY = Entry(GUILD, MEMBER, NOON, "anything")


async def test_only_rows_that_ended_before_are_dropped(database: Database) -> None:
    blocks, limits = BlockStore(database), LimitStore(database)
    for member_id, until in ((1, later(5)), (2, later(6)), (3, None)):
        await blocks.put(Block(member_id, "for a reason", until), ENTRY)
        limit = SetLimit(TargetKind.MEMBER, member_id, "pictures", "day", 5, until=until)
        await limits.put(limit, ENTRY)
        await limits.put(replace(limit, per="week", adds=True), ENTRY)

    assert await ExpiredStore(database).drop(later(6)) == 3

    assert [block.member_id for block in await blocks.of(GUILD, NOON)] == [2, 3]
    assert [limit.target_id for limit in await limits.of(GUILD)] == [2, 2, 3, 3]
    assert await ExpiredStore(database).drop(later(6)) == 0


async def test_the_turns_of_a_line_go_once_nobody_waits(
    database: Database, store: JobStore
) -> None:
    values, expired = KeyValueStore(database), ExpiredStore(database)
    await values.put("line", "[[5, [7]]]")
    await accept(store, new_job(1))
    await expired.drop(later(6))
    assert await values.get("line")
    await start(store, 1)
    await expired.drop(later(6))
    assert await values.get("line") is None
