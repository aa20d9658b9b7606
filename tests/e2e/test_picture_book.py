"""The buttons and searches of `/jobs`: one's own pictures again, sent, and shared."""

from datetime import timedelta
from typing import Any

import discord
import pytest
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType
from sqlalchemy import update

from bot.storage.jobs import JobStore
from bot.storage.public_posts import PublicPostStore
from bot.storage.schema import jobs
from bot.storage.servers import ServerStore
from sandbox.relay import RelayEmulator
from tests.e2e.conftest import World, entry, said
from tests.e2e.images import pixels
from tests.e2e.listing import buttons, pressed_under, shown, thumbnails, turning
from tests.e2e.pictures import SMALL, counted, defaults, delete_post, forbid_edits, made, stranger
from tests.e2e.replying import pictures
from tests.e2e.reporting import moderated, pressed, report, report_in
from tests.e2e.ruling import restrict_age, rule

PRIVATE = {"prompt": "my own fox", "private": True, **SMALL}
CLOSED = "⚠️ You don't take direct messages from me, so I couldn't send it."


async def book(world: World, place: Any = None, /, **options: Any) -> Any:
    """Let Maya open her book."""
    result = await world.maya.slash(place or world.pictures, "jobs", **options)
    assert result.ephemeral
    return result.response


async def press(world: World, message: Any, prompt: str, label: str) -> Any:
    """Let Maya press a button under the entry of a prompt."""
    return await world.maya.click(message, custom_id=pressed_under(message, prompt, label))


async def found(world: World, **options: Any) -> list[str]:
    """Return the prompts that a search finds."""
    lines = shown(await book(world, **options))
    return [line.partition(": ")[2].partition(" —")[0] for line in lines if " — " in line]


def direct(world: World) -> list[discord.Message]:
    """Return what Maya got by direct message."""
    return [one for one in world.maya.user.dm_channel.history() if one.author.bot]


async def test_each_picture_has_its_buttons(world: World) -> None:
    await made(world)
    await world.maya.slash(world.pictures, "flux", prompt="no fox [fault:content]", **SMALL)

    message = await book(world)

    assert [*buttons(message)] == ["Again", "Remix…", "Send to me", "Share", "Refresh"]


async def test_again_and_remix_are_asked_like_any_other_request(world: World) -> None:
    await made(world, seed=7)
    message = await book(world)

    again = await press(world, message, "a red fox", "Again")
    assert said(again).startswith("✅ Done")
    shown_modal = await press(world, message, "a red fox", "Remix…")
    assert shown_modal.modal is not None
    values = {**defaults(shown_modal.modal), "words": "a blue fox"}
    assert said(await world.maya.submit_modal(shown_modal, values)).startswith("✅ Done")

    assert [one.content.partition("**")[2][:8] for one in world.pictures.history()] == [
        "a red fo",
        "a red fo",
        "a blue f",
    ]
    assert await counted(world, world.maya) == 3


@pytest.mark.slow
async def test_again_is_refused_by_what_holds_for_every_request(world: World) -> None:
    await made(world)
    message = await book(world)
    await world.noor.slash(world.lounge, "easel words add", word="fox")

    result = await press(world, message, "a red fox", "Again")

    assert "Prompts in this server can't contain" in said(result)
    assert len(world.pictures.history()) == 1


async def test_what_is_looked_for_is_kept_while_pages_are_turned(world: World) -> None:
    for number in range(1, 7):
        await made(world, prompt=f"Fox number {number}")
        await made(world, prompt=f"an owl {number}")
    message = await book(world, words="FOX")

    title, search, *lines = shown(message)
    assert title.endswith("· page 1")
    assert search == "-# 🔍 “FOX”"
    assert ["Fox number" in line for line in lines] == [True] * 4
    assert turning(message) == ["Refresh", "▶", "Show all"]

    await world.restart(crash=True)
    await world.maya.click(message, label="▶")
    title, search, *lines = shown(message)
    assert (title[-6:], search) == ("page 2", "-# 🔍 “FOX”")
    assert ["number 2" in lines[0], "number 1" in lines[1]] == [True, True]

    await made(world, prompt="Fox number 7")
    await world.maya.click(message, label="Refresh")
    assert "number 2" in shown(message)[2]
    await world.maya.click(message, label="◀")
    assert "number 7" in shown(message)[2]

    await world.maya.click(message, label="Show all")
    assert "Fox number 7" in shown(message)[1]
    assert "owl" in shown(message)[2]
    assert turning(message) == ["Refresh", "▶"]


@pytest.mark.slow
async def test_pages_go_there_and_back(world: World) -> None:
    for number in range(1, 14):
        await made(world, prompt=f"fox {number}")
    message, seen = await book(world), list[list[str]]()
    for label in ("▶", "▶", "▶", "◀", "◀", "◀"):
        seen.append([line.split(": ")[1].split(" —")[0] for line in shown(message)[1:]])
        await world.maya.click(message, label=label)

    first, second, third, last, *back = seen
    assert [*first, *second, *third, *last] == [f"fox {number}" for number in range(13, 0, -1)]
    assert back == [third, second]
    assert "fox 13" in shown(message)[1]


async def delete(world: World, *prompts: str) -> None:
    """Delete the posts with these prompts, as moderators do by hand."""
    for post in world.pictures.history():
        if any(f"**{prompt}**" in post.content for prompt in prompts):
            world.env.backend.delete_message(world.pictures.id, post.id)
    await world.settle()


@pytest.mark.parametrize("looks", [1, 3])
async def test_others_take_the_place_of_deleted_pictures(
    world: World, monkeypatch: pytest.MonkeyPatch, looks: int
) -> None:
    monkeypatch.setattr("bot.posts.job_list._MOST_LOOKS", looks)
    for number in range(1, 9):
        await made(world, prompt=f"fox {number}")
    await delete(world, *(f"fox {number}" for number in range(3, 9)))

    message = await book(world)

    if looks == 1:
        # Nothing is left of the first page, and it goes on from there.
        assert shown(message) == ["**Your newest pictures in this server** · page 1"]
        await world.maya.click(message, label="▶")
    assert ["fox 2" in line for line in shown(message)[1:]] == [True, False]
    assert "▶" not in turning(message)


@pytest.mark.slow
async def test_search_by_model_and_channel(world: World) -> None:
    await made(world)
    await made(world, "qwen generate", prompt="a fox by qwen")
    await world.maya.slash(world.lounge, "flux", prompt="a fox in the lounge", **SMALL)

    assert await found(world, model="qwen") == ["a fox by qwen"]
    assert await found(world, model="Flux") == ["a fox in the lounge", "a red fox"]
    assert await found(world, channel=world.lounge) == ["a fox in the lounge"]
    assert await found(world, channel=world.lounge, model="qwen") == []
    message = await book(world, words="owl", model="qwen", channel=world.lounge)
    assert shown(message)[1:] == [
        f"-# 🔍 “owl” · Qwen · <#{world.lounge.id}>",
        "Nothing fits. Try fewer words, or press *Show all*.",
    ]
    refused = await world.maya.slash(world.pictures, "jobs", model="crayons")
    assert "⚠️" in said(refused)


async def test_suggestions_are_ones_own(world: World) -> None:
    await made(world, prompt="a red fox " + "in the snow " * 10)
    await made(world, prompt="an owl")
    await world.noor.slash(world.pictures, "flux", prompt="her fox", **SMALL)

    async def suggested(option: str, typed: str) -> list[str]:
        choices = await world.maya.autocomplete(world.pictures, "jobs", option, typed)
        return [str(one["value"]) for one in choices]

    assert await suggested("words", "") == ["an owl", "a red fox in the snow in the snow in the"]
    [words] = await suggested("words", "FOX")
    assert len(await found(world, words=words)) == 1
    assert await suggested("words", "her") == []
    assert await suggested("model", "gem") == ["gemini"]


@pytest.mark.slow
async def test_longest_search_is_carried_by_the_message(world: World) -> None:
    await made(world, prompt="🦊" * 45)

    message = await book(world, words="🦊" * 40, model="gpt-image", channel=world.pictures)
    assert buttons(message)["Show all"]["custom_id"].count("🦊") > 15
    message = await book(world, words="🦊" * 40, model="flux", channel=world.pictures)
    await world.maya.click(message, label="Refresh")

    assert len(thumbnails(message)) == 1


async def test_others_and_other_servers_are_not_in_it(world: World) -> None:
    await made(world)
    await world.noor.slash(world.pictures, "flux", prompt="her fox", **SMALL)
    async with world.database.write() as connection:
        await connection.execute(
            update(jobs).where(jobs.c.member_id == world.maya.id).values(guild_id=1)
        )
    message = await book(world)
    assert shown(message)[0].startswith("You haven't asked for any pictures")
    await made(world, prompt="a cat")
    message = await book(world)
    hers = (await JobStore(world.database, "test").recent(world.guild.id, world.noor.id, 1))[0]
    far = (await JobStore(world.database, "test").recent(1, world.maya.id, 1))[0]
    row = world.env.backend.get_message(world.pictures.id, message.id).components
    stored = next(part["components"] for part in row if part["type"] == 1)

    for job in (hers, far):
        for action in ("send", "repost", "again"):
            # As a client of a member's own could send it.
            stored[0]["custom_id"] = f"easel:{action}:{job.id}"
            result = await world.maya.click(message, custom_id=stored[0]["custom_id"])
            assert "⚠️" in said(result)
    assert direct(world) == []
    assert len(world.pictures.history()) == 3


# Send to me.


async def test_original_is_sent_also_where_the_post_is_smaller(world: World) -> None:
    world.env.inject_error(
        "POST", f"/channels/{world.pictures.id}/messages", status=413, code=40005
    )
    posted = await made(world, width=512, height=512)
    assert "to fit the upload limit" in posted.content
    message = await book(world)

    result = await press(world, message, "a red fox", "Send to me")

    assert said(result) == "✅ Sent to your direct messages: the original file."
    [sent] = direct(world)
    assert sent.attachments[0].size > posted.attachments[0].size
    assert "**a red fox**" in sent.content
    assert posted.jump_url in sent.content
    assert len(shown(message)) == 2


async def test_posted_file_is_sent_when_originals_are_gone(
    world: World, emulator: RelayEmulator
) -> None:
    posted = await made(world)
    world.env.backend.advance_clock(timedelta(hours=2).total_seconds())
    message, submits = await book(world), len(emulator.submits)

    result = await press(world, message, "a red fox", "Send to me")

    assert said(result).startswith(
        "✅ Sent to your direct messages: the file as it was posted. Originals are kept"
    )
    [sent] = direct(world)
    assert await pixels(sent) == await pixels(posted)
    assert len(emulator.submits) == submits
    assert await counted(world, world.maya) == 1


@pytest.mark.slow
async def test_spoiler_stays_one(world: World) -> None:
    await made(world, prompt="a veiled fox", spoiler=True)

    await press(world, await book(world), "a veiled fox", "Send to me")

    [sent] = direct(world)
    assert sent.attachments[0].is_spoiler()
    assert "||**a veiled fox**||" in sent.content


@pytest.mark.parametrize("path", ["/users/@me/channels", "/channels/*/messages"])
async def test_closed_direct_messages_are_said_in_words(world: World, path: str) -> None:
    await made(world)
    message = await book(world)
    world.env.inject_error("POST", path, status=403, code=50007)

    assert said(await press(world, message, "a red fox", "Send to me")).startswith(CLOSED)
    assert direct(world) == []
    sent = await press(world, message, "a red fox", "Send to me")
    assert said(sent).startswith("✅ Sent to your direct messages")


@pytest.mark.slow
async def test_file_that_is_too_large_for_direct_messages_is_made_smaller(world: World) -> None:
    await made(world)
    message = await book(world)
    world.env.inject_error("POST", "/channels/*/messages", status=413, code=40005)

    result = await press(world, message, "a red fox", "Send to me")

    assert said(result).startswith("✅ Sent to your direct messages")
    assert len(direct(world)) == 1


@pytest.mark.slow
async def test_lost_answer_of_a_send_is_told(world: World) -> None:
    await made(world)
    message = await book(world)
    world.env.inject_error("POST", "/users/@me/channels", status=500, times=None)

    result = await press(world, message, "a red fox", "Send to me")

    assert "I don't know whether Discord delivered it" in said(result)


async def test_private_picture_is_sent_while_the_relay_has_it(world: World) -> None:
    await world.maya.slash(world.pictures, "flux", **PRIVATE)
    message = await book(world)

    result = await press(world, message, "my own fox", "Send to me")

    assert said(result) == "✅ Sent to your direct messages: the original file."
    world.env.backend.advance_clock(timedelta(hours=2).total_seconds())
    late = await press(world, message, "my own fox", "Send to me")
    assert "That picture was shown only to you" in said(late)
    assert [*buttons(await book(world))] == ["Again", "Remix…", "Refresh"]
    assert len(direct(world)) == 1


async def test_hidden_and_deleted_pictures_are_not_brought_back(world: World) -> None:
    await made(world)
    deleted = await made(world, prompt="a cat")
    message = await book(world)
    await moderated(world)
    await report(world, world.noor, world.pictures.history()[0])
    await delete_post(world.maya, deleted)

    for label in ("Send to me", "Share", "Again", "Remix…"):
        hidden = await press(world, message, "a red fox", label)
        assert "reported to the moderators" in said(hidden), label
    for label in ("Send to me", "Share"):
        gone = await press(world, message, "a cat", label)
        assert "was deleted" in said(gone), label
    assert direct(world) == []
    assert len(pictures(world.pictures)) == 0


@pytest.mark.slow
async def test_age_restricted_picture_is_not_sent_from_elsewhere(world: World) -> None:
    await made(world)
    message = await book(world, world.lounge)
    await restrict_age(world, world.pictures)

    for label in ("Send to me", "Share"):
        assert "from an age-restricted channel" in said(
            await press(world, message, "a red fox", label)
        )
    assert direct(world) == []
    inside = await press(world, await book(world), "a red fox", "Send to me")
    assert said(inside).startswith("✅ Sent")


# Share.


async def test_picture_is_shared_once_in_another_channel(world: World) -> None:
    original = await made(world)
    message = await book(world, world.lounge)

    result = await press(world, message, "a red fox", "Share")

    [again] = world.lounge.history()
    assert said(result) == f"✅ Everyone here can see it now: {again.jump_url}"
    assert await pixels(again) == await pixels(original)
    assert f"Posted again by {world.maya.mention}" in again.content
    second = await press(world, message, "a red fox", "Share")
    assert said(second) == f"You've already shared this: {again.jump_url}"
    assert len(world.lounge.history()) == 1
    assert await counted(world, world.maya) == 1


async def test_shared_picture_has_living_buttons(world: World) -> None:
    await made(world)
    await press(world, await book(world, world.lounge), "a red fox", "Share")
    [again] = world.lounge.history()
    await world.restart(crash=True)

    details = await stranger(world).click(again, label="Details")
    assert "a red fox" in said(details)
    assert said(await world.noor.click(again, label="Again")).startswith("✅ Done")
    assert len(world.lounge.history()) == 2
    offer = await world.noor.click(again, label="Try with…")
    assert said(offer).startswith("Which model")
    modal = await world.noor.click(again, label="Edit…")
    assert modal.modal is not None
    await delete_post(world.maya, again)
    assert again.id not in [one.id for one in world.lounge.history()]
    refused = await press(world, await book(world, world.lounge), "a red fox", "Share")
    assert said(refused) == "⚠️ You've already shared this, and the message was deleted."


@pytest.mark.parametrize("reported", ["original", "repost"])
async def test_report_of_one_message_hides_all_until_they_are_restored(
    world: World, reported: str
) -> None:
    await made(world)
    message = await book(world, world.lounge)
    await press(world, message, "a red fox", "Share")
    places = [world.pictures, world.lounge]
    place = places[reported == "repost"]
    channel = await moderated(world)
    await report_in(place, world.noor, place.history()[0])

    assert "reported" in said(await press(world, message, "a red fox", "Send to me"))
    for one in places:
        [hidden] = one.history()
        assert hidden.attachments == []
        assert "fox" not in hidden.content
    assert shown(await book(world))[0].startswith("You haven't")

    assert await pressed(world, channel.history()[0], "Restore")
    assert "a red fox" in shown(await book(world))[1]
    for one in places:
        [restored] = one.history()
        assert len(restored.attachments) == 1
        assert said(await world.noor.click(restored, label="Details"))


async def test_consent_and_rules_are_asked_before_it_is_shared(world: World) -> None:
    await made(world)
    edit = await world.noor.slash(world.pictures, "edit", prompt="make it blue")
    assert said(edit).startswith("✅ Done")
    hers = (await world.noor.slash(world.lounge, "jobs")).response
    await forbid_edits(world)

    result = await world.noor.click(hers, custom_id=pressed_under(hers, "make it", "Share"))

    assert "doesn't let others edit it" in said(result)
    mine = await book(world, world.lounge)
    await rule(world, world.lounge, works=False)
    assert "I don't make pictures in this channel." in said(
        await press(world, mine, "a red fox", "Share")
    )
    await world.noor.slash(world.pictures, "easel pause")
    assert "I'm paused" in said(await press(world, await book(world), "a red fox", "Share"))
    assert world.lounge.history() == []


@pytest.mark.parametrize("whose", ["member", "bot"])
async def test_without_permission_nothing_is_shared(
    world: World, monkeypatch: pytest.MonkeyPatch, whose: str
) -> None:
    # What Discord's client would not offer comes all the same, as from another client.
    monkeypatch.setattr("simcord.actors._check_command_access", lambda *_: None)
    await made(world)
    message = await book(world, world.lounge)
    someone = world.maya.id if whose == "member" else world.bot.user.id
    denied = discord.Permissions(send_messages=True, attach_files=True).value
    world.env.backend.set_overwrite(
        world.lounge.id, Overwrite(someone, OverwriteType.MEMBER, deny=denied)
    )
    await world.settle()

    words = "You can't make pictures here" if whose == "member" else "I can't post pictures here."
    assert words in said(await press(world, message, "a red fox", "Share"))
    assert world.lounge.history() == []


@pytest.mark.slow
async def test_removed_picture_is_not_shared_again(world: World) -> None:
    channel = await moderated(world)
    await made(world, seed=7)
    await world.maya.slash(world.lounge, "flux", prompt="a red fox", seed=7, **SMALL)
    await report(world, world.noor, world.pictures.history()[0])
    await pressed(world, channel.history()[0], "Remove")

    result = await press(world, await book(world), "a red fox", "Share")

    assert "A moderator of this server removed this picture" in said(result)


async def test_private_picture_is_shared_where_it_was_asked_for(world: World) -> None:
    await world.maya.slash(world.pictures, "flux", **PRIVATE)
    message = await book(world)

    elsewhere = await press(world, await book(world, world.lounge), "my own fox", "Share")
    assert f"was shown only to you, in <#{world.pictures.id}>" in said(elsewhere)
    assert world.lounge.history() == []

    here = await press(world, message, "my own fox", "Share")
    [posted] = world.pictures.history()
    assert said(here) == f"✅ Everyone here can see it now: {posted.jump_url}"
    await world.maya.click(message, label="Refresh")
    assert posted.jump_url in shown(message)[1]


@pytest.mark.slow
async def test_lost_send_is_looked_for_before_it_is_posted_again(world: World) -> None:
    await made(world)
    message = await book(world, world.lounge)
    path = f"/channels/{world.lounge.id}/messages"
    world.env.inject_error("POST", path, status=503)

    unsure = await press(world, message, "a red fox", "Share")
    assert "I don't know yet whether Discord posted this" in said(unsure)
    assert said(await press(world, message, "a red fox", "Share")).startswith("✅ Everyone")

    assert len(world.lounge.history()) == 1


@pytest.mark.slow
async def test_message_of_a_dead_process_is_found(world: World) -> None:
    await made(world)
    message = await book(world, world.lounge)
    await press(world, message, "a red fox", "Share")
    [job] = await JobStore(world.database, "test").recent(world.guild.id, world.maya.id, 1)
    [again] = world.lounge.history()
    store = PublicPostStore(world.database)
    async with world.database.write() as connection:
        await connection.exec_driver_sql("UPDATE reposts SET message_id = 0")
    await world.restart(crash=True)

    found_again = await press(world, message, "a red fox", "Share")

    assert said(found_again) == f"You've already shared this: {again.jump_url}"
    assert world.lounge.history() == [again]
    assert await store.reposts(job.id) == [(world.lounge.id, again.id)]


@pytest.mark.slow
async def test_refusal_of_discord_leaves_nothing_behind(world: World) -> None:
    await made(world)
    message = await book(world, world.lounge)
    path = f"/channels/{world.lounge.id}/messages"
    world.env.inject_error("POST", path, status=403, code=50013)

    assert "Discord doesn't let me post here" in said(
        await press(world, message, "a red fox", "Share")
    )
    assert said(await press(world, message, "a red fox", "Share")).startswith("✅ Everyone")


@pytest.mark.slow
async def test_log_of_the_server_tells_of_it(world: World) -> None:
    await made(world)
    log = world.guild.create_text_channel("log")
    await ServerStore(world.database).change(entry(world), log_channel_id=log.id)

    await press(world, await book(world, world.lounge), "a red fox", "Share")
    await world.settle()

    [again] = world.lounge.history()
    line = f"🖼️ {world.maya.mention} posted a picture of theirs again: {again.jump_url}"
    assert line in "\n".join(one.content for one in log.history())
