"""Turns and limits of the start of sessions."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from discord import SessionStartLimits

from bot.gateway.session_starts import SessionStarts
from bot.storage.database import StorageError

INTERVAL = 5.5


class Waits:
    """Sleeps that end when a test says so."""

    def __init__(self) -> None:
        self.asked: list[float] = []
        self._sleeping: list[asyncio.Future[None]] = []

    async def __call__(self, seconds: float) -> None:
        self.asked.append(seconds)
        sleeping = asyncio.get_running_loop().create_future()
        self._sleeping.append(sleeping)
        await sleeping

    def end(self) -> None:
        """End all sleeps."""
        for sleeping in self._sleeping:
            if not sleeping.done():
                sleeping.set_result(None)
        self._sleeping.clear()


class Locks:
    """Locks of several processes."""

    def __init__(self) -> None:
        self.held: set[str] = set()
        self.error: StorageError | None = None

    @asynccontextmanager
    async def __call__(self, name: str) -> AsyncIterator[bool]:
        if self.error is not None:
            raise self.error
        is_free = name not in self.held
        self.held |= {name}
        try:
            yield is_free
        finally:
            self.held -= {name} if is_free else set()


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
def locks() -> Locks:
    return Locks()


def limits(remaining: int, *, max_concurrency: int = 1) -> SessionStartLimits:
    return SessionStartLimits(
        total=1000, remaining=remaining, reset_after=60_000, max_concurrency=max_concurrency
    )


async def known(starts: SessionStarts, wanted: int, answers: list[SessionStartLimits]) -> None:
    async def read() -> tuple[int, SessionStartLimits]:
        return wanted, answers.pop(0)

    await starts.await_limit(read)


async def settled() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_one_session_of_a_bucket_starts_at_a_time(waits: Waits, locks: Locks) -> None:
    starts = SessionStarts(locks, INTERVAL, waits)
    await starts.await_turn(0)
    second = asyncio.create_task(starts.await_turn(1))
    await settled()
    assert not second.done()
    assert waits.asked == [INTERVAL]
    waits.end()
    await second
    await starts.close()
    assert locks.held == set()


async def test_other_buckets_do_not_wait(waits: Waits, locks: Locks) -> None:
    starts = SessionStarts(locks, INTERVAL, waits)
    await known(starts, 2, [limits(9, max_concurrency=2)])
    await starts.await_turn(0)
    await starts.await_turn(1)
    third = asyncio.create_task(starts.await_turn(2))
    await settled()
    assert not third.done()
    await starts.close()
    await asyncio.gather(third, return_exceptions=True)


async def test_processes_take_turns(waits: Waits, locks: Locks) -> None:
    ours, theirs = (SessionStarts(locks, INTERVAL, waits) for _ in range(2))
    await ours.await_turn(0)
    waiting = asyncio.create_task(theirs.await_turn(4))
    await settled()
    assert not waiting.done()
    waits.end()
    await settled()
    waits.end()
    await waiting
    await theirs.close()
    await ours.close()


async def test_turn_is_given_without_the_database(
    waits: Waits, locks: Locks, caplog: pytest.LogCaptureFixture
) -> None:
    locks.error = StorageError("it is away", passes=True)
    starts = SessionStarts(locks, INTERVAL, waits)
    await starts.await_turn(0)
    assert "without turns among processes: it is away" in caplog.text
    await starts.close()


async def test_cancelled_wait_gives_the_turn_to_the_next(waits: Waits, locks: Locks) -> None:
    starts = SessionStarts(locks, INTERVAL, waits)
    await starts.await_turn(0)
    cancelled = asyncio.create_task(starts.await_turn(1))
    third = asyncio.create_task(starts.await_turn(2))
    await settled()
    cancelled.cancel()
    waits.end()
    await third
    await starts.close()


async def test_spent_limit_is_waited_for_and_said_once(
    waits: Waits, locks: Locks, caplog: pytest.LogCaptureFixture
) -> None:
    starts = SessionStarts(locks, INTERVAL, waits)
    answers = [limits(1), limits(3), limits(1000)]
    with caplog.at_level(logging.WARNING):
        waiting = asyncio.create_task(known(starts, 4, answers))
        await settled()
        waits.end()
        await settled()
        assert not waiting.done()
        waits.end()
        await waiting
    [record] = caplog.records
    assert record.getMessage().startswith("1 of 1000 session starts are left, and 4 are needed")
    assert waits.asked == [61.0, 61.0]


async def test_limit_is_known_until_it_is_used_up(waits: Waits, locks: Locks) -> None:
    starts = SessionStarts(locks, INTERVAL, waits)
    assert not starts.is_limit_known
    await known(starts, 1, [limits(1)])
    assert starts.is_limit_known
    await starts.await_turn(0)
    assert not starts.is_limit_known
    await starts.close()


async def test_more_shards_than_a_day_has_starts_do_not_wait_for_ever(
    waits: Waits, locks: Locks
) -> None:
    starts = SessionStarts(locks, INTERVAL, waits)
    await known(starts, 1200, [limits(1000)])
    assert waits.asked == []
