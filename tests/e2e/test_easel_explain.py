"""`/easel explain`: whoever is refused, the one who runs the server finds out why."""

from datetime import timedelta

import pytest
from simcord import ChannelHandle, MemberActor, SetupError

from bot.storage.audit import Entry
from bot.storage.blocks import Block, BlockStore
from bot.storage.limits import LimitStore, SetLimit, TargetKind
from bot.storage.servers import ServerStore
from providers.registry import FAMILIES
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, said
from tests.e2e.replying import deny, made, thread
from tests.e2e.ruling import flux, restrict_age, rule


async def explained(
    world: World, member: MemberActor | None = None, channel: ChannelHandle | None = None
) -> list[str]:
    """What Noor is told of Maya, or of another member, line by line."""
    options = {"member": member or world.maya}
    if channel:
        options["channel"] = channel
    return said(await world.noor.slash(world.pictures, "easel explain", **options)).splitlines()


def entry(world: World, action: str) -> Entry:
    return Entry(world.guild.id, world.noor.id, world.env.now(), action)


async def test_where_nothing_is_decided_everything_is_by_default(world: World) -> None:
    await flux(world, world.pictures)
    assert await explained(world) == [
        f"**What applies to {world.maya.mention} in {world.pictures.mention}**",
        "✅ Not blocked.",
        "✅ This server isn't paused.",
        "✅ I can post pictures there.",
        "⚠️ Not available right now: Stable Diffusion.",
        "`works`: yes (default)",
        *(f"`{family}`: yes (default)" for family in FAMILIES),
        "`largest_size`: any (default)",
        "`quality`: any (default)",
        "`count`: any (default)",
        "`safety_tolerance`: any (default)",
        "`replies`: everyone (by `/easel edits`)",
        "This member: 1 of 25 pictures in 24 hours (default)",
    ]


async def test_every_rule_is_named_with_the_place_that_sets_it(world: World) -> None:
    category = world.guild.create_category("Art")
    art = world.guild.create_text_channel("art", category=category)
    await rule(world, quality="low", provider="sd", allowed=False)
    await rule(world, category, works=False)
    await rule(world, art, count=1, provider="flux", age_restricted=True)

    lines = await explained(world, channel=art)

    assert f"`works`: no (set for the category <#{category.id}>)" in lines
    assert f"`flux`: no, only in age-restricted channels (set for <#{art.id}>)" in lines
    assert "`sd`: no (set for the whole server)" in lines
    assert "`quality`: low at most (set for the whole server)" in lines
    assert f"`count`: 1 at most (set for <#{art.id}>)" in lines
    assert "`gemini`: yes (default)" in lines

    await restrict_age(world, art)
    lines = await explained(world, channel=art)
    assert f"`flux`: yes, as in every age-restricted channel (set for <#{art.id}>)" in lines


async def test_thread_is_explained_by_its_channel(world: World) -> None:
    await world.maya.send(world.pictures, "make it blue", reply_to=await made(world))
    place = thread(world.pictures)
    await rule(world, world.pictures, works=False)

    lines = await explained(world, channel=place)

    assert lines[0].endswith(f" in {place.mention}**")
    assert f"`works`: no (set for <#{world.pictures.id}>)" in lines


async def test_blocked_member_and_paused_server_stand_out(world: World) -> None:
    blocks, servers = BlockStore(world.database), ServerStore(world.database)
    await blocks.put(Block(world.maya.id, "too *many*", None), entry(world, "block"))
    await servers.change(entry(world, "pause"), paused=True)

    lines = await explained(world)
    assert lines[1] == r"🚫 Blocked: “too \*many\*”"
    assert lines[2].startswith("🚫 This server is paused")
    assert (await explained(world, world.noor))[1] == "✅ Not blocked."

    until = world.env.now() + timedelta(hours=1)
    await blocks.put(Block(world.maya.id, "foxes", until), entry(world, "block"))
    assert (await explained(world))[1] == (
        f"🚫 Blocked until <t:{int(until.timestamp())}:f>: “foxes”"
    )


async def test_permissions_that_the_bot_lacks_are_named(world: World) -> None:
    deny(world, world.lounge, attach_files=True)
    assert (await explained(world, channel=world.lounge))[3] == (
        "🚫 I can't post pictures there. Please allow me: Attach Files."
    )
    assert (await explained(world))[3] == "✅ I can post pictures there."


async def test_role_that_replies_take_is_held_against_the_member(world: World) -> None:
    role = world.guild.create_role("Artists")
    artist = world.guild.add_member(world.env.create_user("ines"), roles=[role])
    await rule(world, reply_role=role)

    lines = await explained(world)
    at = lines.index(f"`replies`: {role.mention} (set for the whole server)")
    assert lines[at + 1] == "🚫 This member doesn't have that role."
    assert "✅ This member has that role." in await explained(world, artist)


async def test_limits_are_told_with_what_is_used_and_where_they_come_from(world: World) -> None:
    role = world.guild.create_role("Artists")
    artist = world.guild.add_member(world.env.create_user("ines"), roles=[role])
    limits = LimitStore(world.database)
    until = world.env.now() + timedelta(hours=2)
    for chosen in (
        SetLimit(TargetKind.SERVER, 0, "pictures", "week", 500),
        SetLimit(TargetKind.EVERYONE, 0, "pictures", "hour", 5),
        SetLimit(TargetKind.ROLE, role.id, "dollars", "month", 7_000_000),
        SetLimit(TargetKind.MEMBER, artist.id, "pictures", "day", 10, adds=True, until=until),
    ):
        await limits.put(chosen, entry(world, "limits set"))
    await flux(world, world.pictures)

    assert (await explained(world))[-3:] == [
        "All members together: 1 of 500 pictures in 7 days (set for the whole server)",
        "This member: 1 of 5 pictures in an hour (set for each member)",
        "This member: 1 of 25 pictures in 24 hours (default)",
    ]
    lines = await explained(world, artist)
    end = f"until <t:{int(until.timestamp())}:f>"
    assert (
        f"This member: 0 of 35 pictures in 24 hours (default), 10 of that is extra {end}" in lines
    )
    assert f"This member: $0.00 of $7.00 in 30 days (set for {role.mention})" in lines


async def test_without_limits_it_says_so(open_here: OpenWorld) -> None:
    async with open_here(daily_pictures=0) as world:
        assert (await explained(world))[-1] == "This member has no limit."


async def test_spent_budget_is_told(world: World) -> None:
    servers = ServerStore(world.database)
    await servers.change(entry(world, "budget"), budget=0)
    assert (await explained(world))[-1] == (
        "🚫 The budget for this month is spent; `/easel budget` shows it."
    )


async def test_who_is_not_in_the_server_is_no_fault_of_the_bot(world: World) -> None:
    gone = world.env.create_user("gone")
    result = await world.noor.slash(world.pictures, "easel explain", member=gone)
    assert said(result) == (
        "⚠️ What you chose isn't in this server, or I can't see it. Please choose something else."
    )


async def test_member_who_may_not_manage_the_server_is_refused(world: World) -> None:
    [easel] = [one for one in await world.bot.tree.fetch_commands() if one.name == "easel"]
    # The server has opened the command to this member, which Discord lets it do.
    world.guild.set_command_permissions(easel, {world.maya: True})

    result = await world.maya.slash(world.pictures, "easel explain", member=world.noor)

    assert said(result) == "⚠️ Only members who can manage this server can use this command."


async def test_discord_offers_the_command_to_managers_only(world: World) -> None:
    with pytest.raises(SetupError, match="default-member-permissions"):
        await world.maya.slash(world.pictures, "easel explain", member=world.noor)
