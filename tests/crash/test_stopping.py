"""SIGTERM: jobs are left in order for the next process. Two processes share the jobs."""

from datetime import UTC, datetime, timedelta

from tests.crash.world import World

POST = ("POST", "/channels/*/messages")
# Longer than any test waits: only released leases can be claimed.
NEVER = 600.0


async def test_sigterm_waits_for_the_post_in_flight(world: World) -> None:
    async with world.bot_process() as process, world.wire.hold(*POST) as gate:
        await world.wire.connected()
        interaction = await world.ask()
        await world.wire.until(lambda: gate.waiting)
        process.terminate()
        await world.until(lambda: "stopping" in process.output)
        gate.open()
        assert await process.wait() == 0
    await world.ended(interaction)
    world.assert_posted_once(interaction)
    world.assert_paid_once()


async def test_post_that_outlasts_the_stop_is_found_by_the_next_process(world: World) -> None:
    settings = {"drain_timeout": 0.05, "lease": NEVER, "upkeep_interval": NEVER}
    async with world.bot_process(**settings) as process, world.wire.hold(*POST, "after") as gate:
        await world.wire.connected()
        interaction = await world.ask()
        await world.wire.until(lambda: gate.waiting)
        assert await process.stop() == 0
    assert not world.ledger.finished(interaction.id)
    async with world.running():
        await world.ended(interaction)
        await world.assert_counted(1)
    world.assert_posted_once(interaction)
    world.assert_paid_once()


async def test_polling_job_is_continued_at_once_by_the_next_process(world: World) -> None:
    settings = {"lease": NEVER, "upkeep_interval": NEVER}
    world.relay.faults.next("poll", "hang")
    async with world.bot_process(**settings) as process:
        await world.wire.connected()
        interaction = await world.ask()
        await world.until(lambda: world.relay.polls)
        assert await process.stop() == 0
    assert world.wire.messages(world.channel) == []
    async with world.running(**settings):
        await world.ended(interaction)
        await world.assert_counted(1)
    world.assert_posted_once(interaction)
    world.assert_paid_once()


async def test_queued_jobs_are_run_by_the_next_process(world: World) -> None:
    settings = {"lease": NEVER, "upkeep_interval": NEVER, "daily_pictures": 0}
    settings |= {"running_jobs_per_member": 1}
    world.relay.faults.next("poll", "hang")
    async with world.bot_process(**settings) as process:
        await world.wire.connected()
        interactions = [await world.ask() for _ in range(3)]
        await world.until(lambda: world.relay.polls and len(world.ledger.rows()) == 3)
        assert await process.stop() == 0
    assert world.relay.created == 1
    async with world.running(**settings):
        for interaction in interactions:
            await world.ended(interaction)
    posted = [message.nonce for message in world.wire.messages(world.channel)]
    assert sorted(posted, key=str) == [str(interaction.id) for interaction in interactions]
    assert (world.relay.created, world.relay.charged) == (3, 3)


async def test_idle_bot_ends_with_status_0_on_sigterm(world: World) -> None:
    async with world.running():
        pass
    assert world.ledger.rows() == []


async def test_two_processes_run_each_job_once(world: World) -> None:
    settings = {"lease": 3, "daily_pictures": 0, "running_jobs_per_member": 4}
    async with world.bot_process(**settings) as first, world.bot_process(**settings) as second:
        await world.wire.connected(2)
        interactions = [await world.ask(prompt=f"fox {number}") for number in range(4)]
        for interaction in interactions:
            await world.ended(interaction)
        # Both received every command, and both tried to accept it.
        await world.wire.until(lambda: all(each.attempts == 2 for each in interactions))
        assert [await first.stop(), await second.stop()] == [0, 0]
        output = first.output + second.output
    for interaction in interactions:
        assert output.count(f"job {interaction.id}: accepted") == 1
        assert output.count(f"job {interaction.id}: done") == 1
    posted = [message.nonce for message in world.wire.messages(world.channel)]
    assert sorted(posted, key=str) == [str(each.id) for each in interactions]
    assert (world.relay.created, world.relay.charged) == (4, 4)


async def test_second_process_does_not_claim_a_job_while_the_first_runs(world: World) -> None:
    world.relay.faults.next("poll", "hang")
    # The second process looks more often, so it would notice an expired lease first.
    async with world.bot_process(lease=2, upkeep_interval=0.5) as first:
        await world.wire.connected()
        interaction = await world.ask()
        await world.until(lambda: world.relay.polls)
        lease_end = world.ledger.leased_until(interaction.id)
        owner = world.ledger.row(interaction.id)["owner"]
        async with world.bot_process(lease=2, upkeep_interval=0.02) as second:
            await world.wire.connected(2)
            # The old lease has ended, but the first process has renewed it.
            late = lease_end + timedelta(seconds=0.6)
            await world.until(lambda: datetime.now(UTC).replace(tzinfo=None) > late)
            assert world.ledger.row(interaction.id)["owner"] == owner
            assert world.relay.polls == 1
            await first.kill()
            await world.ended(interaction)
            assert f"job {interaction.id}: taken over, submitted" in second.output
            await world.assert_counted(1)
    world.assert_posted_once(interaction)
    world.assert_paid_once()
