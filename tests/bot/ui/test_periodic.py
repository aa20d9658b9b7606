"""Rounds of work come by the monotonic clock, one after another, whatever happens in one."""

import asyncio
import logging

import pytest

from bot.ui.periodic import PeriodicWork


class Rounds:
    """Work that counts its rounds, and fails or hangs in some."""

    def __init__(self, *, failing: int = 0, hanging: int = 0) -> None:
        self.count = 0
        self.reached = asyncio.Event()
        self._failing = failing
        self._hanging = hanging

    async def __call__(self) -> None:
        self.count += 1
        if self.count == 5:
            self.reached.set()
        if self.count <= self._failing:
            raise LookupError("a fault")
        if self.count <= self._hanging:
            await asyncio.Event().wait()


async def test_a_failed_round_is_logged_and_not_the_last(
    caplog: pytest.LogCaptureFixture,
) -> None:
    loops, rounds = PeriodicWork(), Rounds(failing=3)
    loops.start("counting", rounds, 0)
    await asyncio.wait_for(rounds.reached.wait(), 10)
    await loops.stop()
    failures = [record for record in caplog.records if record.levelno == logging.ERROR]
    message = "counting failed; it is tried again"
    assert [record.getMessage() for record in failures] == [message] * 3


async def test_nothing_is_done_before_its_time_or_after_the_stop() -> None:
    loops, rounds, ready = PeriodicWork(), Rounds(), asyncio.Event()

    async def until_ready() -> None:
        await ready.wait()

    loops.start("counting", rounds, 0, after=until_ready)
    await asyncio.sleep(0)
    assert rounds.count == 0
    ready.set()
    await asyncio.wait_for(rounds.reached.wait(), 10)
    await loops.stop()
    count = rounds.count
    await asyncio.sleep(0)
    assert rounds.count == count
