"""Removal of expired blocks and limits."""

from dataclasses import replace

from bot.storage.audit import Entry
from bot.storage.blocks import Block, BlockStore
from bot.storage.database import Database
from bot.storage.expired import ExpiredStore
from bot.storage.limits import LimitStore, SetLimit, TargetKind
from tests.storage.rows import GUILD, MEMBER, NOON, later

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
