"""*Share* under a private picture: public in its channel, exactly once, and alive from then on."""

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType
from sqlalchemy import update

from bot.intake.downloads import UploadGoneError
from bot.storage.blocks import Block, BlockStore
from bot.storage.schema import jobs
from bot.storage.servers import ServerStore
from sandbox.relay import RelayEmulator
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, button, entry, said, updated
from tests.e2e.images import pixels, png
from tests.e2e.pictures import (
    COMPARED_BY_OWNER,
    DONE,
    SMALL,
    delete_post,
    edited,
    forbid_edits,
    made,
    purge,
    stranger,
    thread_of,
)
from tests.e2e.replying import pictures
from tests.e2e.reporting import moderated, now, pressed, report
from tests.e2e.ruling import rule

pytestmark = pytest.mark.slow

PRIVATE = "✅ Here you are. Only you can see this"
ROWS = [["Again", "Remix…", "Edit…", "Try with…", "Details"], ["Zoom / pan…", "Delete"]]
PHOTO = ("fox.png", png(64, 64, "red"))


@pytest.fixture
async def world(open_here: OpenWorld) -> AsyncIterator[World]:
    """A world where hours pass quickly."""
    async with open_here(upkeep_interval=9999, status_interval=9999) as opened:
        yield opened


def rows(message: discord.Message) -> list[list[str]]:
    """Return the labels of the buttons, row by row."""
    return [[item.label for item in row.children] for row in message.components]  # type: ignore[union-attr, misc]


async def private(world: World, command: str = "flux", **options: Any) -> Any:
    """Let Maya make a picture that only she sees, and return the answer."""
    size = SMALL if command == "flux" else {}
    options = {"prompt": "a red fox", "private": True, **size, **options}
    result = await world.maya.slash(world.pictures, command, **options)
    assert said(result).startswith(PRIVATE)
    return result


async def share(world: World, answer: Any) -> str:
    """Press *Share*, and return what stands in the private answer then."""
    return updated(await world.maya.click(answer.response, label="Share"))


async def refused(world: World, answer: Any) -> str:
    """Press *Share* where it is refused: the private picture stays as it is."""
    result = await world.maya.click(answer.response, label="Share")
    message = result.response.message
    assert len(message.attachments) == 1
    assert rows(message)[-1][-1] == "Share"
    [followup] = result.followups
    assert followup.ephemeral
    return str(followup.content)


@pytest.mark.parametrize("minutes", [0, 20], ids=["at once", "after the token"])
@pytest.mark.parametrize("restart", [False, True], ids=["same process", "after a restart"])
async def test_shared_picture_is_as_if_it_had_been_made_there(
    world: World, restart: bool, minutes: int
) -> None:
    answer = await private(world, seed=7, spoiler=True)
    assert rows(answer.response.message) == [ROWS[0], ["Zoom / pan…", "Share"]]
    assert world.pictures.history() == []
    shown = await pixels(answer.response.message)
    if restart:
        await world.restart(crash=True)
    await world.env.advance_time(60 * minutes)

    text = await share(world, answer)

    [message] = world.pictures.history()
    assert text == f"✅ Everyone here can see it now: {message.jump_url}"
    assert rows(answer.response.message) == []
    assert rows(message) == ROWS
    public = await made(world, seed=7, spoiler=True)
    assert message.content.startswith(f"||**a red fox**|| — {world.maya.mention}\n")
    assert "seed 7" in message.content
    assert message.content.split(" · ")[:2] == public.content.split(" · ")[:2]
    [file] = message.attachments
    assert file.is_spoiler()
    assert file.description == public.attachments[0].description
    assert await pixels(message) == shown


async def test_send_has_an_enforced_nonce(world: World) -> None:
    answer = await private(world)
    nonce = button(answer.response.message, "Share").rpartition(":")[2]

    await share(world, answer)

    path = f"/channels/{world.pictures.id}/messages"
    [send] = [one for one in world.env.http_requests if (one.method, one.path) == ("POST", path)]
    assert send.json["enforce_nonce"] is True
    assert send.json["nonce"] == nonce


async def test_all_pictures_of_a_set_are_shared(world: World) -> None:
    answer = await private(world, "gpt-image generate", n=3)

    await share(world, answer)

    [message] = world.pictures.history()
    assert await pixels(message) == await pixels(answer.response.message)
    assert len(message.attachments) == 3


async def test_shared_picture_lives_as_any_other(world: World, emulator: RelayEmulator) -> None:
    await share(world, await private(world))
    [message] = world.pictures.history()
    eve = stranger(world)

    assert "a red fox" in said(await eve.click(message, label="Details"))
    assert said(await eve.click(message, label="Again")).startswith(DONE)
    assert len(pictures(world.pictures)) == 2
    await world.noor.send(world.pictures, "make it blue", reply_to=message)
    await world.settle()
    [edit] = pictures(thread_of(world, message))
    assert f"edited from {message.jump_url}" in edit.content
    await moderated(world)
    assert (await report(world, eve, message)).startswith("Thank you. I've hidden the picture")
    assert await delete_post(world.maya, now(world, message)) == "Deleted."
    assert len(emulator.submits) == 3


async def test_newest_picture_may_be_a_shared_one(world: World) -> None:
    await made(world)
    await share(world, await private(world, prompt="a cat"))
    message = world.pictures.history()[-1]

    await world.noor.slash(world.pictures, "edit", prompt="a hat")

    [edit] = pictures(thread_of(world, message))
    assert f"edited from {message.jump_url}" in edit.content


@pytest.mark.parametrize("later", [0, 3600], ids=["at once", "after the nonce"])
@pytest.mark.parametrize("restart", [False, True], ids=["same process", "after a restart"])
async def test_pressed_again_it_links_the_post(world: World, restart: bool, later: int) -> None:
    answer = await private(world)
    await interrupted(world, answer)
    [message] = world.pictures.history()
    if restart:
        await world.restart(crash=True)
    await world.env.advance_time(later)

    assert await share(world, answer) == f"You've already shared this: {message.jump_url}"

    assert world.pictures.history() == [message]


async def interrupted(world: World, answer: Any) -> None:
    """Press *Share*, but let Discord not take the change of the private answer."""
    world.env.inject_error("PATCH", "/webhooks/*", status=404, code=10015)
    await world.maya.click(answer.response, label="Share")
    assert rows(answer.response.message)[-1] == ["Zoom / pan…", "Share"]


@pytest.mark.parametrize("later", [0, 3600], ids=["at once", "after the nonce"])
async def test_process_that_died_after_the_post_does_not_post_twice(
    world: World, later: int
) -> None:
    answer = await private(world)
    await interrupted(world, answer)
    [message] = world.pictures.history()
    # As it is if the process died before it could note the message.
    before = {"private": True, "message_channel_id": None, "message_id": answer.response.id}
    async with world.database.write() as connection:
        await connection.execute(update(jobs).values(**before))
    await world.restart(crash=True)
    await world.env.advance_time(later)

    text = await share(world, answer)

    assert text == f"✅ Everyone here can see it now: {message.jump_url}"
    assert world.pictures.history() == [message]
    await world.maya.click(message, label="Again")
    assert len(world.pictures.history()) == 2


async def test_lost_send_is_told_and_looked_for(world: World) -> None:
    answer = await private(world)
    world.env.inject_error("POST", f"/channels/{world.pictures.id}/messages", status=503)

    assert (await refused(world, answer)).startswith("⚠️ I don't know yet whether Discord posted")
    assert (await share(world, answer)).startswith("✅ Everyone here can see it now")

    assert len(world.pictures.history()) == 1


async def test_picture_that_is_too_large_for_the_server_is_made_to_fit(world: World) -> None:
    answer = await private(world)
    world.env.inject_error("POST", "/channels/*/messages", status=413, code=40005)

    await share(world, answer)

    [message] = world.pictures.history()
    assert "to fit the upload limit" in message.content


async def test_post_that_was_deleted_is_not_posted_again(world: World) -> None:
    answer = await private(world)
    await interrupted(world, answer)
    await delete_post(world.maya, world.pictures.history()[0])

    assert await refused(world, answer) == (
        "⚠️ You've already shared this, and the message was deleted."
    )

    assert world.pictures.history() == []


async def block(world: World) -> None:
    await BlockStore(world.database).put(Block(world.maya.id, "spam", None), entry(world))


async def pause(world: World) -> None:
    await world.noor.slash(world.lounge, "easel pause")


async def close(world: World) -> None:
    await rule(world, world.pictures, works=False)


async def adults_only(world: World) -> None:
    await rule(world, world.pictures, provider="flux", age_restricted=True)


async def switch_off(world: World) -> None:
    await rule(world, world.pictures, provider="flux", allowed=False)


async def list_word(world: World) -> None:
    await world.noor.slash(world.lounge, "easel words add", word="fox")


def lacking(**permissions: bool) -> Any:
    """Return what denies these permissions to the bot or, as `maya`, to her."""
    whose = permissions.pop("maya", False)
    bits = discord.Permissions(**permissions).value

    async def deny(world: World) -> None:
        member_id = world.maya.id if whose else world.env.backend.bot_user.id
        overwrite = Overwrite(member_id, OverwriteType.MEMBER, deny=bits)
        world.env.backend.set_overwrite(world.pictures.id, overwrite)
        await world.settle()

    return deny


async def forget(world: World) -> None:
    await purge(world)


async def refuse_posts(world: World) -> None:
    path = f"/channels/{world.pictures.id}/messages"
    world.env.inject_error("POST", path, status=403, code=50013)


async def lose_the_file(world: World) -> None:
    async def nothing(*_: object) -> bytes:
        raise UploadGoneError("status 404")

    world._downloader.fetch = nothing  # type: ignore[method-assign]


@pytest.mark.parametrize(
    ("happens", "words"),
    [
        (block, "You can't make pictures in this server"),
        (pause, "I'm paused in this server."),
        (close, "I don't make pictures in this channel."),
        (adults_only, "is for age-restricted channels only in this server."),
        (switch_off, "is switched off here."),
        (list_word, "Prompts in this server can't contain"),
        (refuse_posts, "Discord doesn't let me post here."),
        (forget, "I no longer know how this picture was made."),
        (lose_the_file, "Discord no longer has this picture. Please make it again."),
    ],
)
async def test_what_has_happened_meanwhile_is_asked_when_it_is_pressed(
    world: World, happens: Any, words: str
) -> None:
    answer = await private(world)
    await happens(world)

    assert words in await refused(world, answer)

    assert world.pictures.history() == []


@pytest.mark.parametrize(
    ("deny", "words"),
    [
        (lacking(attach_files=True), "I can't post pictures here."),
        (lacking(send_messages=True, maya=True), "You can't make pictures here"),
    ],
    ids=["bot", "member"],
)
async def test_without_permission_nothing_is_shared(
    world: World, monkeypatch: pytest.MonkeyPatch, deny: Any, words: str
) -> None:
    # What Discord's client would not offer comes all the same, as from another client.
    monkeypatch.setattr("simcord.actors._check_command_access", lambda *_: None)
    answer = await private(world)
    await deny(world)

    result = await world.maya.click(answer.response, label="Share")

    assert words in said(result)
    assert world.pictures.history() == []


async def test_picture_that_moderators_have_removed_is_not_shared(world: World) -> None:
    channel = await moderated(world)
    answer = await private(world, seed=7)
    message = await made(world, seed=7)
    assert await pixels(message) == await pixels(answer.response.message)
    await report(world, stranger(world), message)
    await pressed(world, channel.history()[0], "Remove")

    assert "A moderator of this server removed this picture" in await refused(world, answer)

    assert len(world.pictures.history()) == 1


async def test_private_edit_of_a_hidden_picture_is_not_shared(world: World) -> None:
    await moderated(world)
    message = await made(world)
    answer = await edited_privately(world, message)
    await report(world, stranger(world), message)

    assert "That picture was reported to the moderators" in await refused(world, answer)


async def edited_privately(world: World, message: discord.Message) -> Any:
    """Let Maya edit the newest picture privately."""
    assert world.pictures.history()[-1] == message
    options = {"prompt": "make it blue", "private": True}
    result = await world.maya.slash(world.pictures, "edit", **options)
    assert said(result).startswith(PRIVATE)
    return result


async def test_private_edit_of_anothers_picture_is_shared_while_they_consent(world: World) -> None:
    hers = await made(world)
    options = {"prompt": "make it blue", "private": True}
    mine, again = [await world.noor.slash(world.pictures, "edit", **options) for _ in range(2)]

    await world.noor.click(mine.response, label="Share")

    [_, message] = pictures(world.pictures)
    assert f"edited from {hers.jump_url}" in message.content
    assert rows(message)[1] == ["Zoom / pan…", "Before / after", "Delete"]
    compared = await stranger(world).click(message, label="Before / after")
    assert len(compared.response.attachments) == 1

    await forbid_edits(world)
    result = await world.noor.click(again.response, label="Share")

    [followup] = result.followups
    assert "doesn't let others edit it" in str(followup.content)
    assert len(pictures(world.pictures)) == 2


@pytest.mark.parametrize("original", ["private picture", "upload"])
async def test_original_of_a_shared_edit_stays_private(world: World, original: str) -> None:
    if original == "upload":
        options = {"prompt": "make it blue", "image": PHOTO, "private": True}
        edit = await world.maya.slash(world.pictures, "edit", **options)
    else:
        edit = await edited(world, (await private(world)).response.message)
    assert said(edit).startswith(PRIVATE)

    await share(world, edit)

    [message] = world.pictures.history()
    assert "edited from" not in message.content
    result = await stranger(world).click(message, label="Before / after")
    assert said(result) == COMPARED_BY_OWNER
    own = await world.maya.click(message, label="Before / after")
    assert len(own.response.attachments) == 1

    # Nor does whoever asks for the same again get the original.
    again = await world.noor.click(message, label="Again")
    assert said(again).startswith(DONE)
    repeated = pictures(world.pictures)[-1]
    result = await world.noor.click(repeated, label="Before / after")
    assert said(result) == COMPARED_BY_OWNER


async def test_picture_that_could_not_be_posted_is_shared_when_it_can(world: World) -> None:
    path = f"/channels/{world.pictures.id}/messages"
    world.env.inject_error("POST", path, status=403, code=50013)
    answer = await world.maya.slash(world.pictures, "flux", prompt="a red fox", **SMALL)
    assert said(answer).startswith("✅ Done, but I couldn't post in")

    await share(world, answer)

    [message] = world.pictures.history()
    assert rows(message) == ROWS


async def test_picture_of_a_thread_is_shared_there(world: World) -> None:
    await edited(world, message := await made(world))
    thread = thread_of(world, message)
    options = {"prompt": "a cat", "private": True, **SMALL}
    answer = await world.maya.slash(thread, "flux", **options)

    await share(world, answer)

    assert [one.content.count("a cat") for one in thread.history()] == [0, 1]


async def test_private_answer_of_another_job_shares_nothing(world: World) -> None:
    answer, other = await private(world), await private(world, prompt="a cat")
    stored = world.env.backend.get_message(world.pictures.id, answer.response.message.id)
    foreign = world.env.backend.get_message(world.pictures.id, other.response.message.id)
    [*_, share] = stored.components[1]["components"]
    [*_, theirs] = foreign.components[1]["components"]
    share["custom_id"] = theirs["custom_id"]

    assert await refused(world, answer) == (
        "⚠️ This button no longer works. Please use the command."
    )
    assert world.pictures.history() == []


async def test_log_of_the_server_tells_that_it_was_shared(world: World) -> None:
    answer = await private(world)
    await ServerStore(world.database).change(entry(world), log_channel_id=world.lounge.id)

    await share(world, answer)
    await world.settle()

    [message] = world.pictures.history()
    line = f"🖼️ {world.maya.mention} shared a private picture: {message.jump_url}"
    assert line in "\n".join(one.content for one in world.lounge.history())


async def test_second_press_while_the_first_is_at_work_is_told_so(world: World) -> None:
    answer = await private(world)
    job_id = int(button(answer.response.message, "Share").rpartition(":")[2])
    service: Any = world.bot.button_router._presses["share"]

    with service.__self__._busy.claim(job_id):
        told = await refused(world, answer)

    assert told == "⚠️ I'm already sharing this. Please wait a moment."
    assert (await share(world, answer)).startswith("✅ Everyone here can see it now")
    assert len(world.pictures.history()) == 1
