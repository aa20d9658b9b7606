"""Several tasks of one wish: `count`, `/compare`, alternatives in a prompt, and *All of them*."""

import re

import discord
import pytest
from sqlalchemy import func, select

from bot.jobs.batch import MAX_TASKS
from bot.storage.schema import jobs, tasks
from providers.registry import OPERATIONS
from sandbox.relay import RelayEmulator
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, said, until, updated
from tests.e2e.images import png
from tests.e2e.pictures import DONE, SMALL, made
from tests.e2e.ruling import rule

RED = ("red.png", png(48, 32, "red"))


def polls(world: World) -> list[discord.Message]:
    return [message for message in world.pictures.history() if message.poll is not None]


async def test_count_makes_several_in_one_message(world: World, emulator: RelayEmulator) -> None:
    message = await made(world, count=3)

    assert len(message.attachments) == 3
    assert "Pictures 1 to 3" in message.content
    seeds = [submit.body["seed"] for submit in emulator.submits]
    assert len(set(seeds)) == 3
    assert len({submit.idempotency_key for submit in emulator.submits}) == 3
    assert "3 of 25 pictures" in said(await world.maya.slash(world.pictures, "quota"))


async def test_a_chosen_seed_counts_up(world: World, emulator: RelayEmulator) -> None:
    await made(world, count=2, seed=7)
    assert sorted(submit.body["seed"] for submit in emulator.submits) == [7, 8]


async def test_command_in_the_details_makes_the_same_pictures(
    world: World, emulator: RelayEmulator
) -> None:
    message = await made(world, prompt="a {red|blue} fox", count=2)
    shown = said(await world.maya.click(message, label="Details"))
    found = re.search(r"seed:(\d+)", shown)
    assert found is not None
    await made(world, prompt="a {red|blue} fox", count=2, seed=int(found[1]))

    pictures = [(one.body["prompt"], one.body["seed"]) for one in emulator.submits]
    assert sorted(pictures[:4]) == sorted(pictures[4:])
    assert len(set(pictures)) == 4


async def test_model_that_makes_several_at_once_gets_one_task(
    world: World, emulator: RelayEmulator
) -> None:
    message = await made(world, "gpt-image generate", count=3)

    assert len(message.attachments) == 3
    [submit] = emulator.submits
    assert submit.body["n"] == 3


async def test_what_does_not_arrive_is_told_and_not_counted(
    world: World, emulator: RelayEmulator
) -> None:
    emulator.faults.next("task", "content-policy-declined")
    message = await made(world, count=3)

    assert len(message.attachments) == 2
    assert "one picture didn't arrive and doesn't count towards your limit" in message.content
    assert "⚠️" in message.content
    assert "2 of 25 pictures" in said(await world.maya.slash(world.pictures, "quota"))


async def test_again_makes_as_many(world: World, emulator: RelayEmulator) -> None:
    message = await made(world, count=2)
    await world.maya.click(message, label="Again")

    assert len(emulator.submits) == 4
    assert len(world.pictures.history()[-1].attachments) == 2


async def test_third_of_several_is_edited(world: World, emulator: RelayEmulator) -> None:
    message = await made(world, count=3)
    await world.maya.send(world.pictures, "#3 make it blue", reply_to=message)
    await until(world, lambda: len(emulator.submits) == 4)
    assert "make it blue" in emulator.submits[-1].body["prompt"]


async def test_edits_can_be_several(world: World, emulator: RelayEmulator) -> None:
    result = await world.maya.slash(
        world.pictures, "qwen edit", prompt="make it blue", image=RED, count=2
    )
    assert said(result).startswith(DONE)
    assert len(world.pictures.history()[-1].attachments) == 2
    assert all(submit.body["image"] for submit in emulator.submits)


async def test_comparison_is_labelled_and_asks_which_is_best(
    world: World, emulator: RelayEmulator
) -> None:
    message = await compared(world)

    assert len(message.attachments) == len(emulator.submits) == MAX_TASKS
    assert len({submit.path for submit in emulator.submits}) == MAX_TASKS
    for number, operation in enumerate(operations_of(emulator), start=1):
        assert OPERATIONS[operation].title in message.content, number
    [poll] = polls(world)
    assert poll.poll is not None
    assert poll.poll.question == "Which is best?"
    assert [answer.text[:4] for answer in poll.poll.answers] == ["1 · ", "2 · ", "3 · ", "4 · "]
    assert poll.reference is not None
    assert poll.reference.message_id == message.id


def operations_of(emulator: RelayEmulator) -> list[str]:
    by_path = {kind.path: name for name, kind in OPERATIONS.items()}
    return [by_path[submit.path] for submit in emulator.submits]


async def compared(world: World, **options: object) -> discord.Message:
    result = await world.maya.slash(world.pictures, "compare", prompt="a red fox", **options)
    if not said(result).startswith(DONE):
        # The price of all is asked.
        await world.maya.click(result.response, label="Make it")
    return next(one for one in reversed(world.pictures.history()) if one.attachments)


async def test_two_named_models_are_compared_without_a_poll(
    world: World, emulator: RelayEmulator
) -> None:
    message = await compared(world, first="flux", second="Gemini", poll=False)

    assert sorted(operations_of(emulator)) == ["flux", "gemini"]
    assert len(message.attachments) == 2
    assert polls(world) == []


async def test_private_comparison_has_no_poll(world: World) -> None:
    result = await world.maya.slash(
        world.pictures, "compare", prompt="a fox", first="flux", second="gemini", private=True
    )
    assert len(result.response.attachments) == 2
    assert polls(world) == []


async def test_model_that_is_off_is_not_compared(world: World, emulator: RelayEmulator) -> None:
    await rule(world, provider="flux", allowed=False)
    await compared(world)
    assert "flux" not in operations_of(emulator)

    refused = await world.maya.slash(world.pictures, "compare", prompt="a fox", first="flux")
    assert "Flux" in said(refused)
    assert len(emulator.submits) == 3


async def test_picture_of_a_comparison_is_edited_by_the_model_that_made_it(
    world: World, emulator: RelayEmulator
) -> None:
    message = await compared(world, first="flux", second="gemini", poll=False)
    await world.maya.send(world.pictures, "#2 make it blue", reply_to=message)
    await until(world, lambda: len(emulator.submits) == 3)
    assert operations_of(emulator)[2] == "gemini"


async def test_details_of_a_comparison_have_its_command(world: World) -> None:
    message = await compared(world, first="flux", second="gemini", poll=False)
    shown = said(await world.maya.click(message, label="Details"))
    assert "/compare prompt:a red fox first:flux second:gemini" in shown
    assert "Flux, Gemini" in shown


async def test_failed_model_of_a_comparison_is_named(world: World, emulator: RelayEmulator) -> None:
    emulator.faults.next("submit", "model-retired")
    message = await compared(world)

    assert len(message.attachments) == MAX_TASKS - 1
    assert re.search(r"⚠️ [\w .]+: ", message.content)
    [poll] = polls(world)
    assert poll.poll is not None
    assert len(poll.poll.answers) == MAX_TASKS - 1


async def test_again_compares_again(world: World, emulator: RelayEmulator) -> None:
    message = await compared(world, first="flux", second="gemini")
    await world.maya.click(message, label="Again")
    assert sorted(operations_of(emulator)[2:]) == ["flux", "gemini"]


async def test_try_with_all(world: World, emulator: RelayEmulator) -> None:
    message = await made(world)
    shown = await world.maya.click(message, label="Try with…")
    asked = await world.maya.select(shown.response, values=["all"])
    await world.maya.click(asked.response, label="Make it")

    assert len(emulator.submits) == 1 + 3
    latest = next(one for one in reversed(world.pictures.history()) if one.attachments)
    assert len(latest.attachments) == 3
    assert "flux" not in operations_of(emulator)[1:]


async def test_alternatives_of_a_prompt(world: World, emulator: RelayEmulator) -> None:
    message = await made(world, prompt="a {red|blue} {2-3} cats")

    prompts = [submit.body["prompt"] for submit in emulator.submits]
    assert sorted(prompts) == ["a blue 2 cats", "a blue 3 cats", "a red 2 cats", "a red 3 cats"]
    assert len(message.attachments) == 4
    assert "a blue 2 cats" in message.content
    shown = said(await world.maya.click(message, label="Details"))
    assert "{red|blue}" in shown


async def test_too_many_alternatives_are_refused(world: World, emulator: RelayEmulator) -> None:
    result = await world.maya.slash(world.pictures, "flux", prompt="{1-1000} cats", **SMALL)
    assert "1,000" in said(result)
    assert emulator.submits == []


@pytest.mark.parametrize("prompt", ['{"a": "x|y"} as JSON', "a {plain} brace", "a | b"])
async def test_other_braces_stay_as_they_are(
    world: World, emulator: RelayEmulator, prompt: str
) -> None:
    await made(world, prompt=prompt)
    [submit] = emulator.submits
    assert submit.body["prompt"] == prompt


async def test_word_put_together_from_alternatives_is_found(
    world: World, emulator: RelayEmulator
) -> None:
    await world.noor.slash(world.pictures, "easel words add", word="forbidden")
    result = await world.maya.slash(world.pictures, "flux", prompt="for{bidden|est}", **SMALL)
    assert "⚠️" in said(result)
    assert emulator.submits == []


async def test_limit_counts_all_before_any_is_made(
    open_here: OpenWorld, emulator: RelayEmulator
) -> None:
    async with open_here(daily_pictures=2) as world:
        result = await world.maya.slash(world.pictures, "flux", prompt="a fox", count=3, **SMALL)
        assert "⚠️" in said(result)
        assert emulator.submits == []


async def test_price_of_all_is_asked(open_here: OpenWorld, emulator: RelayEmulator) -> None:
    async with open_here(confirm_above=0.08) as world:
        asked = await world.maya.slash(world.pictures, "flux", prompt="a fox", count=4, **SMALL)
        assert emulator.submits == []
        answered = await world.maya.click(asked.response, label="Make it")
        assert updated(answered)
        await until(world, lambda: len(emulator.submits) == 4)
        assert len({submit.body["seed"] for submit in emulator.submits}) == 4


async def test_comparison_that_failed_is_tried_again_as_one(
    world: World, emulator: RelayEmulator
) -> None:
    for _ in range(2):
        emulator.faults.next("task", "upstream-error")
    failed = await world.maya.slash(
        world.pictures, "compare", prompt="a fox", first="flux", second="gemini"
    )
    assert "⚠️" in said(failed)
    await world.maya.click(failed.response, label="Try again")
    await until(world, lambda: len(emulator.submits) == 4)
    assert sorted(operations_of(emulator)[2:]) == ["flux", "gemini"]


async def test_erased_job_keeps_no_request_of_its_tasks(world: World) -> None:
    await made(world, count=2)
    asked = await world.maya.slash(world.pictures, "mydata delete")
    await world.maya.click(asked.response.message, label="Delete my data")

    async with world.database.read() as connection:
        assert (await connection.execute(select(func.count()).select_from(tasks))).scalar() == 0
        assert (await connection.execute(select(jobs.c.batch))).scalar() is None
