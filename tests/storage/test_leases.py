"""A job belongs to one process at a time, and to nobody for ever."""

import asyncio

from bot.storage.database import Database
from bot.storage.jobs import JobStore
from bot.storage.records import StoredInput
from tests.storage.asked import listening, plan
from tests.storage.rows import NOON, STAGES, accept, bring, fail, later, new_job, start


async def claimed(store: JobStore, seconds: float, most: int = 100) -> list[int]:
    """What is taken over so many seconds after noon, until half a minute later."""
    return [job.id for job in await store.claim(later(seconds), later(seconds + 30), most)]


async def test_only_what_nobody_holds_any_more_is_taken_over(
    store: JobStore, other_store: JobStore
) -> None:
    await accept(store, new_job(1), leased_until=later(30))
    await accept(store, new_job(2), leased_until=later(31))
    assert await claimed(other_store, 29.9) == []
    assert await claimed(other_store, 30) == [1]
    assert await claimed(other_store, 30) == []
    assert await claimed(store, 31) == [2]
    await start(other_store, 1)


async def test_a_process_takes_its_own_orphans_too(store: JobStore) -> None:
    await accept(store, new_job(1), leased_until=later(30))
    assert await claimed(store, 60) == [1]


async def test_jobs_are_taken_over_as_they_stand_if_unfinished(
    store: JobStore, other_store: JobStore
) -> None:
    for job_id, stage in enumerate(STAGES, start=1):
        await bring(store, new_job(job_id), stage)
    before = [await store.get(job_id) for job_id in range(1, 5)]
    assert await other_store.claim(later(60), later(90), 100) == before


async def test_the_oldest_are_taken_first(store: JobStore, other_store: JobStore) -> None:
    for job_id in (5, 1, 4, 2, 3):
        # The lease says nothing about age.
        await accept(store, new_job(job_id), leased_until=later(10 - job_id))
    assert await claimed(other_store, 60, most=2) == [1, 2]
    assert await claimed(other_store, 60, most=2) == [3, 4]
    assert await claimed(other_store, 60, most=2) == [5]


async def test_a_job_is_never_taken_by_two(database_url: str, database: Database) -> None:
    ids = range(1, 41)
    dead = JobStore(database, "dead")
    for job_id in ids:
        await accept(dead, new_job(job_id), leased_until=NOON)
    async with Database.open(database_url) as another:
        stores = [JobStore(base, str(n)) for n, base in enumerate((database, another) * 4)]
        takes = await asyncio.gather(*(claimed(one, 1, most=7) for one in stores))
        assert all(len(take) <= 7 for take in takes)
        taken = [job_id for take in takes for job_id in take]
        # Some may have been looked at by two and skipped by one; nothing is lost by that.
        taken += [i for one in stores for i in await claimed(one, 1)]
    assert sorted(taken) == [*ids]


async def test_renewing_keeps_what_is_named_and_nothing_else(
    store: JobStore, other_store: JobStore
) -> None:
    for job_id in (1, 2, 3):
        await accept(store, new_job(job_id), leased_until=later(30))
    await accept(other_store, new_job(4), leased_until=later(30))
    await store.renew({1, 3, 4, 404}, later(90))
    assert await claimed(JobStore(store._database, "third"), 60) == [2, 4]


async def test_any_number_is_renewed(store: JobStore, other_store: JobStore) -> None:
    await accept(store, new_job(7), leased_until=later(30))
    await store.renew(range(1, 2001), later(90))
    await store.renew((), later(90))
    assert await claimed(other_store, 60) == []


async def test_posting_extends_the_lease(store: JobStore, other_store: JobStore) -> None:
    await bring(store, new_job(1), "submitted")
    await store.posting(1, later(20), later(50))
    assert await claimed(other_store, 40) == []
    assert await claimed(other_store, 50) == [1]


async def test_released_jobs_are_anybodys_at_once(store: JobStore, other_store: JobStore) -> None:
    await bring(store, new_job(1), "queued")
    await bring(store, new_job(2), "submitted")
    await bring(store, new_job(3), "done")
    await bring(other_store, new_job(4), "queued")
    await store.release(later(5))
    assert await claimed(JobStore(store._database, "third"), 5) == [1, 2]


async def test_inputs_are_dropped_some_time_after_the_end(store: JobStore) -> None:
    given = (StoredInput("input_image", "image/png", b"png"),)
    for job_id, stage in enumerate(STAGES, start=1):
        await bring(store, new_job(job_id), stage, inputs=given)
    # Steps that end a job end it 4 seconds after noon.
    assert await store.drop_inputs(later(4)) == 0
    assert await store.drop_inputs(later(4.1)) == 3
    kept = [stage for n, stage in enumerate(STAGES, start=1) if await store.inputs(n)]
    assert kept == ["queued", "started", "submitted", "posting"]


async def test_a_failure_nobody_told_of_is_taken_over_until_it_is_told(
    store: JobStore, other_store: JobStore
) -> None:
    for job_id, token in ((1, "aW50ZXJhY3Rpb24="), (2, None)):
        await accept(store, new_job(job_id, token=token), leased_until=later(30))
        await fail(store, job_id)
    assert await other_store.claim_unnotified(later(29), later(60), 100) == []
    [untold] = await other_store.claim_unnotified(later(30), later(60), 100)
    assert untold.id == 1
    assert await claimed(other_store, 90) == []
    await other_store.mark_notified(1)
    assert await other_store.claim_unnotified(later(90), later(120), 100) == []


async def test_old_jobs_cost_nothing_where_only_open_ones_are_wanted(
    store: JobStore, database: Database
) -> None:
    """The queries of every upkeep and every acceptance use the small indexes, not the table."""
    with listening(database) as asked:
        await store.claim(later(0), later(30), 5)
        await store.claim_unnotified(later(0), later(30), 5)
        await store.release(later(0))
        await store.accepting(1, lambda acceptance: acceptance.before(0, 1, 2))
    wanted = [sql for sql in asked if sql.startswith(("UPDATE", "WITH", "SELECT servers"))]
    assert len(wanted) == 4
    for sql in wanted:
        # As it stands in the index, with no value bound: else no engine can tell that it applies.
        assert "state IN ('queued', 'submitted')" in sql or "token IS NOT NULL" in sql
    if database.dialect == "sqlite":
        for sql in wanted:
            assert "INDEX ix_jobs_un" in await plan(database, sql)
