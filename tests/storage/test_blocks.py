"""Blocks: stored, replaced, lifted, recorded in the audit log."""

from dataclasses import replace

from bot.storage.audit import AuditStore
from bot.storage.blocks import Block, BlockStore
from bot.storage.database import Database
from bot.storage.memberships import MembershipStore
from bot.storage.operator_blocks import OperatorBlockStore
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
    assert (await snapshots.of(None, MEMBER + 1, NOON)).block is None


async def test_in_direct_messages_the_longest_block_of_all_servers_holds(
    database: Database,
) -> None:
    blocks, snapshots = BlockStore(database), PolicySnapshotStore(database)
    await blocks.put(Block(MEMBER, "for a minute", later(60)), entry())
    await blocks.put(Block(MEMBER, "for an hour", later(3600)), entry(GUILD + 1))
    await blocks.put(Block(MEMBER + 1, "somebody else's", None), entry())
    for_an_hour = Block(MEMBER, "for an hour", later(3600), elsewhere=True)
    assert (await snapshots.of(None, MEMBER, NOON)).block == for_an_hour
    assert (await snapshots.of(None, MEMBER, later(3600))).block is None

    await blocks.put(FOR_GOOD, entry(GUILD + 2))
    for_good = replace(FOR_GOOD, elsewhere=True)
    assert (await snapshots.of(None, MEMBER, NOON)).block == for_good

    operators = Block(MEMBER, "", later(60), everywhere=True)
    await OperatorBlockStore(database).put(operators)
    assert (await snapshots.of(None, MEMBER, NOON)).block == operators
    assert (await snapshots.of(None, MEMBER, later(60))).block == for_good


async def test_block_of_a_server_that_the_bot_has_left_is_none_in_direct_messages(
    database: Database,
) -> None:
    memberships, snapshots = MembershipStore(database), PolicySnapshotStore(database)
    await BlockStore(database).put(FOR_GOOD, entry())
    await memberships.mark_left(GUILD, NOON)
    assert (await snapshots.of(None, MEMBER, NOON)).block is None
    await memberships.mark_joined(GUILD)
    assert (await snapshots.of(None, MEMBER, NOON)).block is not None


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
