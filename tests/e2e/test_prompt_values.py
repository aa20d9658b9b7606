"""Values at the end of a prompt, in every way in."""

from sandbox.relay import RelayEmulator
from sandbox.world import World
from tests.e2e.conftest import without_drawn_seed
from tests.e2e.pictures import edited, made, thread_of


async def test_a_command_takes_values_from_its_prompt(
    world: World, emulator: RelayEmulator
) -> None:
    result = await world.maya.slash(world.pictures, "flux", prompt="a fox --ar 16:9 --seed 7")

    expected = {"prompt": "a fox", "width": 1376, "height": 768, "seed": 7}
    assert expected.items() <= emulator.submits[0].body.items()
    [picture] = world.pictures.history()
    assert picture.content.startswith("**a fox** — ")
    assert "seed 7 ·" in picture.content
    told = [message.content for message in result.followups]
    assert told == ["Read from your prompt: `shape: 16:9` `seed: 7`."]


async def test_a_modal_takes_them_too(world: World, emulator: RelayEmulator) -> None:
    message = await made(world)

    await edited(world, message, "make it blue --ar 2:1 --seed 3")

    body = emulator.submits[1].body
    assert (body["prompt"], body["seed"]) == ("make it blue", 3)
    assert body["width"] == 2 * body["height"]


async def test_a_reply_takes_them_too(world: World, emulator: RelayEmulator) -> None:
    message = await made(world)

    await world.maya.send(world.pictures, "make it blue --ar 1:2", reply_to=message)

    body = without_drawn_seed(emulator.submits[1].body)
    assert body["prompt"] == "make it blue"
    assert body["height"] == 2 * body["width"]
    assert len(thread_of(world, message).history()) == 1
