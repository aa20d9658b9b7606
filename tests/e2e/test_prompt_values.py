"""Values at the end of a prompt, in every way in."""

from PIL import ExifTags, Image

from sandbox.relay import RelayEmulator
from sandbox.world import World
from tests.e2e.conftest import OpenWorld
from tests.e2e.images import saved
from tests.e2e.pictures import edited, made, thread_of
from tests.e2e.replying import answers


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


async def test_a_reply_takes_them_too_and_says_so(world: World, emulator: RelayEmulator) -> None:
    message = await made(world)

    words = "make it blue --ar 1:2 --seed 7 --no hats"
    reply = await world.maya.send(world.pictures, words, reply_to=message)

    body = emulator.submits[1].body
    assert (body["prompt"], body["seed"]) == ("make it blue --no hats", 7)
    assert body["height"] == 2 * body["width"]
    assert len(thread_of(world, message).history()) == 1
    assert answers(world.pictures, reply) == [
        "Read from your prompt: `shape: 1:2` `seed: 7`. "
        "Flux doesn't have `--no`, so I left that in your prompt."
    ]


async def test_a_reply_that_is_dear_says_so_above_its_price(
    open_here: OpenWorld, emulator: RelayEmulator
) -> None:
    async with open_here(confirm_above=0.039) as world:
        message = await made(world, "gpt-image generate")

        words = "make it blue --ar 1:2"
        reply = await world.maya.send(world.pictures, words, reply_to=message)

        [asked] = answers(world.pictures, reply)
        said, question = asked.splitlines()
        assert said == "Read from your prompt: `shape: 1:2`."
        assert question.startswith("This will cost about $")
        assert len(emulator.submits) == 1


async def test_a_reply_of_nothing_but_a_ratio_changes_the_shape(
    world: World, emulator: RelayEmulator
) -> None:
    message = await made(world)

    reply = await world.maya.send(world.pictures, "--ar 1:2", reply_to=message)

    body = emulator.submits[1].body
    assert body["height"] == 2 * body["width"]
    assert body["prompt"] == "1:2"
    assert answers(world.pictures, reply) == ["Read from your prompt: `shape: 1:2`."]


def turned_jpeg() -> bytes:
    """Return a JPEG whose EXIF data say that it is to be turned."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    return saved(Image.new("RGB", (96, 64), "teal"), "JPEG", exif=exif)


async def test_a_turned_photo_in_a_reply_is_said_to_be_turned(world: World) -> None:
    message = await made(world)

    turned = [("turned.jpg", turned_jpeg())]
    reply = await world.maya.send(world.pictures, "add this", reply_to=message, attachments=turned)

    assert answers(world.pictures, reply) == ["I turned your image upright."]
