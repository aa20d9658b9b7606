"""Consent along the whole chain of edits, for every way in."""

from typing import Any

import discord
import pytest
from simcord import MemberActor

from bot.storage.members import MemberStore
from sandbox.world import World
from tests.e2e.conftest import said
from tests.e2e.images import png
from tests.e2e.pictures import FREE, NO_CONSENT, defaults, forbid_edits, made, stranger, thread_of
from tests.e2e.replying import answers, pictures


async def edit_by(member: MemberActor, message: discord.Message) -> Any:
    """Let a member edit the picture by its button."""
    shown = await member.click(message, label="Edit…")
    return await member.submit_modal(shown, {**defaults(shown.modal), "words": "bluer"})


async def chain(world: World, message: discord.Message, editors: list[MemberActor]) -> Any:
    """Let these members edit the picture one after the other, and return the last message."""
    thread = None
    for editor in editors:
        await edit_by(editor, message)
        thread = thread or thread_of(world, message)
        message = pictures(thread)[-1]
    return message


@pytest.mark.parametrize("length", [1, 2, pytest.param(24, marks=pytest.mark.slow)])
async def test_a_refusal_binds_edits_of_edits_at_any_depth(world: World, length: int) -> None:
    eve, ada = stranger(world), world.guild.add_member(world.env.create_user("ada"))
    last = await chain(world, await made(world), ([eve, ada] * length)[:length])
    await forbid_edits(world)
    created = world.emulator.created

    assert said(await world.noor.click(last, label="Edit…")) == NO_CONSENT
    assert said(await world.noor.click(last, label="Again")) == f"{NO_CONSENT} {FREE}"
    assert said(await world.noor.click(last, label="Try with…")) == f"{NO_CONSENT} {FREE}"
    thread = next(iter(world.pictures.threads))
    assert said(await world.noor.slash(thread, "edit", prompt="x")) == f"{NO_CONSENT} {FREE}"
    reply = await world.noor.send(thread, "bluer", reply_to=last)
    assert answers(thread, reply) == [f"{NO_CONSENT} {FREE}"]
    assert world.emulator.created == created
    # Maya herself may, since her own refusal does not bind her.
    await edit_by(world.maya, last)
    assert world.emulator.created == created + 1


async def test_a_members_own_photo_binds_the_edits_of_edits(world: World) -> None:
    photo = await world.maya.send(
        world.pictures, "our fox", attachments=[("fox.png", png(64, 64, "red"))]
    )
    eve = stranger(world)
    shown = await eve.context_menu(world.pictures, "Edit this picture", photo)
    await eve.submit_modal(shown, {**defaults(shown.modal), "words": "a hat"})
    [edit] = pictures(thread_of(world, photo))
    await MemberStore(world.database).set_lets_others_edit(world.maya.id, lets=False)
    # Discord no longer shows the photo, but the row says whose it was.
    world.env.backend.delete_message(world.pictures.id, photo.id)

    assert said(await world.noor.click(edit, label="Edit…")) == NO_CONSENT
    assert said(await world.noor.click(edit, label="Again")) == f"{NO_CONSENT} {FREE}"
