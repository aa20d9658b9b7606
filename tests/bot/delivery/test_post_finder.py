"""An earlier message is found by ids, however much was said since, and whatever the clocks say."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.jobs.outcome import DeliveryError, UndeliverableError
from bot.storage.records import Job, Posted
from tests.bot.delivery.conftest import ANSWER, HISTORY, POST, Desk
from tests.wire.bodies import Body
from tests.wire.compose import compose
from tests.wire.discord import WireDiscord
from tests.wire.state import Channel, Message


async def found(desk: Desk, job: Job) -> Posted | None:
    """What the next process finds of the job."""
    return await desk.delivery.find(desk.next_life(job))


def button(action: str, number: int) -> dict[str, Any]:
    return {"type": 2, "style": 2, "label": action, "custom_id": f"easel:{action}:{number}"}


def write(
    wire: WireDiscord, *buttons: dict[str, Any], author: Any = None, files: tuple[str, ...] = ()
) -> Message:
    """A message in the channel, by the bot unless somebody else is named."""
    rows = [{"type": 1, "components": list(buttons)}] if buttons else []
    body = Body({"content": "x", "components": rows}, {})
    body.files = {str(n): (name, b"\x89PNG") for n, name in enumerate(files)}
    return compose(wire.world, wire.channel, author or wire.bot, body)


@pytest.mark.parametrize("count", [0, 99, 100, 101, 1001, 1250])
async def test_message_is_found_in_front_of_any_number_of_others(
    wire: WireDiscord, desk: Desk, count: int
) -> None:
    job = desk.job()
    wire.chatter(wire.channel, count)
    posted = await desk.post(job)
    wire.chatter(wire.channel, 3)
    assert await found(desk, job) == posted


async def test_search_asks_for_a_page_at_a_time(wire: WireDiscord, desk: Desk) -> None:
    job = desk.job()
    wire.chatter(wire.channel, 1001)
    await desk._fence("place")
    assert await found(desk, job) is None
    assert len([call for call in wire.calls if call.matches(*HISTORY)]) == 11


async def test_history_without_end_is_not_taken_for_an_answer(
    wire: WireDiscord, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.post_finder.MAX_SEARCHED", 300)
    job = desk.job()
    wire.chatter(wire.channel, 301)
    with pytest.raises(UndeliverableError, match="failed-unfound"):
        await found(desk, job)


@pytest.mark.parametrize("hours", [-24, -1, 1, 24])
async def test_clock_of_this_machine_does_not_matter(desk: Desk, hours: int) -> None:
    job = desk.job()
    posted = await desk.post(job)
    job = desk.next_life(job)
    wrong = desk.now() + timedelta(hours=hours)
    assert await desk.delivery.find(replace(job, posting_at=wrong, created_at=wrong)) == posted


async def test_only_the_bots_own_message_with_the_jobs_buttons_counts(
    wire: WireDiscord, desk: Desk
) -> None:
    job = desk.job()
    write(wire, button("again", job.id), author=wire.member)
    write(wire, button("again", job.id + 1))
    write(wire, button("cancel", job.id))
    write(wire, button("block", 7), files=(f"SPOILER_easel-{job.id}-1.png",))
    write(wire, files=(f"easel-{job.id + 1}-1.png",))
    write(wire, author=wire.member, files=(f"easel-{job.id}-1.png",))
    assert await found(desk, job) is None


async def test_messages_that_nobody_knows_how_to_read_are_passed_over(
    wire: WireDiscord, desk: Desk
) -> None:
    job = desk.job()
    for odd in ([7], [{"type": 99, "components": {"custom_id": 1}}], [{"custom_id": None}]):
        message = await wire.say(wire.channel, wire.member, "look")
        message.components = odd
    deep: dict[str, Any] = {"type": 1, "components": []}
    for _ in range(50):
        deep = {"type": 1, "components": [deep]}
    write(wire).components = [deep]
    posted = await desk.post(job)
    assert await found(desk, job) == posted


async def test_hidden_picture_has_been_posted(wire: WireDiscord, desk: Desk) -> None:
    job = replace(desk.job(), pictures=2)
    hidden = write(wire, button("delete", job.id))
    assert await found(desk, job) == Posted(wire.channel.id, hidden.id, 2)


async def test_message_without_buttons_is_known_by_its_files(wire: WireDiscord, desk: Desk) -> None:
    job = desk.job(spoiler=True)
    wire.fail(*POST, 400, 50035)
    posted = await desk.post(job)
    [message] = desk.posts()
    assert message.components == []
    assert await found(desk, job) == posted


@pytest.mark.parametrize("where", ["thread", "channel", "direct"])
async def test_it_is_found_wherever_it_was_sent(wire: WireDiscord, desk: Desk, where: str) -> None:
    photo = await wire.say(wire.channel, wire.member, "my cat")
    job = desk.job(thread_of=photo.id)
    if where != "thread":
        wire.deny(wire.channel, "create_public_threads")
    if where == "direct":
        wire.deny(wire.channel, "send_messages")
    posted = await desk.post(job)
    assert await found(desk, job) == posted


async def test_direct_messages_are_only_opened_where_they_were_used(
    wire: WireDiscord, desk: Desk
) -> None:
    job = desk.job()
    await desk.post(job)
    wire.delete_message(desk.posts()[0])
    assert await found(desk, job) is None
    assert not [call for call in wire.calls if call.path == "/users/@me/channels"]


async def test_place_that_is_hidden_since_another_way_was_taken_does_not_matter(
    wire: WireDiscord, desk: Desk
) -> None:
    job = desk.job(desk.ask())
    wire.deny(wire.channel, "view_channel")
    wire.lose(*ANSWER, processed=False)
    with pytest.raises(DeliveryError):
        await desk.post(job)
    assert await desk.delivery.find(job) is None
    assert (await desk.post(job)).channel_id is None
    assert desk.fenced == ["place", "answer", "answer"]


async def test_shown_privately_before_a_crash_it_is_shown_once(
    wire: WireDiscord, desk: Desk
) -> None:
    asked = desk.ask()
    job = desk.job(asked)
    wire.deny(wire.channel, "send_messages")
    await desk.post(job)
    wire.allow(wire.channel)
    job = desk.next_life(job)
    # Sent again by the same way, though the place is open again, it replaces itself.
    assert await desk.delivery.find(job) is None
    assert (await desk.post(job)).channel_id is None
    assert asked.original is not None
    assert len(asked.original.attachments) == 1
    assert (desk.posts(), desk.direct()) == ([], [])


@pytest.mark.parametrize("private", [False, True])
async def test_shown_privately_before_a_crash_it_counts_as_shown_once_the_token_is_dead(
    wire: WireDiscord, desk: Desk, private: bool
) -> None:
    job = desk.job(desk.ask(), private=private)
    wire.deny(wire.channel, "send_messages")
    await desk.post(job)
    job = desk.next_life(job)
    wire.advance(15 * 60)
    shown = await desk.delivery.find(job)
    assert shown is not None
    assert (shown.channel_id, shown.pictures) == (None, 1)
    assert desk.direct() == []


async def test_token_that_dies_before_it_is_shown_again_counts_as_shown(
    wire: WireDiscord, desk: Desk
) -> None:
    job = desk.job(desk.ask(), private=True)
    await desk.post(job)
    job = desk.next_life(job)
    wire.fail(*ANSWER, 401, 50027)
    assert (await desk.post(job)).channel_id is None
    assert desk.direct() == []


async def test_answer_that_failed_in_this_process_is_not_taken_for_shown(
    wire: WireDiscord, desk: Desk
) -> None:
    job = desk.job(desk.ask(), private=True)
    wire.lose(*ANSWER, processed=False)
    with pytest.raises(DeliveryError):
        await desk.post(job)
    wire.advance(15 * 60)
    assert await desk.delivery.find(job) is None
    await desk.post(job)
    assert len(desk.direct()) == 1


async def test_thread_that_is_gone_holds_no_message(wire: WireDiscord, desk: Desk) -> None:
    photo = await wire.say(wire.channel, wire.member, "my cat")
    job = desk.job(thread_of=photo.id)
    await desk.post(job)
    thread: Channel = wire.world.channels[photo.id]
    wire.delete_channel(thread)
    assert await found(desk, job) is None
