"""Jobs with several tasks after they were made: shared, sent, exported, shown, and directly."""

import json
from typing import Any

import discord
import pytest

from bot.ui.messages import job_of
from sandbox.page.cast import Person
from sandbox.page.messages import messages_of
from sandbox.relay import RelayEmulator
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, said, until
from tests.e2e.direct import SMALL, direct_pictures, direct_words, everything
from tests.e2e.pictures import made

pytestmark = pytest.mark.slow

LABELS = ("**1** · Flux", "**2** · Gemini")


async def compare(world: World, **options: Any) -> Any:
    """Let Maya compare two models."""
    options = {"prompt": "a red fox", "first": "flux", "second": "gemini", **options}
    result = await world.maya.slash(world.pictures, "compare", **options)
    if "This will cost" in said(result):
        await world.maya.click(result.response, label="Make it")
    return result


def latest(world: World) -> discord.Message:
    return next(one for one in reversed(world.pictures.history()) if one.attachments)


async def test_shared_comparison_says_which_is_which(world: World) -> None:
    answer = await compare(world, private=True)
    await world.maya.click(answer.response, label="Share")

    message = latest(world)
    assert len(message.attachments) == 2
    for label in LABELS:
        assert label in message.content
    assert "-# Flux, Gemini · " in message.content


async def test_shared_pictures_of_a_failed_task_are_numbered_as_they_are(
    world: World, emulator: RelayEmulator
) -> None:
    emulator.faults.next("submit", "model-retired")
    answer = await compare(world, private=True, third="qwen")
    await world.maya.click(answer.response, label="Share")

    message = latest(world)
    assert len(message.attachments) == 2
    assert "**3**" not in message.content
    assert "Flux: " in message.content
    assert "seed" not in message.content


async def test_files_are_sent_with_the_prompt_as_it_was_typed(world: World) -> None:
    message = await made(world, prompt="a {red|blue} fox")
    shown = await world.maya.click(message, label="Details")
    assert "{red|blue}" in said(shown)
    result = await world.maya.slash(world.pictures, "show", id=str(job_of(message)))
    await world.maya.click(result.response, label="Send to me")

    [sent] = [one for one in everything(world.maya) if one.attachments]
    assert len(sent.attachments) == 2
    assert "{red" in sent.content.replace("\\", "")


async def test_export_has_the_request_of_every_task(world: World) -> None:
    await compare(world, prompt="a {red|blue} fox")
    result = await world.maya.slash(world.pictures, "mydata export")
    [file] = result.response.attachments
    [job] = json.loads(await file.read())["jobs"]

    assert job["asked_for"]["prompt"] == "a {red|blue} fox"
    assert [(task["operation"], task["request"]["prompt"]) for task in job["tasks"]] == [
        *(("flux", f"a {hue} fox") for hue in ("red", "blue")),
        *(("gemini", f"a {hue} fox") for hue in ("red", "blue")),
    ]
    assert {task["arrived"] for task in job["tasks"]} == {1}


async def test_page_shows_the_poll(world: World) -> None:
    await compare(world)
    maya = Person("maya", "Maya", "member", world.maya)
    [poll] = [one.poll for one in messages_of(world, maya, world.pictures.id) if one.poll]
    assert poll.question == "Which is best?"
    assert poll.answers == (("1 · Flux", 0), ("2 · Gemini", 0))
    assert not poll.ended


async def test_usage_names_each_model_of_a_comparison(world: World) -> None:
    await compare(world)
    result = await world.noor.slash(world.pictures, "easel usage")
    assert "Gemini" in said(result)
    assert "Flux" in said(result)


@pytest.mark.parametrize("label", ["Change…"])
async def test_refused_comparison_is_changed_as_one_model(
    world: World, emulator: RelayEmulator, label: str
) -> None:
    await world.noor.slash(world.pictures, "easel words add", word="forbidden")
    refused = await compare(world, prompt="a forbidden fox")
    assert "forbidden" in said(refused)
    shown = await world.maya.click(refused.response, label=label)
    assert shown.modal is not None
    assert emulator.submits == []


async def test_reply_with_alternatives_is_one_message(
    world: World, emulator: RelayEmulator
) -> None:
    message = await made(world)
    await world.maya.send(world.pictures, "make it {red|blue}", reply_to=message)
    await until(world, lambda: len(emulator.submits) == 3)
    [thread] = world.pictures.threads
    [edit] = [one for one in thread.history() if one.attachments]
    assert len(edit.attachments) == 2


async def test_direct_messages_take_several_and_ask_nobody(
    open_here: OpenWorld, emulator: RelayEmulator
) -> None:
    async with open_here(direct_messages=True) as world:
        user = world.maya.user
        await user.slash("flux", prompt="a {red|blue} fox", **SMALL)
        await user.slash("flux", prompt="a fox", count=2, **SMALL)
        await user.slash("compare", prompt="a fox", first="flux", second="gemini")

        assert [len(one.attachments) for one in direct_pictures(world.maya)] == [2, 2, 2]
        assert LABELS[1] in direct_pictures(world.maya)[-1].content
        assert all(one.poll is None for one in everything(world.maya))
        assert direct_words(world.maya) == []
        assert len(emulator.submits) == 6


async def test_direct_comparison_has_no_style(
    open_here: OpenWorld, emulator: RelayEmulator
) -> None:
    async with open_here(direct_messages=True) as world:
        await world.noor.slash(world.pictures, "easel styles add", name="ink", words="in ink")
        answer = await world.maya.user.slash("compare", prompt="a fox", style="ink")
        assert "style" in str(answer.response.content)
        assert emulator.submits == []
