"""Reported pictures: hidden, told to the moderators, and restored or removed by them."""

import json
from typing import Any

import discord
import pytest
from simcord import ChannelHandle, MemberActor
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from bot.moderation.hiding import ReportedPictures
from bot.moderation.reports import ReportService
from bot.storage.audit import AuditStore
from bot.storage.blocks import Block, BlockStore
from bot.storage.reports import Report, ReportStore, Verdict
from bot.storage.servers import ServerStore
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, entry, said
from tests.e2e.images import pixels
from tests.e2e.pictures import (
    DONE,
    delete_post,
    edited,
    made,
    purge,
    stranger,
    thread_of,
)
from tests.e2e.reporting import MENU, moderated, now, pressed, report, report_in

pytestmark = pytest.mark.slow

HIDDEN = "🚩 This picture is hidden while the moderators take a look."
REMOVED = "🚩 A moderator removed this picture."
THANKS = "Thank you. I've hidden the picture, and the moderators will take a look."
KNOWN = "This picture was already reported, and the moderators will take a look."
TOLD = "Thank you. I've told the moderators, who decide whether the picture can stay."
WHAT = "⚠️ Only pictures that I posted for everyone to see can be reported to the moderators."
NO_CHANNEL = (
    "⚠️ I can't reach the moderators of this server, so I haven't hidden the picture. "
    "Please write to one of them."
)
NOT_A_MODERATOR = "⚠️ Only members who can manage messages here can decide about reports."
DAY = 24 * 3600
SILENT = {"upkeep_interval": 10 * DAY, "status_interval": 10 * DAY}


def labels(message: discord.Message) -> list[str]:
    """The buttons under a message."""
    return [item.label for row in message.components for item in row.children]  # type: ignore[union-attr, misc]


async def stored(world: World, message: discord.Message) -> Report:
    found = await ReportStore(world.database).get(message.id)
    assert found is not None
    return found


async def changes(world: World) -> list[tuple[int, str]]:
    """Who has changed what, newest first, without the arrangements of a test."""
    entries = await AuditStore(world.database).newest(world.guild.id, 99)
    return [(one.member_id, one.action) for one in entries if one.action != "by hand"]


async def test_a_reported_picture_is_hidden_and_the_moderators_have_it(world: World) -> None:
    channel = await moderated(world)
    message = await made(world, prompt="a <@me> **fox**", seed=7)
    shown, eve = await pixels(message), stranger(world)

    assert await report(world, eve, message) == THANKS

    hidden = now(world, message)
    assert hidden.content == HIDDEN
    assert hidden.attachments == []
    assert labels(hidden) == ["Delete"]
    [notice] = channel.history()
    head, _, quoted = notice.content.partition("\n>>> ")
    assert head == (f"🚩 {eve.mention} reported {world.maya.mention}'s picture: {message.jump_url}")
    assert quoted == message.content
    assert r"\<@me> \*\*fox" in quoted
    assert [file.filename for file in notice.attachments] == [
        f"SPOILER_{message.attachments[0].filename}"
    ]
    assert notice.attachments[0].description == message.attachments[0].description
    assert await pixels(notice) == shown
    assert labels(notice) == ["Restore", "Remove", "Block member…"]


async def test_where_everyone_reads_it_nobody_is_named_as_the_reporter(world: World) -> None:
    await ServerStore(world.database).change(entry(world), report_channel_id=world.lounge.id)
    eve = stranger(world)

    assert await report(world, eve, await made(world)) == THANKS

    [notice] = world.lounge.history()
    assert f"🚩 A member reported {world.maya.mention}'s picture: " in notice.content
    assert eve.mention not in notice.content


async def test_the_second_who_reports_reads_that_it_is_looked_at(world: World) -> None:
    channel = await moderated(world)
    message = await made(world)
    await report(world, stranger(world), message)

    assert await report(world, world.noor, message) == KNOWN

    assert len(channel.history()) == 1


@pytest.mark.parametrize("restart", [False, True], ids=["at once", "after a restart"])
@pytest.mark.parametrize("purged", [False, True], ids=["known", "purged"])
@pytest.mark.parametrize("spoiler", [False, True], ids=["plain", "spoiler"])
async def test_what_is_restored_is_as_it_was(
    world: World, restart: bool, purged: bool, spoiler: bool
) -> None:
    channel = await moderated(world)
    message = await made(world, spoiler=spoiler)
    before = (message.content, labels(message), await pixels(message))
    [file] = message.attachments
    await report(world, stranger(world), message)
    if restart:
        await world.restart(crash=True)
    if purged:
        await purge(world)
    [notice] = channel.history()

    assert await pressed(world, notice, "Restore") == "Restored."

    after = now(world, message)
    assert (after.content, labels(after), await pixels(after)) == before
    [restored] = after.attachments
    assert (restored.filename, restored.description) == (file.filename, file.description)
    [notice] = channel.history()
    assert f"✅ Restored by {world.noor.mention}." in notice.content
    assert (notice.attachments, notice.components) == ([], [])
    assert await changes(world) == [(world.noor.id, "report restored")]
    assert (await stored(world, message)).state is Verdict.RESTORED


async def test_a_restored_edit_is_as_it_was(world: World) -> None:
    channel = await moderated(world)
    await edited(world, message := await made(world, "gpt-image generate", n=2))
    thread = thread_of(world, message)
    [edit] = thread.history()
    before = (edit.content, labels(edit), await pixels(edit))

    assert await report_in(thread, stranger(world), edit) == THANKS
    assert thread.history()[0].attachments == []
    await pressed(world, channel.history()[0], "Restore")

    [after] = thread.history()
    assert (after.content, labels(after), await pixels(after)) == before


async def test_what_was_restored_is_not_hidden_again_but_told_again_once_a_day(
    open_here: OpenWorld,
) -> None:
    async with open_here(**SILENT) as world:
        channel, eve = await moderated(world), stranger(world)
        message = await made(world)
        await report(world, eve, message)
        await pressed(world, channel.history()[0], "Restore")
        asked = f"{await report(world, world.noor, message)}"
        assert asked.startswith("The moderators have looked at this picture, and it can stay.")
        assert len(channel.history()) == 1

        world.env.backend.advance_clock(DAY + 1)
        assert await report(world, eve, message) == TOLD

        assert len(now(world, message).attachments) == 1
        _, notice = channel.history()
        assert "It was restored before, so I didn't hide it again." in notice.content
        assert labels(notice) == ["Remove", "Block member…"]
        await pressed(world, notice, "Remove")
        assert now(world, message).content == REMOVED
        assert [action for _, action in await changes(world)] == [
            "report removed",
            "report restored",
        ]


@pytest.mark.parametrize("restart", [False, True], ids=["at once", "after a restart"])
async def test_a_removed_picture_stays_away(world: World, restart: bool) -> None:
    channel = await moderated(world)
    message = await made(world)
    await report(world, stranger(world), message)
    if restart:
        await world.restart(crash=True)
    [notice] = channel.history()

    told = await pressed(world, notice, "Remove")

    assert told == "Removed. Nobody in this server can use it as an input any more."
    removed = now(world, message)
    assert removed.content == REMOVED
    assert (removed.attachments, labels(removed)) == ([], ["Delete"])
    [notice] = channel.history()
    assert f"🗑️ Removed by {world.noor.mention}." in notice.content
    assert (notice.attachments, notice.components) == ([], [])
    assert await changes(world) == [(world.noor.id, "report removed")]
    again = await report(world, world.noor, message)
    assert again == "The moderators have already removed this picture."
    assert await delete_post(world.maya, removed) == "Deleted."


async def test_who_asked_is_blocked_for_a_reason_and_the_picture_is_still_open(
    world: World,
) -> None:
    channel = await moderated(world)
    message = await made(world)
    await report(world, stranger(world), message)
    [notice] = channel.history()
    shown = await world.noor.click(notice, label="Block member…")
    await world.restart(crash=True)

    result = await world.noor.submit_modal(shown, {"reason": "no *foxes*\nhere"})

    assert said(result) == (
        f"{world.maya.mention} can't make pictures in this server until you unblock them. "
        "They will read: “no \\*foxes\\* here”"
    )
    refused = await world.maya.slash(world.pictures, "flux", prompt="another fox")
    assert "“no *foxes* here”" in said(refused).replace("\\", "")
    [after] = channel.history()
    assert f"🚫 {world.maya.mention} was blocked by {world.noor.mention}." in after.content
    assert labels(after) == labels(notice)
    [change] = [
        one
        for one in await AuditStore(world.database).newest(world.guild.id, 9)
        if one.action == "block"
    ]
    assert change.facts == {
        "member": world.maya.mention,
        "reason": "no *foxes* here",
        "picture": message.jump_url,
    }
    await pressed(world, after, "Restore")
    assert len(now(world, message).attachments) == 1


async def test_the_modal_has_a_reason_to_begin_with(world: World) -> None:
    channel = await moderated(world)
    await report(world, stranger(world), await made(world))
    shown = await world.noor.click(channel.history()[0], label="Block member…")

    await world.noor.submit_modal(shown, {"reason": _begun(shown.modal)})

    [block] = await BlockStore(world.database).of(world.guild.id, world.env.now())
    assert block == Block(world.maya.id, "A picture of yours was reported to the moderators.", None)


async def test_who_may_manage_the_server_is_not_blocked_by_a_moderator(world: World) -> None:
    channel = await moderated(world)
    await world.noor.slash(world.pictures, "flux", prompt="a fox", width=64, height=64)
    [message] = [one for one in world.pictures.history() if one.attachments]
    await report(world, stranger(world), message)
    shown = await world.noor.click(channel.history()[0], label="Block member…")

    result = await world.noor.submit_modal(shown, {"reason": "spam"})

    assert said(result) == (
        f"⚠️ {world.noor.mention} can manage this server, and could undo the block at once. "
        "Please choose another member."
    )
    assert await BlockStore(world.database).of(world.guild.id, world.env.now()) == []


async def test_who_has_left_is_blocked_all_the_same(world: World) -> None:
    channel = await moderated(world)
    await report(world, stranger(world), await made(world))
    shown = await world.noor.click(channel.history()[0], label="Block member…")
    world.guild.remove_member(world.maya)

    await world.noor.submit_modal(shown, {"reason": "spam"})

    [block] = await BlockStore(world.database).of(world.guild.id, world.env.now())
    assert block.member_id == world.maya.id


def _begun(modal: Any) -> str:
    [label] = modal["components"]
    return str(label["component"]["value"])


@pytest.mark.parametrize("public", [True, False])
async def test_picture_that_few_can_see_is_not_reported_to_everyone(
    world: World, public: bool
) -> None:
    channel = await moderated(world, public=public)
    view = discord.Permissions(view_channel=True).value
    backend = world.env.backend
    everyone = Overwrite(world.guild.default_role.id, OverwriteType.ROLE, deny=view)
    backend.set_overwrite(world.pictures.id, everyone)
    for member_id in (world.maya.id, world.bot.user.id):
        seeing = Overwrite(member_id, OverwriteType.MEMBER, allow=view)
        backend.set_overwrite(world.pictures.id, seeing)
    await world.settle()
    message = await made(world)

    told = await report(world, world.maya, message)

    assert told == (NO_CHANNEL if public else THANKS)
    assert len(channel.history()) == (0 if public else 1)
    assert bool(now(world, message).attachments) == public


@pytest.mark.parametrize("label", ["Restore", "Remove", "Block member…"])
async def test_only_moderators_decide(world: World, label: str) -> None:
    channel = await moderated(world, public=True)
    message = await made(world)
    await report(world, stranger(world), message)
    [notice] = channel.history()

    result = await world.maya.click(notice, label=label)

    assert said(result) == NOT_A_MODERATOR
    assert result.modal is None
    assert now(world, message).attachments == []
    assert channel.history()[0].content == notice.content
    assert await changes(world) == []


async def test_a_moderator_who_is_one_no_more_blocks_nobody(world: World) -> None:
    channel = await moderated(world, public=True)
    await report(world, stranger(world), await made(world))
    shown = await world.noor.click(channel.history()[0], label="Block member…")
    _deny(world, channel, world.noor.id, manage_messages=True)
    role = next(
        role
        for role in world.env.backend.get_guild(world.guild.id).roles.values()
        if role.name == "Moderators"
    )
    role.permissions = 0

    result = await world.noor.submit_modal(shown, {"reason": "spam"})

    assert said(result) == NOT_A_MODERATOR
    assert await BlockStore(world.database).of(world.guild.id, world.env.now()) == []


def _deny(world: World, channel: ChannelHandle, member_id: int, **denied: bool) -> None:
    overwrite = Overwrite(member_id, OverwriteType.MEMBER, 0, discord.Permissions(**denied).value)
    world.env.backend.get_channel(channel.id).overwrites.append(overwrite)


async def test_without_a_channel_for_moderators_nothing_is_hidden(world: World) -> None:
    message = await made(world)

    assert await report(world, stranger(world), message) == NO_CHANNEL

    assert len(now(world, message).attachments) == 1
    assert await ReportStore(world.database).get(message.id) is None


@pytest.mark.parametrize("why", ["closed", "closed a moment ago", "deleted"])
async def test_the_first_channel_that_takes_pictures_is_the_moderators(
    world: World, why: str
) -> None:
    channel = await moderated(world)
    diary = world.guild.create_text_channel("log")
    await ServerStore(world.database).change(entry(world), log_channel_id=diary.id)
    if why == "deleted":
        world.env.backend.delete_channel(channel.id)
    else:
        _deny(world, channel, world.bot.user.id, view_channel=True)
    if why == "closed":
        await world.restart()

    assert await report(world, stranger(world), await made(world)) == THANKS

    assert [one for one in diary.history() if one.attachments]


async def test_discords_own_channel_for_moderators_does_too(world: World) -> None:
    updates = world.guild.create_text_channel("updates")
    world.env.backend.get_guild(world.guild.id).public_updates_channel_id = updates.id
    await world.restart()

    assert await report(world, stranger(world), await made(world)) == THANKS

    assert len(updates.history()) == 1


async def test_only_pictures_of_ours_that_all_see_can_be_reported(world: World) -> None:
    channel = await moderated(world)
    photo = await world.maya.send(world.pictures, "x", attachments=[("a.png", b"x")])
    private = await world.maya.slash(world.pictures, "flux", prompt="x", private=True)

    assert (await report(world, world.noor, photo)).startswith(WHAT)
    mine = await world.maya.context_menu(world.pictures, MENU, private.response.message)
    assert said(mine).startswith(WHAT)

    message = await made(world)
    await report(world, world.maya, message)
    [notice] = channel.history()
    result = await world.noor.context_menu(channel, MENU, notice)
    assert said(result).startswith(WHAT)


async def test_the_moderators_copy_is_no_picture_to_edit(world: World) -> None:
    channel = await moderated(world)
    await report(world, stranger(world), await made(world))

    result = await world.noor.context_menu(channel, "Edit this picture", channel.history()[0])

    assert said(result).startswith("⚠️ That picture was reported to the moderators")


@pytest.mark.parametrize("label", ["Restore", "Remove"])
async def test_a_message_deleted_meanwhile_ends_the_report(world: World, label: str) -> None:
    channel = await moderated(world)
    message = await made(world)
    await report(world, stranger(world), message)
    await delete_post(world.maya, now(world, message))

    assert await pressed(world, channel.history()[0], label) == "This message is already gone."

    [notice] = channel.history()
    assert (notice.attachments, notice.components) == ([], [])
    assert world.pictures.history() == []


async def test_a_picture_that_cannot_be_put_back_stays_with_the_moderators(world: World) -> None:
    channel = await moderated(world)
    message = await made(world)
    await report(world, stranger(world), message)
    world.env.backend.get_message(channel.id, channel.history()[0].id).attachments.clear()

    told = await pressed(world, channel.history()[0], "Restore")

    assert told.startswith("⚠️ I couldn't put the picture back.")
    assert labels(channel.history()[0]) == ["Restore", "Remove", "Block member…"]
    assert (await stored(world, message)).state is Verdict.OPEN


async def test_a_blocked_members_report_is_told_and_hides_nothing(world: World) -> None:
    channel, eve = await moderated(world), stranger(world)
    await BlockStore(world.database).put(Block(eve.id, "spam", None), entry(world))
    message = await made(world)

    assert await report(world, eve, message) == TOLD
    assert await report(world, eve, message) == KNOWN
    assert len(now(world, message).attachments) == 1
    [notice] = channel.history()
    assert "The member who reported it is blocked, so I didn't hide it." in notice.content

    assert await report(world, world.noor, message) == KNOWN
    assert now(world, message).attachments == []
    assert len(channel.history()) == 1


async def test_nobody_hides_everything_at_once_but_moderators(world: World) -> None:
    channel, eve = await moderated(world), stranger(world)
    messages = [await made(world) for _ in range(7)]
    for message in messages[:5]:
        assert await report(world, eve, message) == THANKS

    refused = await report(world, eve, messages[5])
    assert refused.startswith(
        "⚠️ The moderators haven't looked at 5 pictures that you reported yet."
    )
    assert len(now(world, messages[5]).attachments) == 1
    await pressed(world, channel.history()[0], "Restore")
    assert await report(world, eve, messages[5]) == THANKS
    assert await report(world, world.noor, messages[6]) == THANKS


@pytest.mark.parametrize("died", ["before hiding", "before closing"])
async def test_steps_that_were_cut_short_are_taken_up_again(
    world: World, monkeypatch: pytest.MonkeyPatch, died: str
) -> None:
    channel = await moderated(world)
    message = await made(world)

    async def dies(*_: object, **__: object) -> None:
        raise RuntimeError("killed")

    if died == "before hiding":
        with monkeypatch.context() as patch:
            patch.setattr(ReportedPictures, "hide", dies)
            await report(world, world.noor, message)
        assert len(now(world, message).attachments) == 1
        await world.restart(crash=True)

        assert await report(world, world.noor, message) == KNOWN

        assert now(world, message).attachments == []
        assert len(channel.history()) == 1
        return
    await report(world, world.noor, message)
    with monkeypatch.context() as patch:
        patch.setattr(ReportedPictures, "hide", dies)
        await pressed(world, channel.history()[0], "Remove")
    await world.restart(crash=True)

    assert (await pressed(world, channel.history()[0], "Remove")).startswith("Removed.")

    assert now(world, message).content == REMOVED
    assert channel.history()[0].attachments == []
    assert await changes(world) == [(world.noor.id, "report removed")]


async def test_the_log_tells_what_moderators_decided(world: World) -> None:
    channel = await moderated(world)
    diary = world.guild.create_text_channel("log")
    await ServerStore(world.database).change(entry(world), log_channel_id=diary.id)
    message = await made(world)
    await report(world, stranger(world), message)
    await pressed(world, channel.history()[0], "Restore")
    await world.settle()

    assert f"🚩 {world.noor.mention} restored a reported picture: {message.jump_url}" in (
        "\n".join(line.content for line in diary.history())
    )


async def test_edit_passes_over_a_hidden_picture(world: World) -> None:
    await moderated(world)
    first = await made(world)
    await report(world, stranger(world), await made(world, prompt="a blue fox"))

    result = await world.maya.slash(world.pictures, "edit", prompt="a hat")

    assert said(result).startswith(DONE)
    [edit] = thread_of(world, first).history()
    assert f"edited from {first.jump_url}" in edit.content


async def test_before_and_after_does_not_show_what_is_hidden(world: World) -> None:
    channel = await moderated(world)
    await edited(world, message := await made(world))
    [edit] = thread_of(world, message).history()
    await report(world, stranger(world), message)

    result = await world.noor.click(edit, label="Before / after")
    assert said(result).startswith("⚠️ That picture was reported to the moderators")

    await pressed(world, channel.history()[0], "Restore")
    result = await world.noor.click(edit, label="Before / after")
    assert said(result) == "Before (left) and after (right)."


async def test_while_a_report_or_a_decision_is_under_way_there_is_no_second(world: World) -> None:
    channel, eve = await moderated(world), stranger(world)
    message = await made(world)
    busy = world.bot.services[ReportService]._pictures.busy
    with busy.claim(message.id):
        assert await report(world, eve, message) == KNOWN
        assert channel.history() == []
    await report(world, eve, message)
    [notice] = channel.history()

    with busy.claim(message.id):
        for label in ("Restore", "Remove"):
            assert (await pressed(world, notice, label)).startswith(
                "⚠️ Someone is reporting this picture or"
            )
        assert (await stored(world, message)).state is Verdict.OPEN
    assert await pressed(world, notice, "Restore") == "Restored."


async def test_who_reports_and_who_is_reported_can_read_it_in_their_data(world: World) -> None:
    channel, eve = await moderated(world), stranger(world)
    message = await made(world)
    await report(world, eve, message)
    shown = await world.noor.click(channel.history()[0], label="Block member…")
    await world.noor.submit_modal(shown, {"reason": "spam"})

    exported = {
        member.id: await _exported(world, member) for member in (world.maya, eve, world.noor)
    }

    [about] = exported[world.maya.id]["reported_of_yours"]
    assert (about["message"], about["state"]) == (str(message.id), "open")
    assert str(eve.id) not in json.dumps(exported[world.maya.id])
    [block] = exported[world.maya.id]["blocks"]
    assert block == {"server": str(world.guild.id), "reason": "spam", "until": None}
    assert exported[eve.id]["you_reported"] == [about]
    assert [one["action"] for one in exported[world.noor.id]["changes"]] == ["by hand", "block"]


async def _exported(world: World, member: MemberActor) -> dict[str, Any]:
    result = await member.slash(world.pictures, "mydata export")
    [file] = result.response.attachments
    servers: dict[str, Any] = json.loads(await file.read())["servers"]
    return servers
