"""Of two messages of one job the oldest stays, whoever notices."""

import pytest

from bot.jobs.outcome import DeliveryError
from tests.bot.delivery.conftest import HISTORY, Desk
from tests.wire.discord import WireDiscord


@pytest.fixture(autouse=True)
def forgotten_nonces(wire: WireDiscord) -> None:
    """Discord knows a nonce for minutes; a process may be stopped for longer."""
    wire.world.nonce_window = 0


async def test_later_message_is_deleted(desk: Desk) -> None:
    job = desk.job()
    first, second = await desk.post(job), await desk.post(job)
    assert len(desk.posts()) == 2
    assert await desk.delivery.remove_duplicates(job, second) == first
    assert [message.id for message in desk.posts()] == [first.message_id]


async def test_only_message_stays(desk: Desk) -> None:
    job, other = desk.job(), desk.job()
    await desk.post(other)
    posted = await desk.post(job)
    assert await desk.delivery.remove_duplicates(job, posted) == posted
    assert len(desk.posts()) == 2


async def test_both_processes_decide_the_same(desk: Desk) -> None:
    job = desk.job()
    first, second = await desk.post(job), await desk.post(job)
    assert await desk.delivery.remove_duplicates(job, first) == first
    assert await desk.delivery.remove_duplicates(job, second) == first
    assert [message.id for message in desk.posts()] == [first.message_id]


async def test_messages_in_two_places_are_one_too_many(wire: WireDiscord, desk: Desk) -> None:
    photo = await wire.say(wire.channel, wire.member, "my cat")
    job = desk.job(thread_of=photo.id)
    wire.deny(wire.channel, "create_public_threads")
    in_channel = await desk.post(job)
    wire.allow(wire.channel)
    in_thread = await desk.post(job)
    assert in_thread.channel_id == photo.id
    assert await desk.delivery.remove_duplicates(job, in_thread) == in_channel
    assert desk.posts(wire.world.channels[photo.id]) == []


async def test_private_answer_gives_way_to_a_message(wire: WireDiscord, desk: Desk) -> None:
    asked = desk.ask()
    job = desk.job(asked)
    posted = await desk.post(job)
    wire.deny(wire.channel, "send_messages")
    shown = await desk.post(job)
    assert shown.channel_id is None
    assert await desk.delivery.remove_duplicates(job, shown) == posted
    assert asked.original is not None
    assert asked.original.attachments == []
    assert str(posted.message_id) in asked.original.text


async def test_trouble_while_looking_is_tried_again(wire: WireDiscord, desk: Desk) -> None:
    job = desk.job()
    await desk.post(job)
    second = await desk.post(job)
    for method, path in (HISTORY, ("DELETE", "/channels/*/messages/*")):
        wire.fail(method, path, 503)
        with pytest.raises(DeliveryError):
            await desk.delivery.remove_duplicates(job, second)
    await desk.delivery.remove_duplicates(job, second)
    assert len(desk.posts()) == 1


async def test_message_that_somebody_deleted_meanwhile_is_no_trouble(
    wire: WireDiscord, desk: Desk
) -> None:
    job = desk.job()
    first, second = await desk.post(job), await desk.post(job)
    wire.delete_message(desk.posts()[-1])
    assert await desk.delivery.remove_duplicates(job, second) == first
