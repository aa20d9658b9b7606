"""Answers that never arrived: what they answered is done all the same, and is not done again."""

import pytest

from tests.crash.world import World

pytestmark = pytest.mark.slow

POST = ("POST", "/channels/*/messages")
HISTORY = ("GET", "/channels/*/messages")
BEFORE_POSTING = "before bot.storage.jobs:JobStore.mark_posting"
AFTER_POSTING = "after bot.delivery.poster:DiscordDelivery.post"


async def test_killed_before_the_relay_answered_the_submit(world: World) -> None:
    world.relay.faults.next("submit", "hang-accepted")
    async with world.life() as life:
        await world.wire.connected()
        asked = await world.ask()
        await world.until(lambda: world.relay.created)
        await world.killed(life)
    async with world.running():
        await world.ended(asked)
        await world.assert_counted(1)
    world.assert_posted_once(asked)
    world.assert_paid_once()


async def test_killed_while_the_relay_still_accepts_the_submit(world: World) -> None:
    world.relay.faults.next("submit", "hold")
    async with world.life() as life:
        await world.wire.connected()
        asked = await world.ask()
        await world.until(lambda: world.relay.keys._entries)
        await world.killed(life)
    async with world.running() as life:
        await world.until(lambda: "IDEMPOTENCY_IN_PROGRESS" in life.output)
        world.relay.release()
        await world.ended(asked)
        await world.assert_counted(1)
    world.assert_posted_once(asked)
    world.assert_paid_once()


async def test_killed_while_the_task_runs(world: World) -> None:
    world.relay.faults.next("poll", "hang")
    async with world.life() as life:
        await world.wire.connected()
        asked = await world.ask()
        await world.until(lambda: world.relay.polls)
        await world.killed(life)
    async with world.running():
        await world.ended(asked)
        await world.assert_counted(1)
    world.assert_posted_once(asked)
    world.assert_paid_once()


async def test_killed_when_discord_took_the_message_but_had_not_answered(world: World) -> None:
    async with world.life() as life, world.wire.held(*POST, "after") as gate:
        await world.wire.connected()
        asked = await world.ask()
        await world.wire.until(lambda: gate.waiting)
        await world.killed(life)
    [first] = world.wire.messages(world.channel)
    async with world.running():
        await world.ended(asked)
        await world.assert_counted(1)
    assert world.assert_posted_once(asked) is first
    world.assert_paid_once()


async def test_message_on_its_way_at_the_kill_may_land_after_the_next_life_posted(
    world: World,
) -> None:
    async with world.wire.held(*POST) as gate:
        async with world.life() as life:
            await world.wire.connected()
            asked = await world.ask()
            await world.wire.until(lambda: gate.waiting)
            await world.killed(life)
        # What comes from now on passes; the dead bot's request stays on its way.
        gate.method = "NONE"
        async with world.running():
            await world.ended(asked)
        assert gate.waiting == 1
    await world.wire.until(lambda: not gate.waiting)
    world.assert_posted_once(asked)
    world.assert_paid_once()


@pytest.mark.parametrize("said", [120, 1001])
async def test_message_is_found_when_its_nonce_is_forgotten_and_much_was_said_since(
    world: World, said: int
) -> None:
    asked = await world.crash(AFTER_POSTING)
    [first] = world.wire.messages(world.channel)
    world.wire.chatter(world.channel, said)
    world.wire.advance(world.wire.world.nonce_window)
    async with world.running():
        await world.ended(asked)
        await world.assert_counted(1)
    assert [one for one in world.wire.messages(world.channel) if one.attachments] == [first]
    assert world.ledger.row(asked.id)["message_id"] == first.id
    world.assert_paid_once()


async def test_message_that_somebody_deleted_is_posted_again(world: World) -> None:
    asked = await world.crash(AFTER_POSTING)
    world.wire.delete_message(world.wire.messages(world.channel)[0])
    async with world.running():
        await world.ended(asked)
        await world.assert_counted(1)
    world.assert_posted_once(asked)
    world.assert_paid_once()


@pytest.mark.parametrize("status", [429, 503])
async def test_history_that_discord_does_not_show_just_now_is_asked_for_again(
    world: World, status: int
) -> None:
    asked = await world.crash(AFTER_POSTING)
    world.wire.advance(world.wire.world.nonce_window)
    # Five times of a 429 are discord.py's own.
    world.wire.fail(*HISTORY, status, times=6)
    async with world.running():
        await world.ended(asked)
        await world.assert_counted(1)
    world.assert_posted_once(asked)
    world.assert_paid_once()


async def test_lost_answer_to_a_post_is_no_reason_to_post_again(world: World) -> None:
    # Forgotten at once: it is the history that has to tell.
    world.wire.world.nonce_window = 0
    world.wire.fail(*POST, 503, processed=True)
    async with world.running():
        asked = await world.ask()
        await world.ended(asked)
        await world.assert_counted(1)
    world.assert_posted_once(asked)
    world.assert_paid_once()


@pytest.mark.parametrize("body", ["{}", "[]", "<html>", '{"id": '])
async def test_answer_to_a_post_that_nobody_can_read_is_no_reason_to_post_again(
    world: World, body: str
) -> None:
    world.wire.world.nonce_window = 0
    world.wire.garble(*POST, body)
    async with world.running():
        asked = await world.ask()
        await world.ended(asked)
        await world.assert_counted(1)
    world.assert_posted_once(asked)
    world.assert_paid_once()


async def test_token_that_discord_refuses_for_a_while_is_waited_out(world: World) -> None:
    world.wire.fail(*POST, 401, times=2)
    async with world.running() as life:
        asked = await world.ask()
        await world.ended(asked)
        await world.until(lambda: "Discord refuses the bot's token" in life.output)
        await world.assert_counted(1)
    world.assert_posted_once(asked)
    world.assert_paid_once()


async def test_dead_relay_is_submitted_to_when_it_is_back(world: World) -> None:
    await world.close_relay()
    async with world.running() as life:
        asked = await world.ask()
        await world.until(lambda: "A submit is repeated" in life.output)
        await world.open_relay()
        await world.ended(asked)
        await world.assert_counted(1)
    world.assert_posted_once(asked)
    world.assert_paid_once()


async def test_relay_that_restarts_before_it_answered_a_submit_makes_one_task(
    world: World,
) -> None:
    world.relay.faults.next("submit", "hang-accepted")
    async with world.running() as life:
        asked = await world.ask()
        await world.until(lambda: world.relay.charged)
        await world.close_relay()
        await world.until(lambda: "A submit is repeated" in life.output)
        await world.open_relay()
        await world.ended(asked)
        await world.assert_counted(1)
    world.assert_posted_once(asked)
    world.assert_paid_once()


async def test_relay_that_is_dead_at_the_next_start_is_polled_when_it_is_back(
    world: World,
) -> None:
    asked = await world.crash("after bot.storage.jobs:JobStore.mark_submitted")
    await world.until(lambda: world.relay.charged)
    await world.close_relay()
    async with world.running() as life:
        await world.until(lambda: "A poll is repeated" in life.output)
        await world.open_relay()
        await world.ended(asked)
        await world.assert_counted(1)
    world.assert_posted_once(asked)
    world.assert_paid_once()


@pytest.mark.parametrize("late", [False, True], ids=["answered-privately", "told-directly"])
async def test_result_that_expired_meanwhile_does_not_count(world: World, late: bool) -> None:
    asked = await world.crash(BEFORE_POSTING)
    world.clock.now += 3600
    if late:
        world.age(asked)
    async with world.running():
        await world.ended(asked, "failed")
        words = "no longer has the result. Please try again. It doesn't count towards your limit."
        if late:
            [told] = await world.wire.until(world.direct)
            assert words in told.text
        else:
            await world.told(asked, words)
        assert world.wire.messages(world.channel) == []
        await world.assert_counted(0)


async def test_job_that_the_relay_never_got_within_a_day_is_not_submitted(world: World) -> None:
    # The relay knows an idempotency key for a day: after that it might be paid twice.
    asked = await world.crash("after providers.relay.submitting:Submit._send")
    world.age(asked, 24 * 3600)
    async with world.running():
        await world.ended(asked, "failed")
        await world.wire.until(lambda: world.direct())
        assert world.relay.created == 1
        await world.assert_counted(0)
