"""A reply to a picture edits it: who is heard, what it costs, and what is told when it fails."""

import logging
from datetime import timedelta

import pytest
from simcord import MemberActor
from sqlalchemy import update

from bot.storage.jobs import JobStore
from bot.storage.schema import members
from sandbox.relay import RelayEmulator
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, said, until
from tests.e2e.images import png
from tests.e2e.replying import (
    answers,
    deny,
    made,
    mention,
    pictures,
    reply_unpinged,
    thread,
    works_on,
)

PHOTO = ("photo.png", png(64, 64))
OTHER = ("other.png", png(32, 32, "red"))


async def edits(world: World) -> int:
    """Edits that the relay was asked for."""
    await world.settle()
    return sum("make it" in str(one.body.get("prompt")) for one in world.emulator.submits)


async def test_reply_to_a_picture_edits_it_in_the_pictures_thread(world: World) -> None:
    picture = await made(world)

    await world.noor.send(world.pictures, "make it blue", reply_to=picture)

    [edit] = pictures(thread(world.pictures))
    assert edit.content.startswith(f"**make it blue** — {world.noor.mention}")
    assert f"edited from {picture.jump_url}" in edit.content
    submit = world.emulator.submits[-1]
    assert submit.body["prompt"] == "make it blue"
    assert submit.body["input_image"]
    assert len(pictures(world.pictures)) == 1


async def test_mention_is_not_part_of_the_instruction(world: World) -> None:
    picture = await made(world)

    words = f"{mention(world)} make it blue"
    await reply_unpinged(world, world.noor, world.pictures, words, picture.id)

    assert world.emulator.submits[-1].body["prompt"] == "make it blue"


async def test_mention_alone_is_asked_for_words(world: World) -> None:
    picture = await made(world)

    asked = await world.noor.send(world.pictures, mention(world), reply_to=picture)

    assert answers(world.pictures, asked) == [
        "⚠️ Please say what to change. This didn't use up any of your limit."
    ]


async def test_words_of_members_are_not_logged(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    picture = await made(world)

    with caplog.at_level(logging.INFO):
        await world.noor.send(world.pictures, f"{mention(world)} make it blue", reply_to=picture)

    assert "make" not in caplog.text


async def test_picture_keeps_its_model_and_a_members_image_gets_the_servers(
    open_here: OpenWorld,
) -> None:
    async with open_here(message_content=True, edit_provider="qwen") as world:
        photo = await world.maya.send(world.pictures, "my cat", attachments=[PHOTO])

        await world.noor.send(world.pictures, f"{mention(world)} make it blue", reply_to=photo)
        await world.noor.send(world.pictures, "make it red", reply_to=await made(world))

        operations = [one.path.removeprefix("/v2/image/") for one in world.emulator.submits]
        assert operations == ["qwen/edit", "flux/generate", "flux/generate"]


async def test_members_image_that_discord_does_not_show_is_answered_with_a_way(
    world: World,
) -> None:
    photo = await world.maya.send(world.pictures, "my cat", attachments=[PHOTO])

    words = f"{mention(world)} make it blue"
    asked = await world.noor.send(world.pictures, words, reply_to=photo)

    [answer] = answers(world.pictures, asked)
    assert "Discord doesn't show me that message" in answer
    assert await edits(world) == 0


async def test_attached_images_are_further_references(world: World) -> None:
    picture = await made(world)

    await world.noor.send(
        world.pictures, "make it so", reply_to=picture, attachments=[PHOTO, OTHER]
    )

    body = world.emulator.submits[-1].body
    assert {"input_image", "input_image_2", "input_image_3"} <= set(body)
    assert "input_image_4" not in body


@pytest.mark.parametrize("name", ["clip.mp4", "notes.pdf", "notes.txt", "notes"])
async def test_a_file_that_is_no_image_is_refused_before_anything_is_paid(
    world: World, name: str
) -> None:
    picture = await made(world)

    asked = await world.maya.send(
        world.pictures, "add this hat", reply_to=picture, attachments=[(name, b"no image")]
    )

    [told] = answers(world.pictures, asked)
    assert told.startswith("⚠️ I can't read `input_image_2` as an image.")
    assert await edits(world) == 0


async def test_an_image_that_does_not_say_so_is_a_reference(world: World) -> None:
    picture = await made(world)

    await world.maya.send(
        world.pictures, "add this hat", reply_to=picture, attachments=[("hat", PHOTO[1])]
    )

    assert "input_image_2" in world.emulator.submits[-1].body


async def test_references_that_find_no_room_are_told(open_here: OpenWorld) -> None:
    async with open_here(message_content=True) as world:
        photo = await world.maya.send(world.pictures, "my cat", attachments=[PHOTO])

        words = f"{mention(world)} make it blue"
        asked = await world.noor.send(
            world.pictures, words, reply_to=photo, attachments=[OTHER, OTHER]
        )

        [told] = answers(world.pictures, asked)
        assert told == "This model takes fewer files, so I left out 2 of yours."
        assert len(pictures(thread(world.pictures))) == 1


async def test_first_of_several_pictures_is_edited(open_here: OpenWorld) -> None:
    async with open_here(message_content=True) as world:
        photos = await world.maya.send(world.pictures, "cats", attachments=[OTHER, PHOTO])

        await world.noor.send(world.pictures, f"{mention(world)} make it blue", reply_to=photos)

        job = await JobStore(world.database, "test").of_message(
            pictures(thread(world.pictures))[0].id
        )
        assert job is not None
        assert job.source is not None
        assert (job.source.message_id, job.source.picture) == (photos.id, 1)


async def test_job_of_a_message_has_its_id_and_a_second_delivery_makes_no_second_one(
    world: World,
) -> None:
    picture = await made(world)
    asked = await world.noor.send(world.pictures, "make it blue", reply_to=picture)
    job = await JobStore(world.database, "test").find(asked.id)
    assert job is not None
    assert job.member_id == world.noor.id

    backend = world.env.backend
    backend.announce_message_create(backend.get_message(world.pictures.id, asked.id))

    assert await edits(world) == 1
    assert len(pictures(thread(world.pictures))) == 1


async def test_reaction_stands_while_it_is_made(open_here: OpenWorld) -> None:
    async with open_here(background=True) as world:
        picture = await made(world)
        world.emulator.task_store.delay = 0.1
        asked = await world.noor.send(world.pictures, "make it blue", reply_to=picture)
        assert works_on(world.pictures, asked)

        await until(world, lambda: not works_on(world.pictures, asked))

        assert len(pictures(thread(world.pictures))) == 1


async def test_reply_counts_as_a_command_does(open_here: OpenWorld) -> None:
    async with open_here(daily_pictures=2) as world:
        picture = await made(world)
        await world.maya.send(world.pictures, "make it blue", reply_to=picture)

        over = await world.maya.send(world.pictures, "make it red", reply_to=picture)
        command = await world.maya.slash(world.pictures, "flux", prompt="a fox")

        [answer] = answers(world.pictures, over)
        assert answer.startswith(
            "⚠️ You've made 2 pictures in the last 24 hours on all servers together; "
            "your limit is 2."
        )
        assert answer.endswith("This didn't use up any of your limit.")
        assert (
            "You've made 2 pictures in the last 24 hours on all servers together; your limit is 2."
            in said(command)
        )
        await world.env.advance_time(61)
        assert answers(world.pictures, over) == []


async def test_edit_that_fails_is_told_and_does_not_count(open_here: OpenWorld) -> None:
    async with open_here(daily_pictures=2) as world:
        picture = await made(world)

        failed = await world.maya.send(world.pictures, "make it [fault:content]", reply_to=picture)

        [answer] = answers(world.pictures, failed)
        assert answer.startswith("⚠️ The image service won't make this because of its content rules")
        assert answer.endswith("It doesn't count towards your limit.")
        assert not works_on(world.pictures, failed)
        await world.maya.send(world.pictures, "make it blue", reply_to=picture)
        assert len(pictures(thread(world.pictures))) == 1
        await world.env.advance_time(61)
        assert answers(world.pictures, failed) == []


async def test_picture_of_a_member_who_does_not_let_others_is_left_alone(world: World) -> None:
    picture = await made(world)
    await world.maya.slash(world.pictures, "mydata consent", allow=False)

    refused = await world.noor.send(world.pictures, "make it blue", reply_to=picture)
    await world.maya.send(world.pictures, "make it red", reply_to=picture)

    [answer] = answers(world.pictures, refused)
    assert "doesn't let others edit it" in answer
    assert world.emulator.submits[-1].body["prompt"] == "make it red"
    assert await edits(world) == 1


async def test_server_can_keep_edits_to_owners(world: World) -> None:
    picture = await made(world)
    await world.noor.slash(world.pictures, "easel edits", owner_only=True)

    refused = await world.noor.send(world.pictures, "make it blue", reply_to=picture)

    [answer] = answers(world.pictures, refused)
    assert "only the member who asked for a picture can edit it" in answer
    assert await edits(world) == 0


async def test_server_can_turn_replies_off_and_on(open_here: OpenWorld) -> None:
    async with open_here(reply_edits=False) as world:
        picture = await made(world)
        off = await world.noor.send(world.pictures, "make it blue", reply_to=picture)
        assert (await edits(world), answers(world.pictures, off)) == (0, [])

        await world.noor.slash(world.pictures, "easel edits", reply_edits=True)
        await world.noor.send(world.pictures, "make it blue", reply_to=picture)
        assert await edits(world) == 1

        await world.noor.slash(world.pictures, "easel edits", reply_edits=False)
        await reply_unpinged(world, world.noor, world.pictures, "make it red", picture.id)
        await world.noor.send(world.pictures, "make it red", reply_to=picture)
        assert await edits(world) == 1


async def test_reply_without_ping_gets_one_hint_a_day(open_here: OpenWorld) -> None:
    quiet = dict.fromkeys(("upkeep_interval", "status_interval", "catalogue_interval"), 99_999)
    async with open_here(**quiet) as world:
        picture = await made(world)

        async def hints(member: MemberActor) -> int:
            asked = await reply_unpinged(world, member, world.pictures, "make it red", picture.id)
            found = answers(world.pictures, asked)
            assert all(hint.startswith("I only see replies that ping me.") for hint in found)
            return len(found)

        assert [await hints(world.noor), await hints(world.noor)] == [1, 0]
        assert [await hints(world.maya), await hints(world.maya)] == [1, 0]
        await world.env.advance_time(1800)
        assert not [one for one in world.pictures.history() if "that ping me" in one.content]
        async with world.database.write() as connection:
            # A day that passes has thousands of rounds of what is done every minute.
            yesterday = world.env.now() - timedelta(days=1, seconds=1)
            await connection.execute(update(members).values(hinted_at=yesterday))
        assert [await hints(world.noor), await hints(world.noor)] == [1, 0]
        assert await edits(world) == 0


async def test_talk_below_others_messages_gets_no_hint(world: World) -> None:
    talk = await world.maya.send(world.pictures, "hello")

    reply = await reply_unpinged(world, world.noor, world.pictures, "hi", talk.id)

    assert answers(world.pictures, reply) == []


@pytest.mark.parametrize("content", [True, False], ids=["intent", "no intent"])
async def test_talk_in_a_channel_costs_nothing(open_here: OpenWorld, content: bool) -> None:
    async with open_here(message_content=content) as world:
        picture = await made(world)

        await reply_unpinged(world, world.noor, world.pictures, "make it stop", picture.id)
        await world.noor.send(world.pictures, f"make it stop, {mention(world)}")
        await world.noor.send(world.pictures, "make it stop")

        assert await edits(world) == 0


async def test_file_or_nothing_as_a_reply_is_talk(world: World) -> None:
    picture = await made(world)

    reaction = await world.noor.send(world.pictures, reply_to=picture, attachments=[PHOTO])

    assert answers(world.pictures, reaction) == []
    assert await edits(world) == 0


async def test_picture_that_was_deleted_is_answered(world: World) -> None:
    picture = await made(world)
    await world.noor.delete(picture)

    words = f"{mention(world)} make it blue"
    asked = await reply_unpinged(world, world.noor, world.pictures, words, picture.id)

    [answer] = answers(world.pictures, asked)
    assert "There's no picture in that message" in answer
    assert await edits(world) == 0


async def test_message_without_a_picture_is_answered(open_here: OpenWorld) -> None:
    async with open_here(message_content=True) as world:
        talk = await world.maya.send(world.pictures, "hello")

        asked = await world.noor.send(
            world.pictures, f"{mention(world)} make it blue", reply_to=talk
        )

        [answer] = answers(world.pictures, asked)
        assert "There's no picture in that message" in answer


async def test_bots_are_not_heard(world: World, emulator: RelayEmulator) -> None:
    picture = await made(world)
    robot = world.guild.add_member(world.env.create_user("robot", bot=True))

    await robot.send(world.pictures, f"{mention(world)} make it blue", reply_to=picture)

    assert len(emulator.submits) == 1
    assert await edits(world) == 0


async def test_spoiler_stays_a_spoiler(world: World) -> None:
    picture = await made(world, spoiler=True)

    await world.noor.send(world.pictures, "make it blue", reply_to=picture)

    [edit] = pictures(thread(world.pictures))
    assert edit.attachments[0].is_spoiler()
    assert edit.content.startswith("||**make it blue**||")
    assert thread(world.pictures).name == "Edits of this picture"


async def test_where_the_bot_may_not_post_it_says_so_before_anything_is_counted(
    world: World,
) -> None:
    picture = await made(world)
    deny(world, world.pictures, attach_files=True)

    asked = await world.noor.send(world.pictures, "make it blue", reply_to=picture)

    [answer] = answers(world.pictures, asked)
    assert "I can't post pictures here" in answer
    assert "Attach Files" in answer
    assert await edits(world) == 0
