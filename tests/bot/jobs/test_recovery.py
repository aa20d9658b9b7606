"""Thousands of jobs are taken over some at a time, and each of them."""

import asyncio
import logging
from dataclasses import replace

import pytest

from bot.jobs import recovery as takeover
from bot.jobs.recovery import BATCH_SIZE, Recovery
from bot.storage.database import StorageError
from bot.storage.records import Job
from tests.bot.jobs.test_status_board import job
from tests.bot.workshop import until

MANY = BATCH_SIZE * 5 + 7


class Left:
    """Jobs that nobody holds, and the one who takes them over."""

    def __init__(self, jobs: int, room: int = 10**6) -> None:
        self.jobs = [replace(job(), id=n) for n in range(jobs)]
        self.room = room
        self.claims: list[int] = []
        self.taken: list[int] = []
        self.may_claim = asyncio.Event()
        self.may_claim.set()
        self.fault: Exception | None = None
        self.takeover = Recovery(self.claim, self.take, lambda: self.room - len(self.taken))

    async def claim(self, most: int) -> list[Job]:
        """See `JobStore.claim`."""
        await self.may_claim.wait()
        if self.fault:
            raise self.fault
        self.claims.append(most)
        claimed, self.jobs = self.jobs[:most], self.jobs[most:]
        return claimed

    def take(self, taken: Job) -> None:
        """Now it is ours."""
        self.taken.append(taken.id)


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches follow each other at once."""
    monkeypatch.setattr(takeover, "PAUSE", 0)


async def test_all_are_taken_over_in_batches_oldest_first() -> None:
    left = Left(MANY)
    await left.takeover.begin()
    assert left.taken == [*range(BATCH_SIZE)]
    await until(lambda: not left.jobs)
    assert left.taken == [*range(MANY)]
    assert max(left.claims) == BATCH_SIZE


async def test_others_get_their_turn_between_two_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    backoff: list[float] = []

    async def pause(seconds: float) -> None:
        backoff.append(seconds)

    monkeypatch.setattr(takeover, "PAUSE", 7.5)
    monkeypatch.setattr(takeover.asyncio, "sleep", pause)
    left = Left(BATCH_SIZE * 3)
    await left.takeover.begin()
    rest = left.takeover._rest
    assert rest is not None
    await rest
    assert backoff == [7.5] * 3


async def test_no_more_are_taken_than_there_is_room_for() -> None:
    left = Left(MANY, room=BATCH_SIZE + 3)
    await left.takeover.begin()
    await until(lambda: len(left.taken) == BATCH_SIZE + 3)
    await left.takeover.begin()
    assert left.claims == [BATCH_SIZE, 3]


async def test_what_is_under_way_is_not_begun_again() -> None:
    left = Left(MANY)
    await left.takeover.begin()
    left.may_claim.clear()
    await left.takeover.begin()
    assert left.claims == [BATCH_SIZE]
    left.may_claim.set()
    await until(lambda: not left.jobs)
    assert sorted(left.taken) == [*range(MANY)]


async def test_stopped_it_takes_no_more() -> None:
    left = Left(MANY)
    await left.takeover.begin()
    left.may_claim.clear()
    await left.takeover.stop()
    left.may_claim.set()
    await asyncio.sleep(0)
    assert len(left.taken) == BATCH_SIZE


async def test_an_outage_interrupts_it_until_the_next_beginning(
    caplog: pytest.LogCaptureFixture,
) -> None:
    left = Left(MANY)
    await left.takeover.begin()
    left.fault = StorageError("locked")
    await until(lambda: "interrupted" in caplog.text)
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    with pytest.raises(StorageError):
        await left.takeover.begin()
    left.fault = None
    await left.takeover.begin()
    await until(lambda: not left.jobs)
    assert left.taken == [*range(MANY)]
