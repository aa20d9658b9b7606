"""Custom ids that are not those of their message: answered in words, and nothing is shown."""

import discord
import pytest
from simcord import MemberActor
from simcord.actors import _component_interaction
from sqlalchemy import update

from bot.storage.schema import jobs
from bot.ui.messages import job_of
from sandbox.world import World
from tests.e2e.conftest import said
from tests.e2e.pictures import edited, made, stranger, thread_of

pytestmark = pytest.mark.slow

REFUSED = "This button no longer works."


def forge(world: World, message: discord.Message, label: str, custom_id: str) -> None:
    """Give a button of the message another custom id."""
    stored = world.env.backend.get_message(message.channel.id, message.id)
    for row in stored.components:
        for item in row["components"]:
            if item.get("label") == label:
                item["custom_id"] = custom_id


async def pressed(member: MemberActor, message: discord.Message, label: str) -> str:
    """Press the button, and return the private answer."""
    return said(await member.click(message, label=label))


@pytest.mark.parametrize(
    "number", ["-1", "9223372036854775808", "99999999999999999999", "1e3", "fox", "", "1:2", "٣"]
)
@pytest.mark.parametrize("label", ["Again", "Details", "Delete"])
async def test_numbers_that_no_id_can_have_are_refused_in_words(
    world: World, label: str, number: str, caplog: pytest.LogCaptureFixture
) -> None:
    message = await made(world)
    forge(world, message, label, f"easel:{label.lower()}:{number}")

    assert REFUSED in await pressed(world.maya, message, label)

    assert not [record for record in caplog.records if record.levelname == "ERROR"]
    assert world.emulator.created == 1


@pytest.mark.parametrize("state", ["done", "failed"])
@pytest.mark.parametrize("label", ["Again", "Remix…", "Try with…", "Details"])
async def test_the_job_of_another_message_is_refused(world: World, label: str, state: str) -> None:
    other = await made(world, prompt="something of hers alone")
    message = await made(world)
    number = job_of(other)
    if state == "failed":
        # It has no message at all.
        without = {"state": state, "message_id": None, "message_channel_id": None}
        async with world.database.write() as connection:
            await connection.execute(update(jobs).where(jobs.c.id == number).values(**without))
    action = {"Again": "again", "Remix…": "remix", "Try with…": "try", "Details": "details"}[label]
    forge(world, message, label, f"easel:{action}:{number}")

    answer = await pressed(stranger(world), message, label)

    assert REFUSED in answer
    assert "hers alone" not in answer
    assert world.emulator.created == 2


async def test_the_job_of_another_server_is_refused(world: World) -> None:
    message = await made(world)
    number = job_of(message)
    elsewhere = world.env.create_guild("Another studio")
    channel = elsewhere.create_text_channel("pictures")
    eve = elsewhere.add_member(world.env.create_user("eve"))
    await eve.slash(channel, "flux", prompt="a cat", width=64, height=64)
    [own] = channel.history()
    for label in ("Again", "Details"):
        forge(world, own, label, f"easel:{label.lower()}:{number}")
        assert REFUSED in await pressed(eve, own, label)
    forge(world, own, "Delete", f"easel:delete:{number}")
    assert REFUSED in await pressed(eve, own, "Delete")
    assert world.emulator.created == 2


async def test_a_button_that_is_not_under_its_message_is_answered(world: World) -> None:
    message = await made(world)
    stored = world.env.backend.get_message(message.channel.id, message.id)
    row, _ = stored.components
    gone, *row["components"] = row["components"]
    data = {"custom_id": gone["custom_id"], "component_type": 2}

    result = await _component_interaction(world.maya, stored, data)

    assert REFUSED in said(result)


async def test_the_own_buttons_of_posts_work_everywhere(world: World) -> None:
    message = await made(world)
    await edited(world, message)
    [edit] = thread_of(world, message).history()
    eve = stranger(world)
    for picture in (message, edit):
        assert "a red fox" in await pressed(eve, picture, "Details") or picture is edit
        assert (await pressed(eve, picture, "Again")).startswith("✅ Done")
        offered = await eve.click(picture, label="Try with…")
        tried = await eve.select(offered.response.message, ["qwen"])
        assert said(tried).startswith("✅ Done")


async def test_private_pictures_are_their_members_alone(world: World) -> None:
    result = await world.maya.slash(
        world.pictures, "flux", prompt="a fox", width=64, height=64, private=True
    )
    answer = await world.maya.click(result.response, label="Details")
    assert "a fox" in said(answer)
