"""Pictures that Discord does not accept at the moment are kept with their job."""

import pytest

from bot.storage.database import Database
from bot.storage.jobs import JobStore, LeaseLostError
from bot.storage.results import ResultStore
from tests.storage.rows import accept, bring, fail, later, new_job, start


@pytest.fixture
def results(database: Database) -> ResultStore:
    """Return the results as seen by the process that accepts the jobs."""
    return ResultStore(database, "ours")


async def test_pictures_come_back_in_order_with_their_facts(
    store: JobStore, results: ResultStore
) -> None:
    await bring(store, new_job(1), "submitted")
    assert await results.of(1) == []
    await results.keep(1, [b"one", b"two"], {"seed": 7, "seconds": 3.5})
    await results.keep(1, [b"third"], {"seed": None})
    assert await results.of(1) == [b"third"]
    job = await store.get(1)
    assert job is not None
    assert job.result == {"seed": None}
    await results.drop(1)
    assert await results.of(1) == []


async def test_results_of_another_process_job_cannot_be_stored(
    store: JobStore, database: Database
) -> None:
    await bring(store, new_job(1), "submitted")
    with pytest.raises(LeaseLostError):
        await ResultStore(database, "theirs").keep(1, [b"one"], {})
    assert await ResultStore(database, "ours").of(1) == []


async def test_pictures_of_ended_jobs_are_dropped_and_no_others(
    store: JobStore, results: ResultStore
) -> None:
    for job_id in (1, 2):
        await bring(store, new_job(job_id), "submitted")
        await results.keep(job_id, [b"picture"], {})
    await fail(store, 1)
    assert await results.drop_ended() == 1
    assert (await results.of(1), await results.of(2)) == ([], [b"picture"])


async def test_the_fence_stores_the_way_and_keeps_the_first_time(store: JobStore) -> None:
    await bring(store, new_job(1), "submitted")
    await store.mark_posting(1, later(5), later(60), "thread")
    await store.mark_posting(1, later(9), later(90), "place")
    job = await store.get(1)
    assert job is not None
    assert (job.posting_at, job.delivery_way) == (later(5), "place")


async def test_the_fence_is_closed_to_another_process(
    store: JobStore, other_store: JobStore
) -> None:
    await bring(store, new_job(1), "submitted")
    with pytest.raises(LeaseLostError):
        await other_store.mark_posting(1, later(5), later(60), "place")


async def test_attempts_are_counted_one_by_one(store: JobStore, other_store: JobStore) -> None:
    await bring(store, new_job(1), "submitted")
    assert [await store.count_attempt(1) for _ in range(3)] == [1, 2, 3]
    await store.mark_posting(1, later(5), later(60), "place")
    assert await store.count_attempt(1) == 1
    with pytest.raises(LeaseLostError):
        await other_store.count_attempt(1)


async def test_a_process_alone_claims_the_jobs_of_all_others_at_once(
    store: JobStore, other_store: JobStore
) -> None:
    await accept(store, new_job(1), leased_until=later(3600))
    await accept(other_store, new_job(2), leased_until=later(3600))
    claimed = await other_store.claim(later(1), later(31), 10, alone=True)
    # Its own job is not claimed again.
    assert [job.id for job in claimed] == [1]
    await start(other_store, 1)
