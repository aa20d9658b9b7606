"""*Zoom / pan…*: the picture stays as it is, and more is made around it."""

from typing import Any

import pytest

from bot.edits.extend import BEFORE
from bot.imaging.areas import MOVES
from bot.storage.jobs import JobStore
from bot.storage.records import State
from sandbox.relay import RelayEmulator
from sandbox.world import World
from tests.e2e.areas import GPT_EDIT, assert_kept, moved, newest, photo, picture_of
from tests.e2e.conftest import OpenWorld, said, until
from tests.e2e.images import opened, sent
from tests.e2e.pictures import (
    DONE,
    FREE,
    NO_CONSENT,
    counted,
    defaults,
    forbid_edits,
    made,
    stranger,
    thread_of,
)
from tests.e2e.ruling import rule
from tests.e2e.test_hidden_pictures import reported
from tests.e2e.test_retries import under


def fields(shown: Any) -> list[str]:
    """The custom ids of a modal's fields."""
    return [label["component"]["custom_id"] for label in shown.modal["components"]]


async def test_the_modal_offers_every_move(world: World) -> None:
    message = await made(world)

    shown = await world.maya.click(message, label="Zoom / pan…")

    assert shown.modal["title"] == "Zoom out or pan"
    assert fields(shown) == ["move", "words"]
    [menu] = [label["component"] for label in shown.modal["components"][:1]]
    assert {one["value"]: one["label"] for one in menu["options"]} == {
        "zoom 1.5x": "Zoom out 1.5×",
        "zoom 2x": "Zoom out 2×",
        "pan left": "Pan left",
        "pan right": "Pan right",
        "pan up": "Pan up",
        "pan down": "Pan down",
    }
    assert defaults(shown.modal) == {"move": ["zoom 2x"]}


@pytest.mark.parametrize(
    ("move", "size", "frame"),
    [("zoom 2x", (128, 128), "1024x1024"), ("pan left", (96, 64), "1536x1024")],
)
async def test_the_picture_is_kept_at_its_size_on_a_larger_canvas(
    world: World, emulator: RelayEmulator, move: str, size: tuple[int, int], frame: str
) -> None:
    message = await made(world)
    before = await picture_of(message)

    result = await moved(world, message, move)

    assert said(result).startswith(DONE)
    [more] = thread_of(world, message).history()
    after = await picture_of(more)
    assert after.size == size
    assert_kept(move, before, after)
    body = emulator.submits[-1].body
    assert emulator.submits[-1].path == GPT_EDIT
    assert body["prompt"] == f"{BEFORE}a red fox"
    assert body.get("size", "1024x1024") == frame
    assert sent(emulator, "mask").size == sent(emulator, "image").size
    assert f"**a red fox** — {world.maya.mention}" in more.content
    assert f"edited from {message.jump_url}" in more.content
    assert ("Zoom out 2×" if move == "zoom 2x" else "Pan left") in more.content


@pytest.mark.slow
@pytest.mark.parametrize("shape", [(96, 64), (64, 96), (256, 64)], ids=str)
@pytest.mark.parametrize("move", MOVES)
async def test_every_move_keeps_every_shape(
    world: World, move: str, shape: tuple[int, int]
) -> None:
    width, height = shape
    message = await made(world, width=width, height=height)
    before = await picture_of(message)

    await moved(world, message, move)

    [more] = thread_of(world, message).history()
    assert_kept(move, before, await picture_of(more))


@pytest.mark.slow
async def test_words_of_the_member_describe_the_whole(
    world: World, emulator: RelayEmulator
) -> None:
    message = await made(world)

    await moved(world, message, "pan up", words="a fox below the moon")

    assert emulator.submits[-1].body["prompt"] == f"{BEFORE}a fox below the moon"


@pytest.mark.slow
async def test_each_alternative_comes_with_the_words_about_the_move(
    world: World, emulator: RelayEmulator
) -> None:
    message = await made(world)
    await moved(world, message, "pan up", words="a fox below the {moon|sun}")

    prompts = [str(submit.body["prompt"]) for submit in emulator.submits[1:]]
    assert sorted(prompt.rpartition(" ")[2] for prompt in prompts) == ["moon", "sun"]
    [before] = {prompt.partition("a fox below")[0] for prompt in prompts}
    assert before


@pytest.mark.slow
async def test_a_zoom_of_a_zoom_has_the_first_words(world: World, emulator: RelayEmulator) -> None:
    message = await made(world)
    await moved(world, message, "zoom 1.5x")
    thread = thread_of(world, message)
    [first] = thread.history()
    before = await picture_of(first)

    await moved(world, first, "pan right")

    _, second = thread.history()
    assert emulator.submits[-1].body["prompt"] == f"{BEFORE}a red fox"
    assert_kept("pan right", before, await picture_of(second))


@pytest.mark.slow
async def test_the_words_of_another_edit_describe_nothing(
    world: World, emulator: RelayEmulator
) -> None:
    image = photo()
    await world.maya.slash(world.pictures, "edit", prompt="make it blue", image=image)

    await moved(world, newest(world.pictures), "zoom 2x")

    assert emulator.submits[-1].body["prompt"] == f"{BEFORE}more of the same scene"


@pytest.mark.slow
async def test_of_several_pictures_one_is_chosen(world: World) -> None:
    message = await made(world, "gpt-image generate", n=2)
    shown = await world.maya.click(message, label="Zoom / pan…")
    assert fields(shown) == ["move", "picture", "words"]

    values = {**defaults(shown.modal), "picture": ["2"]}
    assert said(await world.maya.submit_modal(shown, values)).startswith(DONE)

    [more] = thread_of(world, message).history()
    second = opened(await message.attachments[1].read())
    assert_kept("zoom 2x", second, await picture_of(more))


async def test_where_gpt_image_is_off_a_sentence_says_why(
    world: World, emulator: RelayEmulator
) -> None:
    message = await made(world)
    shown = await world.maya.click(message, label="Zoom / pan…")
    await rule(world, world.pictures, provider="gpt-image", allowed=False)

    pressed = await world.maya.click(message, label="Zoom / pan…")
    submitted = await world.maya.submit_modal(shown, defaults(shown.modal))

    assert said(pressed) == (
        "⚠️ Zooming out and panning need GPT Image, which isn't available here right now. "
        "`/models` shows why."
    )
    assert said(submitted).startswith("⚠️ GPT Image is switched off here.")
    assert len(emulator.submits) == 1


@pytest.mark.slow
async def test_whose_owner_forbids_it_is_refused(world: World, emulator: RelayEmulator) -> None:
    message = await made(world)
    shown = await stranger(world).click(message, label="Zoom / pan…")
    assert shown.modal
    await forbid_edits(world)

    pressed = await world.noor.click(message, label="Zoom / pan…")

    assert said(pressed) == NO_CONSENT
    assert len(emulator.submits) == 1


@pytest.mark.slow
async def test_a_private_picture_stays_private_and_needs_no_message(world: World) -> None:
    result = await world.maya.slash(
        world.pictures, "flux", prompt="a fox", width=64, height=64, private=True
    )
    shown = await world.maya.click(result.response, label="Zoom / pan…")

    more = await world.maya.submit_modal(shown, defaults(shown.modal))

    assert said(more).startswith("✅ Here you are. Only you can see this")
    [file] = more.response.attachments
    assert opened(await file.read()).size == (128, 128)
    assert world.pictures.threads == []


@pytest.mark.slow
@pytest.mark.parametrize("crash", [False, True])
async def test_the_modal_survives_a_restart(world: World, crash: bool) -> None:
    message = await made(world)
    shown = await world.maya.click(message, label="Zoom / pan…")
    await world.restart(crash=crash)

    result = await world.maya.submit_modal(shown, defaults(shown.modal))

    assert said(result).startswith(DONE)


@pytest.mark.slow
async def test_a_restart_while_it_is_made_posts_it_once_and_whole(
    open_here: OpenWorld, emulator: RelayEmulator
) -> None:
    async with open_here(background=True) as world:
        await world.maya.slash(world.pictures, "flux", prompt="a fox", width=64, height=64)
        await until(world, lambda: any(one.attachments for one in world.pictures.history()))
        message = newest(world.pictures)
        before = await picture_of(message)
        await moved(world, message, "zoom 2x")
        await until(world, lambda: emulator.created == 2)
        await world.restart(crash=True)
        await world.env.advance_time(120)
        store = JobStore(world.database, "test")

        async def newest_job() -> Any:
            [job, _] = await store.recent(world.guild.id, world.maya.id, 2)
            return job

        while (await newest_job()).state is not State.DONE:
            await world.settle()

        [more] = thread_of(world, message).history()
        assert_kept("zoom 2x", before, await picture_of(more))
        assert emulator.created == 2


@pytest.mark.slow
async def test_a_limit_and_a_price_count_as_for_any_edit(open_here: OpenWorld) -> None:
    async with open_here(daily_pictures=2, confirm_above=0.038) as world:
        message = await made(world)

        result = await moved(world, message, "zoom 2x")
        assert said(result).startswith("This will cost about $0.04.")
        assert under(result) == ["Make it", "No, thanks"]
        await world.maya.click(result.response, label="Make it")

        assert said(result).startswith(DONE)
        assert await counted(world, world.maya) == 2
        refused = await moved(world, message, "pan left")
        assert FREE in said(refused)


@pytest.mark.slow
async def test_a_listed_word_is_refused(world: World, emulator: RelayEmulator) -> None:
    message = await made(world)
    await world.noor.slash(world.pictures, "easel words add", word="moon")

    refused = await moved(world, message, "pan up", words="a fox below the moon")

    assert said(refused).startswith("⚠️ Prompts in this server can't contain “||moon||”.")
    assert len(emulator.submits) == 1


@pytest.mark.slow
async def test_again_remix_and_details_of_a_zoom(world: World, emulator: RelayEmulator) -> None:
    message = await made(world)
    before = await picture_of(message)
    await moved(world, message, "zoom 1.5x")
    thread = thread_of(world, message)
    [more] = thread.history()

    assert said(await world.noor.click(more, label="Again")).startswith(DONE)
    assert emulator.submits[-1].body == emulator.submits[-2].body
    assert_kept("zoom 1.5x", before, await picture_of(thread.history()[-1]))

    shown = await world.maya.click(more, label="Remix…")
    [models] = [
        label["component"]
        for label in shown.modal["components"]
        if label["component"]["custom_id"] == "model"
    ]
    assert [option["value"] for option in models["options"]] == ["gpt-image"]
    values = {**defaults(shown.modal), "words": "a blue fox"}
    assert said(await world.maya.submit_modal(shown, values)).startswith(DONE)
    assert emulator.submits[-1].body["prompt"] == f"{BEFORE}a blue fox"
    assert_kept("zoom 1.5x", before, await picture_of(thread.history()[-1]))

    told = said(await world.maya.click(more, label="Details"))
    assert "**a red fox**" in told
    assert "`area` Zoom out 1.5×" in told
    assert "/gpt-image" not in told
    none = await world.maya.click(more, label="Try with…")
    assert said(none).startswith("⚠️ No other model can make this right now.")


@pytest.mark.slow
async def test_a_failed_zoom_is_tried_again(world: World, emulator: RelayEmulator) -> None:
    message = await made(world)
    before = await picture_of(message)
    emulator.faults.next("task", "upstream-error")
    result = await moved(world, message, "pan down")

    await world.maya.click(result.response, label="Try again")

    assert said(result).startswith(DONE)
    [more] = thread_of(world, message).history()
    assert_kept("pan down", before, await picture_of(more))


@pytest.mark.slow
async def test_a_button_of_a_hidden_picture_does_nothing(world: World) -> None:
    message = await reported(world)

    extended = said(await world.maya.click(message, label="Zoom / pan…"))

    # The picture is gone from its message, so nothing is known of it.
    assert extended == said(await world.maya.click(message, label="Edit…"))
    assert extended.startswith("⚠️ There's no picture in that message.")
