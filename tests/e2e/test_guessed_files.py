"""The file of an edit's modal: a mask or a reference, as it looks or as the member says."""

from typing import Any

import pytest
from PIL import Image

from sandbox.relay import RelayEmulator
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, said
from tests.e2e.images import mask, png, saved, sent
from tests.e2e.pictures import DONE, FREE, counted, edited, made
from tests.e2e.test_retries import back, under

pytestmark = pytest.mark.slow

PHOTO = png(1024, 1024, "red")
AS_MASK = (
    "I used your file as the mask. If it's a reference picture, choose that in the window, "
    "and another model."
)
NOT_A_MASK = "⚠️ Your file doesn't look like a mask"
WAYS_ON = ["Use it as the mask", "Other model…"]


async def edited_with(world: World, file: bytes, family: str, **values: Any) -> Any:
    """Let Maya edit a picture of GPT Image with a file in the modal."""
    message = await made(world, "gpt-image generate")
    named = [("file.png", file)]
    return await edited(world, message, "a hat", provider=[family], file=named, **values)


def hole() -> bytes:
    """Return a photo with its middle erased."""
    image = Image.new("RGBA", (1024, 1024), "teal")
    image.paste((0, 0, 0, 0), (300, 300, 700, 700))
    return saved(image, "PNG")


@pytest.mark.parametrize("file", [mask(1024, 1024), mask(512, 512), hole()])
async def test_what_looks_like_a_mask_is_one(
    world: World, emulator: RelayEmulator, file: bytes
) -> None:
    result = await edited_with(world, file, "gpt-image")

    assert said(result).startswith(DONE)
    [told] = result.followups
    assert told.content.endswith(AS_MASK)
    area = sent(emulator, "mask").convert("L")
    assert area.size == (1024, 1024)
    assert area.getextrema() == (0, 255)


async def test_a_model_without_masks_takes_it_for_a_reference(
    world: World, emulator: RelayEmulator
) -> None:
    result = await edited_with(world, PHOTO, "flux")

    [told] = result.followups
    assert told.content == "I used your file as a reference picture: Flux takes no masks."
    assert sent(emulator, "input_image_2").getpixel((5, 5)) == (255, 0, 0)


@pytest.mark.parametrize("file", [PHOTO, mask(1024, 512), mask(1024, 1024, white=False)])
async def test_what_is_no_mask_is_asked_about_for_free(
    world: World, emulator: RelayEmulator, file: bytes
) -> None:
    result = await edited_with(world, file, "gpt-image")

    assert said(result).startswith(NOT_A_MASK)
    assert said(result).endswith(FREE)
    assert back(result) == "a hat"
    assert under(result) == WAYS_ON
    assert len(emulator.submits) == 1
    assert await counted(world, world.maya) == 1


@pytest.mark.parametrize("restart", [False, True], ids=["at once", "after a restart"])
async def test_a_wrong_guess_is_undone_by_a_press(
    world: World, emulator: RelayEmulator, restart: bool
) -> None:
    grey = Image.linear_gradient("L").resize((1024, 1024))
    result = await edited_with(world, saved(grey, "PNG"), "gpt-image")
    assert said(result).startswith(NOT_A_MASK)
    if restart:
        await world.restart(crash=True)

    await world.maya.click(result.response, label="Use it as the mask")

    assert said(result).startswith(DONE)
    assert sent(emulator, "mask").size == (1024, 1024)


async def test_another_model_takes_it_for_a_reference(
    world: World, emulator: RelayEmulator
) -> None:
    result = await edited_with(world, PHOTO, "gpt-image")

    offered = await world.maya.click(result.response, label="Other model…")
    await world.maya.select(offered.response.message, ["flux"])

    assert emulator.submits[-1].body["prompt"] == "a hat"
    assert sent(emulator, "input_image_2").getpixel((5, 5)) == (255, 0, 0)


async def test_what_the_member_says_is_not_guessed(world: World, emulator: RelayEmulator) -> None:
    grey = Image.linear_gradient("L").resize((1024, 1024))

    result = await edited_with(world, saved(grey, "PNG"), "gpt-image", mask=["mask"])

    assert said(result).startswith(DONE)
    assert result.followups == []
    assert sent(emulator, "mask").size == (1024, 1024)


async def test_a_dear_edit_is_guessed_after_its_price(
    open_here: OpenWorld, emulator: RelayEmulator
) -> None:
    async with open_here(confirm_above=0.039) as world:
        asked = await edited_with(world, PHOTO, "gpt-image")
        assert said(asked).startswith("This will cost about $")

        await world.maya.click(asked.response, label="Make it")

        assert said(asked).startswith(NOT_A_MASK)
        assert under(asked) == WAYS_ON
        assert len(emulator.submits) == 1
