"""Blocks: stored, replaced, lifted, recorded in the audit log."""

from bot.storage.audit import AuditStore
from bot.storage.blocks import Block, BlockStore
from bot.storage.database import Database
from bot.storage.policy_snapshot import PolicySnapshotStore
from tests.storage.rows import GUILD, MEMBER, NOON, entry, later

FOR_GOOD = Block(MEMBER, "spam, „immer wieder“ 🙅", None)
FOR_A_WHILE = Block(MEMBER + 1, "spam", later(60))


async def test_each_server_has_its_own_blocks(database: Database) -> None:
    blocks = BlockStore(database)
    assert await blocks.of(GUILD, NOON) == []
    await blocks.put(FOR_A_WHILE, entry())
    await blocks.put(FOR_GOOD, entry())
    await blocks.put(FOR_GOOD, entry(GUILD + 1))
    assert await blocks.of(GUILD, NOON) == [FOR_GOOD, FOR_A_WHILE]
    assert await blocks.of(GUILD + 1, NOON) == [FOR_GOOD]


async def test_block_is_active_until_just_before_its_end(database: Database) -> None:
    blocks, snapshots = BlockStore(database), PolicySnapshotStore(database)
    await blocks.put(FOR_A_WHILE, entry())
    assert await blocks.of(GUILD, later(59.9)) == [FOR_A_WHILE]
    assert await blocks.of(GUILD, later(60)) == []
    policy = await snapshots.of(GUILD, FOR_A_WHILE.member_id, later(59.9))
    assert policy.block == FOR_A_WHILE
    assert (await snapshots.of(GUILD, FOR_A_WHILE.member_id, later(60))).block is None


async def test_block_applies_to_its_member_in_its_server_only(database: Database) -> None:
    await BlockStore(database).put(FOR_GOOD, entry())
    snapshots = PolicySnapshotStore(database)
    assert (await snapshots.of(GUILD, MEMBER, NOON)).block == FOR_GOOD
    assert (await snapshots.of(GUILD, MEMBER + 1, NOON)).block is None
    assert (await snapshots.of(GUILD + 1, MEMBER, NOON)).block is None
    assert (await snapshots.of(None, MEMBER, NOON)).block is None


async def test_newer_block_replaces_the_older(database: Database) -> None:
    blocks = BlockStore(database)
    shorter = Block(MEMBER, "not so bad", later(60))
    await blocks.put(FOR_GOOD, entry())
    await blocks.put(shorter, entry())
    assert await blocks.of(GUILD, NOON) == [shorter]
    await blocks.put(FOR_GOOD, entry())
    assert await blocks.of(GUILD, later(3600)) == [FOR_GOOD]


async def test_lifting_reports_if_there_was_a_block_even_an_expired_one(database: Database) -> None:
    blocks = BlockStore(database)
    await blocks.put(Block(MEMBER, "spam", later(-60)), entry())
    await blocks.put(FOR_GOOD, entry(GUILD + 1))
    assert await blocks.lift(MEMBER, entry())
    assert not await blocks.lift(MEMBER, entry())
    assert await blocks.of(GUILD + 1, NOON) == [FOR_GOOD]


async def test_only_effective_changes_are_recorded(database: Database) -> None:
    blocks = BlockStore(database)
    put = entry(action="block", member="<@7>", reason=FOR_GOOD.reason)
    lifted = entry(action="unblock", member="<@7>")
    await blocks.put(FOR_GOOD, put)
    await blocks.lift(MEMBER, lifted)
    await blocks.lift(MEMBER, lifted)
    assert await AuditStore(database).newest(GUILD, 9) == [lifted, put]
