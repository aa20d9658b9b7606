"""Edits by Gemini: every way in where the relay takes its pictures, and refused where not."""

from collections.abc import AsyncIterator

import pytest

from bot.intake.catalogue import ModelCatalogue
from providers.gemini import RATIOS
from providers.shapes import Shape
from sandbox.relay import RelayEmulator
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, said
from tests.e2e.images import opened, png, sent
from tests.e2e.pictures import DONE, defaults, edited, made, thread_of
from tests.e2e.replying import mention
from tests.e2e.test_kept_shapes import SOURCES

GEMINI = "/v2/image/gemini-3/generate"
RED, BLUE = ("red.png", png(64, 64, "red")), ("blue.png", png(96, 64, "blue"))
# The shapes that come back, in the order of the sources.
KEPT = ((1024, 1024), (1360, 768), (768, 1360), (1360, 768), (1184, 880), (1568, 672))
CANNOT = (
    "⚠️ Gemini can't edit pictures right now. Please choose another model. "
    "This didn't use up any of your limit."
)
ONE = (
    "⚠️ Gemini takes one picture at a time right now. Please attach only one. "
    "This didn't use up any of your limit."
)


@pytest.fixture
async def world(open_here: OpenWorld) -> AsyncIterator[World]:
    """Open a world that has read the catalogue."""
    async with open_here() as opened_world:
        await opened_world.bot.services[ModelCatalogue].refresh()
        yield opened_world


@pytest.mark.parametrize(("source", "kept"), [*zip(SOURCES, KEPT, strict=True)])
async def test_the_command_edit_keeps_the_shape(
    world: World, emulator: RelayEmulator, source: Shape, kept: Shape
) -> None:
    image = ("photo.png", png(*source))

    result = await world.maya.slash(
        world.pictures, "edit", prompt="a hat", image=image, **{"with": "gemini"}
    )

    assert said(result).startswith(DONE)
    assert emulator.submits[-1].path == GEMINI
    assert sent(emulator, "image").size == source
    [file] = world.pictures.history()[-1].attachments
    assert opened(await file.read()).size == kept


async def test_its_own_picture_is_edited_by_itself_with_the_button(
    world: World, emulator: RelayEmulator
) -> None:
    message = await made(world, "gemini", aspect_ratio="16:9")

    await edited(world, message)

    assert emulator.submits[-1].path == GEMINI
    assert emulator.submits[-1].body["aspect_ratio"] == "16:9"
    assert sent(emulator, "image").size == (1360, 768)
    [edit] = thread_of(world, message).history()
    assert "Gemini" in edit.content


async def test_a_reply_edits_its_picture(world: World, emulator: RelayEmulator) -> None:
    message = await made(world, "gemini")

    await world.noor.send(world.pictures, f"{mention(world)} make it blue", reply_to=message)

    assert emulator.submits[-1].path == GEMINI
    assert sent(emulator, "image").size == (1024, 1024)


async def test_the_menu_offers_it_beside_the_others(world: World, emulator: RelayEmulator) -> None:
    message = await made(world, "qwen generate")
    shown = await world.maya.context_menu(world.pictures, "Edit this picture", message)
    values = {**defaults(shown.modal), "provider": ["gemini"], "words": "a hat"}

    result = await world.maya.submit_modal(shown, values)

    assert said(result).startswith(DONE)
    assert emulator.submits[-1].path == GEMINI


async def test_several_pictures_are_sent_as_a_list(world: World, emulator: RelayEmulator) -> None:
    result = await world.maya.slash(
        world.pictures, "gemini", prompt="both", image=RED, image_2=BLUE
    )

    assert said(result).startswith(DONE)
    body = emulator.submits[-1].body
    assert body.keys() == {"prompt", "images", "async"}
    assert len(body["images"]) == 2
    again = await world.maya.click(world.pictures.history()[-1], label="Again")
    assert said(again).startswith(DONE)
    assert emulator.submits[-1].body == body


async def test_try_with_offers_it_for_an_edit(world: World, emulator: RelayEmulator) -> None:
    await world.maya.slash(world.pictures, "qwen edit", prompt="a hat", image=BLUE)
    asked = await world.maya.click(world.pictures.history()[-1], label="Try with…")

    result = await world.maya.select(asked.response.message, ["gemini"])

    assert said(result).startswith(DONE)
    assert emulator.submits[-1].path == GEMINI
    assert emulator.submits[-1].body["aspect_ratio"] == "3:2"


async def test_a_relay_that_takes_one_picture_gets_one(
    world: World, emulator: RelayEmulator
) -> None:
    """The member may have begun to type before Discord took the option back."""
    emulator.catalogue.dropped.add("images")
    world.env.backend.advance_clock(3601)
    await world.bot.services[ModelCatalogue].refresh()

    refused = await world.maya.slash(
        world.pictures, "gemini", prompt="both", image=RED, image_2=BLUE
    )
    taken = await world.maya.slash(world.pictures, "gemini", prompt="one", image=RED)

    assert said(refused) == ONE
    assert said(taken).startswith(DONE)
    assert sent(emulator, "image").size == (64, 64)


async def test_pictures_that_the_relay_no_longer_takes_are_refused_before_anything_counts(
    world: World, emulator: RelayEmulator
) -> None:
    emulator.catalogue.dropped.update({"image", "images"})
    world.env.backend.advance_clock(3601)
    await world.bot.services[ModelCatalogue].refresh()

    refused = await world.maya.slash(world.pictures, "gemini", prompt="a hat", image=RED)

    assert said(refused) == CANNOT
    assert emulator.submits == []


async def test_ratios_that_the_relay_no_longer_takes_are_not_suggested(
    world: World, emulator: RelayEmulator
) -> None:
    async def suggested(typed: str) -> list[str]:
        choices = await world.maya.autocomplete(
            world.pictures, "gemini", "aspect_ratio", typed, prompt="a fox"
        )
        return [choice["value"] for choice in choices]

    assert await suggested("") == [*RATIOS]
    assert await suggested("2") == ["2:3", "21:9"]

    emulator.catalogue.narrowed["aspect_ratio"] = ["1:1", "2:3", "16:9"]
    world.env.backend.advance_clock(3601)
    await world.bot.services[ModelCatalogue].refresh()

    assert await suggested("") == ["1:1", "2:3", "16:9"]
    assert await suggested("2") == ["2:3"]
    # Discord may still show an old suggestion.
    result = await world.maya.slash(world.pictures, "gemini", prompt="a fox", aspect_ratio="21:9")
    assert said(result).startswith(DONE)
    assert "aspect_ratio" not in emulator.submits[-1].body
    [told] = result.followups
    assert "`aspect_ratio`" in told.content
