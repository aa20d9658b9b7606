"""Threads are for members who may use them; the others get a reply in the channel, or a refusal."""

import discord
import pytest
from simcord import ChannelHandle
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from sandbox.world import World
from tests.e2e.conftest import said
from tests.e2e.images import png
from tests.e2e.pictures import defaults, edited, made, stranger, thread_of
from tests.e2e.replying import pictures, replied


@pytest.mark.parametrize("lacking", ["create_public_threads", "send_messages_in_threads"])
@pytest.mark.parametrize("way", ["button", "menu"])
async def test_no_thread_is_made_for_a_member_who_may_make_none(
    world: World, lacking: str, way: str
) -> None:
    eve = stranger(world)
    if way == "button":
        message = await made(world)
    else:
        photo = [("fox.png", png(64, 64, "red"))]
        message = await world.maya.send(world.pictures, "our fox", attachments=photo)
    bits = discord.Permissions(**{lacking: True}).value
    overwrite = Overwrite(eve.id, OverwriteType.MEMBER, deny=bits)
    world.env.backend.set_overwrite(world.pictures.id, overwrite)
    await world.settle()
    if way == "button":
        shown = await eve.click(message, label="Edit…")
    else:
        shown = await eve.context_menu(world.pictures, "Edit this picture", message)

    result = await eve.submit_modal(shown, {**defaults(shown.modal), "words": "bluer"})

    assert said(result).startswith("✅ Done")
    assert not world.pictures.threads
    assert replied(pictures(world.pictures)[-1]) == message.id


async def locked(world: World, message: discord.Message) -> discord.Message:
    """Return an edit in the thread of a picture, which moderators have locked."""
    await edited(world, message)
    thread = thread_of(world, message)
    [edit] = thread.history()
    world.env.backend.edit_channel(thread.id, {}, thread_metadata={"locked": True})
    await world.settle()
    return edit


async def test_nothing_is_made_in_a_locked_thread_but_for_moderators(world: World) -> None:
    edit = await locked(world, await made(world))
    eve, before = stranger(world), world.emulator.created

    for label in ("Again", "Try with…", "Edit…"):
        assert "This thread is locked" in said(await eve.click(edit, label=label))
    await eve.send(thread_of_id(world, edit), "bluer", reply_to=edit)

    assert world.emulator.created == before
    bits = discord.Permissions(manage_threads=True).value
    overwrite = Overwrite(world.noor.id, OverwriteType.MEMBER, allow=bits)
    world.env.backend.set_overwrite(world.pictures.id, overwrite)
    await world.settle()
    assert said(await world.noor.click(edit, label="Again")).startswith("✅ Done")


async def test_edit_for_a_locked_thread_is_a_reply_in_the_channel(world: World) -> None:
    message = await made(world)
    edit = await locked(world, message)
    eve = stranger(world)
    shown = await eve.click(message, label="Edit…")

    result = await eve.submit_modal(shown, {**defaults(shown.modal), "words": "bluer"})

    assert said(result).startswith("✅ Done")
    assert [one.id for one in thread_of(world, message).history()] == [edit.id]
    assert replied(pictures(world.pictures)[-1]) == message.id


def thread_of_id(world: World, message: discord.Message) -> ChannelHandle:
    """Return the thread that a message stands in."""
    return next(one for one in world.pictures.threads if one.id == message.channel.id)
