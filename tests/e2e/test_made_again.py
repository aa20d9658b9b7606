"""Every picture can be made again: its seed is drawn by the bot, sent, stored and shown."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from sandbox.relay import RelayEmulator, serve
from sandbox.world import World
from tests.e2e.conftest import said, without_drawn_seed
from tests.e2e.images import pixels, png
from tests.e2e.pictures import made

pytestmark = pytest.mark.slow

RED = ("red.png", png(64, 64, "red"))
SEEDED: dict[str, dict[str, Any]] = {
    "flux": {"width": 64, "height": 64},
    "qwen generate": {"size": "64x64"},
    "qwen edit": {"size": "64x64", "image": RED},
    "sd": {"width": 64, "height": 64},
}


@pytest.fixture
async def emulator() -> AsyncIterator[RelayEmulator]:
    """Run a relay that has every model."""
    async with serve(RelayEmulator(sd=True, delay=0)) as relay:
        yield relay


@pytest.mark.parametrize("command", SEEDED)
async def test_a_seed_is_drawn_sent_and_shown(
    world: World, emulator: RelayEmulator, command: str
) -> None:
    message = await made(world, command, **SEEDED[command])

    without_drawn_seed(emulator.submits[0].body)
    seed = emulator.submits[0].body["seed"]
    assert f"seed {seed} ·" in message.content
    details = said(await world.maya.click(message, label="Details"))
    assert f"`seed` {seed}" in details
    assert f"seed:{seed}" in details.split("```")[1]


async def test_the_same_seed_makes_the_same_picture(world: World, emulator: RelayEmulator) -> None:
    first = await made(world)
    seed = emulator.submits[0].body["seed"]

    again = await made(world, seed=seed)

    assert emulator.submits[1].body == emulator.submits[0].body
    # Their files are marked with their jobs.
    assert await pixels(again) == await pixels(first)


async def test_again_draws_a_new_seed_every_time(world: World, emulator: RelayEmulator) -> None:
    message = await made(world)

    await world.maya.click(message, label="Again")
    await world.maya.click(message, label="Again")

    bodies = [without_drawn_seed(submit.body) for submit in emulator.submits]
    assert bodies[0] == bodies[1] == bodies[2]
    assert len({submit.body["seed"] for submit in emulator.submits}) == 3


async def test_a_repeated_submit_has_the_same_seed(world: World, emulator: RelayEmulator) -> None:
    emulator.faults.next("submit", "drop-accepted")

    await made(world)

    first, *others = [submit.body for submit in emulator.submits]
    assert all(body == first for body in others)
    assert emulator.created == 1


async def test_no_seed_is_sent_where_the_model_takes_none(
    world: World, emulator: RelayEmulator
) -> None:
    await made(world, "gpt-image generate")

    assert "seed" not in emulator.submits[0].body


async def test_a_long_command_is_attached_to_the_details(
    world: World, emulator: RelayEmulator
) -> None:
    prompt = ("a fox in the snow " * 120).strip()
    message = await made(world, prompt=prompt)
    seed = emulator.submits[0].body["seed"]

    result = await world.maya.click(message, label="Details")

    assert "so it's in the attached file" in said(result)
    [file] = result.response.attachments
    command = f"/flux prompt:{prompt} width:64 height:64 seed:{seed}\n"
    assert (await file.read()).decode() == command
