"""Edits of a part of a picture: seen first, made by mask, and nothing else changes."""

from typing import Any

import pytest

from bot.imaging.areas import AREAS
from bot.intake.downloads import UploadGoneError
from bot.storage.jobs import JobStore
from sandbox.relay import RelayEmulator
from sandbox.world import World
from tests.e2e.areas import (
    ASKED,
    GPT_EDIT,
    asked,
    assert_kept,
    edited,
    moved,
    newest,
    photo,
    picture_of,
)
from tests.e2e.conftest import OpenWorld, button, said, until
from tests.e2e.images import opened, png, sent
from tests.e2e.pictures import DONE, FREE, counted, defaults, made, stranger, thread_of
from tests.e2e.ruling import rule
from tests.e2e.test_retries import back, stale, under


async def test_the_area_is_shown_and_nothing_is_made_yet(
    world: World, emulator: RelayEmulator
) -> None:
    result = await asked(world)

    assert said(result) == ASKED.format("left half")
    assert under(result) == ["Make it", "No, thanks"]
    [preview] = result.response.attachments
    assert preview.filename == "area.webp"
    shown: Any = opened(await preview.read()).convert("RGB")
    assert shown.size == (96, 64)
    assert emulator.created == 0
    assert await counted(world, world.maya) == 0


async def test_who_says_yes_gets_the_area_changed_and_nothing_else(
    world: World, emulator: RelayEmulator
) -> None:
    message = await edited(world)

    body = emulator.submits[-1].body
    assert emulator.submits[-1].path == GPT_EDIT
    assert body.keys() == {"prompt", "image", "mask", "size", "async"}
    assert body["prompt"] == "make it blue"
    assert body["size"] == "1536x1024"
    assert sent(emulator, "image").size == sent(emulator, "mask").size == (1536, 1024)
    assert emulator.created == 1
    assert_kept("left half", opened(photo()[1]), await picture_of(message))
    assert message.attachments[0].filename.endswith(".png")
    assert "changed: left half" in message.content


@pytest.mark.slow
@pytest.mark.parametrize("size", [(64, 96), (150, 30)], ids=str)
@pytest.mark.parametrize("area", AREAS)
async def test_every_area_of_every_shape_is_made_alone(
    world: World, area: str, size: tuple[int, int]
) -> None:
    message = await edited(world, area, image=photo(size))

    assert_kept(area, opened(photo(size)[1]), await picture_of(message))


@pytest.mark.slow
async def test_the_preview_goes_when_it_is_answered(world: World) -> None:
    yes, no = await asked(world), await asked(world)

    await world.maya.click(yes.response, label="Make it")
    await world.maya.click(no.response, label="No, thanks")

    assert yes.response.attachments == no.response.attachments == []
    assert said(no) == "Okay, not made."
    assert back(no) == "make it blue"
    assert world.emulator.created == 1


@pytest.mark.slow
async def test_the_preview_goes_when_the_answer_is_refused(open_here: OpenWorld) -> None:
    async with open_here(daily_pictures=1) as world:
        result = await asked(world)
        await made(world)

        await world.maya.click(result.response, label="Make it")

        assert "You've made 1 picture in the last 24 hours" in said(result)
        assert back(result) == "make it blue"
        assert result.response.attachments == []
        assert world.emulator.created == 1


@pytest.mark.slow
async def test_a_picture_that_is_gone_by_the_yes_is_not_paid_for(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def gone(*_: object) -> bytes:
        raise UploadGoneError("404")

    result = await asked(world)
    monkeypatch.setattr("sandbox.external.SimulatedDownloader.fetch", gone)

    await world.maya.click(result.response, label="Make it")

    assert said(result).startswith("⚠️")
    assert "make it blue" in result.response.content
    assert world.emulator.created == 0


@pytest.mark.slow
async def test_a_relay_without_masks_makes_no_area(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = await made(world)
    monkeypatch.setattr(
        "bot.intake.catalogue.ModelCatalogue.takes", lambda _, __, field: field != "mask"
    )

    for result in (await asked(world), await moved(world, message, "pan left")):
        assert said(result).startswith("⚠️ GPT Image takes no masks right now")
    assert world.emulator.created == 1


@pytest.mark.slow
async def test_a_small_frame_is_used_where_larger_sides_are_not_allowed(
    world: World, emulator: RelayEmulator
) -> None:
    await rule(world, world.pictures, largest_size=1024)

    message = await edited(world)

    assert sent(emulator, "image").size == (1024, 1024)
    assert "size" not in emulator.submits[-1].body
    assert_kept("left half", opened(photo()[1]), await picture_of(message))


@pytest.mark.slow
async def test_a_picture_that_is_too_large_to_post_is_made_smaller_and_it_is_said(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.intake.destinations._upload_limit", lambda *_, **__: 12_000)

    message = await edited(world)

    assert (await picture_of(message)).size == (96, 64)
    assert "to fit the upload limit" in message.content


@pytest.mark.slow
async def test_nobody_else_can_answer(world: World) -> None:
    result = await asked(world)
    pressed = button(result.response.message, "Make it")
    message = await made(world)
    world.env.backend.get_message(world.pictures.id, message.id).components = stale(pressed)

    refused = await stranger(world).click(message, custom_id=pressed)

    assert said(refused).startswith("⚠️")
    assert world.emulator.created == 1
    assert await counted(world, world.maya) == 1


@pytest.mark.slow
async def test_of_an_expensive_edit_one_question_says_both(open_here: OpenWorld) -> None:
    async with open_here(confirm_above=0.03) as world:
        result = await asked(world, "centre")

        assert said(result).startswith(f"{ASKED.format('centre')} This will cost about $0.04.")
        await world.maya.click(result.response, label="Make it")
        assert said(result).startswith(DONE)


@pytest.mark.slow
async def test_a_veiled_picture_has_a_veiled_preview(world: World) -> None:
    result = await asked(world, spoiler=True)

    [preview] = result.response.attachments
    assert preview.is_spoiler()


async def test_edit_in_the_modal_stays_in_the_thread_of_its_picture(
    world: World, emulator: RelayEmulator
) -> None:
    message = await made(world)
    before = await picture_of(message)
    shown = await world.maya.click(message, label="Edit…")
    values = {**defaults(shown.modal), "words": "a hat", "mask": ["top half"]}

    result = await world.maya.submit_modal(shown, values)

    assert said(result).endswith(ASKED.format("top half"))
    assert "Only GPT Image can change just a part of a picture" in said(result)
    await world.maya.click(result.response, label="Make it")
    [edit] = thread_of(world, message).history()
    assert emulator.submits[-1].path == GPT_EDIT
    assert_kept("top half", before, await picture_of(edit))


@pytest.mark.slow
async def test_a_shape_and_a_file_give_way_to_the_area(world: World) -> None:
    result = await asked(world, shape="tall", **{"with": "flux"})

    assert "With an `area` the picture keeps its shape" in said(result)
    message = await made(world)
    shown = await world.maya.click(message, label="Edit…")
    file = ("red.png", png(64, 64))
    values = {**defaults(shown.modal), "words": "x", "mask": ["centre"], "file": [file]}
    with_file = await world.maya.submit_modal(shown, values)
    assert "so I left out 1 of yours" in said(with_file)


@pytest.mark.slow
async def test_the_question_survives_a_restart(world: World, emulator: RelayEmulator) -> None:
    result = await asked(world)
    await world.restart(crash=True)

    await world.maya.click(result.response, label="Make it")

    assert said(result).startswith(DONE)
    assert_kept("left half", opened(photo()[1]), await picture_of(newest(world.pictures)))
    assert emulator.created == 1


@pytest.mark.slow
async def test_a_restart_while_it_is_made_posts_it_once_and_whole(open_here: OpenWorld) -> None:
    async with open_here(background=True) as world:
        result = await asked(world)
        await world.maya.click(result.response, label="Make it")
        await until(world, lambda: world.emulator.created == 1)
        await world.restart(crash=True)
        await world.env.advance_time(120)
        await until(world, lambda: any(one.attachments for one in world.pictures.history()))

        [message] = [one for one in world.pictures.history() if one.attachments]
        assert_kept("left half", opened(photo()[1]), await picture_of(message))
        assert world.emulator.created == 1


@pytest.mark.slow
async def test_what_cannot_be_put_together_is_posted_as_it_was_made(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("bot.jobs.compositing.composite_picture", broken)

    message = await edited(world)

    assert (await picture_of(message)).size == (1536, 1024)
    assert "not composited, so it stays as the relay made it" in caplog.text


async def test_where_gpt_image_is_off_no_area_is_offered(
    world: World, emulator: RelayEmulator
) -> None:
    message = await made(world)
    await rule(world, world.pictures, provider="gpt-image", allowed=False)

    shown = await world.maya.click(message, label="Edit…")
    refused = await asked(world)

    [menu] = [
        label["component"]
        for label in shown.modal["components"]
        if label["component"]["custom_id"] == "mask"
    ]
    assert [option["value"] for option in menu["options"]] == ["auto", "reference", "mask"]
    assert said(refused).startswith("⚠️ GPT Image is switched off here.")
    assert len(emulator.submits) == 1


@pytest.mark.slow
async def test_a_forged_area_of_the_modal_is_refused_like_any(
    world: World, emulator: RelayEmulator
) -> None:
    message = await made(world)
    shown = await world.maya.click(message, label="Edit…")
    await rule(world, world.pictures, provider="gpt-image", allowed=False)

    values = {**defaults(shown.modal), "words": "a hat", "mask": ["centre"]}
    refused = await world.maya.submit_modal(shown, values)

    assert "GPT Image is switched off here." in said(refused)
    assert len(emulator.submits) == 1


@pytest.mark.slow
async def test_again_makes_the_same_area_without_a_question(
    world: World, emulator: RelayEmulator
) -> None:
    message = await edited(world, "background")

    result = await world.noor.click(message, label="Again")

    assert said(result).startswith(DONE)
    assert emulator.submits[-1].body == emulator.submits[0].body
    again = newest(world.pictures)
    assert again.id != message.id
    assert_kept("background", opened(photo()[1]), await picture_of(again))


@pytest.mark.slow
async def test_a_shape_in_the_words_or_in_remix_gives_way_and_it_is_said(
    world: World, emulator: RelayEmulator
) -> None:
    result = await asked(world, prompt="make it blue --ar 1:2")
    assert "With an `area` the picture keeps its shape" in said(result)
    await world.maya.click(result.response, label="Make it")
    message = newest(world.pictures)
    assert_kept("left half", opened(photo()[1]), await picture_of(message))

    shown = await world.maya.click(message, label="Remix…")
    values = {**defaults(shown.modal), "words": "make it green", "shape": ["tall"]}
    again = await world.maya.submit_modal(shown, values)

    [note] = again.followups
    assert "With an `area` the picture keeps its shape" in note.content
    assert emulator.submits[-1].body["size"] == "1536x1024"
    assert_kept("left half", opened(photo()[1]), await picture_of(newest(world.pictures)))


@pytest.mark.slow
async def test_remix_keeps_the_area(world: World, emulator: RelayEmulator) -> None:
    message = await edited(world, "centre")
    shown = await world.maya.click(message, label="Remix…")

    values = {**defaults(shown.modal), "words": "make it green"}
    result = await world.maya.submit_modal(shown, values)

    assert said(result).startswith(DONE)
    assert emulator.submits[-1].body["prompt"] == "make it green"
    assert_kept("centre", opened(photo()[1]), await picture_of(newest(world.pictures)))


@pytest.mark.slow
async def test_another_model_changes_the_whole_picture_and_says_so(
    world: World, emulator: RelayEmulator
) -> None:
    message = await edited(world)
    offered = await world.maya.click(message, label="Try with…")
    result = await world.maya.select(offered.response, values=["flux"])

    assert any("This model has no `area`" in one.content for one in result.followups)
    body = emulator.submits[-1].body
    assert "mask" not in body
    assert "original" not in body
    assert sent(emulator, "input_image").size == (96, 64)


@pytest.mark.slow
async def test_details_name_the_area_and_the_command(world: World) -> None:
    message = await edited(world, "top left")

    told = said(await world.maya.click(message, label="Details"))

    assert "`area` top left" in told
    assert "/edit prompt:make it blue area:top left" in told
    assert "[attach: image]" in told
    assert "`mask`" not in told


@pytest.mark.slow
async def test_before_and_after_shows_the_whole_original(world: World) -> None:
    message = await edited(world)

    result = await world.maya.click(message, label="Before / after")

    [joined] = result.response.attachments
    # Both have 64 rows, below the bar with their names.
    width, height = opened(await joined.read()).size
    assert width == 96 + 16 + 96
    assert height < 64 + 49


@pytest.mark.slow
async def test_a_failed_edit_of_an_area_is_tried_again(
    world: World, emulator: RelayEmulator
) -> None:
    emulator.faults.next("task", "upstream-error")
    result = await asked(world)
    await world.maya.click(result.response, label="Make it")
    assert under(result) == ["Try again", "Change…", "Other model…"]

    await world.maya.click(result.response, label="Try again")

    assert said(result).startswith(DONE)
    assert emulator.submits[-1].body == emulator.submits[0].body
    assert_kept("left half", opened(photo()[1]), await picture_of(newest(world.pictures)))


@pytest.mark.slow
async def test_a_refused_edit_keeps_its_area(world: World) -> None:
    await world.noor.slash(world.pictures, "easel words add", word="blue")
    refused = await asked(world)
    assert said(refused).startswith("⚠️ Prompts in this server can't contain")

    shown = await world.maya.click(refused.response, label="Change…")
    values = {**defaults(shown.modal), "words": "make it green"}
    changed = await world.maya.submit_modal(shown, values)

    assert said(changed).endswith(ASKED.format("left half"))


@pytest.mark.slow
async def test_a_file_that_is_no_picture_is_refused_before_the_question(world: World) -> None:
    result = await asked(world, image=("photo.png", b"no picture"))

    assert said(result).startswith("⚠️")
    assert FREE in said(result)
    assert under(result) == []


@pytest.mark.slow
async def test_the_stored_row_has_the_area_and_the_whole_picture(world: World) -> None:
    await edited(world, "bottom third")

    store = JobStore(world.database, "test")
    [job] = await store.recent(world.guild.id, world.maya.id, 9)
    assert job.area is not None
    assert job.area.name == "bottom third"
    kept = await store.stored_inputs(job.id)
    assert kept.keys() == {"image", "mask", "original"}
    assert (await store.inputs(job.id)).keys() == {"image", "mask"}
    assert opened(kept["original"].content).size == (96, 64)


async def test_alternatives_of_a_prompt_change_the_same_area(
    world: World, emulator: RelayEmulator
) -> None:
    message = await edited(world, prompt="make it {blue|red}")

    prompts = [str(submit.body["prompt"]) for submit in emulator.submits]
    assert sorted(prompt.rpartition(" ")[2] for prompt in prompts) == ["blue", "red"]
    assert len(message.attachments) == 2
    for file in message.attachments:
        after = opened(await file.read()).convert("RGB")
        assert_kept("left half", opened(photo()[1]), after)
