"""The menus of messages: of our pictures, and of anything with an image in it."""

import pytest

from bot.storage.jobs import JobStore
from bot.storage.servers import ServerStore
from sandbox.relay import RelayEmulator
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, entry, said
from tests.e2e.images import png, sent
from tests.e2e.pictures import (
    DONE,
    NO_CONSENT,
    NOT_THE_OWNER,
    PURGED,
    counted,
    defaults,
    edited,
    forbid_edits,
    made,
    purge,
    thread_of,
)

EDIT, REFERENCE, DESCRIBE = "Edit this picture", "Use as reference", "Describe how it was made"
RED = png(48, 32, "red")
NO_PICTURE = "⚠️ There's no picture in that message. Please choose one that has a picture."


async def test_the_edit_of_a_members_picture_stands_in_its_thread(
    world: World, emulator: RelayEmulator
) -> None:
    photo = await world.maya.send(world.pictures, "our fox", attachments=[("fox.png", RED)])
    shown = await world.noor.context_menu(world.pictures, EDIT, photo)

    result = await world.noor.submit_modal(shown, {**defaults(shown.modal), "words": "a hat"})

    assert said(result).startswith(DONE)
    assert emulator.submits[-1].path == "/v2/image/gpt-image/edit"
    assert sent(emulator, "image").size == (48, 32)
    [edit] = thread_of(world, photo).history()
    assert f"edited from {photo.jump_url}" in edit.content
    details = said(await world.noor.click(edit, label="Details"))
    assert f"↳ {photo.jump_url} a member's own image" in details


async def test_a_reference_goes_to_the_model_that_takes_references(
    world: World, emulator: RelayEmulator
) -> None:
    message = await made(world, "qwen generate", size="64x64")

    shown = await world.noor.context_menu(world.pictures, REFERENCE, message)
    assert defaults(shown.modal) == {"provider": ["flux"], "mask": ["auto"]}
    blue = ("blue.png", png(64, 64, "blue"))
    await world.noor.submit_modal(shown, {**defaults(shown.modal), "words": "both", "file": [blue]})

    assert emulator.submits[-1].path == "/v2/image/flux/generate"
    assert sent(emulator, "input_image").size == (64, 64)
    assert sent(emulator, "input_image_2").getpixel((1, 1)) == (0, 0, 255)


async def test_our_picture_is_edited_by_what_made_it(world: World) -> None:
    message = await made(world, "qwen generate", size="64x64")

    shown = await world.noor.context_menu(world.pictures, EDIT, message)

    assert defaults(shown.modal)["provider"] == ["qwen"]


async def test_a_server_chooses_who_edits_members_pictures(world: World) -> None:
    await ServerStore(world.database).set_edit_rules(entry(world), provider="qwen")
    photo = await world.maya.send(world.pictures, "", attachments=[("fox.png", RED)])

    shown = await world.noor.context_menu(world.pictures, EDIT, photo)

    assert defaults(shown.modal)["provider"] == ["qwen"]


async def test_one_of_several_pictures_is_chosen_in_the_modal(
    world: World, emulator: RelayEmulator
) -> None:
    files = [("a.png", RED), ("b.png", png(32, 48))]
    photos = await world.maya.send(world.pictures, "", attachments=files)
    shown = await world.maya.context_menu(world.pictures, EDIT, photos)

    await world.maya.submit_modal(
        shown, {**defaults(shown.modal), "words": "a hat", "picture": ["2"]}
    )

    assert sent(emulator, "image").size == (32, 48)


@pytest.mark.parametrize("menu", [EDIT, REFERENCE])
async def test_a_message_without_a_picture_is_refused(world: World, menu: str) -> None:
    message = await world.maya.send(world.pictures, "no picture", attachments=[("a.txt", b"x")])

    assert said(await world.maya.context_menu(world.pictures, menu, message)) == NO_PICTURE


async def test_a_file_that_only_says_it_is_a_picture_is_refused(
    world: World, emulator: RelayEmulator
) -> None:
    photo = await world.maya.send(world.pictures, "", attachments=[("fox.png", b"GIF, honestly")])
    shown = await world.maya.context_menu(world.pictures, EDIT, photo)

    result = await world.maya.submit_modal(shown, {**defaults(shown.modal), "words": "a hat"})

    assert "as an image. Please attach a PNG, JPEG, WebP, GIF or HEIC." in said(result)
    assert emulator.submits == []


@pytest.mark.parametrize("menu", [EDIT, REFERENCE])
@pytest.mark.parametrize("whose", ["ours", "a member's own"])
async def test_consent_is_held(world: World, menu: str, whose: str) -> None:
    if whose == "ours":
        message = await made(world)
    else:
        message = await world.maya.send(world.pictures, "", attachments=[("fox.png", RED)])
    await forbid_edits(world)

    result = await world.noor.context_menu(world.pictures, menu, message)

    assert said(result) == NO_CONSENT
    own = await world.maya.context_menu(world.pictures, menu, message)
    assert own.modal is not None


@pytest.mark.parametrize("menu", [EDIT, REFERENCE])
async def test_edits_may_be_the_owners_alone(world: World, menu: str) -> None:
    photo = await world.maya.send(world.pictures, "", attachments=[("fox.png", RED)])
    await ServerStore(world.database).set_edit_rules(entry(world), owner_only=True)

    assert said(await world.noor.context_menu(world.pictures, menu, photo)) == NOT_THE_OWNER
    assert (await world.maya.context_menu(world.pictures, menu, photo)).modal is not None


@pytest.mark.parametrize("late", [False, True], ids=["restart", "too late"])
async def test_a_modal_that_nothing_is_known_of_any_more_answers_in_words(
    open_here: OpenWorld, late: bool
) -> None:
    async with open_here(upkeep_interval=3600, status_interval=3600) as world:
        photo = await world.maya.send(world.pictures, "", attachments=[("fox.png", RED)])
        shown = await world.maya.context_menu(world.pictures, EDIT, photo)
        if late:
            await world.env.advance_time(15 * 60 + 1)
        else:
            await world.restart()

        result = await world.maya.submit_modal(shown, {**defaults(shown.modal), "words": "a hat"})

        assert said(result) == (
            "⚠️ I no longer know which picture that was about. Please open the window again. "
            "This didn't use up any of your limit."
        )
        assert await counted(world, world.maya) == 0


async def test_a_modal_within_its_time_works(open_here: OpenWorld) -> None:
    async with open_here(upkeep_interval=3600, status_interval=3600) as world:
        photo = await world.maya.send(world.pictures, "", attachments=[("fox.png", RED)])
        shown = await world.maya.context_menu(world.pictures, EDIT, photo)
        await world.env.advance_time(14 * 60)

        result = await world.maya.submit_modal(shown, {**defaults(shown.modal), "words": "a hat"})

        assert said(result).startswith(DONE)


async def test_nobody_sends_the_modal_of_another_member(
    world: World, emulator: RelayEmulator
) -> None:
    private = await world.maya.slash(
        world.pictures, "flux", prompt="a secret", width=64, height=64, private=True
    )
    hers = await world.maya.context_menu(world.pictures, EDIT, private.response.message)
    photo = await world.noor.send(world.pictures, "", attachments=[("fox.png", RED)])
    shown = await world.noor.context_menu(world.pictures, EDIT, photo)
    # What a client sends is whatever it likes.
    shown._interaction.modal["custom_id"] = hers.modal["custom_id"]

    result = await world.noor.submit_modal(shown, {**defaults(shown.modal), "words": "a hat"})

    assert said(result).startswith("⚠️ I no longer know which picture that was about.")
    assert len(emulator.submits) == 1


async def test_private_pictures_are_edited_privately(world: World) -> None:
    result = await world.maya.slash(
        world.pictures, "flux", prompt="a secret", width=64, height=64, private=True
    )
    shown = await world.maya.context_menu(world.pictures, EDIT, result.response.message)

    edit = await world.maya.submit_modal(shown, {**defaults(shown.modal), "words": "a hat"})

    assert said(edit).startswith("✅ Here you are. Only you can see this")
    assert world.pictures.history(viewer=world.noor) == []


async def test_what_we_made_is_described_to_anybody(world: World) -> None:
    message = await made(world, seed=7)
    await edited(world, message)
    [edit] = thread_of(world, message).history()

    text = said(await world.noor.context_menu(world.pictures, DESCRIBE, message))
    chain = said(await world.noor.context_menu(thread_of(world, message), DESCRIBE, edit))

    assert "/flux prompt:a red fox" in text
    assert "`seed` 7" in text
    assert f"↳ {message.jump_url} a red fox" in chain


async def test_what_we_did_not_make_is_not_described(world: World) -> None:
    photo = await world.maya.send(world.pictures, "", attachments=[("fox.png", RED)])

    assert said(await world.noor.context_menu(world.pictures, DESCRIBE, photo)) == (
        "⚠️ I didn't make that picture, so I don't know anything about it."
    )


async def test_what_we_have_forgotten_is_not_called_anothers(world: World) -> None:
    message = await made(world)
    await purge(world)

    assert said(await world.noor.context_menu(world.pictures, DESCRIBE, message)) == PURGED


async def test_menus_need_no_privileged_intent(world: World) -> None:
    assert not world.bot.intents.message_content
    jobs = JobStore(world.database, owner="test")
    photo = await world.maya.send(world.pictures, "", attachments=[("fox.png", RED)])
    shown = await world.noor.context_menu(world.pictures, EDIT, photo)
    await world.noor.submit_modal(shown, {**defaults(shown.modal), "words": "a hat"})

    [job] = await jobs.recent(world.guild.id, world.noor.id, 9)
    assert job.source is not None
    assert job.source.message_id == photo.id
