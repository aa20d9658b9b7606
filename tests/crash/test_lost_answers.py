"""Lost answers of the relay and Discord: the request took effect, and is not repeated."""

import pytest

from tests.crash.world import World

POST = ("POST", "/channels/*/messages")
HISTORY = ("GET", "/channels/*/messages")
BEFORE_POSTING = "before bot.storage.jobs:JobStore.mark_posting"
AFTER_POSTING = "after bot.delivery.poster:DiscordDelivery.post"


async def test_killed_before_the_relay_answered_the_submit(world: World) -> None:
    world.relay.faults.next("submit", "hang-accepted")
    async with world.bot_process() as process:
        await world.wire.connected()
        interaction = await world.ask()
        await world.until(lambda: world.relay.created)
        await world.kill(process)
    async with world.running():
        await world.ended(interaction)
        await world.assert_counted(1)
    world.assert_posted_once(interaction)
    world.assert_paid_once()


async def test_killed_while_the_relay_still_accepts_the_submit(world: World) -> None:
    world.relay.faults.next("submit", "hold")
    async with world.bot_process() as process:
        await world.wire.connected()
        interaction = await world.ask()
        await world.until(lambda: world.relay.keys._entries)
        await world.kill(process)
    async with world.running() as process:
        await world.until(lambda: "IDEMPOTENCY_IN_PROGRESS" in process.output)
        world.relay.release()
        await world.ended(interaction)
        await world.assert_counted(1)
    world.assert_posted_once(interaction)
    world.assert_paid_once()


async def test_killed_while_the_task_runs(world: World) -> None:
    world.relay.faults.next("poll", "hang")
    async with world.bot_process() as process:
        await world.wire.connected()
        interaction = await world.ask()
        await world.until(lambda: world.relay.polls)
        await world.kill(process)
    async with world.running():
        await world.ended(interaction)
        await world.assert_counted(1)
    world.assert_posted_once(interaction)
    world.assert_paid_once()


async def test_killed_before_discord_answered_the_post(world: World) -> None:
    async with world.bot_process() as process, world.wire.hold(*POST, "after") as gate:
        await world.wire.connected()
        interaction = await world.ask()
        await world.wire.until(lambda: gate.waiting)
        await world.kill(process)
    [first] = world.wire.messages(world.channel)
    async with world.running():
        await world.ended(interaction)
        await world.assert_counted(1)
    assert world.assert_posted_once(interaction) is first
    world.assert_paid_once()


async def test_message_in_flight_at_the_kill_can_arrive_after_the_next_process_posted(
    world: World,
) -> None:
    async with world.wire.hold(*POST) as gate:
        async with world.bot_process() as process:
            await world.wire.connected()
            interaction = await world.ask()
            await world.wire.until(lambda: gate.waiting)
            await world.kill(process)
        # Later requests pass; the dead bot's request is still held.
        gate.method = "NONE"
        async with world.running():
            await world.ended(interaction)
        assert gate.waiting == 1
    await world.wire.until(lambda: not gate.waiting)
    world.assert_posted_once(interaction)
    world.assert_paid_once()


async def test_message_is_found_without_its_nonce_among_many_others(world: World) -> None:
    interaction = await world.crash(AFTER_POSTING)
    [first] = world.wire.messages(world.channel)
    for number in range(120):
        await world.wire.say(world.channel, world.member, f"look, {number}")
    world.wire.advance(world.wire.world.nonce_window)
    async with world.running():
        await world.ended(interaction)
        await world.assert_counted(1)
    assert [m for m in world.wire.messages(world.channel) if m.attachments] == [first]
    assert world.ledger.row(interaction.id)["message_id"] == first.id
    world.assert_paid_once()


async def test_deleted_message_is_posted_again(world: World) -> None:
    interaction = await world.crash(AFTER_POSTING)
    world.wire.delete_message(world.wire.messages(world.channel)[0])
    async with world.running():
        await world.ended(interaction)
        await world.assert_counted(1)
    world.assert_posted_once(interaction)
    world.assert_paid_once()


@pytest.mark.parametrize("status", [429, 503])
async def test_failing_read_of_the_history_is_repeated(world: World, status: int) -> None:
    interaction = await world.crash(AFTER_POSTING)
    world.wire.advance(world.wire.world.nonce_window)
    # discord.py itself repeats a 429 five times.
    world.wire.fail(*HISTORY, status, times=6)
    async with world.running():
        await world.ended(interaction)
        await world.assert_counted(1)
    world.assert_posted_once(interaction)
    world.assert_paid_once()


async def test_lost_answer_to_a_post_does_not_cause_a_second_post(world: World) -> None:
    # Discord forgets the nonce at once, so the message has to be found in the history.
    world.wire.world.nonce_window = 0
    world.wire.fail(*POST, 503, processed=True)
    async with world.running():
        interaction = await world.ask()
        await world.ended(interaction)
        await world.assert_counted(1)
    world.assert_posted_once(interaction)
    world.assert_paid_once()


async def test_submit_is_repeated_until_the_relay_is_back(world: World) -> None:
    await world.close_relay()
    async with world.running() as process:
        interaction = await world.ask()
        await world.until(lambda: "A submit is repeated" in process.output)
        await world.open_relay()
        await world.ended(interaction)
        await world.assert_counted(1)
    world.assert_posted_once(interaction)
    world.assert_paid_once()


async def test_relay_that_restarts_during_a_submit_creates_one_task(world: World) -> None:
    world.relay.faults.next("submit", "hang-accepted")
    async with world.running() as process:
        interaction = await world.ask()
        await world.until(lambda: world.relay.charged)
        await world.close_relay()
        await world.until(lambda: "A submit is repeated" in process.output)
        await world.open_relay()
        await world.ended(interaction)
        await world.assert_counted(1)
    world.assert_posted_once(interaction)
    world.assert_paid_once()


async def test_poll_is_repeated_until_the_relay_is_back(world: World) -> None:
    interaction = await world.crash("after bot.storage.jobs:JobStore.mark_submitted")
    await world.until(lambda: world.relay.charged)
    await world.close_relay()
    async with world.running() as process:
        await world.until(lambda: "A poll is repeated" in process.output)
        await world.open_relay()
        await world.ended(interaction)
        await world.assert_counted(1)
    world.assert_posted_once(interaction)
    world.assert_paid_once()


@pytest.mark.parametrize("late", [False, True], ids=["answered-privately", "told-directly"])
async def test_job_with_an_expired_result_does_not_count(world: World, late: bool) -> None:
    interaction = await world.crash(BEFORE_POSTING)
    world.clock.now += 3600
    if late:
        world.age(interaction)
    async with world.running():
        await world.ended(interaction, "failed")
        words = "no longer has the result. Please try again. It did not count."
        if late:
            [message] = await world.wire.until(world.direct)
            assert words in message.text
        else:
            await world.assert_answer(interaction, words)
        assert world.wire.messages(world.channel) == []
        await world.assert_counted(0)


async def test_job_that_the_relay_never_got_within_a_day_is_not_submitted(world: World) -> None:
    # The relay knows an idempotency key for a day: after that it might be paid twice.
    interaction = await world.crash("after providers.relay.submitting:Submit._send")
    world.age(interaction, 24 * 3600)
    async with world.running():
        await world.ended(interaction, "failed")
        await world.wire.until(lambda: world.direct())
        assert world.relay.created == 1
        await world.assert_counted(0)
