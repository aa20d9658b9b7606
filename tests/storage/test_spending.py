"""Spending of the whole bot: by day, server, member and model."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cli.control import Key
from bot.storage.database import Database
from bot.storage.jobs import JobStore
from bot.storage.ledger import Account, LedgerEntry
from bot.storage.records import State
from bot.storage.spending import By, SpendingSum, spending
from tests.storage.rows import NOON, REASON, accept, bring, later, new_job

DAY = timedelta(days=1)


def test_every_key_can_be_asked_for() -> None:
    assert [*map(str, Key)] == [*map(str, By)]


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        (By.DAY, ["2026-11-21", "2026-11-22"]),
        (By.SERVER, [6, 5, None]),
        (By.MEMBER, [2, 1]),
        (By.MODEL, ["gemini", "flux"]),
    ],
)
async def test_sums_have_all_jobs_that_count(
    database: Database, store: JobStore, by: By, keys: list[object]
) -> None:
    jobs = [
        (new_job(1, member_id=1, guild_id=5, estimate=10, pictures=2), NOON - DAY, "done"),
        (new_job(2, member_id=2, guild_id=6, estimate=500), NOON, "queued"),
        (new_job(3, member_id=1, guild_id=None, estimate=None), NOON, "submitted"),
        (new_job(4, member_id=1, guild_id=5, estimate=1000), NOON, "failed"),
        (new_job(5, member_id=1, guild_id=5, estimate=1000), NOON, "cancelled"),
        (new_job(6, member_id=1, guild_id=5, estimate=1000), NOON - 3 * DAY, "queued"),
    ]
    for job, at, stage in jobs:
        operation = "gemini" if job.id == 2 else "flux"
        if stage == "cancelled":
            await accept(store, replace(job, operation=operation), at)
            assert await store.cancel(job.id, job.member_id, NOON)
        else:
            await bring(store, replace(job, operation=operation), stage, at)
    sums = await spending(database, by, NOON - 2 * DAY)
    assert [one.key for one in sums] == keys
    assert sum(one.micro for one in sums) == 510
    # One of the two that were asked for arrived.
    assert sum(one.pictures for one in sums) == 3
    assert sum(one.jobs for one in sums) == 3
    assert sum(one.unpriced for one in sums) == 1


async def test_what_was_paid_in_vain_counts_dollars_and_no_picture(
    database: Database, store: JobStore
) -> None:
    await accept(store, new_job(1, guild_id=5, member_id=7, estimate=40))
    await store.mark_failed(1, REASON, later(1), charged=40)
    job = await store.get(1)
    assert job is not None
    assert job.state is State.FAILED
    assert await spending(database, By.MEMBER, NOON) == [SpendingSum(7, 1, 0, 40, 0)]
    # As the limits count it.
    entries = await store.ledger_view(
        lambda ledger: ledger.entries(Account(5, 7), NOON - timedelta(seconds=1))
    )
    assert entries == [LedgerEntry(NOON, 0, 40)]
