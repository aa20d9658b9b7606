"""SIGTERM leaves the work in order for the next start; two processes share it."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.crash.world import World
from tests.processes import is_running

pytestmark = pytest.mark.slow

POST = ("POST", "/channels/*/messages")
# Longer than any test waits: only a lease that was given up can be taken over.
FOR_EVER = 600.0


async def test_sigterm_lets_the_post_in_flight_finish(world: World) -> None:
    async with world.life() as life, world.wire.held(*POST) as gate:
        await world.wire.connected()
        asked = await world.ask()
        await world.wire.until(lambda: gate.waiting)
        life.terminate()
        await world.until(lambda: "stopping" in life.output)
        gate.open()
        assert await life.ended() == 0
    await world.ended(asked)
    world.assert_posted_once(asked)
    world.assert_paid_once()


async def test_post_that_outlasts_the_stop_is_found_by_the_next_start(world: World) -> None:
    settings = {"drain_timeout": 0.05, "lease": FOR_EVER, "upkeep_interval": FOR_EVER}
    async with world.life(**settings) as life, world.wire.held(*POST, "after") as gate:
        await world.wire.connected()
        asked = await world.ask()
        await world.wire.until(lambda: gate.waiting)
        assert await life.stop() == 0
    assert not world.ledger.finished(asked.id)
    async with world.running():
        await world.ended(asked)
        await world.assert_counted(1)
    world.assert_posted_once(asked)
    world.assert_paid_once()


async def test_job_that_polls_at_sigterm_goes_on_at_once_with_the_next_start(
    world: World,
) -> None:
    settings = {"lease": FOR_EVER, "upkeep_interval": FOR_EVER}
    world.relay.faults.next("poll", "hang")
    async with world.life(**settings) as life:
        await world.wire.connected()
        asked = await world.ask()
        await world.until(lambda: world.relay.polls)
        assert await life.stop() == 0
    assert world.wire.messages(world.channel) == []
    async with world.running(**settings):
        await world.ended(asked)
        await world.assert_counted(1)
    world.assert_posted_once(asked)
    world.assert_paid_once()


async def test_jobs_in_line_at_sigterm_run_after_the_next_start(world: World) -> None:
    settings = {"lease": FOR_EVER, "upkeep_interval": FOR_EVER, "daily_pictures": 0}
    settings |= {"running_jobs_per_member": 1}
    world.relay.faults.next("poll", "hang")
    async with world.life(**settings) as life:
        await world.wire.connected()
        asked = [await world.ask() for _ in range(3)]
        await world.until(lambda: world.relay.polls and len(world.ledger.rows()) == 3)
        assert await life.stop() == 0
    assert world.relay.created == 1
    async with world.running(**settings):
        for one in asked:
            await world.ended(one)
    posted = [message.nonce for message in world.wire.messages(world.channel)]
    assert sorted(posted, key=str) == [str(one.id) for one in asked]
    assert (world.relay.created, world.relay.charged) == (3, 3)


async def test_sigterm_with_nothing_to_do_ends_with_status_0(world: World) -> None:
    async with world.running():
        pass
    assert world.ledger.rows() == []


@pytest.mark.parametrize("end", ["stop", "kill"])
async def test_no_image_worker_outlives_the_bot(world: World, end: str) -> None:
    async with world.life() as life:
        await world.wire.connected()
        workers = await world.until(lambda: len(life.children) == 2 and life.children)
        await getattr(life, end)()
    await world.until(lambda: not any(map(is_running, workers or ())))


async def test_two_processes_run_each_job_once(world: World) -> None:
    settings = {"lease": 3, "daily_pictures": 0, "running_jobs_per_member": 4}
    async with world.life(**settings) as one, world.life(**settings) as two:
        await world.wire.connected(2)
        asked = [await world.ask(prompt=f"fox {number}") for number in range(4)]
        for interaction in asked:
            await world.ended(interaction)
        # Both heard of every command, and both tried to take it.
        await world.wire.until(lambda: all(each.attempts == 2 for each in asked))
        assert [await one.stop(), await two.stop()] == [0, 0]
        both = one.output + two.output
    for interaction in asked:
        assert both.count(f"job {interaction.id}: accepted") == 1
        assert both.count(f"job {interaction.id}: done") == 1
    posted = [message.nonce for message in world.wire.messages(world.channel)]
    assert sorted(posted, key=str) == [str(each.id) for each in asked]
    assert (world.relay.created, world.relay.charged) == (4, 4)


async def test_process_that_slept_while_another_one_posted_removes_its_own_message(
    world: World,
) -> None:
    world.wire.world.nonce_window = 0
    async with world.life("stopped discord.http:HTTPClient.send_message") as first:
        await world.wire.connected()
        asked = await world.ask()
        await world.until(lambda: first.is_stopped)
        world.ledger.expire_lease(asked.id)
        async with world.life() as second:
            await world.ended(asked)
            [message] = world.posts()
            first.resume()
            await world.until(lambda: "no longer ours" in first.output)
            assert await second.stop() == 0
        assert await first.stop() == 0
        assert "is a second one" in first.output
    assert world.assert_posted_once(asked) is message
    world.assert_paid_once()


async def test_second_process_leaves_a_job_alone_until_the_first_is_dead(world: World) -> None:
    world.relay.faults.next("poll", "hang")
    # The second looks more often, so that it would be the one to see a lease run out.
    async with world.life(lease=2, upkeep_interval=0.5) as first:
        await world.wire.connected()
        asked = await world.ask()
        await world.until(lambda: world.relay.polls)
        held, owner = world.ledger.leased_until(asked.id), world.ledger.row(asked.id)["owner"]
        async with world.life(lease=2, upkeep_interval=0.02) as second:
            await world.wire.connected(2)
            # The lease from before the second came is over, but the first has renewed it.
            late = held + timedelta(seconds=0.6)
            await world.until(lambda: datetime.now(UTC).replace(tzinfo=None) > late)
            assert world.ledger.row(asked.id)["owner"] == owner
            assert world.relay.polls == 1
            await first.kill()
            await world.ended(asked)
            assert f"job {asked.id}: taken over, submitted" in second.output
            await world.assert_counted(1)
    world.assert_posted_once(asked)
    world.assert_paid_once()
