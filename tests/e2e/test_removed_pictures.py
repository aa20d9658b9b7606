"""What the moderators have removed is taken as an input by no way, in their server."""

from typing import Any

import discord
import pytest
from PIL import Image

from sandbox.relay import RelayEmulator
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, said, until
from tests.e2e.images import opened, png, saved
from tests.e2e.pictures import DONE, FREE, defaults, edited, made, stranger, thread_of
from tests.e2e.replying import answers, mention
from tests.e2e.reporting import moderated, now, pressed, report

pytestmark = pytest.mark.slow

RED = ("red.png", png(64, 64, "red"))
REPORTED = "⚠️ That picture was reported to the moderators, so it can't be used right now."
BARRED = (
    "⚠️ `{}` was removed by this server's moderators, so it can't be used here. "
    "Please use another picture. This didn't use up any of your limit."
)


async def removed(world: World, message: discord.Message) -> bytes:
    """The picture of a message, as a member has kept it before the moderators removed it."""
    kept: bytes = await message.attachments[0].read()
    channel = await moderated(world)
    await report(world, stranger(world), message)
    await pressed(world, channel.history()[-1], "Remove")
    return kept


@pytest.mark.parametrize("form", ["as posted", "another format", "other metadata", "cut"])
async def test_a_removed_picture_is_refused_in_every_file_of_its_pixels(
    world: World, emulator: RelayEmulator, form: str
) -> None:
    kept = await removed(world, await made(world))
    match form:
        case "another format":
            kept = saved(opened(kept), "WEBP", lossless=True)
        case "other metadata":
            exif = Image.Exif()
            exif[0x0112] = 3
            kept = saved(opened(kept), "PNG", exif=exif)
        case "cut":
            kept = saved(opened(kept).crop((0, 0, 63, 64)), "PNG")

    result = await world.noor.slash(
        world.pictures, "flux", prompt="more", input_image_2=("kept", kept), input_image=RED
    )

    if form == "cut":
        # It is another picture, and nobody pretends to know it.
        assert said(result).startswith(DONE)
    else:
        assert said(result) == BARRED.format("input_image_2")
        assert len(emulator.submits) == 1


async def test_it_is_refused_as_a_mask_too(world: World, emulator: RelayEmulator) -> None:
    kept = await removed(world, await made(world))

    result = await world.maya.slash(
        world.pictures, "gpt-image edit", prompt="x", image=RED, mask=("mask.png", kept)
    )

    assert said(result) == BARRED.format("mask")
    assert len(emulator.submits) == 1


@pytest.mark.parametrize("way", ["menu", "reference", "modal"])
async def test_it_is_refused_by_menus_and_modals(
    world: World, emulator: RelayEmulator, way: str
) -> None:
    kept = await removed(world, await made(world))
    files = [("kept.png", kept)] if way != "modal" else [RED]
    photo = await world.maya.send(world.pictures, "", attachments=files)
    menu = "Use as reference" if way == "reference" else "Edit this picture"
    shown = await world.maya.context_menu(world.pictures, menu, photo)
    values: dict[str, Any] = {**defaults(shown.modal), "words": "a hat"}
    if way == "modal":
        values |= {"file": [("kept.png", kept)], "mask": ["reference"], "provider": ["flux"]}

    result = await world.maya.submit_modal(shown, values)

    option = {"menu": "image", "reference": "input_image", "modal": "input_image_2"}[way]
    assert said(result) == BARRED.format(option)
    assert len(emulator.submits) == 1


@pytest.mark.parametrize("scaled", [False, True], ids=["as it was", "scaled down"])
@pytest.mark.parametrize("label", ["Again", "Try with…"])
async def test_jobs_that_were_given_it_before_are_not_made_once_more(
    open_here: OpenWorld, emulator: RelayEmulator, label: str, scaled: bool
) -> None:
    async with open_here(**({"max_input_side": 256} if scaled else {})) as world:
        message = await made(world, "gpt-image generate")
        await edited(world, message)
        [edit] = thread_of(world, message).history()
        await removed(world, message)

        result = await world.maya.click(edit, label=label)

        assert said(result) == f"{REPORTED} {FREE}"
        assert len(emulator.submits) == 2


async def test_a_reply_with_it_is_refused(world: World, emulator: RelayEmulator) -> None:
    kept = await removed(world, await made(world))
    other = await made(world, prompt="a blue fox")

    asked = await world.maya.send(
        world.pictures,
        f"{mention(world)} as there",
        reply_to=other,
        attachments=[("kept.png", kept)],
    )
    await until(world, lambda: answers(world.pictures, asked))

    assert answers(world.pictures, asked) == [BARRED.format("input_image_2")]
    assert len(emulator.submits) == 2


async def test_another_server_takes_it(world: World) -> None:
    kept = await removed(world, await made(world))
    elsewhere = world.env.create_guild("Another studio")
    channel = elsewhere.create_text_channel("pictures")
    eve = elsewhere.add_member(world.env.create_user("ada"))

    result = await eve.slash(channel, "flux", prompt="x", input_image=("kept.png", kept))

    assert said(result).startswith(DONE)


async def test_it_stays_refused_after_a_restart_and_a_restored_one_is_taken(world: World) -> None:
    first, second = await made(world), await made(world, prompt="a blue fox")
    kept = await removed(world, first)
    restored = await second.attachments[0].read()
    channel = await moderated(world)
    await report(world, world.noor, second)
    await pressed(world, channel.history()[-1], "Restore")
    await world.restart(crash=True)

    for content, told in ((kept, BARRED.format("input_image")), (restored, DONE)):
        result = await world.maya.slash(
            world.pictures, "flux", prompt="x", input_image=("kept.png", content)
        )
        assert said(result).startswith(told)
    assert now(world, first).attachments == []
