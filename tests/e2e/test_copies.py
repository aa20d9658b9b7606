"""Copies of pictures: recognised by their mark, and described to those who can see the post."""

import discord
import pytest
from sqlalchemy import update

from bot.imaging.provenance import job_id_of, mark
from bot.storage.schema import jobs
from sandbox.world import World
from tests.e2e.conftest import button, said
from tests.e2e.images import png
from tests.e2e.pictures import delete_post, made, purge, stranger
from tests.e2e.reporting import moderated, report

pytestmark = pytest.mark.slow

DESCRIBE = "Describe how it was made"
UNKNOWN = "⚠️ That picture has my mark, but I don't know of a picture like it that you can see here."
HIDDEN = "⚠️ That picture was reported to the moderators, so only they can read how it was made."


def job_id(message: discord.Message) -> int:
    return int(button(message, "Details").rpartition(":")[2])


async def upload(world: World, *contents: bytes) -> discord.Message:
    """Let a member post files, as saved from somewhere."""
    files = [(f"saved-{number}.png", content) for number, content in enumerate(contents)]
    return await world.maya.send(world.pictures, "look", attachments=files)


async def described(world: World, copy: discord.Message, viewer: str = "eve") -> str:
    member = stranger(world) if viewer == "eve" else getattr(world, viewer)
    return said(await member.context_menu(world.pictures, DESCRIBE, copy))


async def test_post_is_marked_with_its_job(world: World) -> None:
    message = await made(world)
    content = await message.attachments[0].read()
    assert job_id_of(content) == job_id(message)
    assert b"fox" not in content


async def test_saved_and_uploaded_copy_is_described(world: World) -> None:
    message = await made(world)
    copy = await upload(world, png(8, 8), await message.attachments[0].read())

    told = await described(world, copy)

    assert "/flux prompt:a red fox" in told
    assert f"Its mark says this is a copy of {message.jump_url}." in told


async def test_forwarded_picture_is_described(world: World) -> None:
    message = await made(world)
    forwarded = await world.maya.forward(message, world.pictures)

    assert "/flux prompt:a red fox" in await described(world, forwarded)


@pytest.mark.parametrize("files", [[png(8, 8)], [b"no picture"], [mark(png(8, 8), 1)[:200]]])
async def test_file_without_a_mark_is_not_ours(world: World, files: list[bytes]) -> None:
    told = await described(world, await upload(world, *files))
    assert told.startswith("⚠️ I didn't make that picture")


async def test_mark_of_a_job_that_nobody_knows_tells_nothing(world: World) -> None:
    message = await made(world)
    copy = await upload(world, await message.attachments[0].read())
    await purge(world)

    assert await described(world, copy) == UNKNOWN


async def test_mark_of_another_servers_job_tells_nothing(world: World) -> None:
    message = await made(world)
    copy = await upload(world, await message.attachments[0].read())
    async with world.database.write() as connection:
        await connection.execute(update(jobs).values(guild_id=4711))

    assert await described(world, copy) == UNKNOWN
    assert await described(world, copy, "maya") == UNKNOWN
    assert await described(world, copy, "noor") == UNKNOWN


async def test_forged_mark_shows_no_private_picture(world: World) -> None:
    await world.maya.slash(world.pictures, "flux", prompt="my own fox", private=True)
    async with world.database.read() as connection:
        known = await connection.scalar(jobs.select().with_only_columns(jobs.c.id))
    copy = await upload(world, mark(png(8, 8), known))

    assert await described(world, copy) == UNKNOWN
    assert await described(world, copy, "noor") == UNKNOWN
    assert "my own fox" in await described(world, copy, "maya")


async def test_forged_mark_shows_no_picture_of_a_closed_channel(world: World) -> None:
    eve = stranger(world)
    denied = {eve: discord.PermissionOverwrite(view_channel=False)}
    closed = world.guild.create_text_channel("closed", overwrites=denied)
    await world.maya.slash(closed, "flux", prompt="a secret fox", width=64, height=64)
    [post] = closed.history()
    copy = await upload(world, mark(png(8, 8), job_id(post)))

    assert said(await eve.context_menu(world.pictures, DESCRIBE, copy)) == UNKNOWN
    assert "a secret fox" in await described(world, copy, "noor")


async def test_copy_of_a_deleted_post_tells_nothing_to_others(world: World) -> None:
    message = await made(world)
    copy = await upload(world, await message.attachments[0].read())
    await delete_post(world.maya, message)

    assert await described(world, copy) == UNKNOWN


async def test_copy_of_a_hidden_picture_is_described_to_moderators_only(world: World) -> None:
    await moderated(world)
    message = await made(world)
    copy = await upload(world, await message.attachments[0].read())
    await report(world, stranger(world), message)

    assert (await described(world, copy, "maya")).startswith(HIDDEN)
    assert "/flux prompt:a red fox" in await described(world, copy, "noor")


async def test_more_files_than_four_are_not_fetched(world: World) -> None:
    message = await made(world)
    copy = await upload(world, *[png(8, 8)] * 4, await message.attachments[0].read())

    assert (await described(world, copy)).startswith("⚠️ I didn't make that picture")
