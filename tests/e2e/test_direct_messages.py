"""Pictures in direct messages, where the operator allows it: for whom, by which limits, and how."""

from collections.abc import AsyncIterator

import discord
import pytest
from simcord import SetupError

from bot.edits.withdrawals import CANCEL
from bot.intake.catalogue import ModelCatalogue
from bot.servers.shared_servers import REMEMBERED, UNSURE
from bot.storage.blocks import Block, BlockStore
from bot.storage.jobs import JobStore
from bot.storage.operator_blocks import OperatorBlockStore
from bot.storage.records import State
from bot.storage.words import WordStore
from bot.ui.command_sync import CommandSync
from bot.ui.messages import job_of
from sandbox.relay import RelayEmulator
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, button, entry, said, until
from tests.e2e.direct import (
    SMALL,
    asked_directly,
    direct_pictures,
    direct_words,
    everything,
    write,
)
from tests.e2e.pictures import defaults

pytestmark = pytest.mark.slow

NO_SERVER = "I make pictures in direct messages only for members of a server that I'm in, too."
SERVERS_ONLY = "I only make pictures in servers."
GUIDE = "I don't chat, but I make pictures"


@pytest.fixture
async def direct(open_here: OpenWorld) -> AsyncIterator[World]:
    """Open a world whose operator allows direct messages."""
    async with open_here(direct_messages=True) as world:
        yield world


async def later(world: World) -> None:
    """Let the answer about shared servers grow old."""
    world.env.backend.advance_clock(REMEMBERED.total_seconds() + 1)


async def test_picture_is_posted_in_the_direct_messages(direct: World) -> None:
    maya = direct.maya

    answer = await asked_directly(maya, "a red fox")

    [message] = direct_pictures(maya)
    assert message.content.startswith("**a red fox**")
    assert answer.startswith("✅ Done")
    assert f"https://discord.com/channels/@me/{message.channel.id}/{message.id}" in answer
    labels = [getattr(one, "label", "") for row in message.components for one in row.children]  # type: ignore[union-attr]
    assert "Share" not in labels
    assert {"Again", "Delete"} <= {*labels}
    assert not direct.pictures.history()
    job = await JobStore(direct.database, "test").get(job_of(message) or 0)
    assert job is not None
    assert (job.state, job.destination.guild_id) == (State.DONE, None)


async def test_private_makes_no_difference_there(direct: World) -> None:
    await asked_directly(direct.maya, private=True)

    assert len(direct_pictures(direct.maya)) == 1


@pytest.mark.parametrize(("label", "count"), [("Again", 2), ("Delete", 1)], ids=["again", "delete"])
async def test_buttons_work(direct: World, label: str, count: int) -> None:
    maya = direct.maya
    await asked_directly(maya)
    [message] = direct_pictures(maya)

    result = await maya.user.click(message, label=label)

    assert len(direct_pictures(maya)) == count
    if label == "Delete":
        await maya.user.click(result.response, label="Delete")
        assert direct_pictures(maya) == []


async def test_edit_button_and_command_change_the_picture(direct: World) -> None:
    maya = direct.maya
    await asked_directly(maya)
    [message] = direct_pictures(maya)

    shown = await maya.user.click(message, label="Edit…")
    await maya.user.submit_modal(shown, {**defaults(shown.modal), "words": "make it blue"})
    await maya.user.slash("edit", prompt="make it green")

    _, blue, green = direct_pictures(maya)
    assert blue.reference is not None
    assert blue.reference.message_id == message.id
    # The newest one.
    assert green.reference is not None
    assert green.reference.message_id == blue.id


async def test_reply_to_a_picture_edits_it(direct: World) -> None:
    maya = direct.maya
    await asked_directly(maya)
    [message] = direct_pictures(maya)

    # Talk or not: there is nobody else to talk to.
    await write(direct, maya, "a blue hat", to=message)

    _, edit = direct_pictures(maya)
    assert edit.content.startswith("**a blue hat**")
    assert direct.emulator.submits[-1].body["prompt"] == "a blue hat"


@pytest.mark.parametrize("by", ["cross", "deleting"])
async def test_reply_is_taken_back(open_here: OpenWorld, by: str) -> None:
    settings = {"direct_messages": True, "running_jobs_per_member": 1, "drain_timeout": 0.1}
    async with open_here(background=True, **settings) as world:
        maya, jobs = world.maya, JobStore(world.database, "test")
        await maya.user.slash("flux", prompt="a fox", **SMALL)
        await until(world, lambda: direct_pictures(maya))
        [picture] = direct_pictures(maya)
        await maya.user.slash("flux", prompt="a fox [fault:hang]", **SMALL)

        reply = await write(world, maya, "make it blue", to=picture)
        waiting = await jobs.get(reply.id)
        if by == "cross":
            await maya.user.set_reaction(reply, CANCEL, reacted=True)
        else:
            await maya.user.delete(reply)
        await world.settle()

        cancelled = await jobs.get(reply.id)
        assert waiting is not None
        assert cancelled is not None
        assert (waiting.state, cancelled.state) == (State.QUEUED, State.CANCELLED)


async def test_reply_that_cannot_be_checked_is_refused_in_words(
    direct: World, emulator: RelayEmulator
) -> None:
    maya = direct.maya
    await asked_directly(maya)
    [picture] = direct_pictures(maya)
    await later(direct)
    path = f"/guilds/{direct.guild.id}/members/{maya.id}"
    direct.env.inject_error("GET", path, status=500, code=0, times=None)

    await write(direct, maya, "make it blue", to=picture)

    [refusal] = direct_words(maya)
    assert "I couldn't find out which server we share" in refusal
    assert len(emulator.submits) == 1


async def test_instruction_without_a_reply_edits_the_newest_picture(direct: World) -> None:
    maya = direct.maya
    await asked_directly(maya)

    await write(direct, maya, "make it blue")
    await write(direct, maya, "a blue hat")

    assert len(direct_pictures(maya)) == 2
    [question] = direct_words(maya)
    assert "Shall I change the picture like that" in question


async def test_talk_is_answered_once_a_day(direct: World) -> None:
    maya = direct.maya

    for words in ("hello", "make it blue", "haha"):
        await write(direct, maya, words)
    [guide] = direct_words(maya)
    direct.env.backend.advance_clock(86_401)
    await write(direct, maya, "hello")

    assert guide.startswith(GUIDE)
    assert "reply to a picture" in guide
    assert not direct_pictures(maya)
    assert len([one for one in everything(maya) if one.author.bot]) <= 2


async def test_member_who_takes_no_messages_gets_the_picture_in_the_answer(
    direct: World,
) -> None:
    path = f"/channels/{direct.maya.user.dm_channel.id}/messages"
    direct.env.inject_error("POST", path, status=403, code=50007, times=None)

    answer = await direct.maya.user.slash("flux", prompt="a fox", **SMALL)

    assert answer.response.attachments
    labels = [one.get("label") for row in answer.response.components for one in row["components"]]
    assert "Again" in labels
    assert "Share" not in labels
    assert not direct_pictures(direct.maya)


async def test_replies_that_the_operator_switched_off_are_no_edits(open_here: OpenWorld) -> None:
    async with open_here(direct_messages=True, reply_edits=False) as world:
        await asked_directly(world.maya)
        [message] = direct_pictures(world.maya)

        await write(world, world.maya, "make it blue", to=message)

        assert len(direct_pictures(world.maya)) == 1
        [guide] = direct_words(world.maya)
        assert guide.startswith(GUIDE)
        assert "reply to a picture" not in guide


async def test_language_is_the_members(direct: World) -> None:
    direct.speak(direct.maya, "de")

    await asked_directly(direct.maya, "ein Fuchs")
    await write(direct, direct.maya, "danke")

    [message] = direct_pictures(direct.maya)
    assert "Noch einmal" in {getattr(one, "label", "") for one in message.components[0].children}  # type: ignore[union-attr]
    assert direct_words(direct.maya)[0].startswith("Plaudern kann ich nicht")


async def test_lists_are_those_of_the_direct_messages(direct: World) -> None:
    maya = direct.maya
    await maya.slash(direct.pictures, "flux", prompt="in the server", **SMALL)
    await asked_directly(maya, "between us")

    jobs = await maya.user.slash("jobs")
    quota = said(await maya.user.slash("quota"))
    suggested = await maya.user.autocomplete("show", "id", "")
    shown = await maya.user.slash("show", id=suggested[0]["value"])

    text = str(jobs.response.components)
    assert "Your newest pictures in our direct messages" in text
    assert "between us" in text
    assert "in the server" not in text
    assert "Share" not in text
    assert "between us" in quota
    assert [one["name"].split(" · ")[0] for one in suggested] == ["between us"]
    assert shown.response.attachments


async def test_other_commands_answer_there(direct: World) -> None:
    user = direct.maya.user
    said_by = {
        name: said(await user.slash(name, **options))
        for name, options in {
            "models": {},
            "status": {},
            "mydata consent": {},
            "mydata defaults": {},
            "mydata export": {},
            "mydata delete": {},
        }.items()
    }

    assert "/flux" in said_by["models"]
    assert "$" not in said_by["models"]
    assert "/flux" in said_by["status"]
    assert "Others can edit your pictures" in said_by["mydata consent"]
    assert not [text for text in said_by.values() if text.startswith("⚠️")]


async def test_imagine_makes_one_and_styles_are_refused_in_words(direct: World) -> None:
    user = direct.maya.user

    made = said(await user.slash("imagine", prompt="a fox"))
    refused = said(await user.slash("imagine", prompt="a fox", style="noir"))

    assert made.startswith("✅ Done")
    assert "Styles belong to servers" in refused
    assert len(direct_pictures(direct.maya)) == 1


async def test_nothing_is_shared_with_nobody(direct: World) -> None:
    await asked_directly(direct.maya)
    [suggested] = await direct.maya.user.autocomplete("show", "id", "")

    refused = said(await direct.maya.user.slash("show", id=suggested["value"], public=True))

    assert "nobody to share this with" in refused
    assert len(direct_pictures(direct.maya)) == 1


async def test_picture_of_a_server_is_not_brought_back_there(direct: World) -> None:
    await direct.maya.slash(direct.pictures, "flux", prompt="a fox", **SMALL)
    [suggested] = await direct.maya.autocomplete(direct.pictures, "show", "id", "")

    refused = said(await direct.maya.user.slash("show", id=suggested["value"]))

    assert "in our direct messages" in refused


async def test_stranger_is_refused_in_words(direct: World) -> None:
    stranger = direct.env.create_user("lou")

    answer = await stranger.slash("flux", prompt="a fox", **SMALL)
    await stranger.send_dm("make it blue")

    assert NO_SERVER in str(answer.response.content)
    assert not direct.emulator.submits
    written = [one.content for one in stranger.dm_channel.history() if one.author.bot]
    assert len(written) == 1
    assert NO_SERVER in written[0]


async def test_member_who_has_left_is_refused(direct: World) -> None:
    assert (await asked_directly(direct.maya)).startswith("✅ Done")
    direct.guild.remove_member(direct.maya)
    await later(direct)

    answer = await asked_directly(direct.maya)

    assert NO_SERVER in answer
    assert len(direct_pictures(direct.maya)) == 1


async def test_only_allowed_servers_count(open_here: OpenWorld) -> None:
    async with open_here(direct_messages=True, servers=[1234567890]) as world:
        assert NO_SERVER in await asked_directly(world.maya)


async def test_server_is_asked_about_once_a_minute(direct: World) -> None:
    def looks() -> int:
        path = f"/members/{direct.maya.id}"
        return sum(call.path.endswith(path) for call in direct.env.http_requests)

    await asked_directly(direct.maya)
    await asked_directly(direct.maya)
    assert looks() == 1
    await later(direct)
    await asked_directly(direct.maya)
    assert looks() == 2


@pytest.mark.parametrize("has_left", [False, True])
async def test_block_of_a_server_holds_also_for_who_has_left(direct: World, has_left: bool) -> None:
    await BlockStore(direct.database).put(Block(direct.maya.id, "spam", None), entry(direct))
    other = direct.env.create_guild("Another server")
    other.add_member(direct.maya.user)
    await direct.settle()
    if has_left:
        direct.guild.remove_member(direct.maya)

    answer = await asked_directly(direct.maya)

    assert "keep you from making pictures there, and so in direct messages, too: “spam”" in answer
    assert not direct_pictures(direct.maya)
    assert (await asked_directly(direct.noor)).startswith("✅ Done")


async def test_block_of_the_operator_holds(direct: World) -> None:
    block = Block(direct.maya.id, "abuse", None, everywhere=True)
    await OperatorBlockStore(direct.database).put(block)

    assert "You can't make pictures with me: “abuse”" in await asked_directly(direct.maya)


async def test_words_of_a_server_do_not_hold_there(direct: World) -> None:
    await WordStore(direct.database).add("fox", entry(direct))

    assert (await asked_directly(direct.maya, "a fox")).startswith("✅ Done")


async def test_operators_limit_counts_servers_and_direct_messages_together(
    open_here: OpenWorld,
) -> None:
    async with open_here(direct_messages=True, daily_pictures=3) as world:
        maya = world.maya
        await maya.slash(world.pictures, "flux", prompt="a fox", **SMALL)
        await asked_directly(maya)
        last = await asked_directly(maya)
        refused = await asked_directly(maya)
        refused_there = said(await maya.slash(world.pictures, "flux", prompt="a fox", **SMALL))

        assert last.startswith("✅ Done")
        for text in (refused, refused_there):
            assert "You've made 3 pictures in the last 24 hours on all servers together" in text
        assert len(world.emulator.submits) == 3


async def test_limits_of_servers_are_not_those_of_direct_messages(open_here: OpenWorld) -> None:
    async with open_here(direct_messages=True, server_limits=["1 picture a day"]) as world:
        await world.maya.slash(world.pictures, "flux", prompt="a fox", **SMALL)
        for member in (world.maya, world.noor):
            assert (await asked_directly(member)).startswith("✅ Done")


async def test_operators_budget_is_charged(open_here: OpenWorld) -> None:
    async with open_here(direct_messages=True, budget=["$0.04 a day"]) as world:
        answers = [await asked_directly(world.maya) for _ in range(6)]

        assert answers[0].startswith("✅ Done")
        assert "I've reached my spending limit" in answers[-1]


async def test_question_about_a_price_is_answered_there(open_here: OpenWorld) -> None:
    async with open_here(direct_messages=True, confirm_above=0.0001) as world:
        maya = world.maya
        asked = await maya.user.slash("flux", prompt="a fox", **SMALL)
        assert not direct_pictures(maya)
        await maya.user.click(asked.response, label="Make it")
        [picture] = direct_pictures(maya)

        await write(world, maya, "make it blue", to=picture)
        question = everything(maya)[-1]
        await maya.user.click(question, label="Make it")

        assert len(direct_pictures(maya)) == 2


async def test_refused_request_is_handed_back_there(direct: World, emulator: RelayEmulator) -> None:
    path = f"/guilds/{direct.guild.id}/members/{direct.maya.id}"
    direct.env.inject_error("GET", path, status=500, code=0, times=None)
    answer = await direct.maya.user.slash("flux", prompt="a fox", **SMALL)
    assert "I couldn't find out which server we share" in str(answer.response.content)
    direct.env.backend.faults.clear()
    direct.env.backend.advance_clock(UNSURE.total_seconds())

    await direct.maya.user.click(answer.response, label="Try again")

    assert len(direct_pictures(direct.maya)) == 1
    assert len(emulator.submits) == 1


async def test_commands_of_servers_are_not_offered_there(direct: World) -> None:
    offered = direct.maya.user.available_commands()

    assert {"imagine", "flux", "edit", "jobs", "show", "quota", "mydata export"} <= {*offered}
    assert not [name for name in offered if name.startswith("easel")]
    report = direct.bot.tree.get_commands(type=discord.AppCommandType.message)
    contexts = {one.name: one.to_dict(direct.bot.tree)["contexts"] for one in report}
    assert contexts.pop("Report this picture") == [0]
    assert {*map(tuple, contexts.values())} == {(0, 1)}


async def test_nothing_is_offered_or_heard_where_it_is_off(world: World) -> None:
    assert world.maya.user.available_commands() == ()
    with pytest.raises(SetupError):
        await asked_directly(world.maya)

    await world.maya.user.send_dm("hello")
    await world.settle()

    assert not direct_words(world.maya)


async def test_what_was_made_before_it_was_switched_off_is_not_repeated(
    open_here: OpenWorld,
) -> None:
    async with open_here(direct_messages=True) as world:
        await asked_directly(world.maya)
        [message] = direct_pictures(world.maya)
        world.settings = world.settings.model_copy(update={"direct_messages": False})
        await world.restart()

        refused = await world.maya.user.click(message, custom_id=button(message, "Again"))

        assert SERVERS_ONLY in str(refused.response.content)
        assert len(direct_pictures(world.maya)) == 1
        assert world.maya.user.available_commands() == ()


async def test_commands_are_synced_when_the_setting_changes(world: World) -> None:
    await world.restart()
    assert not await world.bot.services[CommandSync].sync()

    world.settings = world.settings.model_copy(update={"direct_messages": True})
    await world.restart()

    assert "flux" in world.maya.user.available_commands()
    assert world.bot.services[ModelCatalogue].is_known
