"""`/easel block`, `unblock` and `blocks`, and requests of who is blocked."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from simcord import MemberActor

from bot.storage.audit import AuditStore, Entry
from bot.storage.blocks import Block, BlockStore
from sandbox.world import World
from tests.e2e.conftest import entry, said
from tests.e2e.listing import shown

pytestmark = pytest.mark.slow

HOUR = 3600
NOT_YOURS = "⚠️ Only members who can manage this server can use this command."
NOBODY = "Nobody is blocked in this server."


async def easel(world: World, command: str, **options: Any) -> str:
    """What a part of the command tells who manages the server."""
    return said(await world.noor.slash(world.pictures, f"easel {command}", **options))


async def asked(world: World, member: MemberActor) -> str:
    """What a member is told who asks for a picture."""
    return said(await member.slash(world.pictures, "flux", prompt="a red fox"))


async def changes(world: World) -> list[Entry]:
    return await AuditStore(world.database).newest(world.guild.id, 99)


def seconds(at: datetime) -> int:
    return int(at.timestamp())


async def block_maya(world: World, reason: str = "spam") -> None:
    await BlockStore(world.database).put(Block(world.maya.id, reason, None), entry(world))


async def test_who_is_blocked_reads_why_and_others_go_on(world: World) -> None:
    told = await easel(world, "block", member=world.maya, reason=" too\nmuch *spam*")

    assert told == (
        f"<@{world.maya.id}> can't make pictures in this server until you unblock them. "
        "They will read: “too much \\*spam\\*”"
    )
    assert await asked(world, world.maya) == (
        "⚠️ You can't make pictures in this server: “too much \\*spam\\*” If you think that's "
        "wrong, please ask its moderators. This didn't use up any of your limit."
    )
    assert (await asked(world, world.noor)).startswith("✅ Done")


async def test_block_ends_by_itself(world: World) -> None:
    until = seconds(world.env.now() + timedelta(hours=6))

    told = await easel(world, "block", member=world.maya, reason="spam", ends=6)
    refused = await asked(world, world.maya)
    world.env.backend.advance_clock(6 * HOUR - 60)
    still_refused = await asked(world, world.maya)
    world.env.backend.advance_clock(61)

    assert told == (
        f"<@{world.maya.id}> can't make pictures in this server until <t:{until}:f>. "
        "They will read: “spam”"
    )
    assert (
        refused
        == still_refused
        == (
            f"⚠️ You can't make pictures in this server until <t:{until}:f>: “spam” If you think "
            "that's wrong, please ask its moderators. This didn't use up any of your limit."
        )
    )
    assert (await asked(world, world.maya)).startswith("✅ Done")
    assert await easel(world, "blocks") == NOBODY


async def test_block_that_is_lifted_holds_no_more(world: World) -> None:
    await easel(world, "block", member=world.maya, reason="spam", ends=24)

    assert await easel(world, "unblock", member=world.maya) == (
        f"<@{world.maya.id}> can make pictures in this server again."
    )
    assert (await asked(world, world.maya)).startswith("✅ Done")
    assert await easel(world, "unblock", member=world.maya) == (
        f"⚠️ <@{world.maya.id}> isn't blocked; `/easel blocks` lists who is."
    )


async def test_each_change_is_on_record_and_nothing_else_is(world: World) -> None:
    mention = f"<@{world.maya.id}>"
    await easel(world, "block", member=world.maya, reason="spam")
    await easel(world, "block", member=world.maya, reason="less spam", ends=7 * 24)
    await easel(world, "block", member=world.noor, reason="spam")
    await easel(world, "blocks")
    await easel(world, "unblock", member=world.maya)
    await easel(world, "unblock", member=world.maya)

    lifted, shorter, first = await changes(world)
    assert (first.action, first.facts) == ("block", {"member": mention, "reason": "spam"})
    assert shorter.facts == {"member": mention, "reason": "less spam", "ends": "in 7 days"}
    assert (lifted.action, lifted.facts) == ("unblock", {"member": mention})
    assert {change.member_id for change in (first, shorter, lifted)} == {world.noor.id}


async def test_newer_block_takes_the_place_of_the_older(world: World) -> None:
    await easel(world, "block", member=world.maya, reason="spam")
    until = seconds(world.env.now() + timedelta(hours=1))
    await easel(world, "block", member=world.maya, reason="less *spam*", ends=1)

    assert (await easel(world, "blocks")).splitlines() == [
        "**Members who can't make pictures in this server** (1)",
        f"• <@{world.maya.id}> until <t:{until}:f>: less \\*spam\\*",
    ]


async def test_block_until_it_is_lifted_is_listed_as_such(world: World) -> None:
    await block_maya(world)

    assert (await easel(world, "blocks")).splitlines()[1:] == [
        f"• <@{world.maya.id}> until unblocked: spam"
    ]


async def test_list_that_is_too_long_for_a_message_comes_as_a_file(world: World) -> None:
    blocks = BlockStore(world.database)
    for member_id in range(1, 60):
        await blocks.put(Block(member_id, "a reason that takes some room", None), entry(world))
    await blocks.put(Block(60, "spam", world.env.now() + timedelta(hours=1)), entry(world))

    result = await world.noor.slash(world.pictures, "easel blocks")

    assert said(result) == "**Members who can't make pictures in this server** (60)"
    [file] = result.response.attachments
    assert file.filename == "blocks.tsv"
    title, first, *_, last = (await file.read()).decode().splitlines()
    assert title == "member\tuntil\treason"
    assert first == "1\t\ta reason that takes some room"
    member, until, reason = last.split("\t")
    assert (member, reason) == ("60", "spam")
    assert datetime.fromisoformat(until) <= world.env.now() + timedelta(hours=1)


async def test_who_has_left_can_be_blocked_and_unblocked(world: World) -> None:
    gone = world.env.create_user("gone")

    told = await easel(world, "block", member=gone, reason="spam")
    back = world.guild.add_member(gone)

    assert told.startswith(
        f"<@{gone.id}> can't make pictures in this server until you unblock them"
    )
    assert (await asked(world, back)).startswith("⚠️ You can't make pictures in this server: “spam”")
    world.guild.remove_member(back)
    assert (await easel(world, "unblock", member=gone)).endswith("in this server again.")


async def test_who_may_manage_the_server_cannot_be_blocked(world: World) -> None:
    moderators = world.guild.roles["Moderators"]
    iris = world.guild.add_member(world.env.create_user("iris"), roles=[moderators])
    for member in (world.noor, iris):
        assert await easel(world, "block", member=member, reason="spam") == (
            f"⚠️ <@{member.id}> can manage this server, and could undo the block at once. "
            "Please choose another member."
        )
    assert await easel(world, "blocks") == NOBODY


async def test_bot_cannot_be_blocked(world: World) -> None:
    other = world.guild.add_member(world.env.create_user("other", bot=True))

    assert await easel(world, "block", member=other, reason="spam") == (
        "⚠️ Bots don't ask for pictures, so there's nothing to block. Please choose a member."
    )


async def test_block_wants_a_reason_that_can_be_read(world: World) -> None:
    assert await easel(world, "block", member=world.maya, reason=" \n ") == (
        "⚠️ Please give a reason that the member can read."
    )
    assert await easel(world, "blocks") == NOBODY


async def test_what_was_asked_for_before_is_still_made(world: World) -> None:
    await asked(world, world.maya)
    await block_maya(world)

    result = await world.maya.slash(world.pictures, "jobs")

    assert "a red fox" in shown(result.response)[1]
    assert len(world.pictures.history()) == 1


@pytest.mark.parametrize("command", ["block", "unblock", "blocks"])
async def test_member_who_may_not_manage_the_server_changes_and_sees_nothing(
    world: World, command: str
) -> None:
    [easel_command] = [one for one in await world.bot.tree.fetch_commands() if one.name == "easel"]
    world.guild.set_command_permissions(easel_command, {world.maya: True})
    await block_maya(world)
    options = {
        "block": {"member": world.noor, "reason": "spam"},
        "unblock": {"member": world.maya},
        "blocks": {},
    }[command]

    result = await world.maya.slash(world.pictures, f"easel {command}", **options)

    assert said(result) == NOT_YOURS
    held = await BlockStore(world.database).of(world.guild.id, world.env.now())
    assert held == [Block(world.maya.id, "spam", None)]
    assert len(await changes(world)) == 1
