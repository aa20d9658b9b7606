"""The line of two processes on one PostgreSQL: its bounds, its turns, and what a death leaves."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Any

import pytest

from bot.jobs import relay_gate, shared_line
from bot.jobs.outcome import Waiting
from bot.storage.records import State
from sandbox.relay import RelayEmulator
from tests.bot.workshop import (
    MEMBER,
    QUICK,
    Channel,
    Clock,
    Workshop,
    open_workshop,
    running_relay,
    until,
)
from tests.postgres import Postgres, postgres
from tests.storage.statements import recorded_statements

__all__ = ["postgres"]

Opener = Callable[..., AbstractAsyncContextManager[Workshop]]


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each process look at the line all the time while it has jobs there."""
    monkeypatch.setattr(shared_line, "POLL_SECONDS", 0.01)


@pytest.fixture
async def relay() -> AsyncIterator[RelayEmulator]:
    async with running_relay() as running:
        yield running


@pytest.fixture
async def opened(postgres: Postgres, relay: RelayEmulator) -> AsyncIterator[Opener]:
    """Yield what opens processes on one database, one relay, one channel and one clock."""
    shared: dict[str, Any] = {"channel": Channel(), "clock": Clock()}
    async with postgres.database() as url:

        def opener(owner: str, **values: Any) -> AbstractAsyncContextManager[Workshop]:
            return open_workshop(url, relay.url, owner=owner, **{**shared, **values})

        yield opener


def at_work(channel: Channel) -> int:
    """Return how many jobs of all processes are about to be posted."""
    return channel.tries - len(channel.messages)


async def test_two_processes_together_run_no_more_than_may(
    opened: Opener, relay: RelayEmulator
) -> None:
    bounds = {"running_jobs": 3, "running_jobs_per_member": 2}
    async with opened("a", **bounds) as first, opened("b", **bounds) as second:
        channel = first.channel
        channel.open.clear()
        ids = [
            await shop.accept(member=member)
            for member in (1, 2, 3)
            for shop in (first, second, first, second)
        ]
        for _ in range(len(ids) - 3):
            await until(lambda: at_work(channel) == 3)
            assert len(first.runner._runs) + len(second.runner._runs) == 3
            channel.let_in(1)
            done = len(channel.messages)
            await until(lambda done=done: len(channel.messages) > done)  # type: ignore[misc]
        channel.open.set()
        await first.ended(*ids)
        await second.ended(*ids)
        assert sorted(channel.posted) == ids
        assert relay.created == len(ids)


async def test_a_member_is_bounded_over_all_processes(opened: Opener) -> None:
    bounds = {"running_jobs": 10, "running_jobs_per_member": 2}
    async with opened("a", **bounds) as first, opened("b", **bounds) as second:
        first.channel.open.clear()
        ids = [await shop.accept(member=1) for shop in (first, second) * 2]
        other = await second.accept(member=2)
        await until(lambda: at_work(first.channel) == 3)
        assert {*first.runner._runs, *second.runner._runs} == {ids[0], ids[1], other}
        first.channel.open.set()
        await first.ended(*ids)
        await second.ended(*ids, other)


async def test_servers_take_turns_over_all_processes(opened: Opener) -> None:
    async with opened("a", running_jobs=1) as first, opened("b", running_jobs=1) as second:
        first.channel.open.clear()
        many = [await first.accept(member=1, guild_id=1) for _ in range(4)]
        await until(lambda: at_work(first.channel) == 1)
        of_second = [await second.accept(member=2, guild_id=2) for _ in range(2)]
        of_third = await first.accept(member=3, guild_id=3)
        first.channel.open.set()
        await first.ended(*many, of_third)
        await second.ended(*of_second)
        assert first.channel.posted == [
            *many[:2],
            *(of_second[0], of_third, many[2], of_second[1], many[3]),
        ]


async def test_a_place_in_line_counts_the_jobs_of_all_processes(opened: Opener) -> None:
    async with opened("a", running_jobs=1) as first, opened("b", running_jobs=1) as second:
        channel = first.channel
        channel.open.clear()
        ids = [await first.accept(member=1), await first.accept(member=2)]
        await until(lambda: channel.statuses[ids[1]] == [Waiting(1)])
        third = await second.accept(member=3)
        await until(lambda: channel.statuses[third] == [Waiting(2)])
        assert await first.runner.cancel(ids[1], 2)
        await until(lambda: second.runner._whole_line.waiting() == [third])
        second.runner.refresh_statuses()
        await until(lambda: channel.statuses[third] == [Waiting(2), Waiting(1)])
        channel.open.set()
        await second.ended(third)


async def test_the_slots_of_a_dead_process_are_free_once_its_jobs_are_done(
    opened: Opener, relay: RelayEmulator
) -> None:
    async with opened("heir", running_jobs=2, lease=30) as heir:
        async with opened("dead", running_jobs=2, lease=30) as dead:
            dead.channel.open.clear()
            paid = [await dead.accept(member=member) for member in (1, 2)]
            waiting = await dead.accept(member=3)
            await until(lambda: at_work(dead.channel) == 2)
            await dead.crash()
        own = await heir.accept(member=4)
        heir.clock.pass_(91)
        await until(lambda: heir.runner._whole_line.waiting() == [own])
        assert not heir.runner._runs, "the relay may still work for the dead process"
        heir.channel.open.set()
        await heir.runner.upkeep()
        await heir.ended(*paid, waiting, own)
        assert heir.channel.posted[0] in paid
        assert sorted(heir.channel.posted) == [*paid, waiting, own]
        assert relay.created == 4


async def test_what_may_be_paid_is_taken_over_by_a_process_without_room(opened: Opener) -> None:
    async with opened("heir", running_jobs=1, waiting_jobs=3, lease=30) as heir:
        async with opened("dead", running_jobs=1, lease=30) as dead:
            dead.channel.open.clear()
            paid = await dead.accept(member=1)
            await until(lambda: at_work(dead.channel) == 1)
            own = [await heir.accept(member=2) for _ in range(3)]
            # One more than may wait, as two that were accepted at the same moment.
            again = await heir.store.get(own[0])
            assert again is not None
            heir.runner._resume(await heir.store.ask_again(again, 10**9, heir.clock.now))
            await dead.crash()
        assert heir.runner._free_slots() == 0
        heir.clock.pass_(91)
        heir.channel.open.set()
        await heir.runner.upkeep()
        await heir.ended(paid, *own, 10**9)
        assert heir.channel.posted[0] == paid


async def test_a_job_that_only_waits_gives_its_slot_to_another_process(opened: Opener) -> None:
    async with opened("a", running_jobs=1) as first, opened("b", running_jobs=1) as second:
        first.channel.open.clear()
        stuck = await first.accept(member=1)
        await until(lambda: at_work(first.channel) == 1)
        waiting = await second.accept(member=2)
        first.runner._park(stuck)
        await until(lambda: at_work(first.channel) == 2)
        first.channel.open.set()
        await second.ended(waiting)
        await first.ended(stuck)


async def test_a_job_that_was_cancelled_elsewhere_leaves_the_line(opened: Opener) -> None:
    async with opened("a", running_jobs=1) as first, opened("b", running_jobs=1) as second:
        first.channel.open.clear()
        running, waiting = await first.accept(), await first.accept()
        await until(lambda: at_work(first.channel) == 1)
        assert await second.runner.cancel(waiting, MEMBER)
        await until(lambda: waiting not in first.runner._jobs)
        first.channel.open.set()
        await first.ended(running)
        assert first.channel.posted == [running]
        assert (await first.row(waiting)).state is State.CANCELLED


@pytest.mark.parametrize("others", [0, 1])
async def test_a_start_whose_answer_is_lost_has_started(opened: Opener, others: int) -> None:
    async with opened("a") as shop:
        shop.outage.spare, shop.outage.after = 1, 1
        ids = [await shop.accept(member=member) for member in range(1 + others)]
        await shop.ended(*ids)
        assert sorted(shop.channel.posted) == ids
        assert all(job.state is State.DONE for job in [await shop.row(n) for n in ids])


async def test_the_turns_are_forgotten_with_the_last_job_that_waits(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored: list[Any] = []
    monkeypatch.setattr("bot.storage.line._put_turns", lambda _, turns: stored.append(turns))
    async with opened("a", running_jobs=1) as shop:
        shop.channel.open.clear()
        ids = [await shop.accept(member=1), await shop.accept(member=2), await shop.accept()]
        shop.channel.open.set()
        await shop.ended(*ids)
        assert stored[-1] == [(5, [MEMBER])]


async def test_a_job_makes_nine_statements(opened: Opener) -> None:
    async with opened("a") as shop:
        database = shop.outage._database
        await until(lambda: shop.runner._shared is not None)
        with recorded_statements(database) as statements:
            job_id = await shop.accept()
            await until(lambda: job_id not in shop.runner._jobs)
            await shop.board.settle(5)
        # The lock of its slot is the only one that a line of its own process would not make.
        kinds = [statement.split()[0] for statement in statements]
        assert kinds == [
            *("SELECT", "SELECT", "INSERT"),
            *("SELECT", "UPDATE"),
            *["UPDATE"] * 4,
        ]
        assert [n for n, sql in enumerate(statements) if "advisory" in sql] == [0, 3]


async def test_a_pause_of_the_relay_holds_all_processes_back(
    opened: Opener, relay: RelayEmulator
) -> None:
    options = replace(QUICK, rate_limit_gap=0.001)
    async with opened("a", options=options) as first, opened("b", options=options) as second:
        relay.faults.next("submit", "rate-limited", retry_after=60)
        told = await first.accept()
        await until(lambda: first.relay._connection.paused_for > 50)
        assert first.runner._gate is not None
        await first.runner._gate._tasks.finish(5)
        held = await second.accept(member=8)
        await until(lambda: second.relay._connection.paused_for > 50)
        await until(lambda: "Running" in second.shown(held))
        assert {told, held} == {*first.runner._runs, *second.runner._runs}
        # It would have been accepted: the refusal was for the first request alone.
        assert relay.submits == []


async def test_a_process_at_work_learns_of_a_pause(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay_gate, "LOOK_SECONDS", 0.01)
    async with opened("a") as first, opened("b") as second:
        second.channel.open.clear()
        await second.accept()
        await until(lambda: at_work(second.channel) == 1)
        first.relay._connection.on_rate_limit(60)
        await until(lambda: second.relay._connection.paused_for > 50)
        assert first.relay._connection.paused_for == 0
        first.relay._connection.on_rate_limit(10)
        second.channel.open.set()
        await until(lambda: not second.runner._jobs)
