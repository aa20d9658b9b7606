"""Bounds of what costs nobody a picture: failures, declines, questions, refusals, stored images."""

from typing import Any

import discord
import pytest
from sqlalchemy import func, select

from bot.edits.channel_answers import REFUSAL_INTERVAL, REFUSED
from bot.intake.downloads import UploadGoneError
from bot.jobs.runner import JobRunner
from bot.policy.enforcement import MAX_LOGGED
from bot.storage.schema import inputs, jobs, questions
from bot.storage.servers import ServerStore
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, entry, said, until
from tests.e2e.images import png
from tests.e2e.pictures import made, stranger
from tests.e2e.replying import answers, pictures

pytestmark = pytest.mark.slow

DECLINED = "a fox [fault:content]"
PHOTO = ("fox.png", png(64, 64, "red"))
DEAR = {"prompt": "a fox", "image_size": "4K"}


async def flux(world: World, prompt: str, **options: Any) -> str:
    """Let Maya ask for a picture, and return the answer."""
    return said(await world.maya.slash(world.pictures, "flux", prompt=prompt, **options))


async def stored(world: World) -> int:
    """Return the bytes of all images that are stored."""
    async with world.database.read() as connection:
        size = await connection.scalar(select(func.sum(func.length(inputs.c.content))))
    return int(size or 0)


async def test_declines_in_a_row_end_in_a_pause_that_the_log_tells(open_here: OpenWorld) -> None:
    async with open_here(decline_pause=600) as world:
        await ServerStore(world.database).change(entry(world), log_channel_id=world.lounge.id)
        for _ in range(3):
            assert "because of its content rules" in await flux(world, DECLINED)
        created = world.emulator.created

        refused = await flux(world, "a cat")

        assert "3 of your requests in a row were against the content rules." in refused
        assert world.emulator.created == created
        await until(world, world.lounge.history)
        log = "\n".join(message.content for message in world.lounge.history())
        assert "3 requests in a row were against the content rules" in log
        assert world.maya.mention in log
        world.env.backend.advance_clock(601)
        assert (await flux(world, "a cat")).startswith("✅")
        # The pause begins anew after as many, not after one.
        assert "because of its content rules" in await flux(world, DECLINED)
        assert (await flux(world, "a cat")).startswith("✅")


async def test_a_further_decline_after_the_pause_begins_it_again(open_here: OpenWorld) -> None:
    async with open_here(decline_pause=600) as world:
        for _ in range(3):
            await flux(world, DECLINED)
        world.env.backend.advance_clock(601)
        assert "because of its content rules" in await flux(world, DECLINED)
        assert "4 of your requests in a row were" in await flux(world, "a cat")


async def test_no_pause_where_the_operator_wants_none(open_here: OpenWorld) -> None:
    async with open_here(pause_after_declines=0) as world:
        for _ in range(4):
            assert "because of its content rules" in await flux(world, DECLINED)


async def test_failures_of_an_hour_are_bounded_over_all_servers(open_here: OpenWorld) -> None:
    async with open_here(failed_requests_per_hour=2, pause_after_declines=0) as world:
        for _ in range(2):
            await flux(world, DECLINED)
        created = world.emulator.created
        elsewhere = world.env.create_guild("Another studio")
        channel = elsewhere.create_text_channel("pictures")
        maya = elsewhere.add_member(world.maya.user)

        for asked in (
            await flux(world, "a cat"),
            said(await maya.slash(channel, "flux", prompt="a cat")),
        ):
            assert "2 of your requests have failed in the last hour." in asked
        assert world.emulator.created == created
        assert said(await stranger(world).slash(world.pictures, "flux", prompt="x")).startswith(
            "✅"
        )
        world.env.backend.advance_clock(3601)
        assert (await flux(world, "a cat")).startswith("✅")


async def test_images_that_cannot_be_read_are_attempts_too(
    open_here: OpenWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_here(failed_requests_per_hour=2) as world:
        for _ in range(2):
            assert "as an image" in await flux(world, "x", input_image=("a.png", b"no image"))
        fetched: list[str] = []
        monkeypatch.setattr(world._downloader, "fetch", fetched.append)

        refused = await flux(world, "x", input_image=PHOTO)

        assert "2 of your requests have failed in the last hour." in refused
        assert fetched == []
        assert (await flux(world, "a cat")).startswith("✅")


async def test_images_of_a_failed_request_are_dropped_at_once(world: World) -> None:
    await flux(world, DECLINED, input_image=PHOTO)
    assert await stored(world) == 0

    await flux(world, "a fox", input_image=PHOTO)
    assert await stored(world) > 0


async def test_images_of_ended_jobs_give_way_to_new_ones_of_their_member(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await flux(world, "a fox", input_image=PHOTO)
    size = await stored(world)
    bounds = world.bot.services[JobRunner]._attempts
    monkeypatch.setattr(bounds, "_max_bytes_each", 2 * size)
    for expected in (2, 1, 2):
        assert (await flux(world, "a fox", input_image=PHOTO)).startswith("✅")
        assert await stored(world) == expected * size
    monkeypatch.setattr(bounds, "_max_bytes_each", size - 1)
    refused = await flux(world, "a fox", input_image=PHOTO)
    assert "Your pictures on the way need all the space" in refused


async def test_images_are_bounded_in_all(open_here: OpenWorld) -> None:
    async with open_here(stored_input_bytes=1) as world:
        assert "I have no space for more images" in await flux(world, "a fox", input_image=PHOTO)
        assert (await flux(world, "a fox")).startswith("✅")


async def test_a_few_questions_a_member_and_nobody_else_is_kept_from_asking(
    world: World,
) -> None:
    asked = [await world.maya.slash(world.pictures, "gemini", **DEAR) for _ in range(4)]

    assert [said(result).startswith("This will cost about") for result in asked] == [
        *(True, True, True),
        False,
    ]
    assert "3 questions about a price are still waiting for your answer." in said(asked[3])
    other = await stranger(world).slash(world.pictures, "gemini", **DEAR)
    assert said(other).startswith("This will cost about")
    await world.maya.click(asked[0].response, label="No, thanks")
    assert "will cost about" in said(await world.maya.slash(world.pictures, "gemini", **DEAR))
    world.env.backend.advance_clock(15 * 60)
    assert "will cost about" in said(await world.maya.slash(world.pictures, "gemini", **DEAR))


async def test_a_question_keeps_no_bytes_and_makes_the_picture_after_a_restart(
    open_here: OpenWorld,
) -> None:
    async with open_here(confirm_above=0.01) as world:
        options = {"prompt": "a fox", "image": PHOTO, "mask": ("mask.png", png(64, 64, "white"))}
        asked = await world.maya.slash(world.pictures, "gpt-image edit", **options)
        assert await stored(world) == 0
        await world.restart(crash=True)

        await world.maya.click(asked.response, label="Make it")

        [picture] = pictures(world.pictures)
        assert "GPT Image" in picture.content
        [submit] = world.emulator.submits
        assert {"image", "mask"} <= submit.body.keys()


async def test_words_come_back_where_an_image_is_gone_by_then(
    open_here: OpenWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_here(confirm_above=0.01) as world:
        options = {"prompt": "my *long* wish", "input_image": PHOTO}
        asked = await world.maya.slash(world.pictures, "flux", **options)

        async def gone(url: str, max_bytes: int) -> bytes:
            raise UploadGoneError(f"{url} {max_bytes}")

        monkeypatch.setattr(world._downloader, "fetch", gone)

        await world.maya.click(asked.response, label="Make it")

        told = said(asked)
        assert "I couldn't fetch `input_image` from Discord any more." in told
        assert r"my \*long\* wish" in told
        assert world.emulator.created == 0


async def test_questions_are_forgotten_with_their_member(world: World) -> None:
    await world.maya.slash(world.pictures, "gemini", **DEAR)
    asked = await world.maya.slash(world.pictures, "mydata delete")
    await world.maya.click(asked.response, label="Delete my data")
    async with world.database.read() as connection:
        assert await connection.scalar(select(func.count()).select_from(questions)) == 0


async def test_refusals_in_a_channel_are_said_once_in_a_while(world: World) -> None:
    plain = await world.maya.send(world.pictures, "no picture here")
    bot = f"<@{world.env.backend.bot_user.id}>"
    replies = [
        await world.maya.send(world.pictures, f"{bot} make it blue {n}", reply_to=plain)
        for n in range(10)
    ]

    told = [answers(world.pictures, reply) for reply in replies]
    assert [len(each) for each in told] == [1, *[0] * 9]
    for reply in replies[1:]:
        [current] = [one for one in world.pictures.history() if one.id == reply.id]
        assert [str(reaction.emoji) for reaction in current.reactions] == [REFUSED]
    world.env.backend.advance_clock(REFUSAL_INTERVAL.total_seconds() + 1)
    later = await world.maya.send(world.pictures, f"{bot} make it blue", reply_to=plain)
    assert len(answers(world.pictures, later)) == 1
    other = await stranger(world).send(world.pictures, f"{bot} make it blue", reply_to=plain)
    assert len(answers(world.pictures, other)) == 1


async def test_what_waits_is_bounded_by_member_over_all_servers(open_here: OpenWorld) -> None:
    async with open_here(
        background=True, running_jobs_per_member=1, waiting_jobs_per_member=1
    ) as world:
        world.emulator.task_store.delay = 5
        elsewhere = world.env.create_guild("Another studio")
        channel = elsewhere.create_text_channel("pictures")
        maya = elsewhere.add_member(world.maya.user)
        for _ in range(2):
            await world.maya.slash(world.pictures, "flux", prompt="a fox")

        refused = said(await maya.slash(channel, "flux", prompt="a fox"))

        assert "You already have 2 pictures on the way." in refused
        async with world.database.read() as connection:
            assert await connection.scalar(select(func.count()).select_from(jobs)) == 2


async def test_what_is_made_from_a_veiled_upload_is_veiled(world: World) -> None:
    veiled = ("SPOILER_fox.png", PHOTO[1])
    await flux(world, "a fox", input_image=veiled)
    await world.maya.slash(world.pictures, "edit", prompt="a fox", image=veiled)
    made_from = pictures(world.pictures)
    assert len(made_from) == 2
    await world.maya.click(made_from[0], label="Again")
    for message in pictures(world.pictures):
        assert all(attachment.is_spoiler() for attachment in message.attachments)
    reply = await world.maya.send(
        world.pictures, "with this", reply_to=await made(world), attachments=[veiled]
    )
    [thread] = world.pictures.threads
    assert answers(world.pictures, reply) == []
    assert pictures(thread)[-1].attachments[0].is_spoiler()


async def test_upload_that_is_marked_by_a_flag_alone_is_veiled(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discord.Attachment, "flags", discord.AttachmentFlags(spoiler=True))

    await flux(world, "a fox", input_image=PHOTO)
    await world.maya.slash(world.pictures, "edit", prompt="a fox", image=PHOTO)

    names = [message.attachments[0].filename for message in pictures(world.pictures)]
    assert len(names) == 2
    assert all(name.startswith("SPOILER_") for name in names)


async def test_a_server_log_tells_a_members_refusals_so_many_times(world: World) -> None:
    await ServerStore(world.database).change(entry(world), log_channel_id=world.lounge.id)
    await world.noor.slash(world.lounge, "easel words add", word="fox")
    for _ in range(MAX_LOGGED + 3):
        assert "can't contain" in await flux(world, "a fox")

    await until(world, world.lounge.history)
    log = "\n".join(message.content for message in world.lounge.history())
    assert log.count("can't contain") == MAX_LOGGED
