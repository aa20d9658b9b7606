"""Gemini on a relay whose schema has no pictures for it: no edit is made, and it is said."""

from collections.abc import AsyncIterator

import pytest

from bot.intake.catalogue import ModelCatalogue
from sandbox.relay import RelayEmulator, serve
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, said
from tests.e2e.images import png
from tests.e2e.pictures import DONE, defaults, made
from tests.e2e.test_retries import under

pytestmark = pytest.mark.slow

RED = ("red.png", png(64, 64, "red"))
CANNOT = (
    "⚠️ Gemini can't edit pictures right now. Please choose another model. "
    "This didn't use up any of your limit."
)


@pytest.fixture
async def emulator() -> AsyncIterator[RelayEmulator]:
    """Run a relay by the specification, whose Gemini ignores pictures."""
    async with serve(RelayEmulator(live=False, delay=0)) as relay:
        yield relay


@pytest.fixture
async def world(open_here: OpenWorld) -> AsyncIterator[World]:
    """Open a world that has read the catalogue."""
    async with open_here() as opened:
        await opened.bot.services[ModelCatalogue].refresh()
        yield opened


async def test_an_edit_is_refused_before_anything_counts(
    world: World, emulator: RelayEmulator
) -> None:
    result = await world.maya.slash(
        world.pictures, "edit", prompt="a hat", image=RED, **{"with": "gemini"}
    )

    assert said(result) == CANNOT
    assert emulator.submits == []
    assert under(result) == ["Change…", "Other model…"]

    offered = await world.maya.click(result.response, label="Other model…")
    await world.maya.select(offered.response.message, ["qwen"])

    assert emulator.submits[0].path.endswith("qwen/edit")


async def test_its_pictures_are_edited_by_the_servers_model(
    world: World, emulator: RelayEmulator
) -> None:
    message = await made(world, "gemini")
    shown = await world.maya.click(message, label="Edit…")
    values = {**defaults(shown.modal), "words": "a hat"}
    assert values["provider"] == ["gpt-image"]

    result = await world.maya.submit_modal(shown, values)

    assert said(result).startswith(DONE)
    assert emulator.submits[-1].path == "/v2/image/gpt-image/edit"


async def test_neither_modal_nor_try_with_offers_it(world: World) -> None:
    await world.maya.slash(world.pictures, "qwen edit", prompt="a hat", image=RED)
    edit = world.pictures.history()[-1]

    shown = await world.maya.click(edit, label="Edit…")
    asked = await world.maya.click(edit, label="Try with…")

    selects = [label["component"] for label in shown.modal["components"]]
    [providers] = [one for one in selects if one["custom_id"] == "provider"]
    assert [option["value"] for option in providers["options"]] == ["flux", "gpt-image", "qwen"]
    [row] = asked.response.message.components
    assert [option.value for option in row.children[0].options] == ["flux", "gpt-image", "all"]
