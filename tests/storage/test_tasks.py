"""Rows of the tasks of a job that has several, on both engines."""

from dataclasses import replace

import pytest

from bot.storage.database import Database
from bot.storage.jobs import JobStore, LeaseLostError
from bot.storage.records import JobTask, State
from bot.storage.results import ResultStore
from bot.storage.tasks import TaskStore
from tests.storage.rows import GUILD, LEASE, NOON, REASON, fail, later, new_job

ASKED = [
    JobTask(1, "flux", {"prompt": "a red fox"}, 1, 5_000),
    JobTask(2, "gemini", {"prompt": "a red fox"}, 1, 9_000, {"image": "input_image"}),
]


@pytest.fixture
def tasks(database: Database) -> TaskStore:
    """Return the tasks as seen by the process that accepts the jobs."""
    return TaskStore(database, "ours")


async def accepted(store: JobStore, job_id: int = 1) -> None:
    job = replace(new_job(job_id, pictures=2), batch={"operations": ["flux", "gemini"]})
    await store.accept(GUILD, lambda acceptance: acceptance.insert(job, (), NOON + LEASE, ASKED))


async def test_tasks_come_back_as_they_were_asked_for(store: JobStore, tasks: TaskStore) -> None:
    await accepted(store)

    assert await tasks.of(1) == ASKED
    job = await store.get(1)
    assert job is not None
    assert job.batch == {"operations": ["flux", "gemini"]}
    assert await tasks.of(2) == []


async def test_each_task_has_an_end_of_its_own(store: JobStore, tasks: TaskStore) -> None:
    await accepted(store)
    await tasks.mark_submitted(1, 2, "/v2/tasks/b")
    await tasks.mark_ended(1, 1, arrived=0, charged=0, reason=REASON)
    await tasks.mark_ended(1, 2, arrived=1, charged=9_000)

    first, second = await tasks.of(1)
    assert (first.task, first.arrived, first.charged, first.reason) == (None, 0, 0, REASON)
    assert (second.task, second.arrived, second.charged) == ("/v2/tasks/b", 1, 9_000)
    assert second.reason is None


async def test_another_process_changes_no_task(
    store: JobStore, tasks: TaskStore, database: Database
) -> None:
    await accepted(store)
    theirs = TaskStore(database, "theirs")
    with pytest.raises(LeaseLostError):
        await theirs.mark_submitted(1, 1, "/v2/tasks/a")
    with pytest.raises(LeaseLostError):
        await theirs.mark_ended(1, 1, arrived=1, charged=5_000)
    assert await tasks.of(1) == ASKED


async def test_no_task_of_an_ended_job_is_changed(store: JobStore, tasks: TaskStore) -> None:
    await accepted(store)
    await fail(store, 1)
    with pytest.raises(LeaseLostError):
        await tasks.mark_submitted(1, 1, "/v2/tasks/a")


async def test_pictures_of_a_task_wait_for_those_of_the_others(
    store: JobStore, database: Database
) -> None:
    await accepted(store)
    await store.mark_started(1, NOON)
    await store.mark_submitted(1, "batch", NOON)
    results = ResultStore(database, "ours")
    await results.keep_task(1, 2, [b"one", b"two"])
    await results.keep_task(1, 2, [b"again"])

    assert await results.of_task(1, 1) == []
    assert await results.of_task(1, 2) == [b"again"]
    with pytest.raises(LeaseLostError):
        await ResultStore(database, "theirs").keep_task(1, 1, [b"theirs"])
    # All pictures together take their place.
    await results.keep(1, [b"first", b"second"], {"seed": None})
    assert await results.of_task(1, 2) == []
    assert await results.of(1) == [b"first", b"second"]


async def test_job_that_is_asked_for_again_has_new_tasks(store: JobStore, tasks: TaskStore) -> None:
    await accepted(store)
    await tasks.mark_submitted(1, 1, "/v2/tasks/a")
    await tasks.mark_ended(1, 1, arrived=0, charged=0, reason=REASON)
    await fail(store, 1)
    failed = await store.get(1)
    assert failed is not None

    again = await store.ask_again(failed, 2, later(60))

    assert again.state is State.QUEUED
    assert await tasks.of(2) == ASKED


async def test_erased_job_has_no_tasks(store: JobStore, tasks: TaskStore) -> None:
    await accepted(store)
    await fail(store, 1)
    await store.mark_notified(1)
    assert await store.drop_requests(later(90), later(-1)) == 1
    assert await tasks.of(1) == []
