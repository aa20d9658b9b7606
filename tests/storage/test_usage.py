"""What was made in a server over time, summed up by the database."""

from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.storage.database import Database
from bot.storage.erasure import COUNTED_FOR, NOBODY
from bot.storage.jobs import JobStore
from bot.storage.member_data import MemberDataStore
from bot.storage.records import COUNTED
from bot.storage.usage import Step, Sum, UsageStore
from tests.storage.rows import GUILD, MEMBER, NOON, STAGES, accept, bring, later, new_job

TODAY = datetime(2026, 11, 22, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
DAY = timedelta(days=1)


async def sums(
    database: Database, since: datetime = TODAY - DAY, step: Step = Step.DAY, guild_id: int = GUILD
) -> list[Sum]:
    async with aclosing(UsageStore(database).of(guild_id, since, step)) as found:
        return [one async for one in found]


async def test_a_server_without_jobs_has_no_sums(store: JobStore, database: Database) -> None:
    await accept(store, new_job(1, guild_id=GUILD + 1))
    await accept(store, new_job(2, guild_id=None))
    assert await sums(database) == []


async def test_jobs_of_a_day_a_member_and_an_operation_are_one_sum(
    store: JobStore, database: Database
) -> None:
    for job_id, estimate in enumerate((45_000, None, 2**40), start=1):
        await accept(store, replace(new_job(job_id, pictures=job_id), estimate=estimate))
    assert await sums(database) == [
        Sum(TODAY, MEMBER, "flux", jobs=3, pictures=6, micro=2**40 + 45_000, unpriced=1)
    ]


async def test_sums_come_by_day_then_member_then_operation(
    store: JobStore, database: Database
) -> None:
    kinds = [
        (at, member_id, operation)
        for at in (TODAY - DAY, TODAY)
        for member_id in (MEMBER, MEMBER + 1)
        for operation in ("flux", "gemini")
    ]
    for job_id, (at, member_id, operation) in enumerate(reversed(kinds), start=1):
        new = replace(new_job(job_id, member_id=member_id), operation=operation)
        await accept(store, new, at + job_id * MOMENT)
    assert await sums(database) == [
        Sum(at, member_id, operation, 1, 1, 0, 1) for at, member_id, operation in kinds
    ]


async def test_only_what_counts_is_summed(store: JobStore, database: Database) -> None:
    for job_id, stage in enumerate(STAGES, start=1):
        await bring(store, new_job(job_id), stage)
    counted = sum(stage in {*COUNTED, "started", "posting"} for stage in STAGES)
    [one] = await sums(database)
    assert (one.jobs, one.pictures) == (counted, counted) == (5, 5)


@pytest.mark.parametrize("step", Step)
async def test_a_step_is_from_its_first_to_its_last_moment_in_utc(
    store: JobStore, database: Database, step: Step
) -> None:
    length = DAY if step is Step.DAY else timedelta(hours=1)
    begin = TODAY if step is Step.DAY else TODAY + 12 * length
    moments = (begin - MOMENT, begin, begin + length - MOMENT, begin + length)
    for job_id, at in enumerate(moments, start=1):
        await accept(store, new_job(job_id), at)
    found = await sums(database, step=step)
    assert [(one.at, one.jobs) for one in found] == [
        (begin - length, 1),
        (begin, 2),
        (begin + length, 1),
    ]
    assert [one.jobs for one in await sums(database, begin, step)] == [2, 1]
    assert [one.jobs for one in await sums(database, begin + MOMENT, step)] == [1, 1]


async def test_jobs_of_forgotten_members_are_together_and_nobodys(
    store: JobStore, database: Database
) -> None:
    personal = MemberDataStore(database)
    for job_id, member_id in enumerate((MEMBER, MEMBER + 1), start=1):
        await bring(store, new_job(job_id, member_id=member_id), "done")
        await personal.forget(member_id, later(10 + COUNTED_FOR.total_seconds()) - COUNTED_FOR)
    assert await sums(database) == [Sum(TODAY, NOBODY, "flux", 2, 2, 0, 2)]


async def test_very_many_are_read_as_they_come_and_reading_may_end_early(
    store: JobStore, database: Database
) -> None:
    for job_id in range(1, 41):
        await accept(store, new_job(job_id, member_id=job_id), NOON)
    for _ in range(30):
        # More often than there are connections: each is given back.
        async with aclosing(UsageStore(database).of(GUILD, TODAY, Step.DAY)) as found:
            assert (await anext(found)).member_id == 1
    assert len(await sums(database)) == 40
