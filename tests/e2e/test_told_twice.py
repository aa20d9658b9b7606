"""Messages that Discord tells of twice: a resumed connection, or two processes in a deployment."""

from collections.abc import Awaitable, Callable
from typing import Any

import discord
import pytest

from bot.edits import replies
from bot.edits.replies import ReplyService
from sandbox.world import World
from tests.e2e.conftest import OpenWorld
from tests.e2e.replying import answers, made, pictures
from tests.e2e.test_talk import asked_about, edits, made_dear, questions

Handle = Callable[[discord.Message], Awaitable[None]]


def tell_twice(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the bot hear of each message twice."""
    service = world.bot.services[ReplyService]
    handle: Handle = service.handle

    async def both(message: discord.Message) -> None:
        await handle(message)
        await handle(message)

    monkeypatch.setattr(service, "handle", both)


@pytest.fixture(params=["one process", "two processes"])
def processes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let one process hear of the message twice, or one that does not know what another did."""
    if request.param == "two processes":
        monkeypatch.setattr(replies, "MAX_HANDLED", 0)
    return request.param


@pytest.mark.usefixtures("processes")
async def test_a_reply_is_one_edit_with_one_remark(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = await made(world)
    tell_twice(world, monkeypatch)

    reply = await world.maya.send(world.pictures, "make it blue --ar 1:2", reply_to=picture)

    assert edits(world) == ["make it blue"]
    assert answers(world.pictures, reply) == ["Read from your prompt: `shape: 1:2`."]


@pytest.mark.usefixtures("processes")
async def test_a_reply_has_one_question_about_its_price(
    open_here: OpenWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_here(confirm_above=0.01) as world:
        picture = await made_dear(world)
        tell_twice(world, monkeypatch)

        reply = await world.maya.send(world.pictures, "make it blue", reply_to=picture)

        [question] = asked_about(world.pictures, reply)
        await world.maya.click(question, label="Make it")
        assert edits(world) == ["make it blue"]


async def test_a_reply_that_may_be_either_is_asked_about_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = await made(world)
    tell_twice(world, monkeypatch)

    await world.maya.send(world.pictures, "blue sky", reply_to=picture)

    assert len(questions(world.pictures)) == 1
    assert len(pictures(world.pictures)) == 1
