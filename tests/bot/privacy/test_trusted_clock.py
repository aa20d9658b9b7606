"""A clock is believed where no witness contradicts it."""

from datetime import UTC, datetime, timedelta

import discord
import pytest

from bot.privacy.trusted_clock import TrustedClock

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Machine:
    """A machine whose clock can be set."""

    def __init__(self, newest: int | None = None, said: datetime | None = None) -> None:
        self.clock, self.monotonic = NOON, 100.0
        self.newest, self.said = newest, said
        self.trusted = TrustedClock(
            self.newest_id, lambda: self.said, lambda: self.clock, lambda: self.monotonic
        )

    async def newest_id(self) -> int | None:
        return self.newest

    def run(self, time: timedelta) -> None:
        """Let time go by as it should."""
        self.clock += time
        self.monotonic += time.total_seconds()


def job_at(moment: datetime) -> int:
    """Return the id of a job of that moment."""
    return discord.utils.time_snowflake(moment)


@pytest.mark.parametrize("newest", [None, 7, job_at(NOON - HOUR)])
async def test_a_clock_that_runs_on_is_believed(newest: int | None) -> None:
    machine = Machine(newest)
    machine.run(10 * HOUR)
    assert await machine.trusted.now() == machine.clock


@pytest.mark.parametrize("leap", [365 * DAY, -DAY, 7 * HOUR])
@pytest.mark.parametrize("said", [None, NOON])
async def test_a_leap_is_not_believed(leap: timedelta, said: datetime | None) -> None:
    machine = Machine(job_at(NOON), said)
    assert await machine.trusted.now() == NOON
    machine.clock += leap
    assert await machine.trusted.now() is None


async def test_a_clock_that_was_wrong_from_the_start_is_not_believed() -> None:
    assert await Machine(job_at(NOON - 300 * DAY)).trusted.now() is None
    assert await Machine(job_at(NOON + 300 * DAY)).trusted.now() is None


async def test_discords_word_is_the_last() -> None:
    quiet = Machine(job_at(NOON - 300 * DAY), said=NOON + HOUR)
    assert await quiet.trusted.now() == NOON
    mended = Machine(said=NOON + 10 * DAY)
    mended.clock += 10 * DAY
    assert await mended.trusted.now() == mended.clock
