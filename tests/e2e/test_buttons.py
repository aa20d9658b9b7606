"""The buttons under a picture: each pressed by who asked, by others, and at bad moments."""

import re
from typing import Any

import discord
import pytest
from PIL import Image

from bot.storage.jobs import JobStore
from bot.storage.records import Source
from bot.storage.servers import ServerStore
from providers.registry import EDITORS, GENERATORS
from sandbox.relay import RelayEmulator
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, entry, said, without_drawn_seed
from tests.e2e.images import mask, opened, png, saved, sent
from tests.e2e.pictures import (
    COMPARED_BY_OWNER,
    DONE,
    FREE,
    NO_CONSENT,
    NOT_THE_OWNER,
    PURGED,
    SMALL,
    close,
    counted,
    defaults,
    delete_post,
    drop_inputs,
    edited,
    forbid_edits,
    made,
    purge,
    stranger,
    thread_of,
)

pytestmark = pytest.mark.slow

GONE = (
    "⚠️ I no longer have the pictures this was made from. Please use the command and attach them "
    "again. This didn't use up any of your limit."
)
RED, BLUE = png(64, 64, "red"), png(64, 64, "blue")


def rows(message: Any) -> list[list[str]]:
    """The labels of the buttons, row by row."""
    return [[item.label for item in row.children] for row in message.components]


async def tried(member: Any, message: Any, family: str) -> Any:
    """Press Try with… and choose."""
    asked = await member.click(message, label="Try with…")
    return await member.select(asked.response.message, [family])


def choices(result: Any) -> list[str]:
    """The models that the select of a private answer offers; of several, all can be chosen."""
    [row] = result.response.message.components
    *models, last = (option.value for option in row.children[0].options)
    if not models:
        return [last]
    assert last == "all"
    return models


async def test_every_picture_has_what_is_pressed_most_in_one_row(world: World) -> None:
    row = ["Again", "Remix…", "Edit…", "Try with…", "Details"]
    message = await made(world)
    await edited(world, message)

    assert rows(message) == [row, ["Zoom / pan…", "Delete"]]
    [edit] = thread_of(world, message).history()
    assert rows(edit) == [row, ["Zoom / pan…", "Before / after", "Delete"]]


@pytest.mark.parametrize("restart", [False, True], ids=["at once", "after a restart"])
@pytest.mark.parametrize("whose", ["mine", "another's"])
async def test_again_asks_the_same_with_another_seed(
    world: World, emulator: RelayEmulator, restart: bool, whose: str
) -> None:
    message = await made(world, seed=7, safety_tolerance=0, spoiler=True)
    if restart:
        await world.restart()
    member = world.maya if whose == "mine" else stranger(world)

    result = await member.click(message, label="Again")

    assert said(result).startswith(DONE)
    first, second = (submit.body for submit in emulator.submits)
    assert first.pop("seed") == 7
    assert without_drawn_seed(second) == first
    *_, again = world.pictures.history()
    assert f"— {member.mention}" in again.content
    assert again.attachments[0].is_spoiler()
    assert await counted(world, member) == (2 if member is world.maya else 1)


async def test_again_with_images_sends_the_stored_ones(
    world: World, emulator: RelayEmulator
) -> None:
    message = await made(world, input_image=("red.png", RED), input_image_3=("blue.png", BLUE))

    await world.maya.click(message, label="Again")

    first, second = (without_drawn_seed(submit.body) for submit in emulator.submits)
    assert second == first
    assert {"input_image", "input_image_3"} <= second.keys()


@pytest.mark.parametrize("command", ["flux", "gpt-image edit"])
@pytest.mark.parametrize("label", ["Again", "Try with…"])
async def test_without_the_images_it_was_made_from_nothing_is_made_instead(
    world: World, emulator: RelayEmulator, command: str, label: str
) -> None:
    option = "input_image" if command == "flux" else "image"
    message = await made(world, command, **{option: ("red.png", RED)})
    await drop_inputs(world)

    result = await world.maya.click(message, label=label)

    assert said(result) == GONE
    assert len(emulator.submits) == 1
    details = await world.maya.click(message, label="Details")
    assert f"[attach: {option}]" in said(details)


async def test_again_of_an_edit_stays_with_its_source(world: World) -> None:
    message = await made(world)
    await edited(world, message)
    thread = thread_of(world, message)
    [edit] = thread.history()

    result = await world.maya.click(edit, label="Again")

    assert said(result).startswith(DONE)
    _, again = thread.history()
    assert f"edited from {message.jump_url}" in again.content
    one, other = [await JobStore(world.database, "test").of_message(m.id) for m in (edit, again)]
    assert one is not None
    assert other is not None
    assert one.source == other.source
    found = (one.source.job_id, world.maya.id)
    assert one.source == Source(world.pictures.id, message.id, 1, *found)


@pytest.mark.parametrize("label", ["Again", "Try with…", "Details"])
async def test_what_needs_a_purged_job_says_that_it_is_gone(
    world: World, emulator: RelayEmulator, label: str
) -> None:
    message = await made(world)
    await purge(world)

    told = PURGED if label == "Details" else f"{PURGED} {FREE}"
    assert said(await world.maya.click(message, label=label)) == told
    assert len(emulator.submits) == 1


@pytest.mark.parametrize("label", ["Again", "Try with…", "Edit…"])
async def test_a_reached_limit_refuses_every_way_and_counts_nothing(
    open_here: OpenWorld, emulator: RelayEmulator, label: str
) -> None:
    async with open_here(daily_pictures=1) as world:
        message = await made(world)
        match label:
            case "Again":
                result = await world.maya.click(message, label=label)
            case "Try with…":
                result = await tried(world.maya, message, "qwen")
            case _:
                result = await edited(world, message)

        assert (
            "You've made 1 picture in the last 24 hours on all servers together; your limit is 1."
            in said(result)
        )
        assert await counted(world, world.maya) == 1
        assert len(emulator.submits) == 1
        assert world.pictures.threads == []


@pytest.mark.parametrize("label", ["Again", "Try with…", "Edit…"])
async def test_a_closed_channel_refuses_every_way_and_counts_nothing(
    world: World, emulator: RelayEmulator, label: str
) -> None:
    message = await made(world)
    close(world, world.pictures)
    match label:
        case "Again":
            result = await world.maya.click(message, label=label)
        case "Try with…":
            result = await tried(world.maya, message, "qwen")
        case _:
            result = await edited(world, message)

    assert said(result) == (
        "⚠️ I can't post pictures here. Please ask a moderator to allow me: Attach Files. "
        "This didn't use up any of your limit."
    )
    assert await counted(world, world.maya) == 1
    assert len(emulator.submits) == 1


async def test_try_with_offers_the_others_that_are_on_offer(world: World) -> None:
    message = await made(world)

    result = await world.maya.click(message, label="Try with…")

    # Stable Diffusion is not in the relay's catalogue, and Flux made it.
    assert choices(result) == [family for family in GENERATORS if family not in ("flux", "sd")]


async def test_try_with_what_is_no_longer_on_offer_is_refused(world: World) -> None:
    message = await made(world)
    asked = await world.maya.click(message, label="Try with…")
    # A process that has not looked at the catalogue yet offers everything; this one has.
    menu = world.env.backend.get_message(world.pictures.id, asked.response.id).components[0]
    menu["components"][0]["options"].append({"label": "SD", "value": "stable-diffusion"})

    result = await world.maya.select(asked.response.message, ["stable-diffusion"])

    assert said(result) == (
        "⚠️ No other model can make this right now. Please try again later. "
        "This didn't use up any of your limit."
    )
    assert await counted(world, world.maya) == 1


@pytest.mark.parametrize("restart", [False, True], ids=["at once", "after a restart"])
async def test_try_with_carries_over_what_means_the_same_and_names_the_rest(
    world: World, emulator: RelayEmulator, restart: bool
) -> None:
    message = await made(world, seed=7, safety_tolerance=0, output_format="jpeg", spoiler=True)
    eve = stranger(world)
    asked = await eve.click(message, label="Try with…")
    if restart:
        await world.restart()

    result = await eve.select(asked.response.message, ["qwen"])

    body = emulator.submits[-1].body
    assert emulator.submits[-1].path == "/v2/image/qwen/generate"
    assert body == {"prompt": "a red fox", "size": "64x64", "seed": 7, "async": True}
    [told] = result.followups
    assert told.ephemeral
    assert told.content == (
        "This model has no `safety_tolerance`, `output_format`, so I left that out."
    )
    *_, other = world.pictures.history()
    assert other.attachments[0].is_spoiler()


async def test_try_with_of_an_edit_edits_the_same_picture(
    world: World, emulator: RelayEmulator
) -> None:
    message = await made(world)
    values = {"provider": ["gpt-image"], "mask": ["mask"], "file": [("m.png", mask(64, 64))]}
    await edited(world, message, **values)
    thread = thread_of(world, message)
    [edit] = thread.history()

    asked = await world.maya.click(edit, label="Try with…")
    assert choices(asked) == [family for family in EDITORS if family != "gpt-image"]
    result = await world.maya.select(asked.response.message, ["flux"])

    [told] = result.followups
    assert told.content == "This model has no `mask`, so I left that out."
    before, after = (submit.body for submit in emulator.submits[1:])
    assert after["input_image"] == before["image"]
    assert after["prompt"] == "make it blue"
    _, other = thread.history()
    assert f"edited from {message.jump_url}" in other.content


async def test_references_are_carried_to_a_provider_as_far_as_it_takes_them(
    world: World, emulator: RelayEmulator
) -> None:
    message = await made(world, input_image=("red.png", RED), input_image_2=("blue.png", BLUE))

    result = await tried(world.maya, message, "qwen")

    assert emulator.submits[-1].path == "/v2/image/qwen/edit"
    assert emulator.submits[-1].body["image"] == emulator.submits[0].body["input_image"]
    [told] = result.followups
    assert told.content == "This model has no `input_image_2`, so I left that out."


async def test_details_are_private_and_hold_the_command_ready_to_copy(world: World) -> None:
    message = await made(world, seed=7, safety_tolerance=0)

    result = await stranger(world).click(message, label="Details")

    text = said(result)
    assert world.maya.mention in text
    assert "`seed` 7 · `safety_tolerance` 0" in text
    assert "```\n/flux prompt:a red fox width:64 height:64 seed:7 safety_tolerance:0\n```" in text
    assert "estimated" not in text
    assert "estimated $0.036" in said(await world.noor.click(message, label="Details"))


async def test_details_show_the_chain_with_links_into_the_thread(world: World) -> None:
    message = await made(world)
    await edited(world, message, "make it blue")
    thread = thread_of(world, message)
    for words in ("add a hat", "add snow"):
        await edited(world, thread.history()[-1], words)
    await world.restart()
    first, second, third = thread.history()

    text = said(await world.maya.click(third, label="Details"))

    steps = text.split("Made from:\n")[1].splitlines()[:3]
    assert steps == [
        f"↳ {second.jump_url} add a hat",
        f"↳ {first.jump_url} make it blue",
        f"↳ {message.jump_url} a red fox",
    ]
    assert first.channel.id == thread.id == message.id


async def test_details_keep_the_prompts_of_channels_that_are_not_seen(world: World) -> None:
    eve = stranger(world)
    denied = {eve: discord.PermissionOverwrite(view_channel=False)}
    hidden = world.guild.create_text_channel("hidden", overwrites=denied)
    await world.maya.slash(hidden, "flux", prompt="a secret plan", **SMALL)
    forwarded = await world.maya.forward(hidden.history()[-1], world.pictures)
    shown = await world.maya.context_menu(world.pictures, "Edit this picture", forwarded)
    await world.maya.submit_modal(shown, {**defaults(shown.modal), "words": "a hat"})
    [edit] = thread_of(world, forwarded).history()

    text = said(await eve.click(edit, label="Details"))

    assert "a secret plan" not in text
    assert "↳ a picture in a channel that you can't see" in text
    assert "a secret plan" in said(await world.noor.click(edit, label="Details"))


async def test_details_link_no_message_for_an_upload(world: World) -> None:
    photo = ("me.png", RED)
    await world.maya.slash(world.pictures, "edit", prompt="make it blue", image=photo)
    [edit] = world.pictures.history()

    text = said(await world.noor.click(edit, label="Details"))

    step = text.split("Made from:\n")[1].splitlines()[0]
    assert step == "↳ an image that was attached to the command"


async def test_before_and_after_stand_side_by_side(world: World) -> None:
    message = await made(world)
    await edited(world, message)
    [edit] = thread_of(world, message).history()
    await drop_inputs(world)

    result = await stranger(world).click(edit, label="Before / after")

    assert said(result) == "Before (left) and after (right)."
    [file] = result.response.attachments
    assert file.description == "Before (left) and after (right)."
    joined = opened(await file.read())
    bar = 20
    assert has_ink(joined.crop((0, 0, joined.width // 2, bar)))
    assert has_ink(joined.crop((joined.width // 2, 0, joined.width, bar)))
    joined = joined.crop((0, bar, *joined.size))
    before, after = [opened(await m.attachments[0].read()) for m in (message, edit)]
    assert joined.height == max(before.height, after.height)
    assert likeness(before, after) > 20
    for picture, panel in (
        (before, (0, 0, (joined.width - 16) * before.width // (before.width + after.width), 0)),
        (after, (joined.width - joined.height * after.width // after.height, 0, joined.width, 0)),
    ):
        part = joined.crop((*panel[:3], joined.height))
        assert likeness(part, picture) < 6


def has_ink(image: Image.Image) -> bool:
    """Return True if something dark is drawn there."""
    return image.convert("L").getextrema()[0] < 100


def likeness(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of two pictures at one small size, of 255."""
    small = [image.convert("RGB").resize((16, 16)).tobytes() for image in (one, other)]
    return sum(abs(a - b) for a, b in zip(*small, strict=True)) / len(small[0])


async def test_before_and_after_without_the_source_says_so(world: World) -> None:
    message = await made(world)
    await edited(world, message)
    [edit] = thread_of(world, message).history()
    await drop_inputs(world)
    await delete_post(world.maya, message)

    result = await world.maya.click(edit, label="Before / after")

    assert said(result) == "⚠️ I can't fetch one of the two pictures any more."


async def test_upload_is_compared_by_its_member_alone(world: World) -> None:
    photo = ("me.png", RED)
    await world.maya.slash(world.pictures, "edit", prompt="make it blue", image=photo)
    [edit] = world.pictures.history()

    result = await world.noor.click(edit, label="Before / after")

    assert said(result) == COMPARED_BY_OWNER
    own = await world.maya.click(edit, label="Before / after")
    assert len(own.response.attachments) == 1


async def test_deleted_original_is_compared_by_its_owner_alone(world: World) -> None:
    photo = await world.maya.send(world.pictures, "me", attachments=[("me.png", RED)])
    shown = await world.noor.context_menu(world.pictures, "Edit this picture", photo)
    await world.noor.submit_modal(shown, {**defaults(shown.modal), "words": "make it blue"})
    [edit] = thread_of(world, photo).history()
    world.env.backend.delete_message(photo.channel.id, photo.id)

    # Not even by the member who edited it, though its bytes are kept for a while.
    result = await world.noor.click(edit, label="Before / after")

    assert said(result) == "⚠️ I can't fetch one of the two pictures any more."
    own = await world.maya.click(edit, label="Before / after")
    assert len(own.response.attachments) == 1


async def test_who_asked_may_delete_even_what_is_purged_and_others_may_not(world: World) -> None:
    message = await made(world)
    await purge(world)

    refused = await stranger(world).click(message, label="Delete")

    assert said(refused).startswith(
        "⚠️ Only the member who asked for it, or someone who can manage messages here, "
        "can delete this."
    )
    assert await delete_post(world.maya, message) == "Deleted."
    assert world.pictures.history() == []


async def test_a_spoiler_stays_hidden_when_it_is_edited(world: World) -> None:
    message = await made(world, spoiler=True)

    await edited(world, message)

    [edit] = thread_of(world, message).history()
    assert edit.attachments[0].is_spoiler()
    assert edit.content.startswith("||**make it blue**||")


async def test_each_of_several_pictures_can_be_edited(
    world: World, emulator: RelayEmulator
) -> None:
    message = await made(world, "gpt-image generate", n=3)
    shown = await world.maya.click(message, label="Edit…")
    assert defaults(shown.modal)["picture"] == ["1"]

    result = await world.maya.submit_modal(
        shown, {**defaults(shown.modal), "words": "make it blue", "picture": ["3"]}
    )

    assert said(result).startswith(DONE)
    third = opened(await message.attachments[2].read())
    assert sent(emulator, "image").tobytes() == third.tobytes()
    [edit] = thread_of(world, message).history()
    job = await JobStore(world.database, "test").of_message(edit.id)
    assert job is not None
    assert job.source is not None
    assert job.source.picture == 3
    # Each of several counts, but an edit asks for one.
    assert "n" not in emulator.submits[-1].body


async def test_words_in_the_modal_may_name_the_picture(world: World) -> None:
    message = await made(world, "gpt-image generate", n=3)

    await edited(world, message, "#3 make it blue")

    [job, *_] = await JobStore(world.database, "test").recent(world.guild.id, world.maya.id, 1)
    assert job.source is not None
    assert job.source.picture == 3


async def test_a_chosen_picture_outlives_a_restart(world: World, emulator: RelayEmulator) -> None:
    message = await made(world, "gpt-image generate", n=2)
    shown = await world.maya.click(message, label="Edit…")
    await world.restart()

    await world.maya.submit_modal(
        shown, {**defaults(shown.modal), "words": "make it blue", "picture": ["2"]}
    )

    second = opened(await message.attachments[1].read())
    assert sent(emulator, "image").tobytes() == second.tobytes()


async def test_the_modal_takes_a_mask(world: World, emulator: RelayEmulator) -> None:
    message = await made(world, "gpt-image generate")
    white_left = saved(opened(mask(1024, 1024)), "PNG")
    shown = await world.maya.click(message, label="Edit…")
    assert defaults(shown.modal) == {"provider": ["gpt-image"], "mask": ["auto"]}

    await world.maya.submit_modal(
        shown, {**defaults(shown.modal), "words": "a hat", "file": [("m.png", white_left)]}
    )

    assert emulator.submits[-1].path == "/v2/image/gpt-image/edit"
    assert sent(emulator, "mask").size == sent(emulator, "image").size == (1024, 1024)


async def test_the_modal_takes_a_further_reference(world: World, emulator: RelayEmulator) -> None:
    message = await made(world)
    shown = await world.maya.click(message, label="Edit…")
    assert defaults(shown.modal) == {"provider": ["flux"], "mask": ["auto"]}

    await world.maya.submit_modal(
        shown, {**defaults(shown.modal), "words": "as there", "file": [("red.png", RED)]}
    )

    assert sent(emulator, "input_image").size == (64, 64)
    assert sent(emulator, "input_image_2").getpixel((5, 5)) == (255, 0, 0)
    # What the picture was made with is kept, but its seed.
    assert emulator.submits[-1].body["width"] == 64


async def test_a_mask_of_another_shape_is_refused_in_words(world: World) -> None:
    message = await made(world)

    values = {"provider": ["gpt-image"], "mask": ["mask"], "file": [("m.png", mask(64, 32))]}
    result = await edited(world, message, **values)

    assert said(result).startswith("⚠️ ")
    assert "They must have the same shape." in said(result)
    assert await counted(world, world.maya) == 1


async def test_what_a_provider_has_no_room_for_is_said(world: World) -> None:
    message = await made(world)

    result = await edited(
        world, message, provider=["qwen"], mask=["reference"], file=[("red.png", RED)]
    )

    [told] = result.followups
    assert told.content == "This model takes fewer files, so I left out 1 of yours."


@pytest.mark.parametrize("purged", [False, True], ids=["known", "purged"])
async def test_a_member_who_does_not_consent_is_not_edited_by_others(
    world: World, emulator: RelayEmulator, purged: bool
) -> None:
    message = await made(world)
    await forbid_edits(world)
    if purged:
        await purge(world)

    refused = await stranger(world).click(message, label="Edit…")

    assert said(refused) == NO_CONSENT
    assert refused.modal is None
    assert len(emulator.submits) == 1
    assert said(await edited(world, message)).startswith(DONE)


async def test_consent_taken_back_while_the_modal_is_open_holds(
    world: World, emulator: RelayEmulator
) -> None:
    message = await made(world)
    eve = stranger(world)
    shown = await eve.click(message, label="Edit…")
    await forbid_edits(world)

    result = await eve.submit_modal(shown, {**defaults(shown.modal), "words": "a hat"})

    assert said(result) == f"{NO_CONSENT} {FREE}"
    assert len(emulator.submits) == 1


@pytest.mark.parametrize("label", ["Again", "Try with…"])
@pytest.mark.parametrize("purged", [False, True], ids=["known", "purged"])
async def test_another_ones_edit_is_no_way_around_consent(
    world: World, emulator: RelayEmulator, label: str, purged: bool
) -> None:
    message = await made(world)
    shown = await world.noor.click(message, label="Edit…")
    await world.noor.submit_modal(shown, {**defaults(shown.modal), "words": "a hat"})
    [edit] = thread_of(world, message).history()
    if purged:
        job = await JobStore(world.database, "test").of_message(message.id)
        assert job is not None
        await purge(world, job.id)
    await forbid_edits(world)

    for member in (world.noor, stranger(world)):
        assert said(await member.click(edit, label=label)) == f"{NO_CONSENT} {FREE}"
    assert len(emulator.submits) == 2


@pytest.mark.parametrize("label", ["Again", "Try with…"])
async def test_a_members_references_are_not_used_by_others_without_consent(
    world: World, emulator: RelayEmulator, label: str
) -> None:
    message = await made(world, input_image=("red.png", RED))
    await forbid_edits(world)

    assert said(await stranger(world).click(message, label=label)) == f"{NO_CONSENT} {FREE}"
    assert len(emulator.submits) == 1


async def test_a_server_may_keep_edits_to_the_owner(world: World, emulator: RelayEmulator) -> None:
    message = await made(world, input_image=("red.png", RED))
    await ServerStore(world.database).set_edit_rules(entry(world), owner_only=True)
    eve = stranger(world)

    assert said(await eve.click(message, label="Edit…")) == NOT_THE_OWNER
    for label in ("Again", "Try with…"):
        assert said(await eve.click(message, label=label)) == f"{NOT_THE_OWNER} {FREE}"
    assert len(emulator.submits) == 1
    assert said(await edited(world, message)).startswith(DONE)


async def test_a_private_picture_is_edited_privately(world: World, emulator: RelayEmulator) -> None:
    result = await world.maya.slash(world.pictures, "gpt-image generate", prompt="x", private=True)
    private = result.response.message
    first = ["Again", "Remix…", "Edit…", "Try with…", "Details"]
    assert rows(private) == [first, ["Zoom / pan…", "Share"]]

    edit = await edited(world, private)
    again = await world.maya.click(private, label="Again")
    other = await tried(world.maya, private, "flux")

    for one in (edit, again, other):
        assert said(one).startswith("✅ Here you are. Only you can see this")
        assert len(one.response.attachments) == 1
    assert world.pictures.history(viewer=world.noor) == []
    assert world.pictures.threads == []
    details = said(await world.maya.click(edit.response.message, label="Details"))
    assert "↳ a picture that only its maker could see" in details
    assert str(private.id) not in details
    compared = await world.maya.click(edit.response.message, label="Before / after")
    assert said(compared) == "Before (left) and after (right)."
    assert rows(compared.response.message) == []
    assert len(emulator.submits) == 4


async def test_an_edit_of_a_purged_picture_still_works(world: World) -> None:
    message = await made(world)
    await purge(world)

    assert said(await edited(world, message)).startswith(DONE)


@pytest.mark.parametrize("late", [False, True], ids=["restart", "too late"])
async def test_the_modal_of_a_button_survives(
    open_here: OpenWorld, emulator: RelayEmulator, late: bool
) -> None:
    async with open_here(upkeep_interval=3600, status_interval=3600) as world:
        message = await made(world)
        shown = await world.maya.click(message, label="Edit…")
        if late:
            await world.env.advance_time(16 * 60)
        else:
            await world.restart(crash=True)

        result = await world.maya.submit_modal(
            shown, {**defaults(shown.modal), "words": "a hat", "file": [("red.png", RED)]}
        )

        assert said(result).startswith(DONE)
        assert sent(emulator, "input_image_2").size == (64, 64)


async def test_an_edit_needs_words(world: World) -> None:
    message = await made(world)

    result = await edited(world, message, "   ")

    assert said(result) == "⚠️ Please say what to change. This didn't use up any of your limit."


async def test_nothing_is_kept_for_pictures_nor_for_modals_that_were_dismissed(
    open_here: OpenWorld,
) -> None:
    async with open_here(upkeep_interval=3600, status_interval=3600) as world:
        message = await made(world)
        await tried(world.maya, message, "qwen")
        store = world.bot._connection._view_store
        for _ in range(5):
            await world.maya.click(message, label="Edit…")
        await world.maya.click(message, label="Details")
        await edited(world, message)

        assert len(store._modals) == 5
        assert not store._views
        assert not store._synced_message_views
        await world.env.advance_time(15 * 60 + 1)
        assert not store._modals


async def test_a_button_that_an_upgrade_dropped_answers_in_words(world: World) -> None:
    message = await made(world)
    row = world.env.backend.get_message(world.pictures.id, message.id).components[0]
    row["components"][0]["custom_id"] = re.sub(
        "again", "upscale", row["components"][0]["custom_id"]
    )

    result = await world.maya.click(message, label="Again")

    assert said(result) == "⚠️ This button no longer works. Please use the command."
