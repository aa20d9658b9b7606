"""The newest picture is the same one for `/edit` and for a mention in a picture's thread."""

from collections.abc import Awaitable, Callable

import discord
import pytest
from simcord import ChannelHandle
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from bot.edits.newest import MAX_MISSING
from bot.storage.jobs import JobStore
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, said
from tests.e2e.images import png
from tests.e2e.pictures import defaults, stranger
from tests.e2e.replying import answers, made, mention, pictures, thread
from tests.e2e.reporting import moderated, report_in

pytestmark = pytest.mark.slow

PHOTO = ("photo.png", png(64, 64))
NOTHING_HERE = "I don't know of any picture here yet"

Scene = Callable[[World, ChannelHandle], Awaitable[int | None]]
Ask = Callable[[World, ChannelHandle], Awaitable[str]]


async def begun(world: World) -> ChannelHandle:
    """Return the thread of a picture with one edit."""
    await world.noor.send(world.pictures, "make it blue", reply_to=await made(world))
    return thread(world.pictures)


async def edited(world: World, place: ChannelHandle, count: int = 1) -> list[discord.Message]:
    """Make more edits in the thread, and return all its pictures, oldest first."""
    for _ in range(count):
        await world.maya.send(place, "make it red", reply_to=pictures(place)[0])
    return pictures(place)


async def ours(world: World, place: ChannelHandle) -> int | None:
    return (await edited(world, place))[-1].id


async def deleted(world: World, place: ChannelHandle) -> int | None:
    first, second = await edited(world, place)
    await world.noor.delete(second)
    return first.id


async def many_deleted(world: World, place: ChannelHandle) -> int | None:
    first, *others = await edited(world, place, MAX_MISSING + 1)
    for other in others:
        await world.noor.delete(other)
    return first.id


async def hidden(world: World, place: ChannelHandle) -> int | None:
    first, second = await edited(world, place)
    await moderated(world)
    await report_in(place, world.maya, second)
    [reported] = [message for message in place.history() if message.id == second.id]
    assert not reported.attachments
    return first.id


async def buried(world: World, place: ChannelHandle) -> int | None:
    [first] = pictures(place)
    for _ in range(101):
        world.env.backend.create_message(place.id, world.maya.id, "talk")
    await world.settle()
    return first.id


async def members_newer(world: World, place: ChannelHandle) -> int | None:
    await edited(world, place)
    return (await world.maya.send(place, "my cat", attachments=[PHOTO])).id


async def members_older(world: World, place: ChannelHandle) -> int | None:
    await world.maya.send(place, "my cat", attachments=[PHOTO])
    return (await edited(world, place))[-1].id


async def starter(world: World, place: ChannelHandle) -> int | None:
    await world.noor.delete(pictures(place)[0])
    return pictures(world.pictures)[0].id


async def nothing(world: World, place: ChannelHandle) -> int | None:
    await world.noor.delete(pictures(place)[0])
    await world.noor.delete(pictures(world.pictures)[0])
    return None


async def by_command(world: World, place: ChannelHandle) -> str:
    return said(await world.noor.slash(place, "edit", prompt="a hat"))


async def by_mention(world: World, place: ChannelHandle) -> str:
    asked = await world.noor.send(place, f"{mention(world)} a hat")
    return "".join(answers(place, asked))


SCENES = (
    ours,
    deleted,
    many_deleted,
    hidden,
    buried,
    members_newer,
    members_older,
    starter,
    nothing,
)


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("ask", [by_command, by_mention])
async def test_both_ways_find_the_same_picture(
    open_here: OpenWorld, scene: Scene, ask: Ask
) -> None:
    # With the intent, since without it Discord shows no photo of a member.
    async with open_here(message_content=True, daily_pictures=0) as world:
        place = await begun(world)
        newest = await scene(world, place)
        before = await jobs_of_noor(world)

        answer = await ask(world, place)

        after = await jobs_of_noor(world)
        assert [*after.values()][len(before) :] == ([] if newest is None else [newest])
        assert (NOTHING_HERE in answer) == (newest is None)


async def jobs_of_noor(world: World) -> dict[int, int]:
    """Return the messages that Noor's edits began with, by job, oldest first."""
    jobs = await JobStore(world.database, "test").recent(world.guild.id, world.noor.id, 50)
    return {job.id: job.source.message_id for job in reversed(jobs) if job.source}


@pytest.mark.parametrize("ask", [by_command, by_mention])
async def test_photo_that_discord_does_not_show_is_passed_over(world: World, ask: Ask) -> None:
    place = await begun(world)
    [first] = pictures(place)
    await world.maya.send(place, "my cat", attachments=[PHOTO])

    await ask(world, place)

    assert [*(await jobs_of_noor(world)).values()][-1] == first.id


@pytest.mark.parametrize("ask", [by_command, by_mention])
async def test_thread_of_a_photo_that_discord_does_not_show_says_what_to_do(
    world: World, ask: Ask
) -> None:
    photo = await world.maya.send(world.pictures, "my cat", attachments=[PHOTO])
    shown = await world.noor.context_menu(world.pictures, "Edit this picture", photo)
    await world.noor.submit_modal(shown, {**defaults(shown.modal), "words": "a hat"})
    place = thread(world.pictures)
    await world.noor.delete(pictures(place)[0])

    assert "Discord doesn't show me that message" in await ask(world, place)


async def test_in_a_channel_members_photos_are_not_meant(open_here: OpenWorld) -> None:
    async with open_here(message_content=True) as world:
        picture = await made(world)
        await world.maya.send(world.pictures, "my cat", attachments=[PHOTO])

        await by_command(world, world.pictures)

        assert [*(await jobs_of_noor(world)).values()] == [picture.id]


async def test_what_a_member_may_not_read_is_not_their_newest_picture(world: World) -> None:
    await made(world)
    eve, before = stranger(world), world.emulator.created
    bits = discord.Permissions(read_message_history=True).value
    overwrite = Overwrite(eve.id, OverwriteType.MEMBER, deny=bits)
    world.env.backend.set_overwrite(world.pictures.id, overwrite)
    await world.settle()

    told = said(await eve.slash(world.pictures, "edit", prompt="a hat"))

    assert "You can't read the earlier messages here" in told
    assert world.emulator.created == before
