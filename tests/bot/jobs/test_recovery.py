"""Thousands of unclaimed jobs are recovered in batches, and none is forgotten."""

import asyncio
import logging
from dataclasses import replace

import pytest

from bot.jobs import recovery as recovery_module
from bot.jobs.recovery import BATCH_SIZE, Recovery
from bot.storage.database import StorageError
from bot.storage.records import Job
from tests.bot.jobs.test_status_board import job
from tests.bot.workshop import until

MANY = BATCH_SIZE * 5 + 7


class Unclaimed:
    """Jobs that no process holds, and their recovery."""

    def __init__(self, jobs: int, slots: int = 10**6) -> None:
        self.jobs = [replace(job(), id=n) for n in range(jobs)]
        self.slots = slots
        self.claims: list[int] = []
        self.resumed: list[int] = []
        self.may_claim = asyncio.Event()
        self.may_claim.set()
        self.fault: Exception | None = None
        self.recovery = Recovery(self.claim, self.resume, lambda: self.slots - len(self.resumed))

    async def claim(self, limit: int) -> list[Job]:
        """See `JobStore.claim`."""
        await self.may_claim.wait()
        if self.fault:
            raise self.fault
        self.claims.append(limit)
        claimed, self.jobs = self.jobs[:limit], self.jobs[limit:]
        return claimed

    def resume(self, claimed: Job) -> None:
        """Note the job."""
        self.resumed.append(claimed.id)


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches follow each other at once."""
    monkeypatch.setattr(recovery_module, "PAUSE", 0)


async def test_all_are_recovered_in_batches_oldest_first() -> None:
    unclaimed = Unclaimed(MANY)
    await unclaimed.recovery.start()
    assert unclaimed.resumed == [*range(BATCH_SIZE)]
    await until(lambda: not unclaimed.jobs)
    assert unclaimed.resumed == [*range(MANY)]
    assert max(unclaimed.claims) == BATCH_SIZE


async def test_others_get_their_turn_between_two_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    monkeypatch.setattr(recovery_module, "PAUSE", 7.5)
    monkeypatch.setattr(recovery_module.asyncio, "sleep", pause)
    unclaimed = Unclaimed(BATCH_SIZE * 3)
    await unclaimed.recovery.start()
    rest = unclaimed.recovery._rest
    assert rest is not None
    await rest
    assert pauses == [7.5] * 3


async def test_no_more_are_claimed_than_there_are_free_slots() -> None:
    unclaimed = Unclaimed(MANY, slots=BATCH_SIZE + 3)
    await unclaimed.recovery.start()
    await until(lambda: len(unclaimed.resumed) == BATCH_SIZE + 3)
    await unclaimed.recovery.start()
    assert unclaimed.claims == [BATCH_SIZE, 3]


async def test_second_start_does_not_interfere_with_the_first() -> None:
    unclaimed = Unclaimed(MANY)
    await unclaimed.recovery.start()
    unclaimed.may_claim.clear()
    await unclaimed.recovery.start()
    assert unclaimed.claims == [BATCH_SIZE]
    unclaimed.may_claim.set()
    await until(lambda: not unclaimed.jobs)
    assert sorted(unclaimed.resumed) == [*range(MANY)]


async def test_after_a_stop_nothing_is_claimed() -> None:
    unclaimed = Unclaimed(MANY)
    await unclaimed.recovery.start()
    unclaimed.may_claim.clear()
    await unclaimed.recovery.stop()
    unclaimed.may_claim.set()
    await asyncio.sleep(0)
    assert len(unclaimed.resumed) == BATCH_SIZE


async def test_an_outage_interrupts_it_until_the_next_start(
    caplog: pytest.LogCaptureFixture,
) -> None:
    unclaimed = Unclaimed(MANY)
    await unclaimed.recovery.start()
    unclaimed.fault = StorageError("locked")
    await until(lambda: "interrupted" in caplog.text)
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    with pytest.raises(StorageError):
        await unclaimed.recovery.start()
    unclaimed.fault = None
    await unclaimed.recovery.start()
    await until(lambda: not unclaimed.jobs)
    assert unclaimed.resumed == [*range(MANY)]
