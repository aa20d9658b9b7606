"""Contests: announced, entered, voted for by stars, and won."""

from datetime import timedelta
from typing import Any

import discord
import pytest
from simcord import MemberActor, SetupError

from bot.community.contest_messages import ContestMessages
from bot.community.upkeep import CommunityUpkeep
from bot.storage.audit import AuditStore
from bot.storage.contests import ContestStore
from bot.storage.jobs import JobStore
from bot.storage.limits import LimitStore
from bot.storage.servers import ServerStore
from bot.ui.messages import job_of
from sandbox.world import World
from tests.e2e.conftest import entry, said
from tests.e2e.images import pixels
from tests.e2e.pictures import SMALL, delete_post, stranger
from tests.e2e.replying import deny
from tests.e2e.reporting import moderated, report
from tests.e2e.ruling import restrict_age

STAR = "⭐"
MANAGER = "easel contest"


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no look at stars wait for more."""
    monkeypatch.setattr("bot.community.star_watch.PAUSE", 0)


async def started(world: World, **options: Any) -> discord.Message:
    """Let Noor start a contest in the lounge; return its announcement."""
    options = {"theme": "hens", "ends": 24, **options}
    answer = said(await world.noor.slash(world.lounge, f"{MANAGER} start", **options))
    assert answer == f"✅ The contest is on in <#{world.lounge.id}>."
    return world.lounge.history()[-1]


async def made_by(world: World, member: MemberActor, prompt: str = "a red fox") -> None:
    """Let a member make a picture in the channel for them."""
    result = await member.slash(world.pictures, "flux", prompt=prompt, **SMALL)
    assert said(result).startswith("✅ Done")


async def enter(member: MemberActor, announcement: discord.Message) -> str:
    """Let a member enter their newest picture; return the answer."""
    shown = await member.click(announcement, label="Enter")
    if not shown.response.message.components:
        return said(shown)
    [row] = shown.response.message.components
    [select] = row.children
    value = select.options[0].value
    chosen = await member.select(shown.response, [value], custom_id=select.custom_id)
    return str(chosen.response.content)


async def entered(world: World, member: MemberActor, announcement: discord.Message) -> Any:
    """Let a member make a picture and enter it; return the post of the entry."""
    await made_by(world, member)
    answer = await enter(member, announcement)
    assert answer.startswith("✅ You take part with number")
    return world.lounge.history()[-1]


async def end(world: World) -> discord.Message:
    """Let Noor end the contest; return the result."""
    answer = said(await world.noor.slash(world.pictures, f"{MANAGER} end"))
    assert answer.startswith("✅ The contest has ended.")
    await world.settle()
    return world.lounge.history()[-1]


async def keep_house(world: World, hours: float = 0) -> None:
    """Let time pass, and a round of the periodic work."""
    world.env.backend.advance_clock(3600 * hours)
    await world.bot.services[CommunityUpkeep].run()
    await world.settle()


async def show(world: World) -> str:
    """Let Noor look at the contest."""
    return said(await world.noor.slash(world.lounge, f"{MANAGER} show"))


def fans(world: World, count: int) -> list[MemberActor]:
    """Add ordinary members."""
    return [world.guild.add_member(world.env.create_user(f"fan{n}")) for n in range(count)]


async def test_contest_from_start_to_end(world: World) -> None:
    announcement = await started(world, theme="*hens* @everyone", entries=2)
    assert r"Contest: \*hens\*" in announcement.content
    assert "up to 2 for each member" in announcement.content
    eve = stranger(world)
    first = await entered(world, world.maya, announcement)
    second = await entered(world, eve, announcement)
    assert r"Entry 1 in the contest “\*hens\*" in first.content
    assert "Entry 2 in" in second.content
    assert f"<@{eve.id}>" in second.content
    assert await pixels(second) == await pixels(world.pictures.history()[-1])
    for fan in fans(world, 3):
        await fan.react(second, STAR)
    await world.noor.react(first, STAR)
    # Stars for one's own picture do not count.
    for _ in range(1):
        await world.maya.react(first, STAR)
    assert f"2. <@{eve.id}>" in await show(world)

    result = await end(world)

    assert "is over" in result.content
    assert "With 3 ⭐ the winner is:" in result.content
    assert second.jump_url in result.content
    assert first.jump_url not in result.content
    listed = said(await eve.click(result, label="Entries"))
    assert f"1. <@{world.maya.id}>: {first.jump_url} — 1 ⭐" in listed
    closed = next(one for one in world.lounge.history() if one.id == announcement.id)
    assert [item.label for item in closed.components[0].children] == ["Entries"]
    paths = [one for one in world.env.http_requests if str(world.lounge.id) in one.path]
    sent = [one.json for one in paths if one.method == "POST" and one.path.endswith("/messages")]
    assert all(one["allowed_mentions"] == {"parse": []} for one in sent if one)
    changes = await AuditStore(world.database).newest(world.guild.id, 9)
    assert [one.action for one in changes] == ["contest end", "contest start"]


async def test_contest_ends_by_itself_once(world: World) -> None:
    announcement = await started(world)
    post = await entered(world, world.maya, announcement)
    await world.noor.react(post, STAR)
    await keep_house(world, hours=23.9)
    count = len(world.lounge.history())
    await keep_house(world, hours=0.2)
    await world.restart(crash=True)
    await keep_house(world)

    assert len(world.lounge.history()) == count + 1
    assert "With 1 ⭐" in world.lounge.history()[-1].content


@pytest.mark.slow
async def test_announcement_that_keeps_its_button_says_that_it_is_over(world: World) -> None:
    announcement = await started(world)
    await entered(world, world.maya, announcement)
    path = f"/channels/{world.lounge.id}/messages/{announcement.id}"
    world.env.inject_error("PATCH", path, status=403, code=50001)
    await end(world)
    refused = await enter(world.maya, announcement)
    assert refused.startswith("⚠️ This contest is over.")


@pytest.mark.slow
async def test_ties_have_all_winners(world: World) -> None:
    announcement = await started(world)
    for member in (world.maya, stranger(world)):
        post = await entered(world, member, announcement)
        await world.noor.react(post, STAR)
    result = await end(world)
    assert "there are 2 winners:" in result.content
    assert "1. <@" in result.content
    assert "2. <@" in result.content


@pytest.mark.slow
async def test_without_stars_nobody_wins(world: World) -> None:
    announcement = await started(world, bonus=5)
    await entered(world, world.maya, announcement)
    assert "nobody has won" in (await end(world)).content
    assert await LimitStore(world.database).of(world.guild.id) == []


async def test_entries_of_a_member_are_bounded(world: World) -> None:
    announcement = await started(world)
    await entered(world, world.maya, announcement)
    assert "takes part already" in await enter(world.maya, announcement)
    await made_by(world, world.maya, "another fox")
    assert "as many pictures as each member can" in await enter(world.maya, announcement)
    assert len(await ContestStore(world.database).entries(await contest_id(world))) == 1


async def contest_id(world: World) -> int:
    """Return the id of the newest contest."""
    found = await ContestStore(world.database).newest(world.guild.id)
    assert found is not None
    return found.id


async def test_bonus_ends_and_is_given_once(world: World) -> None:
    await ServerStore(world.database).change(entry(world), log_channel_id=world.pictures.id)
    announcement = await started(world, bonus=5, bonus_days=3)
    assert "5 pictures more for 3 days" in announcement.content
    post = await entered(world, world.maya, announcement)
    await world.noor.react(post, STAR)
    result = await end(world)
    await keep_house(world)
    assert "5 pictures more" in result.content
    [bonus] = await LimitStore(world.database).of(world.guild.id)
    assert (bonus.target_id, bonus.amount, bonus.per, bonus.adds) == (
        world.maya.id,
        5,
        "day",
        True,
    )
    assert bonus.until is not None
    assert timedelta(0) <= world.env.now() + timedelta(days=3) - bonus.until < timedelta(hours=1)
    quota = said(await world.maya.slash(world.lounge, "quota"))
    assert "5 of that is extra" in quota
    given = f"🎁 <@{world.maya.id}> won a contest and gets 5 pictures more for a while"
    assert given in "\n".join(one.content for one in world.pictures.history())
    assert given in said(await world.noor.slash(world.lounge, "easel history"))


# What cannot be entered, and who cannot.


@pytest.mark.slow
async def test_only_managers_hold_contests(world: World) -> None:
    with pytest.raises(SetupError):
        await world.maya.slash(world.lounge, f"{MANAGER} start", theme="hens", ends=24)


@pytest.mark.slow
async def test_there_is_one_contest_at_a_time(world: World) -> None:
    assert "There was no contest" in await show(world)
    refused = said(await world.noor.slash(world.lounge, f"{MANAGER} end"))
    assert "no open contest" in refused
    await started(world)
    again = await world.noor.slash(world.pictures, f"{MANAGER} start", theme="foxes", ends=1)
    assert "There is a contest in this server already." in said(again)
    await end(world)
    await started(world, theme="foxes")


@pytest.mark.slow
async def test_theme_that_nobody_sees_is_refused(world: World) -> None:
    refused = await world.noor.slash(world.lounge, f"{MANAGER} start", theme="\u200b", ends=1)
    assert "a theme that one can see" in said(refused)


@pytest.mark.slow
async def test_channel_that_takes_no_files_has_no_contest(world: World) -> None:
    deny(world, world.lounge, attach_files=True)
    await world.settle()
    refused = await world.noor.slash(world.lounge, f"{MANAGER} start", theme="hens", ends=1)
    assert "Attach Files" in said(refused)


@pytest.mark.slow
async def test_refused_announcement_leaves_no_contest(world: World) -> None:
    path = f"/channels/{world.lounge.id}/messages"
    world.env.inject_error("POST", path, status=403, code=50013)
    refused = await world.noor.slash(world.lounge, f"{MANAGER} start", theme="hens", ends=1)
    assert "Discord doesn't let me post here." in said(refused)
    await started(world)


@pytest.mark.slow
async def test_member_without_a_picture_is_told(world: World) -> None:
    announcement = await started(world)
    await world.maya.slash(world.lounge, "flux", prompt="mine", private=True, **SMALL)
    answer = await enter(world.maya, announcement)
    assert "You have no finished picture here" in answer


@pytest.mark.slow
@pytest.mark.parametrize("by", ["block", "words", "permissions"])
async def test_what_forbids_pictures_forbids_entries(world: World, by: str) -> None:
    announcement = await started(world)
    await made_by(world, world.maya)
    if by == "block":
        await world.noor.slash(world.lounge, "easel block", member=world.maya, reason="spam")
    elif by == "words":
        await world.noor.slash(world.lounge, "easel words add", word="fox")
    else:
        everyone = world.guild.default_role
        bits = discord.Permissions(attach_files=True).value
        role = world.env.backend.guilds[world.guild.id].roles[everyone.id]
        role.permissions = int(role.permissions) & ~bits
        await world.restart()
    answer = await enter(world.maya, announcement)
    assert answer.startswith("⚠️")
    assert world.lounge.history()[-1].id == announcement.id


@pytest.mark.slow
async def test_picture_of_another_member_cannot_be_entered(world: World) -> None:
    announcement = await started(world)
    await made_by(world, world.maya)
    await made_by(world, world.noor, "her fox")
    [hers] = await JobStore(world.database, "test").recent(world.guild.id, world.noor.id, 5)
    shown = await world.maya.click(announcement, label="Enter")
    message = world.env.backend.get_message(world.lounge.id, shown.response.message.id)
    message.components[0]["components"][0]["options"][0]["value"] = str(hers.id)
    custom_id = message.components[0]["components"][0]["custom_id"]
    result = await world.maya.select(shown.response, [str(hers.id)], custom_id=custom_id)
    assert "I don't know a finished picture of yours" in str(result.response.content)
    assert world.lounge.history()[-1].id == announcement.id


@pytest.mark.slow
async def test_restricted_pictures_stay_in_restricted_channels(world: World) -> None:
    announcement = await started(world)
    await made_by(world, world.maya)
    await restrict_age(world, world.pictures)
    answer = await enter(world.maya, announcement)
    assert "You have no finished picture here" in answer


# What does not win.


@pytest.mark.slow
@pytest.mark.parametrize("how", ["deleted entry", "deleted original", "reported", "erased"])
async def test_removed_pictures_do_not_win(world: World, how: str) -> None:
    await moderated(world)
    announcement = await started(world, bonus=5)
    best = await entered(world, world.maya, announcement)
    original = world.pictures.history()[-1]
    second = await entered(world, stranger(world), announcement)
    for fan in fans(world, 2):
        await fan.react(best, STAR)
    await world.noor.react(second, STAR)
    if how == "deleted entry":
        assert await delete_post(world.maya, best) == "Deleted."
    elif how == "deleted original":
        assert await delete_post(world.maya, original) == "Deleted."
    elif how == "reported":
        await report(world, world.noor, original)
    else:
        asked = await world.maya.slash(world.lounge, "mydata delete")
        await world.maya.click(asked.response, label="Delete my data")
    result = await end(world)
    assert second.jump_url in result.content
    assert best.jump_url not in result.content
    targets = {one.target_id for one in await LimitStore(world.database).of(world.guild.id)}
    assert world.maya.id not in targets


# Crashes and trouble.


@pytest.mark.slow
@pytest.mark.parametrize("sent", [False, True])
async def test_announcement_that_was_left_is_finished_once(
    world: World, monkeypatch: pytest.MonkeyPatch, sent: bool
) -> None:
    async def dies(*_: Any, **__: Any) -> bool:
        raise RuntimeError("the process died")

    with monkeypatch.context() as crash:
        if sent:
            crash.setattr(ContestStore, "keep_announcement", dies)
        else:
            crash.setattr(ContestMessages, "announce", dies)
        await world.noor.slash(world.lounge, f"{MANAGER} start", theme="hens", ends=24)
    assert len(world.lounge.history()) == int(sent)
    await world.restart(crash=True)
    await keep_house(world, hours=0.1)
    assert len(world.lounge.history()) == int(sent)
    for _ in range(2):
        await keep_house(world, hours=0.2)
    [announcement] = world.lounge.history()
    await entered(world, world.maya, announcement)


@pytest.mark.slow
@pytest.mark.parametrize("sent", [False, True])
async def test_entry_that_was_left_is_finished_once(
    world: World, monkeypatch: pytest.MonkeyPatch, sent: bool
) -> None:
    announcement = await started(world)
    await made_by(world, world.maya)

    async def dies(*_: Any, **__: Any) -> bool:
        raise RuntimeError("the process died")

    with monkeypatch.context() as crash:
        if sent:
            crash.setattr(ContestStore, "keep_entry", dies)
        else:
            crash.setattr("bot.delivery.further_posts.FurtherPosts.post", dies)
        await enter(world.maya, announcement)
    assert len(world.lounge.history()) == 1 + int(sent)
    await world.restart(crash=True)
    for _ in range(3):
        await keep_house(world, hours=0.2)
    _, post = world.lounge.history()
    assert "Entry 1 in" in post.content
    [kept] = await ContestStore(world.database).entries(await contest_id(world))
    assert (kept.message_id, kept.job_id) == (post.id, job_of(post))


@pytest.mark.slow
@pytest.mark.parametrize("method", ["decide", "begin_result", "keep_result"])
async def test_end_that_was_left_is_finished_once(
    world: World, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    announcement = await started(world, bonus=5)
    post = await entered(world, world.maya, announcement)
    await world.noor.react(post, STAR)

    async def dies(*_: Any, **__: Any) -> bool:
        raise RuntimeError("the process died")

    count = len(world.lounge.history())
    with monkeypatch.context() as crash:
        crash.setattr(ContestStore, method, dies)
        await world.noor.slash(world.pictures, f"{MANAGER} end")
        await world.settle()
    await world.restart(crash=True)
    for _ in range(2):
        await keep_house(world)

    assert len(world.lounge.history()) == count + 1
    assert "With 1 ⭐" in world.lounge.history()[-1].content
    [bonus] = await LimitStore(world.database).of(world.guild.id)
    assert bonus.amount == 5


@pytest.mark.slow
async def test_votes_wait_until_discord_answers(world: World) -> None:
    announcement = await started(world)
    post = await entered(world, world.maya, announcement)
    await world.noor.react(post, STAR)
    path = f"/channels/{world.lounge.id}/messages/{post.id}/reactions/*"
    world.env.inject_error("GET", path, status=403, code=50001)
    count = len(world.lounge.history())
    await world.noor.slash(world.pictures, f"{MANAGER} end")
    await world.settle()
    assert len(world.lounge.history()) == count
    assert "The stars are being counted." in await show(world)
    await keep_house(world)
    assert len(world.lounge.history()) == count
    await keep_house(world, hours=0.1)
    assert "With 1 ⭐" in world.lounge.history()[-1].content


@pytest.mark.slow
async def test_result_that_discord_refuses_is_told_in_the_log(world: World) -> None:
    await ServerStore(world.database).change(entry(world), log_channel_id=world.pictures.id)
    await started(world)
    path = f"/channels/{world.lounge.id}/messages"
    world.env.inject_error("POST", path, status=403, code=50013)
    await world.noor.slash(world.pictures, f"{MANAGER} end")
    await world.settle()
    lines = "\n".join(one.content for one in world.pictures.history())
    assert "where a contest was held" in lines
    assert "is over" in await show(world)


@pytest.mark.slow
async def test_button_of_another_place_is_refused(world: World) -> None:
    announcement = await started(world)
    await made_by(world, world.maya)
    picture = world.pictures.history()[-1]
    stored = world.env.backend.get_message(world.pictures.id, picture.id)
    button = announcement.components[0].children[0].custom_id
    stored.components[0]["components"][0]["custom_id"] = button
    result = await world.maya.click(picture, custom_id=button)
    assert "This contest is over." in said(result)


@pytest.mark.slow
async def test_list_that_is_too_long_is_a_file(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    announcement = await started(world)
    await entered(world, world.maya, announcement)
    monkeypatch.setattr("bot.community.contests.MAX_CONTENT", 80)
    listed = await world.maya.click(announcement, label="Entries")
    assert said(listed).startswith("🏆 **hens**, open until")
    [file] = listed.response.attachments
    assert file.filename == "contest.txt"
