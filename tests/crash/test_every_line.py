"""Killed before and after each step of a job: one task, one message, and it counts once."""

import io

import pytest
from PIL import Image

from tests.crash.world import World

pytestmark = pytest.mark.slow

POINTS = {
    "after-it-is-accepted": "after bot.jobs.runner:JobRunner.accept",
    "before-its-start-is-stored": "before bot.storage.jobs:JobStore.mark_started",
    "after-its-start-is-stored": "after bot.storage.jobs:JobStore.mark_started",
    "before-submit-is-sent": "before providers.relay:Relay.submit",
    "after-202-is-received": "after providers.relay.submitting:Submit._send",
    "before-task-id-is-stored": "before bot.storage.jobs:JobStore.mark_submitted",
    "after-task-id-is-stored": "after bot.storage.jobs:JobStore.mark_submitted",
    "before-task-is-done": "before providers.relay:Relay.wait",
    "after-task-is-done": "after providers.relay:Relay.wait",
    "before-picture-is-fetched": "before providers.relay:Relay.read",
    "after-picture-is-fetched": "after bot.jobs.generation:Generation.collect",
    "before-posting-is-stored": "before bot.storage.jobs:JobStore.mark_posting",
    "after-posting-is-stored": "after bot.storage.jobs:JobStore.mark_posting",
    "before-message-is-posted": "before bot.delivery.poster:DiscordDelivery.post",
    "after-message-is-posted": "after bot.delivery.poster:DiscordDelivery.post",
    "before-row-is-done": "before bot.storage.jobs:JobStore.mark_done",
    "after-row-is-done": "after bot.storage.jobs:JobStore.mark_done",
}
RECOVERY_POINTS = {
    "before-it-is-taken-over": "before bot.storage.jobs:JobStore.claim",
    "after-it-is-taken-over": "after bot.storage.jobs:JobStore.claim",
    "before-its-message-is-looked-for": "before bot.delivery.poster:DiscordDelivery.find",
    "after-its-message-is-found": "after bot.delivery.poster:DiscordDelivery.find",
    "before-row-is-done": "before bot.storage.jobs:JobStore.mark_done",
    "after-row-is-done": "after bot.storage.jobs:JobStore.mark_done",
}
UNCOMMITTED = {
    "before-it-is-accepted": "before bot.jobs.runner:JobRunner.accept",
    "before-acceptance-is-committed": "after bot.storage.acceptance:Acceptance.insert",
}


@pytest.fixture(autouse=True)
def forgotten_nonces(world: World) -> None:
    """Discord knows a nonce for minutes, and an outage may be longer: it is not relied on here."""
    world.wire.world.nonce_window = 0


@pytest.mark.parametrize("point", POINTS.values(), ids=POINTS)
async def test_killed_there_it_is_paid_posted_and_counted_once(world: World, point: str) -> None:
    asked = await world.crash(point)
    async with world.running():
        await world.ended(asked)
        await world.told(asked, "Done: ")
        await world.assert_counted(1)
    world.assert_posted_once(asked)
    world.assert_paid_once()


@pytest.mark.parametrize("point", RECOVERY_POINTS.values(), ids=RECOVERY_POINTS)
async def test_killed_again_while_it_recovers_it_is_still_posted_once(
    world: World, point: str
) -> None:
    asked = await world.crash("after bot.delivery.poster:DiscordDelivery.post")
    await world.crash_again(point)
    async with world.running():
        await world.ended(asked)
        await world.assert_counted(1)
    world.assert_posted_once(asked)
    world.assert_paid_once()


async def test_submit_with_an_image_is_repeated_byte_for_byte(world: World) -> None:
    sink = io.BytesIO()
    Image.new("RGB", (96, 64), "teal").save(sink, "PNG")
    upload = world.wire.upload(world.channel, "mine.png", sink.getvalue())
    asked = await world.crash("after providers.relay.submitting:Submit._send", input_image=upload)
    # Discord's link dies, too: the image has to come from the row.
    world.wire.world.expire_links()
    async with world.running():
        await world.ended(asked)
        await world.assert_counted(1)
    world.assert_posted_once(asked)
    world.assert_paid_once()
    assert "input_image" in world.relay.submits[0].body


async def test_killed_in_every_life_at_another_line_it_is_still_paid_once(world: World) -> None:
    asked = await world.crash("after bot.jobs.runner:JobRunner.accept")
    for point in POINTS.values():
        if "accept" not in point:
            await world.crash_again(point)
    async with world.running():
        await world.assert_counted(1)
    world.assert_posted_once(asked)
    world.assert_paid_once()


async def test_killed_whenever_it_is_about_to_read_the_picture_it_is_still_posted(
    world: World,
) -> None:
    asked = await world.crash("after bot.storage.jobs:JobStore.mark_submitted")
    for _ in range(4):
        await world.crash_again("after bot.storage.jobs:JobStore.count_attempt")
    async with world.running():
        await world.ended(asked)
        await world.told(asked, "Done: ")
    world.assert_posted_once(asked)
    world.assert_paid_once()


@pytest.mark.parametrize("point", UNCOMMITTED.values(), ids=UNCOMMITTED)
async def test_killed_before_it_is_accepted_nothing_happened(world: World, point: str) -> None:
    asked = await world.crash(point)
    async with world.running():
        assert world.ledger.rows() == []
        await world.assert_counted(0)
    assert not world.ledger.knows(asked.id)
    assert world.wire.messages(world.channel) == []
    world.assert_paid_once()


@pytest.mark.parametrize("point", UNCOMMITTED.values(), ids=UNCOMMITTED)
async def test_event_delivered_again_after_that_is_accepted(world: World, point: str) -> None:
    asked = await world.crash(point)
    async with world.running():
        world.wire.deliver(asked)
        await world.ended(asked)
        await world.assert_counted(1)
    world.assert_posted_once(asked)
    world.assert_paid_once()


async def test_event_delivered_twice_is_one_job(world: World) -> None:
    async with world.running():
        asked = await world.ask()
        world.wire.deliver(asked)
        await world.ended(asked)
        await world.until(lambda: asked.attempts == 2)
        await world.assert_counted(1)
    world.assert_posted_once(asked)
    world.assert_paid_once()


async def test_event_delivered_again_after_a_crash_is_the_same_job(world: World) -> None:
    asked = await world.crash("after bot.storage.jobs:JobStore.mark_submitted")
    async with world.running():
        world.wire.deliver(asked)
        await world.ended(asked)
        await world.until(lambda: asked.attempts == 2)
        await world.assert_counted(1)
    world.assert_posted_once(asked)
    world.assert_paid_once()
