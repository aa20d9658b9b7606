"""Pictures whose reading seems to end processes: given up only after many lives."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import update

from bot.jobs.worker import MAX_ATTEMPTS
from bot.storage.database import Database
from bot.storage.records import Job, State
from bot.storage.schema import jobs
from sandbox.relay import RelayEmulator
from tests.bot.jobs.test_generation import leave_row, submitted_task
from tests.bot.workshop import Clock, open_workshop, running_relay


@pytest.fixture
async def relay() -> AsyncIterator[RelayEmulator]:
    async with running_relay() as running:
        yield running


async def taken_over(database_url: str, relay: RelayEmulator, attempts: int) -> Job:
    """Return the job, once a process has taken it over after so many attempts of others."""
    clock = Clock()
    task = await submitted_task(relay)
    await leave_row(database_url, clock, origin=relay.url, task=task)
    async with Database.open(database_url) as database, database.write() as connection:
        await connection.execute(update(jobs).values(attempts=attempts))
    async with open_workshop(database_url, relay.url, clock=clock) as shop:
        await shop.runner.upkeep()
        [job] = await shop.ended(1)
    return job


async def test_processes_that_were_ended_by_something_else_cost_no_picture(
    sqlite_url: str, relay: RelayEmulator
) -> None:
    job = await taken_over(sqlite_url, relay, MAX_ATTEMPTS - 1)
    assert job.state is State.DONE
    assert job.pictures == 1


async def test_a_job_over_which_processes_end_for_ever_is_given_up(
    sqlite_url: str, relay: RelayEmulator
) -> None:
    job = await taken_over(sqlite_url, relay, MAX_ATTEMPTS)
    assert (job.state, job.reason) == (State.FAILED, {"key": "failed-poison"})
