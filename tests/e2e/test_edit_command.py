"""`/edit`."""

import pytest

from bot.storage.servers import ServerStore
from sandbox.relay import RelayEmulator
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, entry, said, without_drawn_seed
from tests.e2e.images import png, sent
from tests.e2e.pictures import (
    DONE,
    FREE,
    NO_CONSENT,
    NOT_THE_OWNER,
    close,
    counted,
    delete_post,
    edited,
    forbid_edits,
    made,
    thread_of,
)

RED = ("red.png", png(48, 32, "red"))
NOTHING_HERE = (
    "⚠️ I don't know of any picture here yet. Please attach one as `image`, or reply to one. "
    "This didn't use up any of your limit."
)


async def test_the_newest_picture_of_the_channel_is_edited_in_its_thread(
    world: World, emulator: RelayEmulator
) -> None:
    older = await made(world)
    newer = await made(world, prompt="a blue whale")

    result = await world.noor.slash(world.pictures, "edit", prompt="a hat")

    assert said(result).startswith(DONE)
    assert [thread.id for thread in world.pictures.threads] == [newer.id]
    [edit] = thread_of(world, newer).history()
    assert f"edited from {newer.jump_url}" in edit.content
    # By what made it, with what it was made with.
    assert emulator.submits[-1].path == "/v2/image/flux/generate"
    assert emulator.submits[-1].body["width"] == 64
    assert older.id not in {thread.id for thread in world.pictures.threads}


async def test_in_a_thread_the_newest_of_the_thread_is_meant(world: World) -> None:
    message = await made(world)
    await edited(world, message, "make it blue")
    thread = thread_of(world, message)
    [first] = thread.history()
    await made(world)

    result = await world.noor.slash(thread, "edit", prompt="a hat")

    assert said(result).startswith(DONE)
    _, second = thread.history()
    assert f"edited from {first.jump_url}" in second.content


async def test_a_thread_without_pictures_hangs_on_one(world: World) -> None:
    message = await made(world)
    await edited(world, message)
    thread = thread_of(world, message)
    await delete_post(world.maya, thread.history()[0])

    result = await world.maya.slash(thread, "edit", prompt="a hat")

    assert said(result).startswith(DONE)
    [edit] = thread.history()
    assert f"edited from {message.jump_url}" in edit.content


async def test_a_deleted_picture_gives_way_to_the_one_before(world: World) -> None:
    older = await made(world)
    newer = await made(world)
    await delete_post(world.maya, newer)

    result = await world.maya.slash(world.pictures, "edit", prompt="a hat")

    assert said(result).startswith(DONE)
    assert [thread.id for thread in world.pictures.threads] == [older.id]


async def test_private_pictures_are_not_the_newest_of_a_channel(world: World) -> None:
    await world.maya.slash(world.pictures, "flux", prompt="x", width=64, height=64, private=True)

    for member in (world.maya, world.noor):
        assert said(await member.slash(world.pictures, "edit", prompt="a hat")) == NOTHING_HERE


async def test_where_there_is_no_picture_it_says_what_to_do(
    world: World, emulator: RelayEmulator
) -> None:
    await made(world)

    assert said(await world.maya.slash(world.lounge, "edit", prompt="a hat")) == NOTHING_HERE
    assert len(emulator.submits) == 1


@pytest.mark.parametrize(
    ("chosen", "path", "field"),
    [
        (None, "/v2/image/gpt-image/edit", "image"),
        ("gpt-image", "/v2/image/gpt-image/edit", "image"),
        ("qwen", "/v2/image/qwen/edit", "image"),
        ("flux", "/v2/image/flux/generate", "input_image"),
    ],
)
async def test_an_upload_is_edited_by_whom_the_member_chooses(
    world: World, emulator: RelayEmulator, chosen: str | None, path: str, field: str
) -> None:
    options = {"with": chosen} if chosen else {}

    result = await world.maya.slash(world.pictures, "edit", prompt="a hat", image=RED, **options)

    assert said(result).startswith(DONE)
    assert emulator.submits[-1].path == path
    assert sent(emulator, field).size == (48, 32)
    [edit] = world.pictures.history()
    # It stands in no message that could be linked.
    assert "edited from" not in edit.content
    assert world.pictures.threads == []


async def test_an_edit_of_an_upload_can_be_asked_again(
    world: World, emulator: RelayEmulator
) -> None:
    await world.maya.slash(world.pictures, "edit", prompt="a hat", image=RED)
    [edit] = world.pictures.history()

    assert said(await world.noor.click(edit, label="Again")).startswith(DONE)
    assert emulator.submits[-1].body == emulator.submits[0].body


async def test_the_servers_default_edits_an_upload(world: World, emulator: RelayEmulator) -> None:
    await ServerStore(world.database).set_edit_rules(entry(world), provider="qwen")

    await world.maya.slash(world.pictures, "edit", prompt="a hat", image=RED)

    assert emulator.submits[-1].path == "/v2/image/qwen/edit"


async def test_another_provider_takes_nothing_but_the_picture_over(
    world: World, emulator: RelayEmulator
) -> None:
    await made(world, seed=7)

    await world.maya.slash(world.pictures, "edit", prompt="a hat", **{"with": "qwen"})

    body = without_drawn_seed(emulator.submits[-1].body)
    assert body.keys() == {"prompt", "image", "size", "async"}
    assert body["size"] == "512x512"


async def test_a_private_edit_is_for_one_pair_of_eyes(world: World) -> None:
    message = await made(world)

    result = await world.noor.slash(world.pictures, "edit", prompt="a hat", private=True)

    assert said(result).startswith("✅ Here you are. Only you can see this")
    assert world.pictures.threads == []
    seen = world.pictures.history(viewer=world.maya)
    assert [one.id for one in seen if one.attachments] == [message.id]


async def test_consent_and_the_servers_rule_hold(world: World, emulator: RelayEmulator) -> None:
    await made(world)
    await forbid_edits(world)
    refused = await world.noor.slash(world.pictures, "edit", prompt="a hat")
    await ServerStore(world.database).set_edit_rules(entry(world), owner_only=True)
    kept = await world.noor.slash(world.pictures, "edit", prompt="a hat")

    assert said(refused) == f"{NO_CONSENT} {FREE}"
    assert said(kept) == f"{NOT_THE_OWNER} {FREE}"
    assert len(emulator.submits) == 1
    # What a member brings along is the member's own.
    own = await world.noor.slash(world.pictures, "edit", prompt="a hat", image=RED)
    assert said(own).startswith(DONE)


async def test_a_reached_limit_counts_nothing(
    open_here: OpenWorld, emulator: RelayEmulator
) -> None:
    async with open_here(daily_pictures=1) as world:
        await made(world)

        result = await world.maya.slash(world.pictures, "edit", prompt="a hat")

        assert (
            "You've made 1 picture in the last 24 hours on all servers together; your limit is 1."
            in said(result)
        )
        assert await counted(world, world.maya) == len(emulator.submits) == 1


async def test_where_posting_is_not_allowed_nothing_counts(
    world: World, emulator: RelayEmulator
) -> None:
    await made(world)
    close(world, world.pictures)

    result = await world.maya.slash(world.pictures, "edit", prompt="a hat")

    assert said(result).startswith("⚠️ I can't post pictures here.")
    assert await counted(world, world.maya) == len(emulator.submits) == 1


async def test_it_works_after_a_restart(world: World) -> None:
    message = await made(world)
    await world.restart(crash=True)

    assert said(await world.maya.slash(world.pictures, "edit", prompt="a hat")).startswith(DONE)
    assert [thread.id for thread in world.pictures.threads] == [message.id]
