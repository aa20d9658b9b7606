"""Pictures are never shown to more people than could see the request, whatever is closed."""

from collections.abc import Callable

import pytest

from bot.jobs.outcome import DeliveryError, UndeliverableError
from bot.storage.records import Job
from tests.bot.delivery.conftest import ANSWER, POST, PROMPT, Desk
from tests.wire.discord import WireDiscord
from tests.wire.interactions import Interaction
from tests.wire.state import Channel

Closing = Callable[[WireDiscord, Channel], object]
CLOSINGS: dict[str, Closing] = {
    "hidden": lambda wire, thread: wire.deny(thread, "view_channel"),
    "writing-denied": lambda wire, thread: wire.deny(thread, "send_messages_in_threads"),
    "files-denied": lambda wire, thread: wire.deny(thread, "attach_files"),
    "locked": lambda _, thread: setattr(thread, "locked", True),
    "not-a-member": lambda wire, thread: thread.insiders.discard(wire.bot.id),
    "deleted": lambda wire, thread: wire.delete_channel(thread),
    "refused": lambda wire, thread: wire.fail(
        "POST", f"/channels/{thread.id}/messages", 403, 50013, times=10
    ),
    "bad-request": lambda wire, thread: wire.fail(
        "POST", f"/channels/{thread.id}/messages", 400, 50083, times=10
    ),
}
# A public thread is seen by all who see its channel.
PUBLIC_CLOSINGS = {
    name: closing for name, closing in CLOSINGS.items() if name not in ("hidden", "not-a-member")
}


def private_thread(wire: WireDiscord) -> Channel:
    return wire.add_thread(wire.channel, "secret plans", wire.member, private=True)


def edit_in(desk: Desk, thread: Channel, asked: Interaction | None = None) -> Job:
    """An edit of a photo that stands in the thread, where it was asked for."""
    photo = desk.wire.world.snowflake()
    return desk.job(asked, thread_of=thread.id, reply_to=photo, private_thread=thread.private)


def assert_nobody_else_reads(wire: WireDiscord) -> None:
    assert wire.messages(wire.channel) == []
    assert all(PROMPT not in channel.name for channel in wire.world.channels.values())


@pytest.mark.parametrize("closing", CLOSINGS.values(), ids=CLOSINGS)
async def test_edit_in_a_private_thread_goes_to_the_private_answer_if_the_thread_is_closed(
    wire: WireDiscord, desk: Desk, closing: Closing
) -> None:
    thread = private_thread(wire)
    asked = desk.ask()
    job = edit_in(desk, thread, asked)
    closing(wire, thread)
    posted = await desk.post(job)
    assert posted.channel_id is None
    assert asked.original is not None
    assert len(asked.original.attachments) == 1
    assert_nobody_else_reads(wire)


@pytest.mark.parametrize("closing", CLOSINGS.values(), ids=CLOSINGS)
async def test_reply_in_a_private_thread_is_answered_directly_if_the_thread_is_closed(
    wire: WireDiscord, desk: Desk, closing: Closing
) -> None:
    thread = private_thread(wire)
    job = edit_in(desk, thread)
    closing(wire, thread)
    await desk.post(job)
    assert len(desk.direct()) == 1
    assert_nobody_else_reads(wire)


async def test_private_thread_that_takes_it_gets_it(wire: WireDiscord, desk: Desk) -> None:
    thread = private_thread(wire)
    posted = await desk.post(edit_in(desk, thread))
    assert posted.channel_id == thread.id
    assert len(desk.posts(thread)) == 1


async def test_thread_that_cannot_be_seen_counts_as_private_in_rows_that_do_not_say(
    wire: WireDiscord, desk: Desk
) -> None:
    thread = private_thread(wire)
    thread.insiders.discard(wire.bot.id)
    job = desk.job(thread_of=thread.id, reply_to=wire.world.snowflake())
    await desk.post(job)
    assert len(desk.direct()) == 1
    assert_nobody_else_reads(wire)


async def test_trouble_in_a_private_thread_is_waited_out(wire: WireDiscord, desk: Desk) -> None:
    thread = private_thread(wire)
    job = edit_in(desk, thread, desk.ask())
    wire.fail(*POST, 503)
    with pytest.raises(DeliveryError):
        await desk.post(job)
    assert_nobody_else_reads(wire)


@pytest.mark.parametrize("closing", PUBLIC_CLOSINGS.values(), ids=PUBLIC_CLOSINGS)
async def test_public_thread_that_is_closed_leaves_it_to_its_channel(
    wire: WireDiscord, desk: Desk, closing: Closing
) -> None:
    thread = wire.add_thread(wire.channel, "plans")
    job = edit_in(desk, thread)
    closing(wire, thread)
    await desk.post(job)
    [message] = desk.posts()
    assert "I couldn't use a thread here" in message.text


async def test_private_request_is_never_posted_where_others_read(
    wire: WireDiscord, desk: Desk
) -> None:
    job = desk.job(desk.ask(), private=True)
    wire.fail(*ANSWER, 404, 10015)
    await desk.post(job)
    assert len(desk.direct()) == 1
    assert_nobody_else_reads(wire)


async def test_private_request_that_nobody_can_be_shown_fails(
    wire: WireDiscord, desk: Desk
) -> None:
    job = desk.job(private=True)
    wire.member.takes_dms = False
    with pytest.raises(UndeliverableError, match="failed-no-place"):
        await desk.post(job)
    assert_nobody_else_reads(wire)


@pytest.mark.parametrize("closed", ["nothing", "thread", "channel", "answer"])
async def test_spoiler_stays_one_on_every_way(wire: WireDiscord, desk: Desk, closed: str) -> None:
    await wire.say(wire.channel, wire.member, "my cat")
    [photo] = wire.messages(wire.channel)
    asked = desk.ask()
    job = desk.job(asked, thread_of=photo.id, spoiler=True)
    if closed in ("thread", "channel", "answer"):
        wire.deny(wire.channel, "create_public_threads")
    if closed in ("channel", "answer"):
        wire.deny(wire.channel, "send_messages")
    if closed == "answer":
        wire.fail(*ANSWER, 404, 10015)
    await desk.post(job)
    assert asked.original is not None
    shown = [*desk.direct(), *desk.posts(), *[one for one in [asked.original] if one.attachments]]
    shown += [one for c in [*wire.world.channels.values()] if c.parent for one in desk.posts(c)]
    [message] = {one.id: one for one in shown}.values()
    assert message.attachments[0].filename.startswith("SPOILER_")
    assert f"||**{PROMPT}**||" in message.text
    assert_threads_are_not_named(wire)


async def test_spoiler_stays_one_if_discord_refuses_parts_of_the_message(
    wire: WireDiscord, desk: Desk
) -> None:
    job = desk.job(spoiler=True)
    wire.fail(*POST, 400, 50035, times=2)
    await desk.post(job)
    [message] = desk.posts()
    assert message.attachments[0].filename.startswith("SPOILER_")
    assert PROMPT not in message.text


def assert_threads_are_not_named(wire: WireDiscord) -> None:
    assert all(PROMPT not in channel.name for channel in wire.world.channels.values())
