"""Threads of pictures: made by ids alone, and never waited for at length."""

import pytest

from bot.delivery.threads import MAX_NAME, thread_name
from bot.jobs.outcome import DeliveryError
from bot.storage.records import Job
from tests.bot.delivery.conftest import THREAD, Desk
from tests.wire.discord import WireDiscord
from tests.wire.state import Channel, Message

NO_THREAD = "-# I couldn't use a thread here."


@pytest.fixture
async def photo(wire: WireDiscord) -> Message:
    return await wire.say(wire.channel, wire.member, "my cat", files={"cat.png": b"\x89PNG"})


def edit_of(desk: Desk, photo: Message) -> Job:
    return desk.job(thread_of=photo.id)


def thread(wire: WireDiscord, photo: Message) -> Channel:
    return wire.world.channels[photo.id]


def assert_posted_in_channel(desk: Desk, photo: Message) -> None:
    [message] = desk.posts()
    assert message.text.endswith(NO_THREAD)
    assert message.referenced is photo


async def test_thread_is_made_and_takes_the_edit_though_no_server_is_known(
    wire: WireDiscord, desk: Desk, photo: Message
) -> None:
    assert [*desk.client.guilds] == []
    posted = await desk.post(edit_of(desk, photo))
    assert posted.channel_id == photo.id
    assert len(desk.posts(thread(wire, photo))) == 1
    assert thread(wire, photo).name == "a red fox"


async def test_words_are_in_the_servers_language_though_no_server_is_known(
    wire: WireDiscord, desk: Desk, photo: Message
) -> None:
    await desk.post(desk.job(thread_of=photo.id, guild_locale="de"))
    [message] = desk.posts(thread(wire, photo))
    assert "Noch einmal" in message.buttons


async def test_second_edit_uses_the_thread_that_is_there(
    wire: WireDiscord, desk: Desk, photo: Message
) -> None:
    for _ in range(2):
        await desk.post(edit_of(desk, photo))
    assert len(desk.posts(thread(wire, photo))) == 2
    assert desk.fenced == ["thread", "thread"]


async def test_long_rate_limit_leaves_it_to_the_channel_which_says_so(
    wire: WireDiscord, desk: Desk, photo: Message
) -> None:
    wire.fail(*THREAD, 429, retry_after=200, times=100)
    await desk.post(edit_of(desk, photo))
    assert_posted_in_channel(desk, photo)
    # Nothing was sent into a thread that is not there.
    assert desk.fenced == ["place"]


async def test_rate_limit_that_is_waited_out_is_cut_short(
    wire: WireDiscord, desk: Desk, photo: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.threads.THREAD_TIMEOUT", 0.3)
    wire.fail(*THREAD, 429, retry_after=20, times=100)
    await desk.post(edit_of(desk, photo))
    assert_posted_in_channel(desk, photo)


async def test_thread_that_never_answers_leaves_it_to_the_channel(
    wire: WireDiscord, desk: Desk, photo: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.threads.THREAD_TIMEOUT", 0.3)
    async with wire.held(*THREAD):
        await desk.post(edit_of(desk, photo))
        assert_posted_in_channel(desk, photo)


async def test_thread_that_was_made_without_an_answer_takes_the_edit(
    wire: WireDiscord, desk: Desk, photo: Message
) -> None:
    wire.lose(*THREAD)
    await desk.post(edit_of(desk, photo))
    assert len(desk.posts(thread(wire, photo))) == 1


async def test_thread_that_is_there_takes_the_edit_though_making_one_is_limited(
    wire: WireDiscord, desk: Desk, photo: Message
) -> None:
    await desk.post(edit_of(desk, photo))
    wire.fail(*THREAD, 429, retry_after=200)
    await desk.post(edit_of(desk, photo))
    assert len(desk.posts(thread(wire, photo))) == 2


async def test_trouble_while_a_thread_is_looked_for_is_waited_out(
    wire: WireDiscord, desk: Desk, photo: Message
) -> None:
    wire.fail(*THREAD, 429, retry_after=200)
    wire.fail("GET", f"/channels/{photo.id}", 503)
    with pytest.raises(DeliveryError):
        await desk.post(edit_of(desk, photo))
    assert desk.fenced == []


async def test_name_that_discord_refuses_leaves_it_to_the_channel(
    wire: WireDiscord, desk: Desk, photo: Message
) -> None:
    wire.fail(*THREAD, 400, 50035)
    await desk.post(edit_of(desk, photo))
    assert_posted_in_channel(desk, photo)


async def test_archived_thread_is_used_again_and_a_locked_one_is_not(
    wire: WireDiscord, desk: Desk, photo: Message
) -> None:
    await desk.post(edit_of(desk, photo))
    thread(wire, photo).archived = True
    await desk.post(edit_of(desk, photo))
    assert len(desk.posts(thread(wire, photo))) == 2
    thread(wire, photo).archived = thread(wire, photo).locked = True
    await desk.post(edit_of(desk, photo))
    assert_posted_in_channel(desk, photo)


def test_name_is_cut_between_words_if_there_are_any() -> None:
    assert thread_name(" a  red\nfox ") == "a red fox"
    assert thread_name("red foxes " * 20).endswith("red…")
    assert thread_name("x" * 200) == "x" * (MAX_NAME - 1) + "…"
