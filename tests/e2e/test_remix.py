"""*Remix…*: a picture's request in a modal, to change a word and roll again."""

from typing import Any

import pytest

from bot.storage.members import MemberStore
from sandbox.relay import RelayEmulator
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, said, without_drawn_seed
from tests.e2e.images import png
from tests.e2e.pictures import (
    DONE,
    NO_CONSENT,
    SMALL,
    counted,
    defaults,
    drop_inputs,
    edited,
    forbid_edits,
    made,
    stranger,
    thread_of,
)

RED, BLUE = ("red.png", png(64, 64, "red")), ("blue.png", png(64, 64, "blue"))


def words(modal: dict[str, Any]) -> str:
    """Return what the text input of a modal holds."""
    return str(modal["components"][0]["component"]["value"])


async def remixed(member: Any, message: Any, prompt: str | None = None, **values: Any) -> Any:
    """Press Remix… and submit the modal, with another prompt or other values."""
    shown = await member.click(message, label="Remix…")
    filled = {**defaults(shown.modal), "words": words(shown.modal), **values}
    return await member.submit_modal(shown, filled | ({"words": prompt} if prompt else {}))


async def test_a_word_is_changed_and_the_rest_stays(world: World, emulator: RelayEmulator) -> None:
    message = await made(world, seed=7, safety_tolerance=0, spoiler=True)
    shown = await world.maya.click(message, label="Remix…")
    assert words(shown.modal) == "a red fox"
    assert defaults(shown.modal) == {"model": ["flux"], "shape": ["kept"], "seed": ["new"]}

    result = await world.maya.submit_modal(shown, {**defaults(shown.modal), "words": "a blue fox"})

    assert said(result).startswith(DONE)
    body = without_drawn_seed(emulator.submits[1].body)
    assert body.pop("prompt") == "a blue fox"
    assert {**SMALL, "safety_tolerance": 0}.items() <= body.items()
    assert world.pictures.history()[-1].attachments[0].is_spoiler()


async def test_the_seed_can_be_kept_and_the_shape_and_the_model_changed(
    world: World, emulator: RelayEmulator
) -> None:
    message = await made(world, seed=7)

    await remixed(world.maya, message, seed=["kept"], shape=["wide"], model=["qwen"])

    body = emulator.submits[1].body
    assert (body["prompt"], body["seed"]) == ("a red fox", 7)
    width, height = map(int, body["size"].split("x"))
    assert width / height == pytest.approx(16 / 9, rel=0.02)


async def test_values_in_the_words_count_more_than_the_fields(
    world: World, emulator: RelayEmulator
) -> None:
    message = await made(world, seed=7)

    await remixed(world.maya, message, "a fox --seed 5 --ar 1:2", seed=["kept"])

    body = emulator.submits[1].body
    assert (body["prompt"], body["seed"]) == ("a fox", 5)
    assert body["height"] == 2 * body["width"]


async def test_reference_pictures_stay(world: World, emulator: RelayEmulator) -> None:
    message = await made(world, input_image=RED, input_image_3=BLUE)

    await remixed(world.maya, message, "a blue fox")

    first, second = (without_drawn_seed(submit.body) for submit in emulator.submits)
    assert second == {**first, "prompt": "a blue fox"}


async def test_an_edit_is_remixed_from_its_source(world: World, emulator: RelayEmulator) -> None:
    message = await made(world)
    await edited(world, message)
    thread = thread_of(world, message)
    [edit] = thread.history()

    await remixed(world.maya, edit, "make it green", model=["gpt-image"])

    _, again = thread.history()
    assert f"edited from {message.jump_url}" in again.content
    body = emulator.submits[2].body
    assert body["prompt"] == "make it green"
    assert body["image"] == emulator.submits[1].body["input_image"]


async def test_the_modal_survives_a_restart(world: World, emulator: RelayEmulator) -> None:
    message = await made(world)
    shown = await world.maya.click(message, label="Remix…")
    await world.restart(crash=True)

    result = await world.maya.submit_modal(shown, {**defaults(shown.modal), "words": "a blue fox"})

    assert said(result).startswith(DONE)
    assert emulator.submits[-1].body["prompt"] == "a blue fox"


async def test_of_a_long_prompt_the_rest_stays(world: World, emulator: RelayEmulator) -> None:
    prompt = " ".join(["fox"] * 1400)
    message = await made(world, prompt=prompt)
    shown = await world.maya.click(message, label="Remix…")
    held = words(shown.modal)
    assert 3900 < len(held) <= 4000
    assert prompt.startswith(f"{held} fox")
    rest = len(prompt) - len(held)
    assert f"{rest:,} characters" in shown.modal["components"][0]["description"]

    await world.maya.submit_modal(
        shown, {**defaults(shown.modal), "words": held.replace("fox", "cat")}
    )

    sent = emulator.submits[1].body["prompt"]
    assert sent == held.replace("fox", "cat") + prompt[len(held) :]


async def test_values_before_the_rest_of_a_long_prompt_are_read(
    world: World, emulator: RelayEmulator
) -> None:
    prompt = " ".join(f"word{n}" for n in range(600))
    message = await made(world, prompt=prompt)
    shown = await world.maya.click(message, label="Remix…")

    typed = words(shown.modal).removeprefix("word0 word1 ") + " --seed 7"
    await world.maya.submit_modal(shown, {**defaults(shown.modal), "words": typed})

    body = emulator.submits[-1].body
    assert body["prompt"] == prompt.removeprefix("word0 word1 ")
    assert body["seed"] == 7


async def test_who_may_not_use_the_images_is_refused_before_the_modal(world: World) -> None:
    message = await made(world, input_image=RED)
    await forbid_edits(world)

    refused = await stranger(world).click(message, label="Remix…")

    assert refused.modal is None
    assert said(refused).startswith(NO_CONSENT)


async def test_consent_that_is_taken_back_meanwhile_holds(
    world: World, emulator: RelayEmulator
) -> None:
    message = await made(world, input_image=RED)
    eve = stranger(world)
    shown = await eve.click(message, label="Remix…")
    await MemberStore(world.database).set_lets_others_edit(world.maya.id, lets=False)

    result = await eve.submit_modal(shown, {**defaults(shown.modal), "words": "a hat"})

    assert said(result).startswith(NO_CONSENT)
    assert len(emulator.submits) == 1


async def test_without_its_images_nothing_is_remixed(world: World) -> None:
    message = await made(world, input_image=RED)
    await drop_inputs(world)

    refused = await world.maya.click(message, label="Remix…")

    assert refused.modal is None
    assert "no longer have the pictures" in said(refused)


async def test_an_expensive_remix_is_asked_about(open_here: OpenWorld) -> None:
    async with open_here(confirm_above=0.039) as world:
        message = await made(world)

        asked = await remixed(world.maya, message, model=["gemini"])

        assert "This will cost about" in said(asked)
        await world.maya.click(asked.response, label="Make it")
        assert await counted(world, world.maya) == 2
