"""An edit keeps its picture's shape: every shape by every editor, and every way to ask for it."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import discord
import pytest
from simcord import ChannelHandle

from providers.shapes import Shape, ratio_distance
from sandbox.relay import RelayEmulator, serve
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, said
from tests.e2e.images import opened, png
from tests.e2e.pictures import defaults, made, thread_of
from tests.e2e.replying import mention
from tests.e2e.ruling import rule

pytestmark = pytest.mark.slow

DONE = "✅ Done"
SOURCES: tuple[Shape, ...] = (
    (1024, 1024),
    (1360, 768),
    (768, 1360),
    (1600, 900),
    (1000, 750),
    (630, 270),
)
# The shapes that come back, by editor, in the order of the sources.
KEPT: dict[str, tuple[Shape, ...]] = {
    "flux": ((1024, 1024), (1376, 768), (768, 1376), (1600, 896), (1024, 768), (800, 352)),
    "gpt-image": (
        *((1024, 1024), (1536, 1024), (1024, 1536)),
        *((1536, 1024), (1536, 1024), (1536, 1024)),
    ),
    "qwen": ((1024, 1024), (1360, 768), (768, 1360), (1600, 900), (1000, 750), (782, 335)),
}
CASES = [
    (editor, source, kept)
    for editor, shapes in KEPT.items()
    for source, kept in zip(SOURCES, shapes, strict=True)
]


@pytest.fixture(params=["live", "spec"])
async def emulator(request: pytest.FixtureRequest) -> AsyncIterator[RelayEmulator]:
    """Run the relay in each of its forms."""
    async with serve(RelayEmulator(live=request.param == "live", delay=0)) as relay:
        yield relay


async def size_of(message: discord.Message) -> Shape:
    [file] = message.attachments
    return opened(await file.read()).size


def newest(*channels: ChannelHandle) -> discord.Message:
    """Return the newest message with a picture."""
    messages = [one for channel in channels for one in channel.history() if one.attachments]
    return max(messages, key=lambda message: message.id)


@pytest.mark.parametrize(("editor", "source", "kept"), CASES)
async def test_every_shape_is_kept_by_every_editor(
    world: World, editor: str, source: Shape, kept: Shape
) -> None:
    image = ("photo.png", png(*source))

    result = await world.maya.slash(
        world.pictures, "edit", prompt="a hat", image=image, **{"with": editor}
    )

    assert said(result).startswith(DONE)
    assert await size_of(newest(world.pictures)) == kept


def test_no_shape_of_the_matrix_is_far_from_its_source() -> None:
    for editor, source, kept in CASES:
        if editor != "gpt-image":
            assert ratio_distance(source, kept) < 1.03, (editor, source, kept)


async def posted(world: World, size: Shape = (1600, 900)) -> discord.Message:
    """Let Noor post a photo."""
    return await world.noor.send(
        world.pictures, "my photo", attachments=[("photo.png", png(*size))]
    )


async def by_reply(world: World, message: discord.Message) -> None:
    words = f"{mention(world)} make the sky green"
    await world.maya.send(world.pictures, words, reply_to=message)


async def by_menu(world: World, message: discord.Message) -> None:
    shown = await world.maya.context_menu(world.pictures, "Edit this picture", message)
    values = {**defaults(shown.modal), "provider": ["qwen"], "words": "a hat"}
    await world.maya.submit_modal(shown, values)


async def by_edit(world: World, message: discord.Message) -> None:
    image = ("photo.png", await message.attachments[0].read())
    options = {"prompt": "a hat", "image": image, "with": "qwen"}
    await world.maya.slash(world.pictures, "edit", **options)


async def by_qwen_edit(world: World, message: discord.Message) -> None:
    image = ("photo.png", await message.attachments[0].read())
    await world.maya.slash(world.pictures, "qwen edit", prompt="a hat", image=image)


async def by_flux(world: World, message: discord.Message) -> None:
    image = ("photo.png", await message.attachments[0].read())
    await world.maya.slash(world.pictures, "flux", prompt="a hat", input_image=image)


async def by_gpt_image_edit(world: World, message: discord.Message) -> None:
    image = ("photo.png", await message.attachments[0].read())
    await world.maya.slash(world.pictures, "gpt-image edit", prompt="a hat", image=image)


Way = Callable[[World, discord.Message], Any]
WAYS: list[tuple[Way, Shape]] = [
    (by_reply, (1600, 900)),
    (by_menu, (1600, 900)),
    (by_edit, (1600, 900)),
    (by_qwen_edit, (1600, 900)),
    (by_flux, (1600, 896)),
    (by_gpt_image_edit, (1536, 1024)),
]


@pytest.mark.parametrize(("way", "kept"), WAYS, ids=[way.__name__ for way, _ in WAYS])
async def test_every_way_to_ask_keeps_the_shape(
    open_here: OpenWorld, way: Way, kept: Shape
) -> None:
    async with open_here(message_content=True, edit_provider="qwen") as world:
        photo = await posted(world)

        await way(world, photo)

        edit = newest(world.pictures, *world.pictures.threads)
        assert edit.author.id == world.bot.user.id
        assert await size_of(edit) == kept


async def test_an_edit_of_our_own_picture_keeps_its_shape_by_button(world: World) -> None:
    message = await made(world, "gemini", aspect_ratio="16:9")
    assert await size_of(message) == (1360, 768)
    shown = await world.maya.click(message, label="Edit…")
    values = {**defaults(shown.modal), "provider": ["qwen"], "words": "a hat"}

    await world.maya.submit_modal(shown, values)

    assert await size_of(thread_of(world, message).history()[-1]) == (1360, 768)


async def test_again_and_try_with_keep_shape_and_area(world: World) -> None:
    image = ("photo.png", png(1600, 900))
    await world.maya.slash(world.pictures, "qwen edit", prompt="a hat", image=image)
    edit = newest(world.pictures)

    await world.maya.click(edit, label="Again")
    again = newest(world.pictures)
    asked = await world.maya.click(edit, label="Try with…")
    await world.maya.select(asked.response.message, ["flux"])

    assert await size_of(again) == (1600, 900)
    assert again.id != edit.id
    assert await size_of(newest(world.pictures)) == (1600, 896)


async def test_a_shape_by_name_is_made_and_not_sent_by_name(
    world: World, emulator: RelayEmulator
) -> None:
    sizes = []
    for command in ("flux", "gemini", "gpt-image generate", "qwen generate"):
        await world.maya.slash(world.pictures, command, prompt="a fox", shape="wide")
        sizes.append(await size_of(newest(world.pictures)))

    assert sizes == [(1376, 768), (1360, 768), (1536, 1024), (1365, 768)]
    assert not any("shape" in submit.body for submit in emulator.submits)


async def test_one_exact_side_and_a_shape_give_the_other_side(
    world: World, emulator: RelayEmulator
) -> None:
    await world.maya.slash(world.pictures, "flux", prompt="a fox", width=1280, shape="16:10")

    body = emulator.submits[0].body
    assert (body["width"], body["height"]) == (1280, 800)


async def test_exact_options_come_before_a_contradicting_shape_in_words(
    world: World, emulator: RelayEmulator
) -> None:
    result = await world.maya.slash(
        world.pictures, "flux", prompt="a fox", width=512, height=512, shape="wide"
    )

    body = emulator.submits[0].body
    assert (body["width"], body["height"]) == (512, 512)
    [told] = result.followups
    assert told.content == "I used `width`, `height` and left out `shape` wide."


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("flux", {"width": 1376, "height": 768}),
        ("gemini", {"aspect_ratio": "16:9"}),
        ("gemini", {"image_size": "2K"}),
        ("gpt-image generate", {"size": "1536x1024"}),
        ("qwen generate", {"size": "1920x1080"}),
        ("flux", {"seed": 7}),
    ],
)
async def test_exact_options_that_agree_with_the_shape_need_no_words(
    world: World, command: str, options: dict[str, Any]
) -> None:
    result = await world.maya.slash(
        world.pictures, command, prompt="a fox", shape="wide", **options
    )

    assert said(result).startswith(DONE)
    assert not result.followups


async def test_a_named_shape_comes_before_that_of_the_picture(world: World) -> None:
    image = ("photo.png", png(1600, 900))

    for options in ({"with": "qwen"}, {"with": "gpt-image"}):
        await world.maya.slash(
            world.pictures, "edit", prompt="a hat", image=image, shape="square", **options
        )
        width, height = await size_of(newest(world.pictures))
        assert width == height


async def test_a_named_shape_comes_before_what_the_picture_was_made_with(world: World) -> None:
    message = await made(world, width=512, height=512)

    await world.maya.slash(world.pictures, "edit", prompt="a hat", shape="2:1")

    assert await size_of(thread_of(world, message).history()[-1]) == (704, 352)


async def test_a_kept_shape_stays_within_the_rules_of_the_channel(
    world: World, emulator: RelayEmulator
) -> None:
    await rule(world, largest_size=1024)
    image = ("photo.png", png(1600, 900))

    for editor in ("flux", "qwen", "gpt-image"):
        result = await world.maya.slash(
            world.pictures, "edit", prompt="a hat", image=image, **{"with": editor}
        )
        assert said(result).startswith(DONE)

    sizes = [submit.body.get("size") for submit in emulator.submits]
    assert sizes == [None, "1024x576", None]
    assert (emulator.submits[0].body["width"], emulator.submits[0].body["height"]) == (1024, 576)


async def test_edit_of_the_shape_alone_has_the_shape_that_it_names(world: World) -> None:
    message = await made(world, width=1024, height=576)

    await world.maya.send(world.pictures, "make it square", reply_to=message)

    edit = newest(*world.pictures.threads)
    width, height = await size_of(edit)
    assert width == height
