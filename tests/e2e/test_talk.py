"""Talk under a picture: it is no edit, and what may be either is asked about once."""

from datetime import timedelta
from typing import Any

import discord
import pytest
from simcord import ChannelHandle

from bot.edits.service import EditService
from bot.edits.withdrawals import Withdrawals
from bot.storage.jobs import JobStore
from bot.storage.questions import QuestionStore
from bot.storage.records import State
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, said, until
from tests.e2e.replying import (
    answers,
    made,
    mention,
    pictures,
    replied,
    thread,
    works_on,
)
from tests.e2e.test_remix import words as words_of
from tests.e2e.test_retries import back, under

EDIT, TALK = "Edit this picture", "Just talking"
UNCLEAR = "blue sky"


def questions(channel: ChannelHandle) -> list[discord.Message]:
    """Return the bot's messages that ask what a member meant."""
    return [one for one in channel.history() if "just talking?" in one.content]


def edits(world: World) -> list[str]:
    """Return the prompts of all submits but the first, which made the picture."""
    return [str(one.body["prompt"]) for one in world.emulator.submits[1:]]


async def state_of(world: World, message: discord.Message) -> State | None:
    """Return the state of the message's job, None if there is none."""
    job = await JobStore(world.database, "test").get(message.id)
    return job.state if job else None


@pytest.mark.parametrize(
    "words",
    [
        "lol",
        "nice!",
        "how did you do this?",
        "https://tenor.com/view/cat-dancing-gif-123456",
        "😂",
        "<:pepega:123456789012345678>",
        "Danke, wunderschön!",
        "¿cómo lo hiciste?",
    ],
)
async def test_talk_is_no_edit_and_no_refusal(world: World, words: str) -> None:
    picture = await made(world)

    talk = await world.noor.send(world.pictures, words, reply_to=picture)
    named = await world.noor.send(world.pictures, f"{mention(world)} {words}", reply_to=picture)

    assert edits(world) == []
    assert answers(world.pictures, talk) == answers(world.pictures, named) == []
    assert not works_on(world.pictures, talk)
    assert world.pictures.threads == []


@pytest.mark.parametrize(
    "words",
    ["make the sky green", "Entferne den Hut", "conviértelo en una acuarela", "as a watercolour"],
)
async def test_instruction_is_an_edit_at_once(world: World, words: str) -> None:
    picture = await made(world)

    await world.noor.send(world.pictures, words, reply_to=picture)

    assert edits(world) == [words]
    assert questions(world.pictures) == []


async def test_unclear_reply_is_asked_about_once_and_the_edit_is_remembered(world: World) -> None:
    picture = await made(world)
    asked = await world.noor.send(world.pictures, UNCLEAR, reply_to=picture)
    assert edits(world) == []
    [question] = questions(world.pictures)
    assert question.reference is not None
    assert question.reference.message_id == asked.id

    answer = await world.noor.click(question, label=EDIT)

    assert said(answer).startswith("🎨 I'm on it.")
    assert questions(world.pictures) == []
    assert edits(world) == [UNCLEAR]
    [edit] = pictures(thread(world.pictures))
    assert edit.content.startswith(f"**{UNCLEAR}** — {world.noor.mention}")
    assert await state_of(world, asked) is State.DONE
    await world.noor.send(world.pictures, "red sky", reply_to=picture)
    assert (edits(world), questions(world.pictures)) == ([UNCLEAR, "red sky"], [])


async def test_edit_that_is_refused_after_the_question_can_be_changed(
    open_here: OpenWorld,
) -> None:
    async with open_here(daily_pictures=1) as world:
        picture = await made(world)
        await world.noor.slash(world.pictures, "flux", prompt="a fox", width=64, height=64)
        await world.noor.send(world.pictures, UNCLEAR, reply_to=picture)
        [question] = questions(world.pictures)

        refused = await world.noor.click(question, label=EDIT)

        assert "your limit is 1" in said(refused)
        assert back(refused) == UNCLEAR
        assert under(refused) == ["Change…", "Other model…"]
        shown = await world.noor.click(refused.response, label="Change…")
        assert words_of(shown.modal) == UNCLEAR


async def test_talk_is_remembered_over_a_restart_and_for_a_month(open_here: OpenWorld) -> None:
    async with open_here(upkeep_interval=9e6, status_interval=9e6, lease=9e6) as world:
        picture = await made(world)
        await world.noor.send(world.pictures, UNCLEAR, reply_to=picture)
        [question] = questions(world.pictures)

        answer = await world.noor.click(question, label=TALK)
        await world.restart()
        again = await world.noor.send(world.pictures, UNCLEAR, reply_to=picture)

        assert "leave replies like that alone" in said(answer)
        assert (edits(world), answers(world.pictures, again)) == ([], [])
        await world.noor.send(world.pictures, "make it blue", reply_to=picture)
        assert edits(world) == ["make it blue"]
        await world.noor.send(world.pictures, f"{mention(world)} {UNCLEAR}", reply_to=picture)
        assert edits(world) == ["make it blue", UNCLEAR]
        world.env.backend.advance_clock(timedelta(days=31).total_seconds())
        await world.noor.send(world.pictures, UNCLEAR, reply_to=picture)
        assert len(questions(world.pictures)) == 1


async def test_question_is_its_members_alone(world: World) -> None:
    picture = await made(world)
    await world.noor.send(world.pictures, UNCLEAR, reply_to=picture)
    [question] = questions(world.pictures)

    for label in (EDIT, TALK):
        refused = await world.maya.click(question, label=label)
        assert "Only the member who asked for this can decide." in said(refused)

    assert edits(world) == []
    assert len(questions(world.pictures)) == 1


async def test_question_goes_by_itself_and_is_not_asked_in_a_row(world: World) -> None:
    picture = await made(world)
    for _ in range(3):
        await world.noor.send(world.pictures, UNCLEAR, reply_to=picture)
    assert len(questions(world.pictures)) == 1

    await world.env.advance_time(181)

    assert questions(world.pictures) == []
    await world.noor.send(world.pictures, UNCLEAR, reply_to=picture)
    await world.maya.send(world.pictures, UNCLEAR, reply_to=picture)
    assert len(questions(world.pictures)) == 1
    assert edits(world) == []


async def test_question_about_a_message_that_was_deleted_is_gone(world: World) -> None:
    picture = await made(world)
    asked = await world.noor.send(world.pictures, UNCLEAR, reply_to=picture)

    await world.noor.delete(asked)

    assert questions(world.pictures) == []
    assert edits(world) == []


async def test_question_survives_a_restart(world: World) -> None:
    picture = await made(world)
    await world.noor.send(world.pictures, UNCLEAR, reply_to=picture)
    await world.restart()
    [question] = questions(world.pictures)

    await world.noor.click(question, label=EDIT)

    assert edits(world) == [UNCLEAR]


async def test_edit_from_a_question_is_refused_in_private(world: World) -> None:
    picture = await made(world)
    await world.noor.send(world.pictures, UNCLEAR, reply_to=picture)
    [question] = questions(world.pictures)
    await world.maya.slash(world.pictures, "mydata consent", allow=False)

    refused = await world.noor.click(question, label=EDIT)

    assert "doesn't let others edit it" in said(refused)
    assert edits(world) == []


async def test_who_may_not_reply_is_not_asked(open_here: OpenWorld) -> None:
    async with open_here(reply_edits=False) as world:
        picture = await made(world)

        await world.noor.send(world.pictures, UNCLEAR, reply_to=picture)

        assert questions(world.pictures) == []


async def test_unclear_words_to_a_message_without_a_picture_are_talk(world: World) -> None:
    picture = await made(world)
    words = await world.noor.send(world.pictures, mention(world), reply_to=picture)
    [text] = [one for one in world.pictures.history() if one.content.startswith("⚠️")]
    assert words

    reply = await world.noor.send(world.pictures, UNCLEAR, reply_to=text)

    assert answers(world.pictures, reply) == questions(world.pictures) == []


@pytest.mark.parametrize("how", ["delete", "bulk", "cross"])
async def test_reply_that_is_withdrawn_is_not_made_while_it_waits(
    open_here: OpenWorld, how: str
) -> None:
    async with open_here(background=True, running_jobs=1) as world:
        picture = await made(world)
        await world.maya.slash(world.pictures, "flux", prompt="a slow fox [fault:hang]")
        asked = await world.noor.send(world.pictures, "make it blue", reply_to=picture)
        assert await state_of(world, asked) is State.QUEUED
        await until(world, lambda: works_on(world.pictures, asked))

        if how == "cross":
            await world.maya.react(asked, "❌")
            await world.noor.react(asked, "👍")
            assert await state_of(world, asked) is State.QUEUED
            await world.noor.react(asked, "❌")
        elif how == "delete":
            await world.noor.delete(asked)
        else:
            world.env.backend.bulk_delete_messages(world.pictures.id, [asked.id, picture.id])
            await world.settle()

        assert await state_of(world, asked) is State.CANCELLED
        if how == "cross":
            await until(world, lambda: not works_on(world.pictures, asked))
        assert "make it blue" not in edits(world)


async def test_reply_that_is_withdrawn_while_it_is_taken_is_not_made(
    open_here: OpenWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit = EditService.submit_message

    async def withdrawn(self: EditService, message: discord.Message, *args: Any) -> int:
        await world.bot.services[Withdrawals].deleted([message.id])
        return await submit(self, message, *args)

    monkeypatch.setattr(EditService, "submit_message", withdrawn)
    async with open_here(background=True, running_jobs=1) as world:
        picture = await made(world)
        await world.maya.slash(world.pictures, "flux", prompt="a slow fox [fault:hang]")

        asked = await world.noor.send(world.pictures, "make it blue", reply_to=picture)

        assert await state_of(world, asked) is State.CANCELLED


async def test_cross_on_an_unclear_edit_lets_the_next_one_be_asked_about(
    open_here: OpenWorld,
) -> None:
    async with open_here(background=True, running_jobs=1) as world:
        picture = await made(world)
        await world.noor.send(world.pictures, UNCLEAR, reply_to=picture)
        await world.noor.click(questions(world.pictures)[0], label=EDIT)
        await until(world, lambda: world.pictures.threads and pictures(thread(world.pictures)))
        await world.maya.slash(world.pictures, "flux", prompt="a slow fox [fault:hang]")
        asked = await world.noor.send(world.pictures, "that's my dog", reply_to=picture)
        assert await state_of(world, asked) is State.QUEUED

        await world.noor.react(asked, "❌")

        assert await state_of(world, asked) is State.CANCELLED
        await world.noor.send(world.pictures, "that's my cat", reply_to=picture)
        assert len(questions(world.pictures)) == 1


async def test_own_role_counts_as_a_mention_in_the_bots_thread(open_here: OpenWorld) -> None:
    async with open_here(message_content=True) as world:
        await world.noor.send(world.pictures, "make it blue", reply_to=await made(world))
        place = thread(world.pictures)

        await world.noor.send(place, f"{own_role(world)} make it red")
        await world.noor.send(place, f"{own_role(world)} lol")

        assert edits(world) == ["make it blue", "make it red"]


async def test_own_role_without_the_intent_gets_the_hint(world: World) -> None:
    await world.noor.send(world.pictures, "make it blue", reply_to=await made(world))
    place = thread(world.pictures)

    asked = await world.noor.send(place, f"{own_role(world)} make it red")

    [hint] = answers(place, asked)
    assert hint.startswith("I only see replies that ping me.")


def own_role(world: World) -> str:
    """Return a mention of the role that Discord made for the bot."""
    [role] = [
        role for role in world.env.backend.get_guild(world.guild.id).roles.values() if role.managed
    ]
    return f"<@&{role.id}>"


DEAR = 0.01


@pytest.mark.parametrize("way", ["deleted", "crossed"])
async def test_a_price_question_goes_with_the_reply_that_it_is_about(
    open_here: OpenWorld, way: str
) -> None:
    async with open_here(confirm_above=DEAR) as world:
        picture = await made_dear(world)
        reply = await world.maya.send(world.pictures, "make it blue", reply_to=picture)
        assert asked_about(world.pictures, reply)

        if way == "deleted":
            await world.maya.delete(reply)
        else:
            await world.noor.react(reply, "❌")
            assert asked_about(world.pictures, reply)
            await world.maya.react(reply, "❌")

        assert asked_about(world.pictures, reply) == []
        assert await QuestionStore(world.database).get(reply.id) is None
        assert len(world.emulator.submits) == 1


async def test_a_yes_after_a_restart_makes_nothing_of_a_reply_that_is_gone(
    open_here: OpenWorld,
) -> None:
    async with open_here(confirm_above=DEAR) as world:
        picture = await made_dear(world)
        reply = await world.maya.send(world.pictures, "make it blue", reply_to=picture)
        [question] = asked_about(world.pictures, reply)
        await world.restart()
        # The new process does not know the question.
        await world.maya.delete(reply)

        pressed = await world.maya.click(question, label="Make it")

        [told] = pressed.followups
        assert "You deleted that reply, so I won't make it." in told.content
        assert asked_about(world.pictures, reply) == []
        assert len(world.emulator.submits) == 1


async def test_a_press_on_a_question_that_has_expired_deletes_it(open_here: OpenWorld) -> None:
    async with open_here(confirm_above=DEAR) as world:
        picture = await made_dear(world)
        reply = await world.maya.send(world.pictures, "make it blue", reply_to=picture)
        [question] = asked_about(world.pictures, reply)
        # The process that would have deleted it ends.
        await world.restart(crash=True)
        world.env.backend.advance_clock(14 * 60 + 1)

        pressed = await world.maya.click(question, label="Make it")

        assert "That question has expired." in said(pressed)
        assert back(pressed) == "make it blue"
        assert asked_about(world.pictures, reply) == []
        assert len(world.emulator.submits) == 1


async def made_dear(world: World) -> discord.Message:
    """Let Maya make a picture, whose price she is asked about."""
    asked = await world.maya.slash(world.pictures, "flux", prompt="a fox", width=64, height=64)
    await world.maya.click(asked.response, label="Make it")
    [picture] = pictures(world.pictures)
    return picture


def asked_about(channel: ChannelHandle, message: discord.Message) -> list[discord.Message]:
    """Return the questions about the price of what a message asks for."""
    return [
        one
        for one in channel.history()
        if "will cost" in one.content and replied(one) == message.id
    ]
