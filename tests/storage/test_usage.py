"""A server's usage over time, summed up by the database."""

from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.storage.database import Database
from bot.storage.erasure import ANONYMOUS, MAX_WINDOW
from bot.storage.jobs import JobStore
from bot.storage.member_data import MemberDataStore
from bot.storage.records import COUNTED
from bot.storage.usage import Granularity, UsageStore, UsageSum
from tests.storage.rows import GUILD, MEMBER, NOON, STAGES, accept, bring, later, new_job

TODAY = datetime(2026, 11, 22, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
DAY = timedelta(days=1)


async def sums(
    database: Database,
    since: datetime = TODAY - DAY,
    granularity: Granularity = Granularity.DAY,
    guild_id: int = GUILD,
) -> list[UsageSum]:
    async with aclosing(UsageStore(database).of(guild_id, since, granularity)) as rows:
        return [row async for row in rows]


async def test_a_server_without_jobs_has_no_sums(store: JobStore, database: Database) -> None:
    await accept(store, new_job(1, guild_id=GUILD + 1))
    await accept(store, new_job(2, guild_id=None))
    assert await sums(database) == []


async def test_jobs_of_the_same_day_member_and_operation_are_one_sum(
    store: JobStore, database: Database
) -> None:
    for job_id, estimate in enumerate((45_000, None, 2**40), start=1):
        await accept(store, replace(new_job(job_id, pictures=job_id), estimate=estimate))
    assert await sums(database) == [
        UsageSum(TODAY, MEMBER, "flux", jobs=3, pictures=6, micro=2**40 + 45_000, unpriced=1)
    ]


async def test_sums_are_ordered_by_day_member_and_operation(
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
        UsageSum(at, member_id, operation, 1, 1, 0, 1) for at, member_id, operation in kinds
    ]


async def test_only_what_counts_is_summed(store: JobStore, database: Database) -> None:
    for job_id, stage in enumerate(STAGES, start=1):
        await bring(store, new_job(job_id), stage)
    counted = sum(stage in {*COUNTED, "started", "posting"} for stage in STAGES)
    [row] = await sums(database)
    assert (row.jobs, row.pictures) == (counted, counted) == (5, 5)


@pytest.mark.parametrize("granularity", Granularity)
async def test_hours_and_days_have_exact_limits_in_utc(
    store: JobStore, database: Database, granularity: Granularity
) -> None:
    length = DAY if granularity is Granularity.DAY else timedelta(hours=1)
    begin = TODAY if granularity is Granularity.DAY else TODAY + 12 * length
    moments = (begin - MOMENT, begin, begin + length - MOMENT, begin + length)
    for job_id, at in enumerate(moments, start=1):
        await accept(store, new_job(job_id), at)
    rows = await sums(database, granularity=granularity)
    assert [(row.at, row.jobs) for row in rows] == [
        (begin - length, 1),
        (begin, 2),
        (begin + length, 1),
    ]
    assert [row.jobs for row in await sums(database, begin, granularity)] == [2, 1]
    assert [row.jobs for row in await sums(database, begin + MOMENT, granularity)] == [1, 1]


async def test_anonymised_jobs_are_summed_together(store: JobStore, database: Database) -> None:
    member_data = MemberDataStore(database)
    for job_id, member_id in enumerate((MEMBER, MEMBER + 1), start=1):
        await bring(store, new_job(job_id, member_id=member_id), "done")
        await member_data.forget(member_id, later(10 + MAX_WINDOW.total_seconds()) - MAX_WINDOW)
    assert await sums(database) == [UsageSum(TODAY, ANONYMOUS, "flux", 2, 2, 0, 2)]


async def test_sums_are_streamed_and_reading_may_end_early(
    store: JobStore, database: Database
) -> None:
    for job_id in range(1, 41):
        await accept(store, new_job(job_id, member_id=job_id), NOON)
    for _ in range(30):
        # More rounds than connections: each connection is returned to the pool.
        async with aclosing(UsageStore(database).of(GUILD, TODAY, Granularity.DAY)) as rows:
            assert (await anext(rows)).member_id == 1
    assert len(await sums(database)) == 40
