"""`/easel log`."""

import discord
import pytest
from simcord import ChannelHandle

from bot.storage.audit import AuditStore
from bot.storage.servers import ServerChoices, ServerStore
from sandbox.world import World
from tests.e2e.conftest import said
from tests.e2e.replying import deny
from tests.e2e.reporting import moderated

pytestmark = pytest.mark.slow

TITLE = "**Log and reports in this server**"


def public(channel: ChannelHandle) -> str:
    """The line about a channel that everyone reads."""
    return (
        f"\n⚠️ Everyone can read {channel.mention}, where reported pictures go. "
        "Please choose a channel that only moderators can see as `reports`."
    )


async def chosen(world: World, **options: ChannelHandle | str) -> str:
    """What the command tells who manages the server."""
    return said(await world.noor.slash(world.pictures, "easel log", **options))


async def choices(world: World) -> ServerChoices:
    """What is stored."""
    return await ServerStore(world.database).choices(world.guild.id)


async def audit(world: World) -> list[tuple[int, str, dict[str, object]]]:
    """Who did what, newest first."""
    entries = await AuditStore(world.database).newest(world.guild.id, 10)
    return [(entry.member_id, entry.action, dict(entry.facts)) for entry in entries]


def lines(channel: ChannelHandle) -> list[str]:
    """The messages of a channel, oldest first."""
    return [one.content for one in sorted(channel.history(), key=lambda message: message.id)]


async def test_without_options_it_says_what_holds(world: World) -> None:
    assert await chosen(world) == f"{TITLE}\n`channel`: off\n`reports`: off"
    assert await audit(world) == []


async def test_log_begins_with_its_own_line_in_the_channel_that_was_chosen(world: World) -> None:
    lounge = world.lounge.mention
    assert await chosen(world, channel=world.lounge) == (
        f"{TITLE}\n`channel`: {lounge}\n`reports`: off{public(world.lounge)}"
    )

    assert lines(world.lounge) == [f"🔧 <@{world.noor.id}> used `/easel log`: channel: {lounge}"]
    assert await audit(world) == [(world.noor.id, "log", {"channel": lounge})]


async def test_reports_go_where_they_are_wanted_and_the_log_stays(world: World) -> None:
    await chosen(world, channel=world.lounge)
    told = await chosen(world, reports=world.pictures)

    assert told == (
        f"{TITLE}\n`channel`: {world.lounge.mention}\n`reports`: {world.pictures.mention}"
        f"{public(world.pictures)}"
    )
    assert lines(world.pictures) == []
    assert lines(world.lounge)[1:] == [
        f"🔧 <@{world.noor.id}> used `/easel log`: reports: {world.pictures.mention}"
    ]


@pytest.mark.parametrize(
    ("off", "log", "reports"),
    [("channel", False, True), ("reports", True, False), ("both", False, False)],
)
async def test_each_can_be_switched_off(world: World, off: str, log: bool, reports: bool) -> None:
    await chosen(world, channel=world.lounge, reports=world.lounge)
    told = (await chosen(world, off=off)).splitlines()

    kept = await choices(world)
    assert (kept.log_channel_id is not None, kept.report_channel_id is not None) == (log, reports)
    assert [line.endswith(": off") for line in told[1:3]] == [not log, not reports]
    assert (await audit(world))[0] == (world.noor.id, "log", {"off": off})


async def test_channel_that_is_named_is_not_switched_off(world: World) -> None:
    await chosen(world, channel=world.lounge, off="both")

    assert (await choices(world)).log_channel_id == world.lounge.id


async def test_after_it_is_off_nothing_but_that_is_posted(world: World) -> None:
    await chosen(world, channel=world.lounge)
    await chosen(world, off="channel")
    await world.maya.slash(world.pictures, "flux", prompt="a fox", width=64, height=64)

    assert len(lines(world.lounge)) == 2


async def test_thread_can_be_chosen(world: World) -> None:
    channel = world.bot.get_channel(world.lounge.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.create_thread(name="log", type=discord.ChannelType.public_thread)
    [thread] = world.lounge.threads

    await chosen(world, channel=thread)

    assert lines(thread)[-1].startswith("🔧")


@pytest.mark.parametrize("option", ["channel", "reports"])
async def test_channel_where_the_bot_may_not_write_is_refused(world: World, option: str) -> None:
    deny(world, world.lounge, send_messages=True)

    assert await chosen(world, **{option: world.lounge}) == (
        f"⚠️ I can't write in {world.lounge.mention}. Please allow me there: Send Messages."
    )
    assert await choices(world) == ServerChoices()
    assert await audit(world) == []


async def test_channel_that_the_bot_cannot_see_is_refused(world: World) -> None:
    deny(world, world.lounge, view_channel=True)

    assert "Please allow me there: View Channel" in await chosen(world, channel=world.lounge)


async def test_choosing_the_channel_again_lets_a_mended_log_go_on_at_once(world: World) -> None:
    await chosen(world, channel=world.lounge)
    path = f"/channels/{world.lounge.id}/messages"
    world.env.inject_error("POST", path, status=403, code=50013)
    await world.maya.slash(world.pictures, "flux", prompt="a fox", width=64, height=64)

    await chosen(world, channel=world.lounge)

    _, message = lines(world.lounge)
    assert message.splitlines() == [
        "… I couldn't post 1 lines that belong here.",
        f"🔧 <@{world.noor.id}> used `/easel log`: channel: {world.lounge.mention}",
    ]


async def test_choices_outlive_a_restart(world: World) -> None:
    before = await chosen(world, channel=world.lounge, reports=world.pictures)
    await world.restart()

    assert await chosen(world) == before


async def test_member_who_may_not_manage_the_server_changes_nothing(world: World) -> None:
    # The server has opened the command to this member, which Discord lets it do.
    [command] = [one for one in await world.bot.tree.fetch_commands() if one.name == "easel"]
    world.guild.set_command_permissions(command, {world.maya: True})

    result = await world.maya.slash(world.pictures, "easel log", channel=world.lounge)

    assert said(result) == "⚠️ Only members who can manage this server can use this command."
    assert await choices(world) == ServerChoices()
    assert lines(world.lounge) == []


async def test_log_that_goes_says_so_where_it_was(world: World) -> None:
    await chosen(world, channel=world.lounge)
    await chosen(world, channel=world.pictures)
    moved = f"🔧 <@{world.noor.id}> used `/easel log`: channel: {world.pictures.mention}"
    assert lines(world.lounge)[1:] == [moved]
    assert lines(world.pictures) == [moved]

    await chosen(world, off="channel")
    assert lines(world.pictures)[1:] == [f"🔧 <@{world.noor.id}> used `/easel log`: off: channel"]


async def test_log_that_goes_is_no_reason_to_fail_where_it_may_write_no_more(world: World) -> None:
    await chosen(world, channel=world.lounge)
    deny(world, world.lounge, send_messages=True)
    assert await chosen(world, off="channel") == f"{TITLE}\n`channel`: off\n`reports`: off"


async def test_channel_for_moderators_alone_is_no_reason_to_warn(world: World) -> None:
    channel = await moderated(world)
    assert await chosen(world, channel=world.lounge) == (
        f"{TITLE}\n`channel`: {world.lounge.mention}\n`reports`: {channel.mention}"
    )
