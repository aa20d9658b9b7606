"""`/flux`, from the command to the picture."""

import base64
import io
import re
from datetime import timedelta

import discord
from PIL import Image
from sqlalchemy import update

from bot.storage.schema import jobs
from sandbox.relay import RelayEmulator
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, said, without_drawn_seed


def png(width: int, height: int, **info: object) -> bytes:
    """A small picture."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(file, "PNG", **info)
    return file.getvalue()


async def test_the_picture_is_posted_as_an_ordinary_message(world: World) -> None:
    result = await world.maya.slash(world.pictures, "flux", prompt="a red fox", seed=7)

    [message] = world.pictures.history()
    assert message.author.id == world.bot.user.id
    assert message.interaction_metadata is None
    [picture] = message.attachments
    assert picture.description == "a red fox"
    assert picture.content_type == "image/png"
    with Image.open(io.BytesIO(await picture.read())) as image:
        assert image.size == (1024, 1024)
    assert message.content.startswith(f"**a red fox** — {world.maya.mention}\n-# Flux · seed 7 · ")
    assert said(result) == f"✅ Done: {message.jump_url}"


async def test_only_what_was_chosen_is_sent(world: World, emulator: RelayEmulator) -> None:
    await world.maya.slash(world.pictures, "flux", prompt="a fox")
    await world.maya.slash(
        world.pictures,
        "flux",
        prompt="a fox",
        width=512,
        height=768,
        seed=1,
        safety_tolerance=0,
        output_format="jpeg",
    )

    plain, full = (submit.body for submit in emulator.submits)
    assert without_drawn_seed(plain) == {"prompt": "a fox", "async": True}
    assert full == {
        "prompt": "a fox",
        "width": 512,
        "height": 768,
        "seed": 1,
        "safety_tolerance": 0,
        "output_format": "jpeg",
        "async": True,
    }


async def test_the_idempotency_key_names_application_and_event(
    world: World, emulator: RelayEmulator
) -> None:
    await world.maya.slash(world.pictures, "flux", prompt="a fox")

    [submit] = emulator.submits
    assert re.fullmatch(rf"easel-{world.bot.application_id}-\d+", submit.idempotency_key or "")


async def test_images_are_sent_in_order_without_their_metadata(
    world: World, emulator: RelayEmulator
) -> None:
    exif = Image.Exif()
    exif[0x010E] = "at home, 52.5 N 13.4 E"
    first, second = png(64, 96, exif=exif), png(96, 64)

    await world.maya.slash(
        world.pictures,
        "flux",
        prompt="a fox",
        input_image_2=("b.png", second),
        input_image=("a.png", first),
    )

    [submit] = emulator.submits
    assert list(submit.body) == [
        *("prompt", "width", "height", "seed"),
        *("input_image", "input_image_2", "async"),
    ]
    sent = base64.b64decode(submit.body["input_image"])
    assert b"at home" in first
    assert b"at home" not in sent
    with Image.open(io.BytesIO(sent)) as image:
        assert image.size == (64, 96)


async def test_what_is_no_image_is_refused_before_anything_counts(
    world: World, emulator: RelayEmulator
) -> None:
    result = await world.maya.slash(
        world.pictures, "flux", prompt="a fox", input_image=("fox.png", b"GIF, honestly")
    )

    assert said(result) == (
        "⚠️ I can't read `input_image` as an image. Please attach a PNG, JPEG, WebP, GIF or HEIC. "
        "This didn't use up any of your limit."
    )
    assert emulator.submits == []


async def test_an_upload_over_the_limit_is_refused(open_here: OpenWorld) -> None:
    async with open_here(max_input_bytes=2**20) as world:
        result = await world.maya.slash(
            world.pictures, "flux", prompt="a fox", input_image=("fox.png", bytes(2**20 + 1))
        )

        assert "`input_image` is too large: 1 MB at most." in said(result)
        assert world.pictures.history() == []


async def test_a_bad_size_names_a_good_one(world: World, emulator: RelayEmulator) -> None:
    result = await world.maya.slash(world.pictures, "flux", prompt="a fox", width=1000)

    assert said(result) == (
        "⚠️ `width` must be a multiple of 32, such as 992. This didn't use up any of your limit."
    )
    assert emulator.submits == []


async def test_common_sizes_are_suggested(world: World) -> None:
    result = await world.maya.autocomplete(world.pictures, "flux", "width", "10", prompt="x")

    assert [choice["value"] for choice in result] == [1024]


async def test_a_private_picture_is_for_one_pair_of_eyes(world: World) -> None:
    result = await world.maya.slash(world.pictures, "flux", prompt="a fox", private=True)

    assert world.pictures.history() == []
    assert said(result).startswith("✅ Here you are. Only you can see this")
    assert [file.filename[-4:] for file in result.response.attachments] == [".png"]


async def test_a_spoiler_is_hidden_with_its_prompt(world: World) -> None:
    await world.maya.slash(world.pictures, "flux", prompt="who did it", spoiler=True)

    [message] = world.pictures.history()
    assert message.attachments[0].is_spoiler()
    assert message.content.startswith("||**who did it**||")


async def test_members_words_have_no_effect_but_to_be_read(world: World) -> None:
    prompt = f"# **bold** @everyone {world.noor.mention} <@me> [x](https://example.com) ||s||\n> q"

    await world.maya.slash(world.pictures, "flux", prompt=prompt)

    [message] = world.pictures.history()
    [sent] = [call for call in world.env.http_requests if call.path.endswith("/messages")]
    assert sent.json["allowed_mentions"] == {"parse": []}
    assert message.flags.suppress_embeds
    assert r"\*\*bold\*\*" in message.content
    assert r"\|\|s\|\|" in message.content
    assert r" noor \<@me> " in message.content.partition("—")[0]
    assert message.content.count("\n") == 1
    read = prompt.replace(world.noor.mention, "noor")
    assert message.attachments[0].description == " ".join(read.split())


async def test_a_long_prompt_is_cut_where_it_is_shown_but_sent_whole(
    world: World, emulator: RelayEmulator
) -> None:
    prompt = "fox " * 1400

    await world.maya.slash(world.pictures, "flux", prompt=prompt)

    [message] = world.pictures.history()
    assert len(message.content) < 2000
    assert len(message.attachments[0].description or "") <= 1024
    assert emulator.submits[0].body["prompt"] == prompt


async def test_what_the_model_says_is_read_by_the_member(world: World) -> None:
    result = await world.maya.slash(world.pictures, "flux", prompt="a fox [fault:words]")

    assert said(result).startswith("⚠️ The model answered with words instead of a picture: “")
    assert said(result).endswith("It doesn't count towards your limit.")
    assert world.pictures.history() == []


async def test_a_failure_does_not_count(open_here: OpenWorld) -> None:
    async with open_here(daily_pictures=1) as world:
        failed = await world.maya.slash(world.pictures, "flux", prompt="a fox [fault:content]")
        made = await world.maya.slash(world.pictures, "flux", prompt="a fox")
        refused = await world.maya.slash(world.pictures, "flux", prompt="a fox")

        assert "won't make this because of its content rules" in said(failed)
        assert said(failed).endswith("It doesn't count towards your limit.")
        assert said(made).startswith("✅ Done")
        assert re.fullmatch(
            r"⚠️ You've made 1 picture in the last 24 hours on all servers together; "
            r"your limit is 1\. "
            r"You can make the next one <t:\d+:R>\. This didn't use up any of your limit\.",
            said(refused),
        )
        assert len(world.pictures.history()) == 1


async def test_there_is_room_again_after_a_day(open_here: OpenWorld) -> None:
    async with open_here(daily_pictures=1) as world:
        await world.maya.slash(world.pictures, "flux", prompt="a fox")
        async with world.database.write() as connection:
            # A day that passes has thousands of rounds of what is done every minute.
            yesterday = world.env.now() - timedelta(days=1, seconds=1)
            await connection.execute(update(jobs).values(created_at=yesterday))
        result = await world.maya.slash(world.pictures, "flux", prompt="a fox")

        assert said(result).startswith("✅ Done")


async def test_each_member_has_a_limit_of_their_own(open_here: OpenWorld) -> None:
    async with open_here(daily_pictures=1) as world:
        await world.maya.slash(world.pictures, "flux", prompt="a fox")
        result = await world.noor.slash(world.pictures, "flux", prompt="a fox")

        assert said(result).startswith("✅ Done")


async def test_where_the_bot_may_not_post_nothing_is_charged(
    world: World, emulator: RelayEmulator
) -> None:
    deny = discord.PermissionOverwrite(attach_files=False, read_message_history=False)
    closed = world.guild.create_text_channel("closed", overwrites={world.bot.user: deny})

    result = await world.maya.slash(closed, "flux", prompt="a fox")

    assert said(result) == (
        "⚠️ I can't post pictures here. Please ask a moderator to allow me: "
        "Attach Files, Read Message History. This didn't use up any of your limit."
    )
    assert emulator.submits == []


async def test_the_operators_trouble_is_told_without_details(world: World) -> None:
    result = await world.maya.slash(world.pictures, "flux", prompt="a fox [fault:credits]")

    assert said(result) == (
        "⚠️ I can't use the image service right now. "
        "The people who run this bot have to fix it; please try again later. "
        "It doesn't count towards your limit."
    )
