"""Leases: a job belongs to one process at a time, and can be claimed after its lease."""

import asyncio

from bot.storage.database import Database
from bot.storage.jobs import JobStore
from bot.storage.records import Posted, StoredInput
from tests.storage.rows import NOON, STAGES, accept, bring, fail, finish, later, new_job, start
from tests.storage.statements import query_plan, recorded_statements


async def claimed(store: JobStore, seconds: float, limit: int = 100) -> list[int]:
    """Claim jobs for 30 seconds, so many seconds after noon; return their ids."""
    return [job.id for job in await store.claim(later(seconds), later(seconds + 30), limit)]


async def test_only_jobs_with_an_expired_lease_are_claimed(
    store: JobStore, other_store: JobStore
) -> None:
    await accept(store, new_job(1), leased_until=later(30))
    await accept(store, new_job(2), leased_until=later(31))
    assert await claimed(other_store, 29.9) == []
    assert await claimed(other_store, 30) == [1]
    assert await claimed(other_store, 30) == []
    assert await claimed(store, 31) == [2]
    await start(other_store, 1)


async def test_a_process_can_claim_its_own_jobs(store: JobStore) -> None:
    await accept(store, new_job(1), leased_until=later(30))
    assert await claimed(store, 60) == [1]


async def test_unfinished_jobs_are_claimed_unchanged(
    store: JobStore, other_store: JobStore
) -> None:
    for job_id, stage in enumerate(STAGES, start=1):
        await bring(store, new_job(job_id), stage)
    before = [await store.get(job_id) for job_id in range(1, 5)]
    assert await other_store.claim(later(60), later(90), 100) == before


async def test_the_oldest_jobs_are_claimed_first(store: JobStore, other_store: JobStore) -> None:
    for job_id in (5, 1, 4, 2, 3):
        # Leases in another order than ages.
        await accept(store, new_job(job_id), leased_until=later(10 - job_id))
    assert await claimed(other_store, 60, limit=2) == [1, 2]
    assert await claimed(other_store, 60, limit=2) == [3, 4]
    assert await claimed(other_store, 60, limit=2) == [5]


async def test_a_job_is_claimed_by_one_process_only(database_url: str, database: Database) -> None:
    ids = range(1, 41)
    dead = JobStore(database, "dead")
    for job_id in ids:
        await accept(dead, new_job(job_id), leased_until=NOON)
    async with Database.open(database_url) as another:
        stores = [JobStore(base, str(n)) for n, base in enumerate((database, another) * 4)]
        claims = await asyncio.gather(*(claimed(store, 1, limit=7) for store in stores))
        assert all(len(claim) <= 7 for claim in claims)
        claimed_ids = [job_id for claim in claims for job_id in claim]
        # Rows that two stores selected may have been skipped by one; a second round gets them.
        claimed_ids += [job_id for store in stores for job_id in await claimed(store, 1)]
    assert sorted(claimed_ids) == [*ids]


async def test_only_the_given_jobs_are_renewed(store: JobStore, other_store: JobStore) -> None:
    for job_id in (1, 2, 3):
        await accept(store, new_job(job_id), leased_until=later(30))
    await accept(other_store, new_job(4), leased_until=later(30))
    await store.renew({1, 3, 4, 404}, later(90))
    assert await claimed(JobStore(store._database, "third"), 60) == [2, 4]


async def test_any_number_of_jobs_can_be_renewed(store: JobStore, other_store: JobStore) -> None:
    await accept(store, new_job(7), leased_until=later(30))
    await store.renew(range(1, 2001), later(90))
    await store.renew((), later(90))
    assert await claimed(other_store, 60) == []


async def test_posting_extends_the_lease(store: JobStore, other_store: JobStore) -> None:
    await bring(store, new_job(1), "submitted")
    await store.mark_posting(1, later(20), later(50))
    assert await claimed(other_store, 40) == []
    assert await claimed(other_store, 50) == [1]


async def test_released_jobs_can_be_claimed_at_once(store: JobStore, other_store: JobStore) -> None:
    await bring(store, new_job(1), "queued")
    await bring(store, new_job(2), "submitted")
    await bring(store, new_job(3), "done")
    await bring(other_store, new_job(4), "queued")
    await store.release(later(5))
    assert await claimed(JobStore(store._database, "third"), 5) == [1, 2]


async def test_inputs_are_dropped_some_time_after_the_post(store: JobStore) -> None:
    images = (StoredInput("input_image", "image/png", b"png"),)
    for job_id, stage in enumerate(STAGES, start=1):
        await bring(store, new_job(job_id), stage, inputs=images)
    # The steps that end a job do so 4 seconds after noon.
    assert await store.drop_inputs(later(4)) == 0
    # Those of failed and cancelled jobs were dropped at once.
    assert await store.drop_inputs(later(4.1)) == 1
    kept = [stage for n, stage in enumerate(STAGES, start=1) if await store.inputs(n)]
    assert kept == ["queued", "started", "submitted", "posting"]


async def bring_to_their_ends(store: JobStore) -> None:
    """Bring a failed job of a command to its end, one of a reply, and one that was posted."""
    for job_id, token in ((1, "aW50ZXJhY3Rpb24="), (2, None)):
        await accept(store, new_job(job_id, token=token), leased_until=later(30))
        await fail(store, job_id)
    await bring(store, new_job(3, token="dG9rZW4="), "posting")
    await finish(store, 3)


async def test_an_ended_job_is_claimed_until_its_member_is_notified(
    store: JobStore, other_store: JobStore
) -> None:
    await bring_to_their_ends(store)
    assert await other_store.claim_unnotified(later(29), later(60), 100) == []
    unnotified = await other_store.claim_unnotified(later(200), later(260), 100)
    assert [job.id for job in unnotified] == [1, 2, 3]
    assert unnotified[2].destination.token == "dG9rZW4="
    assert await claimed(other_store, 290) == []
    for job in unnotified:
        await other_store.mark_notified(job.id)
    assert await other_store.claim_unnotified(later(290), later(320), 100) == []


async def test_a_process_that_is_alone_notifies_members_of_the_dead_one_at_once(
    store: JobStore, other_store: JobStore
) -> None:
    await bring_to_their_ends(store)
    unnotified = await other_store.claim_unnotified(later(5), later(60), 100, alone=True)
    assert [job.id for job in unnotified] == [1, 2, 3]


async def test_pictures_in_a_private_answer_need_no_notice(
    store: JobStore, other_store: JobStore
) -> None:
    await bring(store, new_job(token="dG9rZW4="), "posting")
    await store.mark_done(1, Posted(None, 5, 1), None, later(4))
    job = await store.get(1)
    assert job is not None
    assert job.destination.token is None
    assert await other_store.claim_unnotified(later(200), later(260), 100) == []


async def test_upkeep_and_acceptance_use_the_small_indexes(
    store: JobStore, database: Database
) -> None:
    with recorded_statements(database) as statements:
        await store.claim(later(0), later(30), 5)
        await store.claim_unnotified(later(0), later(30), 5)
        await store.release(later(0))
        await store.accept(1, lambda acceptance: acceptance.state(0, 1, 2, NOON))
    searches = [sql for sql in statements if sql.startswith(("UPDATE", "WITH", "SELECT servers"))]
    assert len(searches) == 4
    for sql in searches:
        # The index's condition as text, without bound values: otherwise no engine uses the index.
        assert "state IN ('queued', 'submitted')" in sql or "unnotified IS TRUE" in sql
    if database.dialect == "sqlite":
        for sql in searches:
            assert "INDEX ix_jobs_un" in await query_plan(database, sql)
