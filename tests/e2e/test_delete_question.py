"""The question before a picture is deleted: asked once, and answered by the truth."""

from typing import Any

import pytest
from simcord import MemberActor

from sandbox.world import World
from tests.e2e.conftest import said, updated
from tests.e2e.pictures import delete_post, edited, made, purge, stranger, thread_of

pytestmark = pytest.mark.slow

ASKED = "Delete this picture? I can't bring it back."
GONE = "This message is already gone."
NOT_YOURS = (
    "⚠️ Only the member who asked for it, or someone who can manage messages here, can delete this."
)


def labels(result: Any) -> list[str]:
    """Return the buttons of a private answer."""
    rows = result.response.message.components
    return [item.label for row in rows for item in row.children]


async def asked(member: MemberActor, message: Any) -> Any:
    """Press *Delete* under a picture, and return the question."""
    result = await member.click(message, label="Delete")
    assert updated(result).startswith("Delete ")
    return result


async def test_delete_asks_privately_and_deletes_nothing_yet(world: World) -> None:
    message = await made(world)

    question = await asked(world.maya, message)

    assert said(question) == ASKED
    assert labels(question) == ["Delete", "Keep"]
    assert world.pictures.history() == [message]


async def test_question_about_several_pictures_says_how_many(world: World) -> None:
    message = await made(world, "gpt-image generate", n=3)

    question = await asked(world.maya, message)

    assert said(question) == "Delete these 3 pictures? I can't bring them back."


@pytest.mark.parametrize("restart", [False, True], ids=["at once", "after a restart"])
@pytest.mark.parametrize("purged", [False, True], ids=["known", "purged"])
@pytest.mark.parametrize("who", ["maya", "noor"])
async def test_yes_deletes_the_picture(world: World, restart: bool, purged: bool, who: str) -> None:
    message = await made(world)
    other = await made(world)
    member = world.maya if who == "maya" else world.noor
    question = await asked(member, message)
    if purged:
        await purge(world)
    if restart:
        await world.restart(crash=True)

    result = await member.click(question.response, label="Delete")

    assert updated(result) == "Deleted."
    assert labels(result) == []
    assert world.pictures.history() == [other]


async def test_no_keeps_the_picture(world: World) -> None:
    message = await made(world)
    question = await asked(world.maya, message)

    result = await world.maya.click(question.response, label="Keep")

    assert updated(result) == "Okay, it stays."
    assert labels(result) == []
    assert world.pictures.history() == [message]


async def test_of_two_who_delete_the_second_reads_that_it_is_gone(world: World) -> None:
    message = await made(world)
    mine, hers = await asked(world.maya, message), await asked(world.noor, message)
    await world.noor.click(hers.response, label="Delete")

    result = await world.maya.click(mine.response, label="Delete")

    assert updated(result) == GONE
    assert labels(result) == []


async def test_member_who_may_no_longer_delete_is_refused(world: World) -> None:
    message = await made(world)
    question = await asked(world.noor, message)
    backend = world.env.backend
    backend.edit_member(world.guild.id, world.noor.id, {"role_ids": []})
    await world.settle()

    result = await world.noor.click(question.response, label="Delete")

    assert updated(result) == NOT_YOURS
    assert world.pictures.history() == [message]


async def test_no_other_message_is_deleted_by_a_forged_question(world: World) -> None:
    message = await made(world)
    hers = await world.noor.send(world.pictures, "not a picture")
    question = await asked(world.maya, message)
    stored = world.env.backend.get_message(world.pictures.id, question.response.message.id)
    stored.components[0]["components"][0]["custom_id"] = f"easel:erase:{hers.id}"

    result = await world.maya.click(question.response, label="Delete")

    assert updated(result) == "⚠️ This button no longer works. Please use the command."
    assert len(world.pictures.history()) == 2


async def test_picture_that_the_bot_may_no_longer_see_is_not_said_to_be_gone(
    world: World,
) -> None:
    message = await made(world)
    question = await asked(world.maya, message)
    path = f"/channels/{world.pictures.id}/messages/{message.id}"
    world.env.inject_error("GET", path, status=403, code=50001)

    result = await world.maya.click(question.response, label="Delete")

    assert updated(result).startswith("⚠️ Discord doesn't let me delete this here.")
    assert world.pictures.history() == [message]


async def test_stranger_is_refused_before_any_question(world: World) -> None:
    message = await made(world)

    assert said(await stranger(world).click(message, label="Delete")) == NOT_YOURS


async def test_edit_in_a_thread_is_deleted(world: World) -> None:
    message = await made(world)
    await edited(world, message)
    thread = thread_of(world, message)

    assert await delete_post(world.maya, thread.history()[0]) == "Deleted."

    assert thread.history() == []
