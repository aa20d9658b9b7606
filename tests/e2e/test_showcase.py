"""Showcases: starred pictures are posted once more, and go with their originals."""

import asyncio
from datetime import timedelta
from typing import Any

import discord
import pytest
from simcord import ChannelHandle, MemberActor, SetupError
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from bot.community.showcases import Showcases
from bot.community.upkeep import CommunityUpkeep
from bot.storage.audit import AuditStore
from bot.storage.jobs import JobStore
from bot.storage.public_posts import PublicPostStore
from bot.storage.servers import ServerStore
from bot.storage.showcases import Showcase, ShowcaseStore
from bot.storage.withdrawn_posts import WithdrawnPostStore
from bot.ui.messages import job_of
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, entry, said, updated
from tests.e2e.images import pixels
from tests.e2e.pictures import SMALL, delete_post, made
from tests.e2e.replying import deny
from tests.e2e.reporting import moderated, pressed, report, report_in
from tests.e2e.ruling import restrict_age

STAR = "⭐"


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no look wait for more stars."""
    monkeypatch.setattr("bot.community.star_watch.PAUSE", 0)


@pytest.fixture
async def showcase(world: World) -> ChannelHandle:
    """Return the showcase of the server, for which two stars are enough."""
    return await opened(world)


async def opened(world: World, stars: int = 2, **options: Any) -> ChannelHandle:
    """Let Noor make a showcase."""
    channel = world.guild.create_text_channel("showcase", **options)
    answer = await world.noor.slash(world.lounge, "easel showcase", channel=channel, stars=stars)
    assert f"<#{channel.id}>" in said(answer)
    return channel


def crowd(world: World, count: int) -> list[MemberActor]:
    """Add ordinary members."""
    return [world.guild.add_member(world.env.create_user(f"fan{n}")) for n in range(count)]


async def star(message: discord.Message, *members: MemberActor) -> None:
    """Let members star a message."""
    for member in members:
        await member.react(message, STAR)


async def starred(world: World, **options: Any) -> discord.Message:
    """Let Maya make a picture that two others star."""
    picture = await made(world, **options)
    await star(picture, *crowd(world, 2))
    return picture


async def keep_house(world: World, minutes: float = 0) -> None:
    """Let time pass, and a round of the periodic work."""
    world.env.backend.advance_clock(60 * minutes)
    await world.bot.services[CommunityUpkeep].run()
    await world.settle()


async def test_picture_with_enough_stars_is_shown_once(
    world: World, showcase: ChannelHandle
) -> None:
    picture = await made(world, prompt="a *red* fox @everyone <@1>")
    one, other, third = crowd(world, 3)
    await star(picture, world.maya, one)
    # Its author does not count.
    assert showcase.history() == []

    await star(picture, other, third)

    [shown] = showcase.history()
    assert await pixels(shown) == await pixels(picture)
    assert r"**a \*red\* fox" in shown.content
    assert shown.content.count(f"<@{world.maya.id}>") == 2
    assert picture.jump_url in shown.content
    assert "2 members starred" in shown.content
    path = f"/channels/{showcase.id}/messages"
    [sent] = [one for one in world.env.http_requests if (one.method, one.path) == ("POST", path)]
    assert sent.json["allowed_mentions"] == {"parse": []}
    assert job_of(shown) == job_of(picture)
    assert shown.reference is None
    assert shown.message_snapshots == []


async def test_bots_and_other_reactions_do_not_count(world: World, showcase: ChannelHandle) -> None:
    picture = await made(world)
    [fan] = crowd(world, 1)
    bot = world.env.create_user("robot", bot=True)
    world.guild.add_member(bot)
    backend = world.env.backend
    for user_id in (bot.id, world.bot.user.id):
        backend.add_reaction(world.pictures.id, picture.id, STAR, user_id)
    await world.settle()
    await fan.react(picture, STAR)
    await world.noor.react(picture, "🌟")
    assert showcase.history() == []
    await world.noor.react(picture, STAR)
    assert len(showcase.history()) == 1


@pytest.mark.slow
async def test_stars_from_while_the_bot_was_away_count(
    world: World, showcase: ChannelHandle, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = await made(world)
    one, other = crowd(world, 2)
    with monkeypatch.context() as away:
        away.setattr("bot.community.star_watch.StarWatch.starred", lambda *_: None)
        await star(picture, one)
    await world.restart(crash=True)
    await star(picture, other)
    assert len(showcase.history()) == 1


@pytest.mark.slow
async def test_stars_that_were_taken_back_do_not_count(
    world: World, showcase: ChannelHandle
) -> None:
    picture = await made(world)
    one, other = crowd(world, 2)
    await star(picture, one)
    await one.unreact(picture, STAR)
    await star(picture, other)
    assert showcase.history() == []
    await star(picture, one)
    assert len(showcase.history()) == 1
    await one.unreact(picture, STAR)
    assert len(showcase.history()) == 1


@pytest.mark.usefixtures("showcase")
async def test_other_messages_cost_no_request(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    said_by_member = await world.noor.send(world.pictures, "look")
    reads = list[int]()

    async def of(_: ShowcaseStore, guild_id: int) -> None:
        reads.append(guild_id)

    monkeypatch.setattr(ShowcaseStore, "of", of)
    await star(said_by_member, world.maya, *crowd(world, 2))
    picture = await made(world)
    await world.noor.react(picture, "🎨")
    assert reads == []
    await star(picture, world.noor)
    assert reads == [world.guild.id]


@pytest.mark.slow
async def test_shown_picture_costs_no_further_look(
    world: World, showcase: ChannelHandle, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = await starred(world)
    looks = list[int]()

    async def of(_: ShowcaseStore, guild_id: int) -> None:
        looks.append(guild_id)

    monkeypatch.setattr(ShowcaseStore, "of", of)
    await star(picture, world.noor)
    assert looks == []
    # A star under the post in the showcase means nothing.
    [shown] = showcase.history()
    await star(shown, world.noor)
    assert len(showcase.history()) == 1


@pytest.mark.slow
async def test_burst_of_stars_is_one_look(
    world: World, showcase: ChannelHandle, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture, looks = await made(world), list[int]()
    look = ShowcaseStore.of

    async def of(store: ShowcaseStore, guild_id: int) -> Showcase | None:
        looks.append(guild_id)
        return await look(store, guild_id)

    monkeypatch.setattr(ShowcaseStore, "of", of)
    for fan in crowd(world, 9):
        world.env.backend.add_reaction(world.pictures.id, picture.id, STAR, fan.id)
    await world.settle()
    assert len(showcase.history()) == 1
    assert len(looks) < 5


@pytest.mark.slow
async def test_without_a_showcase_nothing_is_posted(world: World) -> None:
    await starred(world)
    assert world.lounge.history() == []
    answer = said(await world.noor.slash(world.lounge, "easel showcase"))
    assert answer.startswith("Nothing is shown")


@pytest.mark.slow
async def test_showcase_is_switched_off(world: World, showcase: ChannelHandle) -> None:
    answer = said(await world.noor.slash(world.lounge, "easel showcase", off=True))
    assert answer.startswith("Nothing is shown")
    await starred(world)
    assert showcase.history() == []
    refused = said(await world.noor.slash(world.lounge, "easel showcase", stars=3))
    assert "Please choose its `channel`, too." in refused
    changes = await AuditStore(world.database).newest(world.guild.id, 9)
    assert [one.action for one in changes] == ["showcase", "showcase"]
    assert changes[1].facts == {"channel": f"<#{showcase.id}>", "stars": 2}


@pytest.mark.slow
async def test_only_managers_make_showcases(world: World) -> None:
    with pytest.raises(SetupError):
        await world.maya.slash(world.lounge, "easel showcase", channel=world.lounge)
    assert await ShowcaseStore(world.database).of(world.guild.id) is None


@pytest.mark.slow
async def test_channel_that_takes_no_files_is_refused(world: World) -> None:
    deny(world, world.lounge, attach_files=True)
    await world.settle()
    refused = await world.noor.slash(world.pictures, "easel showcase", channel=world.lounge)
    assert "Attach Files" in said(refused)


@pytest.mark.slow
async def test_channel_that_takes_no_files_any_more_is_told_in_the_log(
    world: World, showcase: ChannelHandle
) -> None:
    await ServerStore(world.database).change(entry(world), log_channel_id=world.lounge.id)
    picture = await made(world)
    deny(world, showcase, attach_files=True)
    await world.settle()
    fans = crowd(world, 3)
    await star(picture, *fans[:2])
    assert showcase.history() == []
    assert "where starred pictures are to be shown" in world.lounge.history()[-1].content
    deny(world, showcase)
    await world.settle()
    await star(picture, fans[2])
    assert len(showcase.history()) == 1
    assert "is in the showcase" in world.lounge.history()[-1].content


# What is never shown.


async def test_member_who_refuses_is_not_shown(world: World, showcase: ChannelHandle) -> None:
    await starred(world)
    assert len(showcase.history()) == 1
    answer = said(await world.maya.slash(world.lounge, "mydata showcases", allow=False))
    assert answer.startswith("Your pictures aren't shown")
    await keep_house(world)
    assert showcase.history() == []
    await starred(world, prompt="another fox")
    assert showcase.history() == []
    answer = said(await world.maya.slash(world.lounge, "mydata showcases"))
    assert answer.startswith("Your pictures aren't shown")
    answer = said(await world.maya.slash(world.lounge, "mydata showcases", allow=True))
    assert answer.startswith("Pictures of yours")
    await starred(world, prompt="a third fox")
    assert len(showcase.history()) == 1


@pytest.mark.slow
async def test_spoiler_stays_a_spoiler(world: World, showcase: ChannelHandle) -> None:
    await starred(world, prompt="a veiled fox", spoiler=True)
    [shown] = showcase.history()
    assert shown.attachments[0].is_spoiler()
    assert "||**a veiled fox**||" in shown.content


@pytest.mark.slow
@pytest.mark.parametrize("restricted", ["pictures", "both"])
async def test_age_restricted_pictures_go_to_age_restricted_showcases(
    world: World, restricted: str
) -> None:
    showcase = await opened(world)
    await restrict_age(world, world.pictures)
    if restricted == "both":
        await restrict_age(world, showcase)
    await starred(world)
    assert len(showcase.history()) == int(restricted == "both")


@pytest.mark.slow
async def test_picture_is_shown_to_nobody_who_may_not_see_its_channel(
    world: World, showcase: ChannelHandle
) -> None:
    backend, view = world.env.backend, discord.Permissions(view_channel=True).value
    hidden = Overwrite(world.guild.id, OverwriteType.ROLE, deny=view)
    backend.set_overwrite(world.pictures.id, hidden)
    for member_id in (world.bot.user.id, world.maya.id):
        mine = Overwrite(member_id, OverwriteType.MEMBER, allow=view)
        backend.set_overwrite(world.pictures.id, mine)
    await world.settle()
    picture = await made(world)
    for fan in crowd(world, 2):
        world.env.backend.add_reaction(world.pictures.id, picture.id, STAR, fan.id)
    await world.settle()
    assert showcase.history() == []


# What goes with its original.


async def test_reported_picture_goes_and_may_come_back(
    world: World, showcase: ChannelHandle
) -> None:
    notices = await moderated(world)
    picture = await starred(world)
    assert "hidden the picture" in await report(world, world.noor, picture)
    assert showcase.history() == []
    fans = crowd(world, 2)
    await star(picture, fans[0])
    assert showcase.history() == []
    [notice] = notices.history()
    await pressed(world, notice, "Restore")
    await world.restart()
    await star(picture, fans[1])
    assert len(showcase.history()) == 1


@pytest.mark.slow
async def test_report_of_the_post_in_the_showcase_hides_both(
    world: World, showcase: ChannelHandle
) -> None:
    notices = await moderated(world)
    await starred(world)
    [shown] = showcase.history()
    await report_in(showcase, world.noor, shown)
    assert [one.attachments for one in showcase.history()] == [[]]
    [picture] = world.pictures.history()
    assert picture.attachments == []
    # Then a moderator deletes it by hand.
    world.env.backend.delete_message(showcase.id, shown.id)
    [notice] = notices.history()
    await pressed(world, notice, "Restore")
    [picture] = world.pictures.history()
    assert len(picture.attachments) == 1


@pytest.mark.slow
@pytest.mark.parametrize("by", ["author", "moderator", "hand"])
async def test_deleted_picture_goes_from_the_showcase(
    world: World, showcase: ChannelHandle, by: str
) -> None:
    picture = await starred(world)
    if by == "hand":
        world.env.backend.delete_message(world.pictures.id, picture.id)
        await world.settle()
    else:
        member = world.maya if by == "author" else world.noor
        assert await delete_post(member, picture) == "Deleted."
    assert showcase.history() == []


@pytest.mark.slow
async def test_picture_that_was_deleted_while_the_bot_was_away_goes_within_a_day(
    world: World, showcase: ChannelHandle, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = await starred(world)
    with monkeypatch.context() as away:
        away.setattr("bot.community.deletions.Deletions._is_empty", lambda *_: True)
        world.env.backend.delete_message(world.pictures.id, picture.id)
        await world.settle()
    await keep_house(world, minutes=60)
    assert len(showcase.history()) == 1
    await keep_house(world, minutes=24 * 60)
    assert showcase.history() == []


@pytest.mark.slow
async def test_erased_picture_goes_from_the_showcase(world: World, showcase: ChannelHandle) -> None:
    await starred(world)
    asked = await world.maya.slash(world.lounge, "mydata delete")
    assert updated(await world.maya.click(asked.response, label="Delete my data")).startswith(
        "Deleted."
    )
    await keep_house(world)
    assert showcase.history() == []
    assert len(world.pictures.history()) == 1


@pytest.mark.slow
async def test_post_that_was_deleted_in_the_showcase_does_not_come_back(
    world: World, showcase: ChannelHandle
) -> None:
    picture = await starred(world)
    [shown] = showcase.history()
    assert await delete_post(world.maya, shown) == "Deleted."
    await world.restart()
    await star(picture, *crowd(world, 1))
    await keep_house(world, minutes=60 * 25)
    assert showcase.history() == []
    assert len(world.pictures.history()) == 1


# Crashes, and two processes.


@pytest.mark.slow
@pytest.mark.parametrize("sent", [False, True])
async def test_post_that_was_left_is_finished_once(
    world: World, showcase: ChannelHandle, monkeypatch: pytest.MonkeyPatch, sent: bool
) -> None:
    begin, keep = ShowcaseStore.begin, ShowcaseStore.keep

    async def dies_after(*arguments: Any, **options: Any) -> bool:
        await begin(*arguments, **options)
        return False

    async def dies_before(*_: Any) -> bool:
        raise RuntimeError("the process died")

    with monkeypatch.context() as crash:
        crash.setattr(
            ShowcaseStore, "keep" if sent else "begin", dies_before if sent else dies_after
        )
        await starred(world)
    assert len(showcase.history()) == int(sent)
    await world.restart(crash=True)
    await keep_house(world, minutes=9)
    await keep_house(world, minutes=2)

    assert len(showcase.history()) == 1
    await keep_house(world, minutes=11)
    [shown] = showcase.history()
    assert await keep(ShowcaseStore(world.database), 1, showcase.id, 5) is False
    job_id = job_of(shown) or 0
    posts = await PublicPostStore(world.database).reposts(job_id)
    assert posts == [(showcase.id, shown.id)]


@pytest.mark.slow
@pytest.mark.parametrize("sent", [False, True])
async def test_post_that_was_left_is_taken_out_if_it_may_not_be_shown_any_more(
    world: World, showcase: ChannelHandle, monkeypatch: pytest.MonkeyPatch, sent: bool
) -> None:
    begin = ShowcaseStore.begin

    async def dies_after(*arguments: Any, **options: Any) -> bool:
        await begin(*arguments, **options)
        return False

    async def dies_before(*_: Any) -> bool:
        raise RuntimeError("the process died")

    with monkeypatch.context() as crash:
        crash.setattr(
            ShowcaseStore, "keep" if sent else "begin", dies_before if sent else dies_after
        )
        await starred(world)
    await world.maya.slash(world.lounge, "mydata showcases", allow=False)
    await world.restart(crash=True)
    await keep_house(world)
    await keep_house(world, minutes=11)

    assert showcase.history() == []
    assert await WithdrawnPostStore(world.database).due(world.env.now() + timedelta(days=1)) == []


@pytest.mark.slow
async def test_two_looks_at_once_post_once(world: World, showcase: ChannelHandle) -> None:

    picture = await made(world)
    watch_look = world.bot.services[Showcases]
    assert isinstance(watch_look, Showcases)
    for fan in crowd(world, 2):
        world.env.backend.get_message(world.pictures.id, picture.id)
        world.env.backend.add_reaction(world.pictures.id, picture.id, STAR, fan.id)
    looks = (watch_look.look(world.guild.id, world.pictures.id, picture.id) for _ in range(4))
    await asyncio.gather(*looks)
    await world.settle()
    assert len(showcase.history()) == 1


@pytest.mark.slow
async def test_private_picture_is_shown_once_it_is_shared(
    world: World, showcase: ChannelHandle
) -> None:
    alone = await world.maya.slash(world.pictures, "flux", prompt="my fox", private=True, **SMALL)
    [job] = await JobStore(world.database, "test").recent(world.guild.id, world.maya.id, 5)
    assert not await ShowcaseStore(world.database).may_show(job.id, world.guild.id)

    await world.maya.click(alone.response, label="Share")
    [picture] = world.pictures.history()
    await star(picture, *crowd(world, 2))

    assert len(showcase.history()) == 1


@pytest.mark.slow
async def test_buttons_of_the_post_work(world: World, showcase: ChannelHandle) -> None:
    await starred(world)
    [shown] = showcase.history()
    details = said(await world.noor.click(shown, label="Details"))
    assert "a red fox" in details


@pytest.mark.slow
async def test_showcase_works_in_every_language(open_here: OpenWorld) -> None:
    async with open_here() as world:
        world.env.backend.guilds[world.guild.id].preferred_locale = "de"
        await world.restart()
        showcase = await opened(world)
        await starred(world)
        assert "Mitglieder haben dem [Original]" in showcase.history()[0].content


@pytest.mark.slow
async def test_showcase_with_the_same_audience_shows_the_picture(
    world: World, showcase: ChannelHandle
) -> None:
    backend, view = world.env.backend, discord.Permissions(view_channel=True).value
    fans = crowd(world, 2)
    for channel in (world.pictures, showcase):
        hidden = Overwrite(world.guild.id, OverwriteType.ROLE, deny=view)
        backend.set_overwrite(channel.id, hidden)
        for member_id in (world.bot.user.id, world.maya.id, *(fan.id for fan in fans)):
            mine = Overwrite(member_id, OverwriteType.MEMBER, allow=view)
            backend.set_overwrite(channel.id, mine)
    await world.settle()
    await star(await made(world), *fans)
    assert len(showcase.history()) == 1
    # A guest of the showcase alone sees nothing new there.
    guest = Overwrite(world.noor.id, OverwriteType.MEMBER, allow=view)
    backend.set_overwrite(showcase.id, guest)
    await world.settle()
    await star(await made(world, prompt="another fox"), *fans)
    assert len(showcase.history()) == 1


@pytest.mark.slow
async def test_refused_post_is_told_in_the_log_and_tried_with_the_next_star(
    world: World, showcase: ChannelHandle
) -> None:
    await ServerStore(world.database).change(entry(world), log_channel_id=world.lounge.id)
    world.env.inject_error("POST", f"/channels/{showcase.id}/messages", status=403, code=50013)
    picture = await starred(world)
    assert showcase.history() == []
    assert "where starred pictures are to be shown" in world.lounge.history()[-1].content
    await star(picture, world.noor)
    assert len(showcase.history()) == 1


@pytest.mark.slow
async def test_picture_in_the_showcase_itself_is_not_shown_again(world: World) -> None:
    await world.noor.slash(world.lounge, "easel showcase", channel=world.pictures, stars=2)
    await starred(world)
    assert len(world.pictures.history()) == 1
