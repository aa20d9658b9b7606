"""Nothing typed is lost: refusals and failures hand the words back, with buttons to go on."""

from typing import Any

import discord
import pytest
from sqlalchemy import func, select

from bot.intake.kept_requests import MAX_KEPT
from bot.jobs.runner import JobRunner
from bot.storage.jobs import JobStore
from bot.storage.schema import inputs, questions
from sandbox.relay import RelayEmulator
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, button, said, without_drawn_seed
from tests.e2e.images import png
from tests.e2e.pictures import DONE, SMALL, defaults, edited, stranger
from tests.e2e.replying import answers, made, pictures
from tests.e2e.test_remix import words

pytestmark = pytest.mark.slow

RED = ("red.png", png(64, 64, "red"))
RETRY = ["Try again", "Change…", "Other model…"]
DEAR = {"prompt": "a dear fox", "image_size": "4K"}


def labels(message: Any) -> list[str]:
    """Return the labels of the buttons under a message."""
    rows = message.components
    return [item.label for row in rows for item in row.children]


def under(result: Any) -> list[str]:
    """Return the labels of the buttons under the answer."""
    return labels(result.response.message)


def back(result: Any) -> str:
    """Return the words that an answer hands back."""
    assert result.ephemeral
    return str(result.response.content).split("Your words:\n```\n")[1].removesuffix("\n```")


async def failing(world: World, prompt: str = "a red fox [fault:failed]", **options: Any) -> Any:
    """Let Maya ask for a picture that the relay fails to make."""
    values = {"prompt": prompt, **SMALL, **options}
    return await world.maya.slash(world.pictures, "flux", **values)


def stale(custom_id: str) -> list[Any]:
    """Return the components with a button that a slow client still shows."""
    pressed = {"type": 2, "style": 1, "label": "Try again", "custom_id": custom_id}
    return [{"type": 1, "components": [pressed]}]


async def stored_bytes(world: World) -> int:
    """Return the bytes of all stored images."""
    async with world.database.write() as connection:
        return int(await connection.scalar(select(func.sum(func.length(inputs.c.content)))) or 0)


async def test_a_failure_hands_back_the_words_and_three_ways_on(world: World) -> None:
    result = await failing(world)

    assert said(result).endswith("It doesn't count towards your limit.")
    assert back(result) == "a red fox [fault:failed]"
    assert under(result) == RETRY


async def test_try_again_takes_one_press_and_its_status_replaces_the_failure(
    world: World, emulator: RelayEmulator
) -> None:
    emulator.faults.next("task", "upstream-error")
    result = await failing(world, "a red fox", input_image=RED, spoiler=True)
    assert under(result) == RETRY

    await world.maya.click(result.response, label="Try again")

    assert said(result).startswith(DONE)
    assert "a red fox" not in result.response.content
    assert under(result) == []
    first, second = (submit.body for submit in emulator.submits)
    assert second == first
    assert world.pictures.history()[-1].attachments[0].is_spoiler()


async def test_two_presses_after_a_failure_make_one_picture(
    world: World, emulator: RelayEmulator
) -> None:
    emulator.faults.next("task", "upstream-error")
    result = await failing(world, "a red fox")
    failed = result.response.message
    pressed = button(failed, "Try again")
    await world.maya.click(failed, custom_id=pressed)
    # A client that is slow shows the button still.
    world.env.backend.get_message(failed.channel.id, failed.id).components = stale(pressed)

    second = await world.maya.click(failed, custom_id=pressed)

    assert len(emulator.submits) == 2
    [followup] = second.followups
    assert "You've already pressed that here" in str(followup.content)
    assert said(result).startswith(DONE)


async def test_press_that_was_refused_may_be_repeated(
    world: World, emulator: RelayEmulator
) -> None:
    emulator.faults.next("task", "upstream-error")
    failed = (await failing(world, "a red fox")).response.message
    pressed = button(failed, "Try again")
    await world.noor.slash(world.pictures, "easel pause")
    await world.maya.click(failed, custom_id=pressed)
    assert len(emulator.submits) == 1
    await world.noor.slash(world.pictures, "easel resume")
    world.env.backend.get_message(failed.channel.id, failed.id).components = stale(pressed)

    await world.maya.click(failed, custom_id=pressed)

    assert len(emulator.submits) == 2


async def test_what_fails_again_hands_the_words_back_again(world: World) -> None:
    result = await failing(world)

    await world.maya.click(result.response, label="Try again")

    assert back(result) == "a red fox [fault:failed]"
    assert under(result) == RETRY


@pytest.mark.parametrize("restart", [False, True], ids=["at once", "after a restart"])
async def test_one_word_is_changed_after_a_failure(
    world: World, emulator: RelayEmulator, restart: bool
) -> None:
    result = await failing(world, input_image=RED, seed=7)
    if restart:
        await world.restart(crash=True)
    shown = await world.maya.click(result.response, label="Change…")
    assert words(shown.modal) == "a red fox [fault:failed]"
    assert defaults(shown.modal) == {"model": ["flux"], "shape": ["kept"], "seed": ["kept"]}

    changed = await world.maya.submit_modal(shown, {**defaults(shown.modal), "words": "a blue fox"})

    assert said(changed).startswith(DONE)
    first, second = emulator.submits[0].body, emulator.submits[-1].body
    assert second == {**first, "prompt": "a blue fox"}


async def test_the_same_goes_to_another_model(world: World, emulator: RelayEmulator) -> None:
    result = await failing(world, input_image=RED)

    offered = await world.maya.click(result.response, label="Other model…")
    tried = await world.maya.select(offered.response.message, ["qwen"])

    assert tried.acknowledged
    assert emulator.submits[-1].path.endswith("qwen/edit")
    assert emulator.submits[-1].body["prompt"] == "a red fox [fault:failed]"


async def test_two_choices_of_another_model_make_one_picture(
    world: World, emulator: RelayEmulator
) -> None:
    emulator.faults.next("task", "upstream-error")
    result = await failing(world, "a red fox")
    offered = (await world.maya.click(result.response, label="Other model…")).response.message
    choice = world.env.backend.get_message(offered.channel.id, offered.id).components
    await world.maya.select(offered, ["qwen"])
    # A client that is slow shows the choice still.
    world.env.backend.get_message(offered.channel.id, offered.id).components = choice

    second = await world.maya.select(offered, ["qwen"])

    assert len(emulator.submits) == 2
    [followup] = second.followups
    assert "You've already pressed that here" in str(followup.content)


async def test_a_decline_is_changed_and_not_tried_again(world: World) -> None:
    plain = await failing(world, "a fox [fault:content]")
    assert under(plain) == ["Change…", "Other model…"]
    # Its image was dropped: there are the words alone.
    with_image = await failing(world, "a fox [fault:content]", input_image=RED)
    assert under(with_image) == []
    assert back(with_image) == "a fox [fault:content]"


async def test_images_of_failures_are_kept_for_an_hour(world: World) -> None:
    await failing(world, input_image=RED)
    store, now = JobStore(world.database, "test"), world.env.now()

    assert await stored_bytes(world)
    await store.drop_inputs(now.replace(year=2000), now)
    assert await stored_bytes(world)
    await store.drop_inputs(now.replace(year=2000), now.replace(year=2100))
    assert not await stored_bytes(world)


async def test_images_of_failures_are_bounded_by_their_member_and_in_all(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    bounds = world.bot.services[JobRunner]._attempts
    await failing(world, input_image=RED)
    size = await stored_bytes(world)
    monkeypatch.setattr(bounds, "_max_bytes_each", 2 * size)
    for _ in range(3):
        await failing(world, input_image=RED)
        assert await stored_bytes(world) <= 2 * size

    monkeypatch.setattr(bounds, "_max_bytes", 2 * size)
    eve, options = stranger(world), {"prompt": "a fox", "input_image": RED, **SMALL}
    assert said(await eve.slash(world.pictures, "flux", **options)).startswith(DONE)
    assert await stored_bytes(world) == size


@pytest.mark.parametrize("action", ["retry", "correct", "asmask", "change", "other"])
async def test_only_the_member_who_asked_can_press(world: World, action: str) -> None:
    message = await made(world)
    await failing(world)
    [job, done] = await JobStore(world.database, "test").recent(world.guild.id, world.maya.id, 2)
    for number, member, refusal in (
        (job.id, stranger(world), "Only the member who asked for this can decide."),
        (done.id, world.maya, "This button no longer works."),
        (5, world.maya, "I no longer have that request."),
    ):
        stored = world.env.backend.get_message(message.channel.id, message.id)
        stored.components[0]["components"][0]["custom_id"] = f"easel:{action}:{number}"

        refused = await member.click(message, label="Again")

        assert refusal in said(refused)
        assert refused.modal is None


async def test_a_refusal_is_changed_and_sent_again(world: World, emulator: RelayEmulator) -> None:
    await world.noor.slash(world.pictures, "easel words add", word="fox")
    refused = await world.maya.slash(
        world.pictures,
        "flux",
        prompt="a fox --seed 7 --ar 2:1",
        input_image=RED,
        spoiler=True,
    )
    assert back(refused) == "a fox --seed 7 --ar 2:1"
    assert under(refused) == ["Change…"]
    await world.restart(crash=True)

    shown = await world.maya.click(refused.response, label="Change…")
    assert words(shown.modal) == "a fox"
    result = await world.maya.submit_modal(shown, {**defaults(shown.modal), "words": "a cat"})

    assert said(result).startswith(DONE)
    body = emulator.submits[0].body
    assert (body["prompt"], body["seed"]) == ("a cat", 7)
    assert body["width"] == 2 * body["height"]
    assert "input_image" in body
    assert world.pictures.history()[-1].attachments[0].is_spoiler()


@pytest.mark.parametrize("decision", ["pause", "block"])
async def test_what_was_decided_leaves_only_the_words(world: World, decision: str) -> None:
    if decision == "pause":
        await world.noor.slash(world.pictures, "easel pause")
    else:
        options = {"member": world.maya, "reason": "spam"}
        await world.noor.slash(world.pictures, "easel block", **options)

    refused = await world.maya.slash(world.pictures, "flux", prompt="a ` fox")

    assert back(refused) == "a ` fox"
    assert under(refused) == []


async def test_words_that_never_became_a_request_come_back(world: World) -> None:
    nothing = await world.maya.slash(world.pictures, "edit", prompt="make it blue")
    assert back(nothing) == "make it blue"
    message = await made(world)
    await world.noor.slash(world.pictures, "easel pause")
    modal = await edited(world, message, "make it green")
    assert back(modal) == "make it green"


@pytest.mark.parametrize("prompt", ["fox " * 1400, "a ```fox```"])
async def test_long_words_come_as_a_file(world: World, prompt: str) -> None:
    await world.noor.slash(world.pictures, "easel pause")

    refused = await world.maya.slash(world.pictures, "flux", prompt=prompt)

    assert said(refused).startswith("⚠️ I'm paused")
    [file] = refused.response.attachments
    assert file.filename == "prompt.txt"
    assert (await file.read()).decode() == prompt


async def test_a_long_failure_that_is_tried_again_loses_its_file(
    world: World, emulator: RelayEmulator
) -> None:
    emulator.faults.next("task", "upstream-error")
    result = await failing(world, "fox " * 1400)
    [file] = result.response.attachments
    assert (await file.read()).decode() == "fox " * 1400

    await world.maya.click(result.response, label="Try again")

    assert said(result).startswith(DONE)
    assert result.response.attachments == []


async def test_a_few_refusals_a_member_are_kept_and_the_oldest_go(world: World) -> None:
    await world.noor.slash(world.pictures, "easel words add", word="fox")
    asked = [
        await world.maya.slash(world.pictures, "flux", prompt=f"fox {n}")
        for n in range(MAX_KEPT + 1)
    ]

    gone = await world.maya.click(asked[0].response, label="Change…")
    assert "I no longer have that request." in said(gone)
    assert (await world.maya.click(asked[1].response, label="Change…")).modal
    async with world.database.write() as connection:
        assert await connection.scalar(select(func.count()).select_from(questions)) == MAX_KEPT
    world.env.backend.advance_clock(15 * 60)
    late = await world.maya.click(asked[-1].response, label="Change…")
    assert "I no longer have that request." in said(late)


async def test_refusals_leave_room_for_questions_about_prices(world: World) -> None:
    await world.noor.slash(world.pictures, "easel words add", word="cat")
    for _ in range(3):
        await world.maya.slash(world.pictures, "flux", prompt="a cat")
    assert "will cost about" in said(await world.maya.slash(world.pictures, "gemini", **DEAR))


async def test_a_question_that_ran_out_hands_back_what_was_asked(
    world: World, emulator: RelayEmulator
) -> None:
    asked = await world.maya.slash(world.pictures, "gemini", **DEAR)
    world.env.backend.advance_clock(14 * 60 + 1)
    await world.maya.click(asked.response, label="Make it")
    assert back(asked) == "a dear fox"
    assert under(asked) == RETRY

    again = await world.maya.click(asked.response, label="Try again")
    await world.maya.click(again.response or asked.response, label="Make it")

    assert emulator.submits[0].body["prompt"] == "a dear fox"
    assert emulator.submits[0].body["image_size"] == "4K"


async def test_a_refusal_after_the_yes_hands_back_what_was_asked(world: World) -> None:
    asked = await world.maya.slash(world.pictures, "gemini", **DEAR)
    await world.noor.slash(world.pictures, "easel words add", word="fox")

    await world.maya.click(asked.response, label="Make it")

    assert back(asked) == "a dear fox"
    assert under(asked) == ["Change…"]
    assert (await world.maya.click(asked.response, label="Change…")).modal


def answer_to(world: World, message: discord.Message) -> discord.Message:
    """Return the bot's answer to a message in the channel."""
    [found] = [
        one
        for one in world.pictures.history()
        if one.author.bot and one.reference and one.reference.message_id == message.id
        if not one.attachments
    ]
    return found


async def test_a_reply_that_fails_has_buttons_for_its_author(
    world: World, emulator: RelayEmulator
) -> None:
    picture = await made(world)
    message = await world.maya.send(world.pictures, "make it blue [fault:failed]", reply_to=picture)
    told = answer_to(world, message)
    assert labels(told) == RETRY
    assert "Only the member" in said(await world.noor.click(told, label="Change…"))

    shown = await world.maya.click(told, label="Change…")
    await world.maya.submit_modal(shown, {**defaults(shown.modal), "words": "make it green"})

    body = without_drawn_seed(emulator.submits[-1].body)
    assert body["prompt"] == "make it green"
    [thread] = world.pictures.threads
    assert [len(one.attachments) for one in thread.history()] == [1]


async def test_a_reply_that_is_refused_has_buttons_for_its_author(
    world: World, emulator: RelayEmulator
) -> None:
    picture = await made(world)
    await world.noor.slash(world.pictures, "easel words add", word="hat")
    message = await world.maya.send(world.pictures, "add a hat", reply_to=picture)
    told = answer_to(world, message)
    assert labels(told) == ["Change…"]
    assert "Only the member" in said(await world.noor.click(told, label="Change…"))

    shown = await world.maya.click(told, label="Change…")
    result = await world.maya.submit_modal(shown, {**defaults(shown.modal), "words": "a cap"})

    assert said(result).startswith(DONE)
    assert emulator.submits[-1].body["prompt"] == "a cap"


async def test_trying_a_failed_reply_again_takes_its_answer_away(
    open_here: OpenWorld, emulator: RelayEmulator
) -> None:
    async with open_here() as world:
        picture = await made(world)
        message = await world.maya.send(
            world.pictures, "make it blue [fault:failed]", reply_to=picture
        )
        told = answer_to(world, message)

        await world.maya.click(told, label="Try again")

        assert answers(world.pictures, message) == []
        assert len(emulator.submits) == 3
        assert len(pictures(world.pictures)) == 1
