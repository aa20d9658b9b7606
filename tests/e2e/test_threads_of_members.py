"""Threads are made for members who may make them; the others get a reply in the channel."""

import discord
import pytest
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from sandbox.world import World
from tests.e2e.conftest import said
from tests.e2e.images import png
from tests.e2e.pictures import defaults, made, stranger
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
