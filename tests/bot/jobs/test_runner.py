"""Jobs accepted, queued, run side by side, drained and recovered, on a real store and relay."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest

from bot.errors import UserError
from bot.jobs import recovery as recovery_module
from bot.jobs.outcome import Done, Running, Waiting
from bot.jobs.runner import AlreadyAcceptedError
from bot.jobs.worker import MAX_FAULTS
from bot.limits.limit import Limit
from bot.limits.quota import Usage
from bot.storage.database import StorageError
from bot.storage.records import Job, State, StoredInput
from sandbox.relay import RelayEmulator
from tests.bot.workshop import (
    MEMBER,
    Channel,
    Clock,
    Workshop,
    open_workshop,
    running_relay,
    until,
)

Opener = Callable[..., AbstractAsyncContextManager[Workshop]]


@pytest.fixture
async def relay() -> AsyncIterator[RelayEmulator]:
    async with running_relay() as running:
        yield running


@pytest.fixture
def opened(sqlite_url: str, relay: RelayEmulator) -> Opener:
    """Opens workshops on one database, one relay, one channel and one clock."""
    shared: dict[str, Any] = {"channel": Channel(), "clock": Clock()}

    def opener(**values: Any) -> AbstractAsyncContextManager[Workshop]:
        return open_workshop(sqlite_url, relay.url, **{**shared, **values})

    return opener


async def refused(shop: Workshop, **ask: Any) -> str:
    """Return the key of the reason why a request is refused."""
    with pytest.raises(UserError) as caught:
        await shop.accept(**ask)
    return caught.value.reason.key


# A job's life


async def test_a_job_is_accepted_posted_and_done(opened: Opener, relay: RelayEmulator) -> None:
    async with opened(limit=Limit(25)) as shop:
        job_id = await shop.accept("a red fox")
        (job,) = await shop.ended(job_id)
        (message,) = shop.channel.messages
        assert message.outcome.request.prompt == "a red fox"
        (picture,) = message.outcome.pictures
        assert (picture.width, picture.height) == (64, 64)
        assert (job.state, job.message_id, job.pictures) == (State.DONE, message.id, 1)
        assert all((job.started_at, job.submitted_at, job.posting_at, job.ended_at))
        assert shop.channel.statuses[job_id] == [
            Running(shop.clock.now, Usage(1, Limit(25))),
            Done(await _posted(shop, job)),
        ]
        assert relay.submits[0].body == {
            "prompt": "a red fox",
            "width": 64,
            "height": 64,
            "async": True,
        }


async def _posted(shop: Workshop, job: Job) -> Any:
    return await shop.channel.find(job)


async def test_inputs_reach_the_relay_from_the_store(opened: Opener, relay: RelayEmulator) -> None:
    async with opened() as first:
        await first.ended(await first.accept())
        png = first.channel.messages[0].outcome.pictures[0].content
    async with opened(inputs=(StoredInput("input_image", "image/png", png),)) as shop:
        (job,) = await shop.ended(await shop.accept("the same as night"))
        assert job.state is State.DONE
        assert len(relay.submits[-1].body["input_image"]) > len(png)


async def test_the_same_event_is_accepted_once(opened: Opener, relay: RelayEmulator) -> None:
    async with opened() as shop:
        await shop.accept(job_id=1)
        with pytest.raises(AlreadyAcceptedError):
            await shop.accept(job_id=1)
        await shop.ended(1)
        with pytest.raises(AlreadyAcceptedError):
            await shop.accept(job_id=1)
        assert relay.created == 1
        assert shop.channel.posted == [1]


async def test_the_same_event_twice_at_once_is_accepted_once(
    opened: Opener, relay: RelayEmulator
) -> None:
    async with opened() as shop:
        outcomes = await asyncio.gather(
            *(shop.accept(job_id=1) for _ in range(5)), return_exceptions=True
        )
        assert sorted(map(str, outcomes)) == ["1"] * 5
        assert outcomes.count(1) == 1
        await shop.ended(1)
        assert relay.created == 1


async def test_a_database_that_is_gone_refuses_and_keeps_nothing(opened: Opener) -> None:
    async with opened() as shop:
        shop.outage.before = 1
        with pytest.raises(StorageError):
            await shop.accept(job_id=1)
        assert await shop.store.get(1) is None
        assert shop.shown(1) == []
        await shop.ended(await shop.accept(job_id=1))


async def test_a_commit_whose_answer_is_lost_is_an_acceptance_all_the_same(opened: Opener) -> None:
    async with opened() as shop:
        shop.outage.after = 1
        await shop.accept(job_id=1)
        await shop.ended(1)
        assert shop.channel.posted == [1]


# Limits


async def test_a_member_is_refused_over_the_limit_and_another_is_not(opened: Opener) -> None:
    async with opened(limit=Limit(2)) as shop:
        ids = [await shop.accept() for _ in range(2)]
        assert await refused(shop) == "refused-limit"
        await shop.accept(member=8)
        await shop.ended(*ids)
        assert await refused(shop) == "refused-limit"
        shop.clock.pass_(24 * 3600)
        await shop.accept()


async def test_jobs_of_a_member_run_then_wait_and_are_refused_beyond_that(
    opened: Opener, relay: RelayEmulator
) -> None:
    async with opened(running_jobs_per_member=2, waiting_jobs_per_member=2) as shop:
        shop.channel.open.clear()
        ids = [await shop.accept() for _ in range(4)]
        assert await refused(shop) == "refused-line-mine"
        other = await shop.accept(member=8)
        await until(lambda: shop.channel.tries == 3)
        assert [shop.shown(n) for n in ids] == [["Running"]] * 2 + [["Waiting"]] * 2
        assert shop.shown(other) == ["Running"]
        assert relay.created == 3
        shop.channel.open.set()
        jobs = await shop.ended(*ids, other)
        assert {job.state for job in jobs} == {State.DONE}
        assert shop.shown(ids[3]) == ["Waiting", "Running", "Done"]
        await shop.accept()


async def test_jobs_of_all_members_run_then_wait_and_are_refused_beyond_that(
    opened: Opener,
) -> None:
    async with opened(running_jobs=2, waiting_jobs=1, running_jobs_per_member=1) as shop:
        shop.channel.open.clear()
        ids = [await shop.accept(member=member) for member in (1, 2, 3)]
        assert await refused(shop, member=4) == "refused-line-all"
        await until(lambda: shop.channel.tries == 2)
        assert [shop.shown(n)[-1] for n in ids] == ["Running", "Running", "Waiting"]
        shop.channel.open.set()
        await shop.ended(*ids)
        await shop.ended(await shop.accept(member=4))


async def test_never_more_run_at_once_than_may(opened: Opener, relay: RelayEmulator) -> None:
    async with opened(running_jobs=3, running_jobs_per_member=2) as shop:
        shop.channel.open.clear()
        ids = [await shop.accept(member=member) for member in (1, 1, 1, 2, 2, 2, 3, 3, 3)]
        await until(lambda: shop.channel.tries == 3)
        assert {*shop.runner._runs} == {ids[0], ids[1], ids[3]}
        assert relay.created == 3
        shop.channel.let_in(1)
        await until(lambda: shop.channel.tries == 4)
        assert len(shop.runner._runs) == 3
        assert relay.created == 4
        shop.channel.open.set()
        await shop.ended(*ids)
        assert sorted(shop.channel.posted) == ids


async def test_members_take_turns(opened: Opener) -> None:
    async with opened(running_jobs=1) as shop:
        shop.channel.open.clear()
        many = [await shop.accept(member=1) for _ in range(5)]
        second = await shop.accept(member=2)
        another = await shop.accept(member=3)
        shop.channel.open.set()
        await shop.ended(*many, second, another)
        assert shop.channel.posted == [many[0], many[1], second, another, *many[2:]]


async def test_positions_in_the_queue_move_up(opened: Opener) -> None:
    async with opened(running_jobs=1, limit=Limit(25)) as shop:
        shop.channel.open.clear()
        ids = [await shop.accept() for _ in range(4)]
        shop.runner.refresh_statuses()
        await shop.board.settle(5)
        assert shop.channel.statuses[ids[3]] == [Waiting(3, Usage(4, Limit(25)))]
        assert await shop.runner.cancel(ids[1], MEMBER)
        shop.runner.refresh_statuses()
        await shop.board.settle(5)
        usage = Usage(4, Limit(25))
        assert shop.channel.statuses[ids[3]] == [Waiting(3, usage), Waiting(2, usage)]
        assert shop.channel.statuses[ids[2]][-1] == Waiting(1, Usage(3, Limit(25)))
        assert shop.shown(ids[1]) == ["Waiting", "Cancelled"]


# Cancelling


async def test_a_cancelled_job_frees_its_slot_and_the_relay_is_never_asked(
    opened: Opener, relay: RelayEmulator
) -> None:
    async with opened(running_jobs_per_member=1, waiting_jobs_per_member=1, limit=Limit(2)) as shop:
        shop.channel.open.clear()
        running, waiting = await shop.accept(), await shop.accept()
        assert await shop.used() == 2
        assert await shop.runner.cancel(waiting, MEMBER)
        assert await shop.used() == 1
        after = await shop.accept("after")
        shop.channel.open.set()
        await shop.ended(running, after)
        assert shop.channel.posted == [running, after]
        assert relay.created == 2
        assert (await shop.row(waiting)).state is State.CANCELLED
        assert shop.shown(waiting)[-1] == "Cancelled"


async def test_a_job_that_runs_cannot_be_cancelled_nor_one_of_another_member(
    opened: Opener,
) -> None:
    async with opened(running_jobs=1) as shop:
        shop.channel.open.clear()
        running, waiting = await shop.accept(), await shop.accept()
        await until(lambda: shop.channel.tries == 1)
        assert not await shop.runner.cancel(running, MEMBER)
        assert not await shop.runner.cancel(waiting, MEMBER + 1)
        assert not await shop.runner.cancel(404, MEMBER)
        shop.channel.open.set()
        jobs = await shop.ended(running, waiting)
        assert [job.state for job in jobs] == [State.DONE, State.DONE]


async def test_a_job_cancelled_just_as_it_starts_is_either_or(
    opened: Opener, relay: RelayEmulator
) -> None:
    async with opened() as shop:
        for turns in range(0, 60, 3):
            job_id = await shop.accept()
            for _ in range(turns):
                await asyncio.sleep(0)
            cancelled = await shop.runner.cancel(job_id, MEMBER)
            created = relay.created
            (job,) = await shop.ended(job_id)
            await shop.runner._tasks.finish(5)
            if cancelled:
                assert job.state is State.CANCELLED
                assert relay.created == created
                assert job_id not in shop.channel.posted
            else:
                assert job.state is State.DONE
            assert shop.shown(job_id)[-1] == ("Cancelled" if cancelled else "Done")
        assert len(shop.runner._fair_queue) == 0


async def test_a_job_of_another_process_can_be_cancelled_here(opened: Opener) -> None:
    async with (
        opened(running_jobs=1, owner="there") as there,
        opened(running_jobs=1, owner="here") as here,
    ):
        there.channel.open.clear()
        running, waiting = await there.accept(), await there.accept()
        assert await here.runner.cancel(waiting, MEMBER)
        there.channel.open.set()
        await there.ended(running, waiting)
        assert there.channel.posted == [running]


# Draining


async def test_after_draining_nothing_is_accepted(opened: Opener) -> None:
    async with opened() as shop:
        await shop.runner.drain()
        assert await refused(shop) == "refused-stopping"
        await shop.runner.upkeep()


async def test_queued_and_submitted_jobs_are_left_to_the_next_process(
    opened: Opener, relay: RelayEmulator
) -> None:
    async with opened(running_jobs=1) as first:
        relay.faults.next("poll", "hang")
        polled, waiting = await first.accept(), await first.accept()
        await until(lambda: relay.polls == 1)
        await first.runner.drain()
        assert (await first.row(polled)).state is State.SUBMITTED
        assert (await first.row(waiting)).state is State.QUEUED
        assert first.channel.posted == []
    async with opened(owner="next") as second:
        # The lease has not run out: it was given back.
        await second.runner.upkeep()
        jobs = await second.ended(polled, waiting)
        assert [job.state for job in jobs] == [State.DONE, State.DONE]
        assert sorted(second.channel.posted) == [polled, waiting]
        assert relay.created == 2


async def test_a_post_in_flight_is_finished(opened: Opener, relay: RelayEmulator) -> None:
    async with opened(running_jobs=1) as shop:
        shop.channel.open.clear()
        posting, waiting = await shop.accept(), await shop.accept()
        await until(lambda: shop.channel.tries == 1)
        draining = asyncio.create_task(shop.runner.drain())
        await asyncio.sleep(0.002)
        assert not draining.done()
        shop.channel.open.set()
        await draining
        assert (await shop.row(posting)).state is State.DONE
        assert shop.shown(posting)[-1] == "Done"
        assert (await shop.row(waiting)).state is State.QUEUED
        assert relay.created == 1


async def test_a_post_that_takes_too_long_is_left_to_the_next_process(opened: Opener) -> None:
    async with opened(drain_timeout=0.01) as first:
        first.channel.open.clear()
        job_id = await first.accept()
        await until(lambda: first.channel.tries == 1)
        await first.runner.drain()
        assert (await first.row(job_id)).state is State.SUBMITTED
        assert first.channel.posted == []
    async with opened(owner="next") as second:
        await second.runner.upkeep()
        await second.ended(job_id)
        assert second.channel.searches == [job_id]
        assert second.channel.posted == [job_id]


# Recovery


async def test_a_job_is_recovered_when_its_lease_expires_and_not_before(
    opened: Opener, relay: RelayEmulator
) -> None:
    async with opened(owner="dead", lease=30) as dead:
        relay.faults.next("poll", "hang")
        job_id = await dead.accept()
        await until(lambda: relay.polls == 1)
        await dead.crash()
        async with opened(owner="heir", lease=30) as heir:
            await heir.runner.upkeep()
            assert heir.runner._jobs == {}
            heir.clock.pass_(30)
            await heir.runner.upkeep()
            await heir.ended(job_id)
            assert heir.channel.posted == [job_id]
            assert relay.created == 1


async def test_renewing_keeps_what_is_running(opened: Opener) -> None:
    async with opened(lease=30) as shop, opened(owner="other", lease=30) as other:
        shop.channel.open.clear()
        job_id = await shop.accept()
        for _ in range(5):
            shop.clock.pass_(20)
            await other.runner.upkeep()
            await shop.runner.renew()
        assert other.runner._jobs == {}
        shop.channel.open.set()
        await shop.ended(job_id)


async def test_of_two_who_run_a_job_one_posts_it(opened: Opener, relay: RelayEmulator) -> None:
    async with opened(owner="slow", lease=30) as slow, opened(owner="heir", lease=30) as heir:
        relay.faults.next("poll", "hang")
        job_id = await slow.accept()
        await until(lambda: relay.polls == 1)
        # It was asleep for longer than its lease, and does not know.
        slow.clock.pass_(60)
        await heir.runner.upkeep()
        relay.release()
        await heir.ended(job_id)
        await slow.ended(job_id)
        assert slow.channel.posted == [job_id]
        # By both, so that none of them has the last word with an older status.
        await until(lambda: slow.shown(job_id).count("Done") >= 2)
        assert slow.shown(job_id)[-1] == "Done"
        assert relay.created == 1


async def test_a_process_finds_its_own_jobs_that_it_has_lost_sight_of(opened: Opener) -> None:
    async with opened(lease=30) as shop:
        # Neither the commit nor the look at what became of it is answered.
        shop.outage.after = 2
        with pytest.raises(StorageError):
            await shop.accept(job_id=1)
        shop.clock.pass_(91)
        await shop.runner.upkeep()
        await shop.ended(1)
        assert shop.channel.posted == [1]


async def test_an_unexpected_fault_keeps_no_slot_and_the_job_is_recovered(
    opened: Opener, caplog: pytest.LogCaptureFixture
) -> None:
    async with opened(lease=30, running_jobs=1) as shop:
        job_id = await shop.accept()
        # Neither the steps nor the failure can be written down.
        shop.outage.error, shop.outage.before = LookupError, MAX_FAULTS + 1
        await until(lambda: not shop.runner._jobs)
        assert f"job {job_id}: left for later" in caplog.text
        await shop.ended(await shop.accept())
        shop.clock.pass_(91)
        await shop.runner.upkeep()
        (job,) = await shop.ended(job_id)
        assert job.state is State.DONE
        assert shop.channel.posted.count(job_id) == 1


async def test_many_are_recovered_as_slots_become_free(opened: Opener) -> None:
    async with opened(owner="dead", lease=30, running_jobs=1) as dead:
        dead.channel.open.clear()
        ids = [await dead.accept() for _ in range(6)]
        await dead.crash()
    async with opened(owner="heir", running_jobs=2, waiting_jobs=2) as heir:
        heir.channel.open.clear()
        heir.clock.pass_(91)
        await heir.runner.upkeep()
        await heir.runner.upkeep()
        assert sorted(heir.runner._jobs) == ids[:4]
        heir.channel.open.set()
        await heir.ended(*ids)
        await heir.runner.upkeep()
        jobs = await heir.ended(*ids)
        assert {job.state for job in jobs} == {State.DONE}
        assert sorted(heir.channel.posted) == ids


async def test_recovered_queued_jobs_are_shown_their_positions_gently(opened: Opener) -> None:
    async with opened(owner="dead", lease=30, running_jobs=1) as dead:
        dead.channel.open.clear()
        ids = [await dead.accept() for _ in range(4)]
        await dead.crash()
    async with opened(owner="heir", running_jobs=1, channel=Channel()) as heir:
        heir.channel.open.clear()
        heir.clock.pass_(91)
        await heir.runner.upkeep()
        await heir.board.settle(5)
        # The process that died has shown a position: no stampede to show a new one.
        assert [heir.shown(n) for n in ids[1:]] == [[], [], []]
        heir.runner.refresh_statuses()
        await heir.board.settle(5)
        assert [heir.channel.statuses[n] for n in ids[1:]] == [[Waiting(n)] for n in (1, 2, 3)]
        heir.channel.open.set()
        await heir.ended(*ids)


async def test_many_more_than_a_batch_are_recovered_by_one_upkeep(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recovery_module, "BATCH_SIZE", 2)
    monkeypatch.setattr(recovery_module, "PAUSE", 0)
    async with opened(owner="dead", lease=30, running_jobs=1) as dead:
        dead.channel.open.clear()
        ids = [await dead.accept() for _ in range(7)]
        await dead.crash()
    async with opened(owner="heir") as heir:
        heir.clock.pass_(91)
        await heir.runner.upkeep()
        await until(lambda: sorted(heir.channel.posted) == ids)


async def test_jobs_that_are_being_recovered_at_the_end_are_left_to_the_next_process(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recovery_module, "BATCH_SIZE", 2)
    async with opened(owner="dead", lease=30, running_jobs=1) as dead:
        dead.channel.open.clear()
        ids = [await dead.accept() for _ in range(5)]
        await dead.crash()
    async with opened(owner="first", running_jobs=1) as first:
        first.channel.open.clear()
        first.clock.pass_(91)
        await first.runner.upkeep()
        await first.runner.drain()
        assert len(first.runner._jobs) == 2
    async with opened(owner="second") as second:
        second.clock.pass_(91)
        monkeypatch.setattr(recovery_module, "PAUSE", 0)
        await second.runner.upkeep()
        await until(lambda: sorted(second.channel.posted) == ids)


async def test_submitted_jobs_are_collected_at_once_however_long_the_queue(
    opened: Opener, relay: RelayEmulator
) -> None:
    async with opened(owner="dead", lease=30) as dead:
        relay.faults.next("poll", "hang", times=3)
        ids = [await dead.accept() for _ in range(3)]
        await until(lambda: relay.polls == 3)
        await dead.crash()
    async with opened(owner="heir", running_jobs=1, running_jobs_per_member=1) as heir:
        heir.channel.open.clear()
        heir.clock.pass_(91)
        await heir.runner.upkeep()
        await until(lambda: heir.channel.tries == 3)
        after = await heir.accept()
        await heir.board.settle(5)
        assert heir.shown(after) == ["Waiting"]
        heir.channel.open.set()
        await heir.ended(*ids, after)
        assert heir.channel.posted[-1] == after


# Keeping house


async def test_upkeep_tells_of_an_outage_and_works_again_after_it(opened: Opener) -> None:
    async with opened() as shop:
        shop.outage.before = 1
        with pytest.raises(StorageError):
            await shop.runner.upkeep()
        await shop.runner.upkeep()


async def test_nothing_is_kept_of_jobs_that_have_ended(opened: Opener) -> None:
    async with opened(limit=Limit(100), running_jobs=2) as shop:
        ids = [await shop.accept(prompt) for prompt in ("a fox", "[fault:content]", "a hen") * 3]
        await shop.runner.cancel(ids[-1], MEMBER)
        await shop.ended(*ids)
        await shop.runner._tasks.finish(5)
        runner, board = shop.runner, shop.board
        assert not any((runner._jobs, runner._runs, runner._tasks._tasks, len(runner._fair_queue)))
        assert not any((board._newest, board._shown_waiting, board._usage, board._tasks._tasks))
        assert not shop.runner._worker._busy
