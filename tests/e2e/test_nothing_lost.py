"""Nothing typed is lost: what is cancelled, and errors before there is a request."""

from datetime import timedelta
from typing import Any

import pytest

from bot.edits.editors import Editors
from bot.intake.locating import ChannelResolver
from bot.intake.offers import Offers
from bot.jobs.pace import UNKNOWN_STUCK_SECONDS
from bot.storage.jobs import JobStore
from bot.storage.records import UNFINISHED
from sandbox.relay import RelayEmulator
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, said, until
from tests.e2e.images import png
from tests.e2e.listing import choose
from tests.e2e.pictures import DONE, defaults
from tests.e2e.replying import deny, made, pictures, works_on
from tests.e2e.test_remix import words
from tests.e2e.test_retries import RETRY, answer_to, back, labels, stored_bytes, under

pytestmark = pytest.mark.slow

RED = ("red.png", png(64, 64, "red"))
HANGING = "a slow fox [fault:task/hang]"
LONG = "fox " * 1400
LONG_OF_A_MODAL = LONG[:3999]
WENT_WRONG = "⚠️ Something went wrong on my side."


async def waiting(world: World, prompt: str = "a second fox", **options: Any) -> Any:
    """Let Maya ask for a picture behind one that hangs."""
    await world.noor.slash(world.pictures, "flux", prompt=HANGING)
    return await world.maya.slash(world.pictures, "flux", prompt=prompt, **options)


async def cancelled(world: World, result: Any) -> None:
    """Let Maya press Cancel."""
    await world.maya.click(result.response.message, label="Cancel")


def breaking(monkeypatch: pytest.MonkeyPatch, owner: type, method: str) -> None:
    """Let a method of a service fail as no code expects."""

    async def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr(owner, method, broken)


@pytest.mark.parametrize("restart", [False, True], ids=["at once", "after a restart"])
async def test_what_a_member_cancels_is_changed_and_asked_for_again(
    open_here: OpenWorld, restart: bool
) -> None:
    async with open_here(background=True, running_jobs=1) as world:
        result = await waiting(world)
        await cancelled(world, result)
        assert said(result) == "Cancelled. It doesn't count towards your limit."
        assert back(result) == "a second fox"
        assert under(result) == RETRY
        if restart:
            await world.restart(crash=True)

        shown = await world.maya.click(result.response, label="Change…")
        assert words(shown.modal) == "a second fox"
        await world.maya.submit_modal(shown, {**defaults(shown.modal), "words": "a cat"})

        store = JobStore(world.database, "test")
        newest, old = await store.recent(world.guild.id, world.maya.id, 2)
        assert newest.request == {**old.request, "prompt": "a cat"}
        assert newest.state in UNFINISHED


async def test_what_was_cancelled_or_given_up_is_tried_again_with_everything(
    open_here: OpenWorld, emulator: RelayEmulator
) -> None:
    async with open_here(background=True, running_jobs=1, job_timeout=7200) as world:
        hanging = await world.maya.slash(world.pictures, "flux", prompt=HANGING)
        result = await world.maya.slash(
            world.pictures, "flux", prompt=LONG, input_image=RED, spoiler=True
        )
        await cancelled(world, result)
        [file] = result.response.attachments
        assert (await file.read()).decode() == LONG
        await world.env.advance_time(UNKNOWN_STUCK_SECONDS + 60)
        await world.maya.click(hanging.response, label="Give up")
        assert said(hanging).startswith("Given up.")
        assert back(hanging) == HANGING
        assert under(hanging) == RETRY

        await world.maya.click(result.response, label="Try again")
        await until(world, lambda: len(pictures(world.pictures)) == 1)

        assert "input_image" in emulator.submits[-1].body
        assert emulator.submits[-1].body["prompt"] == LONG
        assert pictures(world.pictures)[0].attachments[0].is_spoiler()
        assert result.response.attachments == []


async def test_the_list_hands_back_what_it_cancels(open_here: OpenWorld) -> None:
    async with open_here(background=True, running_jobs=1) as world:
        await waiting(world)
        result = await world.maya.slash(world.pictures, "jobs")

        pressed = await choose(world.maya, result.response, "Cancel…", "a second fox")

        [told] = pressed.followups
        assert told.content.endswith("Your words:\n```\na second fox\n```")
        assert [one["label"] for row in told.components for one in row["components"]] == RETRY


@pytest.mark.parametrize("command", ["flux", "imagine"])
async def test_an_error_nobody_expects_in_a_command_can_be_tried_again(
    world: World,
    emulator: RelayEmulator,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
) -> None:
    with monkeypatch.context() as patch:
        breaking(patch, Offers if command == "imagine" else ChannelResolver, "of")
        result = await world.maya.slash(
            world.pictures, command, prompt="a fox --seed 7", private=True
        )
    assert said(result).startswith(WENT_WRONG)
    assert back(result) == "a fox --seed 7"
    assert under(result) == RETRY
    await world.restart(crash=True)

    await world.maya.click(result.response, label="Try again")

    assert emulator.submits[0].body["prompt"] == "a fox"
    assert emulator.submits[0].body["seed"] == 7
    assert world.pictures.history() == []


async def test_a_channel_closed_to_the_bot_leaves_the_request_for_later(
    world: World, emulator: RelayEmulator
) -> None:
    deny(world, world.pictures, attach_files=True)
    hidden = ("SPOILER_red.png", RED[1])
    result = await world.maya.slash(world.pictures, "flux", prompt="a fox", input_image=hidden)
    assert back(result) == "a fox"
    assert under(result) == RETRY
    deny(world, world.pictures)

    await world.maya.click(result.response, label="Try again")

    assert said(result).startswith(DONE)
    assert "input_image" in emulator.submits[0].body
    assert pictures(world.pictures)[0].attachments[0].is_spoiler()


async def test_values_alone_are_handed_back_to_be_changed(world: World) -> None:
    result = await world.maya.slash(world.pictures, "flux", prompt="--ar 16:9")

    assert back(result) == "--ar 16:9"
    assert under(result) == ["Change…"]
    shown = await world.maya.click(result.response, label="Change…")
    assert words(shown.modal) == "--ar 16:9"


async def test_an_error_in_the_modal_of_an_edit_can_be_tried_again(
    world: World, emulator: RelayEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = await made(world)
    shown = await world.maya.click(picture, label="Edit…")
    with monkeypatch.context() as patch:
        breaking(patch, Editors, "preferred")
        result = await world.maya.submit_modal(
            shown, {**defaults(shown.modal), "words": LONG_OF_A_MODAL}
        )
    assert said(result).startswith(WENT_WRONG)
    [file] = result.response.attachments
    assert (await file.read()).decode() == LONG_OF_A_MODAL
    assert under(result) == RETRY
    await world.restart(crash=True)

    await world.maya.click(result.response, label="Try again")

    body = emulator.submits[-1].body
    assert body["prompt"] == LONG_OF_A_MODAL
    assert "input_image" in body


async def test_an_error_in_the_modal_of_a_remix_keeps_the_new_words(
    world: World, emulator: RelayEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = await made(world)
    shown = await world.maya.click(picture, label="Remix…")
    with monkeypatch.context() as patch:
        breaking(patch, ChannelResolver, "of")
        result = await world.maya.submit_modal(
            shown, {**defaults(shown.modal), "words": "a green cat"}
        )
    assert back(result) == "a green cat"
    assert under(result) == RETRY

    await world.maya.click(result.response, label="Try again")

    assert emulator.submits[-1].body["prompt"] == "a green cat"


async def test_an_error_behind_a_reply_can_be_tried_again(
    world: World, emulator: RelayEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = await made(world)
    with monkeypatch.context() as patch:
        breaking(patch, Editors, "preferred")
        message = await world.maya.send(world.pictures, "make it blue", reply_to=picture)
    told = answer_to(world, message)
    assert told.content.startswith(WENT_WRONG)
    assert labels(told) == RETRY
    await world.restart(crash=True)

    result = await world.maya.click(told, label="Try again")

    assert said(result).startswith(DONE)
    assert emulator.submits[-1].body["prompt"] == "make it blue"


@pytest.mark.parametrize("restart", [False, True], ids=["at once", "after a restart"])
async def test_long_words_of_a_question_that_ran_out_come_as_a_file(
    world: World, emulator: RelayEmulator, restart: bool
) -> None:
    asked = await world.maya.slash(world.pictures, "gemini", prompt=LONG, image_size="4K")
    if restart:
        await world.restart(crash=True)
    world.env.backend.advance_clock(14 * 60 + 1)

    await world.maya.click(asked.response, label="Make it")

    [file] = asked.response.attachments
    assert (await file.read()).decode().strip() == LONG.strip()
    assert under(asked) == RETRY
    assert emulator.submits == []


async def test_images_of_what_was_cancelled_are_kept_for_an_hour(open_here: OpenWorld) -> None:
    async with open_here(background=True, running_jobs=1) as world:
        await cancelled(world, await waiting(world, input_image=RED))
        store, now = JobStore(world.database, "test"), world.env.now()

        await store.drop_inputs(now.replace(year=2000), now - timedelta(minutes=1))
        assert await stored_bytes(world)
        await store.drop_inputs(now.replace(year=2000), now + timedelta(hours=1))
        assert not await stored_bytes(world)


async def test_images_of_a_reply_that_was_withdrawn_are_dropped(open_here: OpenWorld) -> None:
    async with open_here(background=True, running_jobs=1) as world:
        picture = await made(world)
        await world.noor.slash(world.pictures, "flux", prompt=HANGING)
        reply = await world.maya.send(world.pictures, "make it blue", reply_to=picture)
        await until(world, lambda: works_on(world.pictures, reply))
        assert await stored_bytes(world)

        world.env.backend.delete_message(world.pictures.id, reply.id)
        await world.settle()

        assert not await stored_bytes(world)
