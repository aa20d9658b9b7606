"""The status board: the newest status of each job, in order, without delaying any other."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Reason
from bot.jobs.job_clock import JobClock
from bot.jobs.outcome import Cancelled, DeliveryError, Done, Failed, Running, Status, Waiting
from bot.jobs.pace import Pace, Paces, Phase
from bot.jobs.status_board import StatusBoard
from bot.limits.limit import Limit
from bot.limits.quota import Usage
from bot.settings import Settings
from bot.storage.records import Destination, Job, Posted, State
from tests.bot.workshop import Channel, Clock, until

DONE = Done(Posted(11, 1, 1))


def job(job_id: int = 1) -> Job:
    return Job(
        id=job_id,
        state=State.QUEUED,
        member_id=7,
        destination=Destination(11, 5, 1000),
        operation="flux",
        request={"prompt": "a red fox"},
        pictures=1,
        created_at=Clock().now,
    )


async def ignore(job_id: int) -> None:
    """Ignore that the member knows."""


@pytest.fixture
def channel() -> Channel:
    return Channel()


@pytest.fixture
def board(channel: Channel) -> StatusBoard:
    return StatusBoard(channel, ignore)


async def test_statuses_that_are_replaced_are_skipped(channel: Channel, board: StatusBoard) -> None:
    channel.hearing.clear()
    for position in (4, 3, 2, 1):
        board.show(job(), Waiting(position))
        await asyncio.sleep(0)
    board.show(job(), DONE)
    channel.hearing.set()
    await board.settle(5)
    assert channel.statuses[1] == [Waiting(4), DONE]


async def test_jobs_do_not_wait_for_each_others_statuses() -> None:
    class Slow(Channel):
        async def notify(self, job: Job, status: Status) -> None:
            if job.id == 1:
                await self.open.wait()
            await super().notify(job, status)

    slow = Slow()
    slow.open.clear()
    board = StatusBoard(slow, ignore)
    board.show(job(1), DONE)
    board.show(job(2), DONE)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert (slow.statuses[1], slow.statuses[2]) == ([], [DONE])
    slow.open.set()
    await board.settle(5)
    assert slow.statuses[1] == [DONE]


async def test_member_does_not_count_as_told_while_the_failure_cannot_be_shown() -> None:
    class Away(Channel):
        is_away = True

        async def notify(self, job: Job, status: Status) -> None:
            if self.is_away:
                raise DeliveryError("away")
            await super().notify(job, status)

    told: list[int] = []

    async def on_notified(job_id: int) -> None:
        told.append(job_id)

    away = Away()
    board = StatusBoard(away, on_notified)
    for is_away in (True, False):
        away.is_away = is_away
        board.show(job(), Failed(Reason("failed-delivery")))
        await board.settle(5)
        assert told == ([] if is_away else [1])


async def test_a_thousand_statuses_are_shown_a_few_at_a_time_and_only_the_newest() -> None:
    class Counting(Channel):
        under_way = most = 0

        async def notify(self, job: Job, status: Status) -> None:
            self.under_way += 1
            self.most = max(self.most, self.under_way)
            await super().notify(job, status)
            self.under_way -= 1

    counting = Counting()
    counting.hearing.clear()
    board = StatusBoard(counting, ignore)
    for n in range(1000):
        board.show(job(n), Waiting(n))
    await until(lambda: counting.under_way > 1)
    for n in range(1000):
        board.show(job(n), DONE)
    counting.hearing.set()
    await board.settle(5)
    assert 1 < counting.most < 100
    assert all(counting.statuses[n][-1] == DONE for n in range(1000))
    assert counting.statuses[999] == [DONE]


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 3)), min_size=1, max_size=20))
def test_an_old_status_never_overwrites_a_newer_one(shown: Sequence[tuple[bool, int]]) -> None:
    async def show() -> list[Status]:
        channel = Channel()
        board = StatusBoard(channel, ignore)
        for position, (hearing, turns) in enumerate(shown, start=1):
            (channel.hearing.set if hearing else channel.hearing.clear)()
            board.show(job(), Waiting(position))
            for _ in range(turns):
                await asyncio.sleep(0)
        channel.hearing.set()
        await board.settle(5)
        return channel.statuses[1]

    landed = [status.position for status in asyncio.run(show()) if isinstance(status, Waiting)]
    assert landed == sorted({*landed})
    assert landed[-1] == len(shown)


async def test_a_status_that_cannot_be_shown_stops_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Broken(Channel):
        async def notify(self, job: Job, status: Status) -> None:
            if status != DONE:
                raise LookupError("no such answer")
            await super().notify(job, status)

    broken = Broken()
    board = StatusBoard(broken, ignore)
    board.show(job(), Waiting(1))
    await asyncio.sleep(0)
    board.show(job(), DONE)
    await board.settle(5)
    assert broken.statuses[1] == [DONE]
    (record,) = caplog.records
    assert (record.levelno, record.getMessage()) == (
        logging.ERROR,
        "job 1: its status could not be shown",
    )


async def test_positions_are_shown_when_they_change_those_at_the_front_first(
    channel: Channel, board: StatusBoard
) -> None:
    queue = [job(n) for n in range(1, 6)]
    board.show_positions(queue, max_edits=3)
    await board.settle(5)
    assert {n: [*shown] for n, shown in channel.statuses.items()} == {
        1: [Waiting(1)],
        2: [Waiting(2)],
        3: [Waiting(3)],
    }
    board.show_positions(queue, max_edits=3)
    await board.settle(5)
    assert channel.statuses[1] == [Waiting(1)]
    assert [channel.statuses[n] for n in (4, 5)] == [[Waiting(4)], [Waiting(5)]]
    board.show_positions(queue[1:], max_edits=3)
    await board.settle(5)
    assert channel.statuses[2] == [Waiting(2), Waiting(1)]


async def test_position_does_not_replace_a_status_that_is_being_shown(
    channel: Channel, board: StatusBoard
) -> None:
    channel.hearing.clear()
    board.show(job(1), Cancelled())
    board.show_positions([job(1)], max_edits=3)
    channel.hearing.set()
    await board.settle(5)
    assert channel.statuses[1] == [Cancelled()]


async def test_usage_is_shown_with_the_position_until_the_job_ends(
    channel: Channel, board: StatusBoard
) -> None:
    board.remember_usage(1, Usage(3, Limit(25)))
    board.remember_usage(2, None)
    board.show_positions([job(1), job(2)], max_edits=3)
    await board.settle(5)
    assert channel.statuses[1] == [Waiting(1, Usage(3, Limit(25)))]
    assert channel.statuses[2] == [Waiting(2)]
    board.forget(1)
    assert board.usage(1) is None


@pytest.mark.parametrize("last", [DONE, Cancelled(), Failed(Reason("failed-provider"))])
async def test_nothing_is_kept_of_a_job_that_has_ended(
    channel: Channel, board: StatusBoard, last: Status
) -> None:
    channel.hearing.clear()
    board.remember_usage(1, Usage(1, Limit(25)))
    board.show(job(), Waiting(2))
    await asyncio.sleep(0)
    board.show(job(), last)
    board.forget(1)
    channel.hearing.set()
    await board.settle(5)
    assert channel.statuses[1] == [Waiting(2), last]
    assert not any((board._newest, board._shown_waiting, board._usage))


async def test_statuses_that_take_too_long_at_the_end_are_given_up(
    channel: Channel, board: StatusBoard
) -> None:
    channel.hearing.clear()
    board.show(job(), DONE)
    await asyncio.sleep(0)
    await board.settle(0.001)
    assert channel.statuses[1] == []
    assert not board._newest


async def test_end_of_a_job_that_was_taken_over_is_shown_over_what_comes_late(
    channel: Channel,
) -> None:
    notified: list[tuple[int, int]] = []

    async def note(job_id: int) -> None:
        notified.append((job_id, len(channel.statuses[job_id])))

    board = StatusBoard(channel, note)
    board.show(replace(job(1), taken_over=True), DONE)
    board.show(job(2), DONE)
    await board.settle(5)
    assert (channel.statuses[1], channel.statuses[2]) == ([DONE, DONE], [DONE])
    # The member counts as told only then: a process that ends before leaves it to the next one.
    assert sorted(notified) == [(1, 2), (2, 1)]


class SetClock(JobClock):
    """A clock that can be set, beside one that cannot."""

    def __init__(self, now: datetime) -> None:
        self.wall, self.passed = now, 0.0
        super().__init__(
            Settings(_env_file=None), lambda: self.wall, lambda: self.passed, discord_now=self.known
        )

    def known(self) -> datetime | None:
        return Clock().now + timedelta(seconds=self.passed)


class FixedPaces(Paces):
    """Paces of ten seconds."""

    def __init__(self) -> None:
        self._pace = Pace(usual=10.0)

    def of(self, operation: str) -> Pace:  # noqa: ARG002 - all are alike
        return self._pace


@pytest.mark.parametrize("step", [-3600, 3600])
def test_clock_that_is_set_makes_no_job_late(channel: Channel, step: float) -> None:
    clock = SetClock(Clock().now)
    board = StatusBoard(channel, ignore, FixedPaces(), clock)
    asked = job(discord.utils.time_snowflake(Clock().now))
    taken = replace(asked, taken_over=True, started_at=clock.wall)
    for one in (asked, taken):
        board._note_making(one, Running(clock.wall))
        clock.wall += timedelta(seconds=step)
        assert board.phase(one) is Phase.USUAL
        clock.passed += 30
        assert board.phase(one) is Phase.SLOW
        clock.wall, clock.passed = Clock().now, 0.0
        board.forget(one.id)
        assert board.phase(replace(one, started_at=Clock().now)) is Phase.USUAL


async def test_another_time_is_shown_if_it_differs_by_much(
    channel: Channel, board: StatusBoard
) -> None:
    noon = Clock().now
    for seconds in (60, 75, 95, None, None):
        at = noon + timedelta(seconds=seconds) if seconds else None
        board.show_positions([job()], 20, {1: at} if at else {})
        await board.settle(5)

    times = [noon + timedelta(seconds=60), noon + timedelta(seconds=95), None]
    assert channel.statuses[1] == [Waiting(1, ready=at) for at in times]
