"""What a server reads in its log, and that nothing suffers when the log fails."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import discord
import pytest
from simcord import ChannelHandle

from bot.servers.backlog import MAX_LINES
from bot.servers.log_channel import LogChannel
from bot.storage.audit import Entry
from bot.storage.servers import ServerChoices, ServerStore
from sandbox.world import World
from tests.e2e.conftest import OpenWorld, said
from tests.e2e.replying import deny

pytestmark = pytest.mark.slow

SMALL = {"width": 64, "height": 64}
CREDITS = (
    "⚠️ The image service makes no pictures for me: my account is out of credits. "
    "The people who run this bot have to fix it."
)
PAUSE = 5 * 60


@pytest.fixture
async def world(open_here: OpenWorld) -> AsyncIterator[World]:
    """A world whose server keeps its log in the lounge, and where hours pass quickly."""
    async with open_here(upkeep_interval=9999, status_interval=9999) as opened:
        await choose(opened, opened.lounge)
        yield opened


async def choose(world: World, channel: ChannelHandle | None) -> None:
    """Keep the log there from now on; nothing is said of it."""
    entry = Entry(world.guild.id, world.noor.id, datetime.now(UTC), "log")
    await ServerStore(world.database).change(entry, log_channel_id=channel and channel.id)


async def picture(world: World, prompt: str = "a fox", **options: bool) -> str:
    """Ask for a picture; gives the private answer."""
    result = await world.maya.slash(world.pictures, "flux", prompt=prompt, **SMALL, **options)
    return said(result)


async def note(world: World, *words: str) -> None:
    """Let the bot write lines into the log, all at once."""
    for word in words:
        world.bot.services[LogChannel].note(world.guild.id, "log-trouble", what=word)
    await written(world)


async def written(world: World) -> None:
    """Until all that was told stands in the log, or cannot."""
    await world.bot.services[LogChannel].settle(10)


def lines(channel: ChannelHandle) -> list[str]:
    """What stands in a channel, line by line, oldest first."""
    messages = sorted(channel.history(), key=lambda message: message.id)
    return [line for message in messages for line in message.content.splitlines()]


def asked(world: World, channel: ChannelHandle) -> int:
    """How often the bot has tried to write there."""
    path = f"/channels/{channel.id}/messages"
    return sum(call.path == path and call.method == "POST" for call in world.env.http_requests)


def closed(world: World, status: int, times: int | None = None) -> None:
    """Let posts to the log fail."""
    path = f"/channels/{world.lounge.id}/messages"
    world.env.inject_error("POST", path, status=status, times=times)


# What is told


async def test_picture_is_told_with_a_link_to_it(world: World) -> None:
    await picture(world, "a secret fox")

    [shown] = world.pictures.history()
    assert lines(world.lounge) == [
        f"🖼️ <@{world.maya.id}> · Flux · estimated $0.036 · {shown.jump_url}"
    ]


async def test_private_picture_is_told_without_a_link(world: World) -> None:
    await picture(world, private=True)

    assert lines(world.lounge) == [
        f"🖼️ <@{world.maya.id}> · Flux · estimated $0.036 · shown only to them"
    ]


async def test_mentions_are_shown_and_nobody_is_pinged_and_links_show_no_preview(
    world: World,
) -> None:
    await picture(world)

    [line] = [call for call in world.env.http_requests if str(world.lounge.id) in call.path]
    assert line.json is not None
    assert line.json["allowed_mentions"] == {"parse": []}
    assert discord.MessageFlags._from_value(line.json["flags"]).suppress_embeds


async def test_refusal_is_told_with_who_and_why(world: World) -> None:
    world.bot.services[LogChannel].refused(
        world.guild.id, world.maya.id, "refused-line-mine", waiting=3
    )
    await written(world)

    assert lines(world.lounge) == [
        f"🚫 <@{world.maya.id}>: You already have 3 pictures on the way. "
        "Please wait for one of them."
    ]


async def test_operators_problem_is_told_once_an_hour(world: World) -> None:
    for _ in range(2):
        await picture(world, "[fault:credits]")
    assert lines(world.lounge) == [CREDITS]

    await world.env.advance_time(3600)
    await picture(world, "[fault:credits]")
    assert lines(world.lounge) == [CREDITS, CREDITS]


async def test_log_is_in_the_language_of_the_server(world: World) -> None:
    world.env.backend.edit_guild(world.guild.id, {"preferred_locale": "de"})
    await world.settle()
    spoken = world.bot.languages.of("de")
    world.bot.services[LogChannel].trouble(world.guild.id, "failed-operator")
    await written(world)

    assert spoken.language == "de"
    assert lines(world.lounge) == [spoken.say("log-trouble", what=spoken.say("failed-operator"))]


async def test_without_a_log_channel_nothing_is_posted(world: World) -> None:
    await choose(world, None)
    assert "✅ Done" in await picture(world)
    await choose(world, world.lounge)
    await note(world, "one")

    assert lines(world.lounge) == ["⚠️ one"]


async def test_first_line_of_a_log_is_not_lost_with_those_before_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await choose(world, None)
    read = ServerStore.choices

    async def overtaken(self: ServerStore, guild_id: int) -> ServerChoices:
        former = await read(self, guild_id)
        monkeypatch.undo()
        await choose(world, world.lounge)
        world.bot.services[LogChannel].note(guild_id, "log-trouble", what="first")
        return former

    monkeypatch.setattr(ServerStore, "choices", overtaken)
    await note(world, "before")

    assert lines(world.lounge) == ["⚠️ first"]


async def test_what_belongs_to_no_server_is_in_no_log(world: World) -> None:
    world.bot.services[LogChannel].note(None, "log-trouble", what="one")
    await written(world)

    assert lines(world.lounge) == []


async def test_text_that_is_unknown_costs_one_line_and_nothing_else(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.bot.services[LogChannel].note(world.guild.id, "not-a-text")
    await note(world, "one")

    assert lines(world.lounge) == ["⚠️ one"]
    assert "could not be written" in caplog.text


# Many at once


async def test_lines_of_one_moment_go_together(world: World) -> None:
    await note(world, "one", "two", "three")

    assert lines(world.lounge) == ["⚠️ one", "⚠️ two", "⚠️ three"]
    assert asked(world, world.lounge) == 1


async def test_flood_is_posted_in_few_messages_and_its_oldest_lines_are_counted(
    world: World,
) -> None:
    await note(world, *(f"line {n} {'x' * 80}" for n in range(MAX_LINES + 7)))

    first, *rest = lines(world.lounge)
    assert first == "… I couldn't post 7 lines that belong here."
    assert [int(line.split()[2]) for line in rest] == [*range(7, MAX_LINES + 7)]
    assert all(len(message.content) <= 2000 for message in world.lounge.history())
    assert asked(world, world.lounge) == 10


# A log that fails


async def gone(world: World) -> None:
    world.env.backend.delete_channel(world.lounge.id)


async def unseen(world: World) -> None:
    deny(world, world.lounge, view_channel=True)


async def silenced(world: World) -> None:
    deny(world, world.lounge, send_messages=True)


async def failing(world: World) -> None:
    closed(world, 500)


async def limited(world: World) -> None:
    closed(world, 429)


@pytest.mark.parametrize("fault", [gone, unseen, silenced, failing, limited])
async def test_no_picture_suffers_from_a_log_that_cannot_be_posted(
    world: World, caplog: pytest.LogCaptureFixture, fault: object
) -> None:
    caplog.set_level(logging.WARNING, "bot")
    assert callable(fault)
    await fault(world)
    for _ in range(3):
        assert "✅ Done" in await picture(world)

    assert len(world.pictures.history()) == 3
    assert asked(world, world.lounge) == 1
    assert caplog.text.count("its log cannot be posted") == 1
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_failing_channel_is_asked_again_after_some_minutes(world: World) -> None:
    closed(world, 500, times=1)
    await note(world, "one", "two")
    await note(world, "three")
    assert asked(world, world.lounge) == 1

    await world.env.advance_time(PAUSE)
    await note(world, "four")

    assert lines(world.lounge) == [
        "… I couldn't post 2 lines that belong here.",
        "⚠️ three",
        "⚠️ four",
    ]
    assert asked(world, world.lounge) == 2


async def test_failures_are_logged_once_an_hour(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "bot")
    closed(world, 403)
    for _ in range(13):
        await note(world, "one")
        await world.env.advance_time(PAUSE)

    assert asked(world, world.lounge) == 13
    assert caplog.text.count("its log cannot be posted: Forbidden") == 2


async def test_lines_that_failed_go_to_no_other_channel_but_what_comes_does(world: World) -> None:
    closed(world, 403)
    await note(world, "one")
    elsewhere = world.guild.create_text_channel("elsewhere")
    await choose(world, elsewhere)
    await note(world, "two")

    assert lines(elsewhere) == ["… I couldn't post 1 lines that belong here.", "⚠️ two"]


async def test_slow_log_holds_nothing_up_and_is_given_up(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = discord.PartialMessageable.send

    async def slow(self: discord.PartialMessageable, *words: str, **facts: Any) -> object:
        if self.id == world.lounge.id:
            await asyncio.sleep(9999)
        return await send(self, *words, **facts)

    with monkeypatch.context() as patched:
        patched.setattr(discord.PartialMessageable, "send", slow)
        assert "✅ Done" in await picture(world)
        assert "✅ Done" in await picture(world)
        await world.env.advance_time(61)
    await world.env.advance_time(PAUSE)
    await note(world, "one")

    left_out, second, last = lines(world.lounge)
    assert left_out == "… I couldn't post 1 lines that belong here."
    assert second.startswith("🖼️")
    assert last == "⚠️ one"


async def test_another_server_is_told_while_one_fails(world: World) -> None:
    closed(world, 403)
    await note(world, "one")
    other = world.env.create_guild("Another studio")
    diary = other.create_text_channel("diary")
    entry = Entry(other.id, 1, datetime.now(UTC), "log")
    await ServerStore(world.database).change(entry, log_channel_id=diary.id)
    world.bot.services[LogChannel].note(other.id, "log-trouble", what="two")
    await written(world)

    assert lines(diary) == ["⚠️ two"]


async def test_last_lines_are_posted_before_the_bot_leaves(world: World) -> None:
    world.bot.services[LogChannel].note(world.guild.id, "log-trouble", what="one")
    await world.bot.close()

    assert lines(world.lounge) == ["⚠️ one"]


@pytest.mark.parametrize("crash", [False, True], ids=["deployment", "crash"])
async def test_picture_of_a_job_that_was_taken_over_is_told_once(
    open_here: OpenWorld, crash: bool
) -> None:
    async with open_here(background=True, lease=1, upkeep_interval=1) as world:
        await choose(world, world.lounge)
        world.emulator.task_store.delay = 0.05
        await world.maya.slash(world.pictures, "flux", prompt="a fox", **SMALL)
        await world.restart(crash=crash)
        async with asyncio.timeout(20):
            while not lines(world.lounge):
                await world.env.advance_time(1)
                await asyncio.sleep(0.01)

        [shown] = world.pictures.history()
        [line] = lines(world.lounge)
        assert line.endswith(shown.jump_url)
