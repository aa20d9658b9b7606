"""The thread of a picture: its edits go there, and where it is closed they are not lost."""

import discord
import pytest
from simcord import ChannelHandle

from bot.delivery.poster import DiscordDelivery
from bot.storage.jobs import JobStore
from bot.storage.servers import ServerStore
from bot.texts import Languages
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, button, said, until
from tests.e2e.images import png
from tests.e2e.replying import (
    answers,
    deny,
    made,
    mention,
    pictures,
    replied,
    reply_unpinged,
    thread,
    works_on,
)

NO_THREAD = "-# I couldn't use a thread here."
PHOTO = ("photo.png", png(64, 64))


async def begun(world: World) -> ChannelHandle:
    """The thread of a picture with one edit."""
    await world.noor.send(world.pictures, "make it blue", reply_to=await made(world))
    return thread(world.pictures)


async def made_patiently(world: World) -> discord.Message:
    """A picture, waited for."""
    await world.maya.slash(world.pictures, "flux", prompt="a fox", width=64, height=64)
    await until(world, lambda: pictures(world.pictures))
    return pictures(world.pictures)[0]


def close_posting(world: World, handle: ChannelHandle, code: int = 160005) -> None:
    """Discord takes no more messages here; 160005: the thread is locked."""
    path = f"/channels/{handle.id}/messages"
    world.env.inject_error("POST", path, status=403, code=code, times=None)


async def test_thread_is_named_after_the_prompt_and_hangs_on_the_picture(world: World) -> None:
    picture = await made(world)

    words = "make the sky red " * 10
    await world.noor.send(world.pictures, words, reply_to=picture)

    made_thread = thread(world.pictures)
    assert made_thread.id == picture.id
    assert made_thread.name is not None
    assert made_thread.name.startswith("make the sky red make")
    assert made_thread.name.endswith("…")
    assert len(made_thread.name) <= 100


async def test_further_edits_from_the_channel_go_to_the_same_thread(world: World) -> None:
    picture = await made(world)
    await world.noor.send(world.pictures, "make it blue", reply_to=picture)
    # SimCord would make a second one; Discord refuses it so.
    path = f"/channels/*/messages/{picture.id}/threads"
    world.env.inject_error("POST", path, status=400, code=160004, times=None)

    await world.maya.send(world.pictures, "make it red", reply_to=picture)

    assert len(pictures(thread(world.pictures))) == 2
    assert len(pictures(world.pictures)) == 1


async def test_reply_in_the_thread_edits_what_it_replies_to_and_is_answered_there(
    world: World,
) -> None:
    place = await begun(world)
    [first] = pictures(place)

    await world.maya.send(place, "make it red", reply_to=first)
    await world.maya.send(place, "make it green", reply_to=first)

    _, second, third = pictures(place)
    assert [replied(second), replied(third)] == [first.id, first.id]
    assert f"edited from {first.jump_url}" in third.content
    assert len(pictures(world.pictures)) == 1
    makes = [call for call in world.env.http_requests if call.path.endswith("/threads")]
    assert len(makes) == 1


async def test_mention_in_the_thread_edits_its_newest_picture(world: World) -> None:
    place = await begun(world)
    [first] = pictures(place)
    await world.maya.send(place, "make it red", reply_to=first)
    second = pictures(place)[-1]

    await world.noor.send(place, f"make it green, {mention(world)}")
    await world.noor.delete(second)
    await world.noor.delete(pictures(place)[-1])
    await world.noor.send(place, f"{mention(world)} make it grey")

    grey = pictures(place)[-1]
    assert grey.content.startswith("**make it grey**")
    assert replied(grey) == first.id


async def test_mention_edits_the_picture_that_the_thread_hangs_on_if_none_is_left(
    world: World,
) -> None:
    place = await begun(world)
    await world.noor.delete(pictures(place)[0])

    asked = await world.noor.send(place, f"{mention(world)} make it grey")

    [grey] = pictures(place)
    [picture] = pictures(world.pictures)
    assert replied(grey) == asked.id
    assert f"edited from {picture.jump_url}" in grey.content


async def test_mention_in_a_thread_without_pictures_is_told_so(world: World) -> None:
    place = await begun(world)
    await world.noor.delete(pictures(place)[0])
    await world.noor.delete(pictures(world.pictures)[0])

    asked = await world.noor.send(place, f"{mention(world)} make it grey")

    [answer] = answers(place, asked)
    assert "I don't know of any picture here yet" in answer


@pytest.mark.parametrize("content", [True, False], ids=["intent", "no intent"])
async def test_plain_words_in_the_thread_are_talk(open_here: OpenWorld, content: bool) -> None:
    async with open_here(message_content=content) as world:
        place = await begun(world)
        before = world.emulator.created

        talk = await world.noor.send(place, "make it stop")
        reply = await reply_unpinged(world, world.maya, place, "make it so", talk.id)

        assert world.emulator.created == before
        assert answers(place, reply) == []


async def test_with_the_intent_replies_in_the_thread_need_no_ping(open_here: OpenWorld) -> None:
    async with open_here(message_content=True) as world:
        place = await begun(world)
        [first] = pictures(place)
        photo = await world.maya.send(place, "my cat", attachments=[PHOTO])

        await reply_unpinged(world, world.noor, place, "make it red", first.id)
        await reply_unpinged(world, world.noor, place, "make it green", photo.id)

        _, red, green = pictures(place)
        assert [replied(red), replied(green)] == [first.id, photo.id]


async def test_without_the_intent_such_a_reply_gets_the_hint(world: World) -> None:
    place = await begun(world)

    asked = await reply_unpinged(world, world.maya, place, "make it red", pictures(place)[0].id)

    [hint] = answers(place, asked)
    assert hint.startswith("I only see replies that ping me.")
    assert len(pictures(place)) == 1


async def test_edit_command_in_the_thread_stays_there(world: World) -> None:
    place = await begun(world)
    [first] = pictures(place)

    result = await world.maya.slash(place, "edit", prompt="make it red")

    red = pictures(place)[-1]
    assert replied(red) == first.id
    assert said(result) == f"✅ Done: {red.jump_url}"


async def test_again_in_the_thread_stays_there(world: World) -> None:
    place = await begun(world)
    [first] = pictures(place)

    await world.maya.click(first, custom_id=button(first, "Again"))

    assert len(pictures(place)) == 2
    assert len(pictures(world.pictures)) == 1


async def test_in_a_forum_post_the_answer_is_a_reply_and_only_pings_count(
    open_here: OpenWorld,
) -> None:
    async with open_here(message_content=True) as world:
        forum = world.guild.create_forum_channel("showcase")
        world.env.backend.create_thread(forum.id, "my foxes", world.maya.id)
        [post] = forum.threads
        picture = await made(world, post)

        await reply_unpinged(world, world.noor, post, "make it stop", picture.id)
        await world.noor.send(post, "make it blue", reply_to=picture)

        _, edit = pictures(post)
        assert edit.content.startswith("**make it blue**")
        assert replied(edit) == picture.id
        assert len(forum.threads) == 1


async def test_without_leave_to_make_threads_it_is_a_reply_in_the_channel(world: World) -> None:
    picture = await made(world)
    deny(world, world.pictures, create_public_threads=True)

    await world.noor.send(world.pictures, "make it blue", reply_to=picture)

    edit = pictures(world.pictures)[-1]
    assert replied(edit) == picture.id
    assert edit.content.endswith(NO_THREAD)
    assert world.pictures.threads == []


async def test_thread_that_is_there_needs_no_leave_to_make_one(world: World) -> None:
    place = await begun(world)
    [picture] = pictures(world.pictures)
    deny(world, world.pictures, create_public_threads=True)

    await world.noor.send(world.pictures, "make it red", reply_to=picture)
    await world.noor.send(place, "make it green", reply_to=pictures(place)[0])

    assert len(pictures(place)) == 3
    assert len(pictures(world.pictures)) == 1


async def test_without_leave_to_send_in_threads_it_is_a_reply_in_the_channel(world: World) -> None:
    picture = await made(world)
    deny(world, world.pictures, send_messages_in_threads=True)

    await world.noor.send(world.pictures, "make it blue", reply_to=picture)

    edit = pictures(world.pictures)[-1]
    assert replied(edit) == picture.id
    assert edit.content.endswith(NO_THREAD)


async def test_server_with_too_many_threads_gets_a_reply_in_the_channel(world: World) -> None:
    picture = await made(world)
    world.env.inject_error("POST", "/channels/*/messages/*/threads", status=400, code=160006)

    await world.noor.send(world.pictures, "make it blue", reply_to=picture)

    edit = pictures(world.pictures)[-1]
    assert replied(edit) == picture.id
    assert edit.content.endswith(NO_THREAD)


async def test_passing_failure_to_make_the_thread_is_tried_again(world: World) -> None:
    picture = await made(world)
    world.env.inject_error("POST", "/channels/*/messages/*/threads", status=503)

    await world.noor.send(world.pictures, "make it blue", reply_to=picture)

    assert len(pictures(thread(world.pictures))) == 1
    assert len(pictures(world.pictures)) == 1


async def test_locked_thread_gives_way_to_a_reply_in_the_channel(world: World) -> None:
    place = await begun(world)
    [first] = pictures(place)
    close_posting(world, place)

    asked = await world.noor.send(place, "make it red", reply_to=first)

    edit = pictures(world.pictures)[-1]
    assert edit.content.endswith(NO_THREAD)
    assert replied(edit) == place.id
    assert not works_on(place, asked)


async def test_thread_that_is_deleted_meanwhile_gives_way_to_a_reply_in_the_channel(
    open_here: OpenWorld,
) -> None:
    async with open_here(background=True) as world:
        picture = await made_patiently(world)
        await world.noor.send(world.pictures, "make it blue", reply_to=picture)
        await until(world, lambda: world.pictures.threads and pictures(thread(world.pictures)))
        place = thread(world.pictures)
        world.emulator.task_store.delay = 0.1
        await world.noor.send(place, "make it red", reply_to=pictures(place)[0])
        world.env.backend.delete_channel(place.id)

        await until(world, lambda: len(pictures(world.pictures)) == 2)

        edit = pictures(world.pictures)[-1]
        assert edit.content.startswith("**make it red**")
        assert edit.content.endswith(NO_THREAD)
        assert replied(edit) == picture.id


async def test_archived_thread_is_used_again(world: World) -> None:
    place = await begun(world)
    [first] = pictures(place)
    world.env.backend.edit_channel(place.id, {}, thread_metadata={"archived": True})
    await world.settle()
    assert world.bot.get_channel(place.id) is None

    await world.noor.send(place, "make it red", reply_to=first)
    await world.noor.send(place, f"{mention(world)} make it green")

    _, red, green = pictures(place)
    assert [replied(red), replied(green)] == [first.id, red.id]


async def test_channel_that_is_closed_meanwhile_leaves_it_to_a_direct_message(
    open_here: OpenWorld,
) -> None:
    async with open_here(background=True) as world:
        picture = await made_patiently(world)
        world.emulator.task_store.delay = 0.1
        await world.noor.send(world.pictures, "make it blue", reply_to=picture)
        deny(world, world.pictures, view_channel=True)

        direct = world.noor.user.dm_channel
        await until(world, lambda: pictures(direct))

        [edit] = pictures(direct)
        assert f"You asked for this in {world.pictures.mention}" in edit.content
        assert world.pictures.threads == []


async def test_source_that_is_deleted_meanwhile_does_not_lose_the_edit(
    open_here: OpenWorld,
) -> None:
    async with open_here(background=True) as world:
        picture = await made_patiently(world)
        world.emulator.task_store.delay = 0.1
        await world.noor.send(world.pictures, "make it blue", reply_to=picture)
        await world.noor.delete(picture)

        await until(world, lambda: pictures(world.pictures))

        [edit] = pictures(world.pictures)
        assert edit.content.startswith("**make it blue**")
        assert edit.content.endswith(NO_THREAD)


async def test_failure_that_cannot_be_told_in_the_thread_is_told_directly(world: World) -> None:
    place = await begun(world)
    close_posting(world, place)

    await world.noor.send(place, "make it [fault:content]", reply_to=pictures(place)[0])

    [told] = world.noor.user.dm_channel.history()
    assert told.content.startswith(
        "⚠️ The image service won't make this because of its content rules"
    )


async def test_after_a_crash_it_is_posted_once_in_the_thread(open_here: OpenWorld) -> None:
    async with open_here(background=True) as world:
        picture = await made_patiently(world)
        world.emulator.task_store.delay = 0.2
        asked = await world.noor.send(world.pictures, "make it blue", reply_to=picture)
        assert works_on(world.pictures, asked)
        await world.restart(crash=True)
        await world.env.advance_time(90)

        await until(world, lambda: not works_on(world.pictures, asked))

        assert len(pictures(thread(world.pictures))) == 1
        assert len(pictures(world.pictures)) == 1
        assert world.emulator.created == 2


async def test_after_a_crash_an_edit_asked_in_the_thread_replies_there(
    open_here: OpenWorld,
) -> None:
    async with open_here(background=True) as world:
        await world.noor.send(world.pictures, "make it blue", reply_to=await made_patiently(world))
        await until(world, lambda: world.pictures.threads and pictures(thread(world.pictures)))
        place = thread(world.pictures)
        [first] = pictures(place)
        world.emulator.task_store.delay = 0.2
        asked = await world.noor.send(place, "make it red", reply_to=first)
        await world.restart(crash=True)
        await world.env.advance_time(90)

        await until(world, lambda: len(pictures(place)) == 2 and not works_on(place, asked))

        assert replied(pictures(place)[-1]) == first.id
        assert world.emulator.created == 3


async def test_what_was_posted_before_a_crash_is_found_where_it_stands(world: World) -> None:
    place = await begun(world)
    in_thread = await world.noor.send(place, "make it red", reply_to=pictures(place)[0])
    close_posting(world, place)
    in_channel = await world.noor.send(place, "make it green", reply_to=pictures(place)[0])
    servers = ServerStore(world.database)
    delivery = DiscordDelivery(world.bot, servers, Languages(), world.env.now)

    for asked, channel in ((in_thread, place), (in_channel, world.pictures)):
        job = await JobStore(world.database, "test").find(asked.id)
        assert job is not None
        found = await delivery.find(job)
        assert found is not None
        assert (found.channel_id, found.message_id) == (channel.id, job.message_id)
