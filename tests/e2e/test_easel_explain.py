"""`/easel explain`: whoever is refused, the one who runs the server finds out why."""

import math
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import pytest
from simcord import ChannelHandle, MemberActor, SetupError
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from bot.storage.audit import Entry
from bot.storage.blocks import Block, BlockStore
from bot.storage.limits import LimitStore, SetLimit, TargetKind
from bot.storage.servers import ServerStore
from providers.registry import FAMILIES
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, said
from tests.e2e.pictures import counted
from tests.e2e.replying import deny, made, thread
from tests.e2e.ruling import flux, restrict_age, rule

pytestmark = pytest.mark.slow


async def explained(
    world: World,
    member: MemberActor | None = None,
    channel: ChannelHandle | None = None,
    **options: Any,
) -> list[str]:
    """What Noor is told of Maya, or of another member, line by line."""
    options |= {"member": member or world.maya}
    if channel:
        options["channel"] = channel
    return said(await world.noor.slash(world.pictures, "easel explain", **options)).splitlines()


def yes(world: World, channel: ChannelHandle | None = None) -> str:
    """The verdict that Maya can make a picture."""
    place = (channel or world.pictures).mention
    return f"✅ **Yes, {world.maya.mention} can make a picture in {place} now.**"


def no(world: World, why: str, channel: ChannelHandle | None = None) -> str:
    """The verdict that Maya can't make a picture."""
    place = (channel or world.pictures).mention
    return f"🚫 **No, {world.maya.mention} can't make a picture in {place} now:** {why}"


def at(moment: datetime) -> str:
    """A moment as Discord writes it."""
    return f"<t:{math.ceil(moment.timestamp())}:f>"


def entry(world: World, action: str) -> Entry:
    return Entry(world.guild.id, world.noor.id, world.env.now(), action)


async def test_where_nothing_is_decided_everything_is_by_default(world: World) -> None:
    await flux(world, world.pictures)
    assert await explained(world) == [
        yes(world),
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

    assert lines[0] == no(world, "the rules keep me out of this channel (`works`).", place)
    assert f"`works`: no (set for <#{world.pictures.id}>)" in lines


async def test_blocked_member_and_paused_server_stand_out(world: World) -> None:
    blocks, servers = BlockStore(world.database), ServerStore(world.database)
    await blocks.put(Block(world.maya.id, "too *many*", None), entry(world, "block"))
    await servers.change(entry(world, "pause"), paused=True)

    lines = await explained(world)
    assert lines[0] == no(world, "blocked until you unblock them.")
    assert lines[1] == r"🚫 Blocked: “too \*many\*”"
    assert lines[2].startswith("🚫 This server is paused")
    assert (await explained(world, world.noor))[1] == "✅ Not blocked."

    until = world.env.now() + timedelta(hours=1)
    await blocks.put(Block(world.maya.id, "foxes", until), entry(world, "block"))
    assert (await explained(world))[0] == no(world, f"blocked until {at(until)}.")
    assert (await explained(world))[1] == (
        f"🚫 Blocked until <t:{int(until.timestamp())}:f>: “foxes”"
    )


async def test_permissions_that_the_bot_lacks_are_named(world: World) -> None:
    deny(world, world.lounge, attach_files=True)
    assert (await explained(world, channel=world.lounge))[0] == no(
        world, "I lack these permissions there: Attach Files.", world.lounge
    )
    assert (await explained(world, channel=world.lounge))[3] == (
        "🚫 I can't post pictures there. Please allow me: Attach Files."
    )
    assert (await explained(world))[3] == "✅ I can post pictures there."


async def test_role_that_replies_take_is_held_against_the_member(world: World) -> None:
    role = world.guild.create_role("Artists")
    artist = world.guild.add_member(world.env.create_user("ines"), roles=[role])
    await rule(world, reply_role=role)

    lines = await explained(world)
    place = lines.index(f"`replies`: {role.mention} (set for the whole server)")
    assert lines[place + 1] == "🚫 This member doesn't have that role."
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


async def test_spent_budget_is_in_the_verdict_with_its_end(world: World) -> None:
    servers = ServerStore(world.database)
    await servers.change(entry(world, "budget"), budget=0)
    february = datetime(2026, 2, 1, tzinfo=UTC)
    assert (await explained(world))[0] == no(
        world,
        "this server's budget for the month doesn't cover a picture any more, "
        f"until {at(february)}.",
    )


async def test_used_up_limit_is_in_the_verdict_with_its_end(world: World) -> None:
    limit = SetLimit(TargetKind.EVERYONE, 0, "pictures", "hour", 1)
    await LimitStore(world.database).put(limit, entry(world, "limits set"))
    assert (await explained(world))[0] == yes(world)
    asked_at = world.env.now()
    await flux(world, world.pictures)

    [verdict, *_] = await explained(world)

    begin = "the member's limit is used up (1 of 1 picture in the last hour), until <t:"
    assert verdict.startswith(no(world, begin))
    free_at = int(verdict.removeprefix(no(world, begin)).partition(":")[0])
    assert (
        asked_at
        <= datetime.fromtimestamp(free_at, UTC) - timedelta(hours=1)
        <= (world.env.now() + timedelta(seconds=1))
    )
    assert verdict.endswith(":f>.")
    assert (await flux(world, world.pictures)).startswith("⚠️ You've made 1 picture")


async def test_limit_of_nothing_has_no_end(world: World) -> None:
    limit = SetLimit(TargetKind.SERVER, 0, "pictures", "day", 0)
    await LimitStore(world.database).put(limit, entry(world, "limits set"))
    assert (await explained(world))[0] == no(
        world, "the limit of 0 pictures in 24 hours is too low for a single picture."
    )


async def test_cheaper_model_is_enough_for_a_yes(world: World) -> None:
    limit = SetLimit(TargetKind.EVERYONE, 0, "dollars", "day", 60_000)
    await LimitStore(world.database).put(limit, entry(world, "limits set"))

    assert (await explained(world))[0] == yes(world)
    assert (await flux(world, world.pictures)).startswith("✅")


async def test_paused_server_and_switched_off_models_are_in_the_verdict(world: World) -> None:
    for family in FAMILIES:
        await rule(world, provider=family, allowed=False)
    assert (await explained(world))[0] == no(world, "no model can be used there right now.")
    await world.noor.slash(world.pictures, "easel pause")
    assert (await explained(world))[0] == no(world, "this server is paused until `/easel resume`.")


async def test_time_out_is_in_the_verdict_with_its_end(world: World) -> None:
    until = world.env.now() + timedelta(hours=1)
    patch = {"timed_out_until": until.isoformat()}
    world.env.backend.edit_member(world.guild.id, world.maya.id, patch)
    await world.settle()

    assert (await explained(world))[0] == no(world, f"in time-out until {at(until)}.")


async def test_what_the_member_lacks_there_is_in_the_verdict(world: World) -> None:
    bits = discord.Permissions(attach_files=True).value
    overwrite = Overwrite(world.maya.id, OverwriteType.MEMBER, deny=bits)
    world.env.backend.set_overwrite(world.lounge.id, overwrite)
    await world.settle()

    assert (await explained(world, channel=world.lounge))[0] == no(
        world, "the member lacks these permissions there: Attach Files.", world.lounge
    )
    assert (await explained(world))[0] == yes(world)


async def test_prompt_is_searched_for_listed_words(world: World) -> None:
    await world.noor.slash(world.pictures, "easel words add", word="bl*od")

    assert (await explained(world))[0] == yes(world)
    assert (await explained(world))[-1] == (
        "Words that prompts can't contain: 1. With `prompt`, I check one."
    )
    lines = await explained(world, prompt="a BL*OD moon")
    assert lines[0] == no(world, r"the prompt contains “bl\*od”, which is on the word list.")
    assert lines[-1] == r"🚫 The prompt contains “bl\*od” from the word list."
    lines = await explained(world, prompt="a blue moon")
    assert lines[0] == yes(world)
    assert lines[-1] == "✅ The prompt contains nothing from the word list."


async def test_explaining_counts_nothing_and_is_written_down_nowhere(world: World) -> None:
    servers = ServerStore(world.database)
    await world.noor.slash(world.pictures, "easel log", channel=world.lounge)
    await servers.change(entry(world, "budget"), budget=10_000)
    before = [one.content for one in world.lounge.history()]

    await explained(world)
    await world.settle()

    assert [one.content for one in world.lounge.history()] == before
    assert await counted(world, world.maya) == 0


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
