"""A bad value of an exact option: it is said, and one press makes the near one."""

from typing import Any

import pytest

from sandbox.relay import RelayEmulator
from sandbox.world import World
from tests.e2e.conftest import button, said
from tests.e2e.images import png, sent
from tests.e2e.pictures import DONE, defaults
from tests.e2e.test_retries import back, under

pytestmark = pytest.mark.slow

WAYS_ON = ["Change…", "Other model…"]
PHOTO = ("photo.png", png(640, 400))


@pytest.mark.parametrize(
    ("command", "options", "words", "label", "body"),
    [
        (
            "flux",
            {"width": 1000},
            "`width` must be a multiple of 32, such as 992.",
            "Make it 992×1024",
            {"width": 992},
        ),
        (
            "flux",
            {"width": 1000, "height": 700},
            "`width` must be a multiple of 32, such as 992.",
            "Make it 992×704",
            {"width": 992, "height": 704},
        ),
        (
            "gemini",
            {"aspect_ratio": "16:10"},
            "This model has no such `aspect_ratio`. The nearest is 3:2.",
            "Make it 3:2",
            {"aspect_ratio": "3:2"},
        ),
        (
            "qwen generate",
            {"size": "9000x4500"},
            "Each side of `size` must be 64 to 4096 pixels, as in 1024x768.",
            "Make it 4096×2048",
            {"size": "4096x2048"},
        ),
        (
            "qwen generate",
            {"size": "640*480"},
            "`size` is written as width x height, such as 1024x768.",
            "Make it 640×480",
            {"size": "640x480"},
        ),
        (
            "qwen generate",
            {"size": "16:9"},
            "`size` is written as width x height, such as 1024x768.",
            "Make it 1365×768",
            {"size": "1365x768"},
        ),
    ],
)
async def test_the_near_value_is_one_press_away(
    world: World,
    emulator: RelayEmulator,
    command: str,
    options: dict[str, Any],
    words: str,
    label: str,
    body: dict[str, Any],
) -> None:
    refused = await world.maya.slash(world.pictures, command, prompt="a fox", **options)
    assert said(refused) == f"⚠️ {words} This didn't use up any of your limit."
    assert emulator.submits == []

    await world.maya.click(refused.response, label=label)

    [submit] = emulator.submits
    assert {name: submit.body[name] for name in body} == body
    assert submit.body["prompt"] == "a fox"
    assert len(world.pictures.history()) == 1
    assert said(refused).startswith(DONE)


async def test_other_options_and_images_are_kept(world: World, emulator: RelayEmulator) -> None:
    refused = await world.maya.slash(
        world.pictures,
        "flux",
        prompt="a fox",
        width=1000,
        seed=7,
        input_image=PHOTO,
        spoiler=True,
    )

    # The height is that of the picture, which is not known yet.
    await world.maya.click(refused.response, label="Make it width 992")

    [submit] = emulator.submits
    assert (submit.body["width"], submit.body["height"], submit.body["seed"]) == (992, 608, 7)
    assert sent(emulator, "input_image").size == (640, 400)
    assert world.pictures.history()[0].attachments[0].is_spoiler()


async def test_two_presses_make_one_picture(world: World, emulator: RelayEmulator) -> None:
    refused = await world.maya.slash(world.pictures, "flux", prompt="a fox", width=1000)
    pressed = button(refused.response.message, "Make it 992×1024")
    await world.maya.click(refused.response, custom_id=pressed)
    [message] = world.pictures.history()
    stored = world.env.backend.get_message(message.channel.id, message.id)
    stored.components[0]["components"][0]["custom_id"] = pressed

    second = await world.maya.click(message, custom_id=pressed)

    assert "I no longer have that request." in said(second)
    assert len(emulator.submits) == 1


async def test_a_press_counts_no_more_after_a_quarter_of_an_hour(
    world: World, emulator: RelayEmulator
) -> None:
    refused = await world.maya.slash(world.pictures, "flux", prompt="a fox", width=1000)
    world.env.backend.advance_clock(14 * 60 + 1)

    late = await world.maya.click(refused.response, label="Make it 992×1024")

    [told] = late.followups
    assert "I no longer have that request." in told.content
    assert back(refused) == "a fox"
    assert emulator.submits == []


async def test_a_restart_loses_neither_the_near_value_nor_the_words(
    world: World, emulator: RelayEmulator
) -> None:
    refused = await world.maya.slash(
        world.pictures, "flux", prompt="a fox", width=1000, spoiler=True
    )
    assert under(refused) == ["Make it 992×1024", *WAYS_ON]
    await world.restart(crash=True)

    await world.maya.click(refused.response, label="Make it 992×1024")

    [submit] = emulator.submits
    assert (submit.body["prompt"], submit.body["width"]) == ("a fox", 992)
    assert world.pictures.history()[0].attachments[0].is_spoiler()


async def test_the_words_are_changed_with_the_near_value(
    world: World, emulator: RelayEmulator
) -> None:
    refused = await world.maya.slash(world.pictures, "flux", prompt="a fox", width=1000)

    shown = await world.maya.click(refused.response, label="Change…")
    await world.maya.submit_modal(shown, {**defaults(shown.modal), "words": "a cat"})

    [submit] = emulator.submits
    assert (submit.body["prompt"], submit.body["width"]) == ("a cat", 992)


@pytest.mark.parametrize(
    ("command", "options"),
    [("qwen generate", {"size": "large"}), ("gemini", {"aspect_ratio": "a lot"})],
)
async def test_a_value_near_nothing_is_left_out_of_what_is_handed_back(
    world: World, emulator: RelayEmulator, command: str, options: dict[str, str]
) -> None:
    refused = await world.maya.slash(
        world.pictures, command, prompt="a fox", private=True, **options
    )
    assert "is written as" in said(refused)
    assert under(refused) == WAYS_ON

    shown = await world.maya.click(refused.response, label="Change…")
    await world.maya.submit_modal(shown, {**defaults(shown.modal), "words": "a cat"})

    assert emulator.submits[0].body["prompt"] == "a cat"
    assert world.pictures.history() == []


async def test_long_words_beside_a_bad_value_come_as_a_file(world: World) -> None:
    prompt = "fox " * 1400

    refused = await world.maya.slash(world.pictures, "flux", prompt=prompt, width=1000)

    [file] = refused.response.attachments
    assert (await file.read()).decode() == prompt
    assert under(refused)[0] == "Make it 992×1024"
