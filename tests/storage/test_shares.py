"""Counts of jobs with several tasks by model, and the cost of giving one up."""

from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import update

from bot.storage.database import Database
from bot.storage.jobs import JobStore
from bot.storage.member_data import MemberDataStore
from bot.storage.picture_book import BookSearch, PictureBookStore
from bot.storage.records import JobTask, Posted
from bot.storage.schema import jobs
from bot.storage.spending import By, spending
from bot.storage.tasks import TaskStore
from bot.storage.usage import Granularity, UsageStore
from tests.storage.rows import GUILD, LEASE, MEMBER, NOON, accept, later, new_job, start, submit

DAY = timedelta(days=1)
BATCH = {"operations": ["flux", "gemini"]}


def task(number: int, operation: str, price: int) -> JobTask:
    return JobTask(number, operation, {"prompt": f"fox {number}"}, 1, price)


async def accept_several(store: JobStore, job_id: int, tasks: Sequence[JobTask]) -> None:
    """Accept a job with these tasks, and let the relay take it."""
    price = sum(one.estimate or 0 for one in tasks)
    job = replace(new_job(job_id, pictures=len(tasks), estimate=price), batch=BATCH)
    await store.accept(GUILD, lambda acceptance: acceptance.insert(job, (), NOON + LEASE, tasks))
    await start(store, job_id)
    await submit(store, job_id)


async def by_model(database: Database) -> dict[object, tuple[int, int, int]]:
    sums = await spending(database, By.MODEL, NOON - DAY)
    return {one.key: (one.jobs, one.pictures, one.micro) for one in sums}


async def used(database: Database) -> dict[object, tuple[int, int, int]]:
    store = UsageStore(database)
    async with aclosing(store.of(GUILD, NOON - DAY, Granularity.DAY)) as rows:
        return {row.operation: (row.jobs, row.pictures, row.micro) async for row in rows}


async def test_each_model_counts_what_it_made(database: Database, store: JobStore) -> None:
    several = TaskStore(database, "ours")
    await accept_several(store, 1, [task(1, "flux", 10), task(2, "flux", 10), task(3, "gemini", 5)])
    await accept(store, replace(new_job(2, estimate=7), operation="qwen-generate"))
    expected = {"flux": (1, 2, 20), "gemini": (1, 1, 5), "qwen-generate": (1, 1, 7)}
    assert await by_model(database) == expected == await used(database)

    await several.mark_ended(1, 1, arrived=1, charged=10)
    await several.mark_ended(1, 2, arrived=0, charged=0, reason={"key": "failed-provider"})
    await several.mark_ended(1, 3, arrived=1, charged=5)
    await store.mark_done(1, Posted(12, 99, 2), 15, later(4))
    expected = {"flux": (1, 1, 10), "gemini": (1, 1, 5), "qwen-generate": (1, 1, 7)}
    assert await by_model(database) == expected == await used(database)
    days = await spending(database, By.DAY, NOON - DAY)
    assert sum(one.micro for one in days) == sum(micro for *_, micro in expected.values())


async def test_erased_job_counts_as_a_whole(database: Database, store: JobStore) -> None:
    await accept_several(store, 1, [task(1, "flux", 10), task(2, "gemini", 5)])
    await store.mark_done(1, Posted(12, 99, 2), 15, later(4))
    await MemberDataStore(database).forget(MEMBER, NOON - DAY)
    assert await by_model(database) == {"flux": (1, 2, 15)} == await used(database)


async def test_given_up_tasks_that_had_ended_cost_what_was_paid(
    database: Database, store: JobStore
) -> None:
    await accept_several(store, 1, [task(1, "flux", 10), task(2, "flux", 20), task(3, "gemini", 5)])
    several = TaskStore(database, "ours")
    await several.mark_ended(1, 1, arrived=0, charged=0, reason={"key": "failed-provider"})
    await several.mark_ended(1, 2, arrived=1, charged=20)
    assert await store.due(1) == 25
    assert await store.give_up(1, MEMBER, {"key": "failed-stopped"}, later(4)) == 25
    assert await by_model(database) == {"flux": (1, 0, 20), "gemini": (1, 0, 5)}


async def test_job_with_one_task_costs_its_price_when_it_is_given_up(store: JobStore) -> None:
    await accept(store, new_job(1, estimate=7))
    await accept(store, new_job(2))
    assert [await store.due(job_id) for job_id in (1, 2, 3)] == [7, 0, 0]


async def test_book_finds_each_model_and_each_alternative(
    database: Database, store: JobStore
) -> None:
    await accept_several(store, 1, [task(1, "flux", 10), task(2, "gemini", 5)])
    async with database.write() as connection:
        batch = {"prompt": "a {red|blue} fox"}
        await connection.execute(update(jobs).where(jobs.c.id == 1).values(batch=batch))
    await accept(store, new_job(2))
    book = PictureBookStore(database)

    async def found(**search: Any) -> list[int]:
        return [job.id for job in await book.older(BookSearch(GUILD, MEMBER, **search), 9, None)]

    assert await found(operations=("gemini",)) == [1]
    assert sorted(await found(operations=("flux",))) == [1, 2]
    assert await found(words=("blue",)) == [1]
    assert sorted(await found(words=("fox",))) == [1, 2]


async def test_export_reads_all_tasks(database: Database, store: JobStore) -> None:
    made = [task(1, "flux", 10), task(2, "gemini", 5)]
    await accept_several(store, 1, made)
    data = await MemberDataStore(database).of(MEMBER)
    assert data.tasks == {1: made}
    assert (await MemberDataStore(database).of(MEMBER + 1)).tasks == {}


async def test_failed_job_is_asked_again_with_fresh_tasks(store: JobStore) -> None:
    made = [task(1, "flux", 10), task(2, "gemini", 5)]
    await accept_several(store, 1, made)
    await store.mark_failed(1, {"key": "failed-provider"}, later(4))
    job = await store.get(1)
    assert job is not None
    await store.ask_again(job, 2, later(5))
    assert await store.tasks(2) == made
