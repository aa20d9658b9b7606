"""Acceptance: usage is read and the job is inserted in one transaction, or nothing happens."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.storage.acceptance import Acceptance, LedgerView, Load
from bot.storage.database import StorageError
from bot.storage.jobs import JobStore
from bot.storage.ledger import Account, LedgerEntry
from bot.storage.records import WHOLE, Area, Posted, StoredInput
from tests.storage.rows import GUILD, LEASE, MEMBER, NOON, STAGES, accept, bring, later, new_job

INPUTS = (
    StoredInput("input_image", "image/png", b"\x89PNG\x00\xff"),
    StoredInput("mask", "image/webp", b"RIFF\x00"),
)
DAY = timedelta(days=1)


async def entries(
    store: JobStore, since: object = NOON - DAY, **account_ids: int | None
) -> list[LedgerEntry]:
    account = Account(**{"guild_id": GUILD, "member_id": MEMBER, **account_ids})

    def read(ledger: LedgerView) -> list[LedgerEntry]:
        rows = ledger.entries(account, since)
        sums = (sum(row.pictures for row in rows), sum(row.dollars for row in rows))
        assert ledger.totals(account, [since]) == [sums]
        return rows

    rows = await store.ledger_view(read)
    assert await store.accept(account.guild_id, read) == rows
    return rows


async def load(store: JobStore, guild_id: int | None = GUILD, member_id: int = MEMBER) -> Load:
    return await store.accept(
        guild_id, lambda acceptance: acceptance.state(0, guild_id, member_id, NOON).load
    )


async def test_an_accepted_job_is_stored_with_its_inputs(store: JobStore) -> None:
    await accept(store, new_job(), inputs=INPUTS)
    assert await store.inputs(1) == {"input_image": b"\x89PNG\x00\xff", "mask": b"RIFF\x00"}
    assert await store.get(1)


async def test_the_whole_picture_of_an_area_is_stored_and_no_parameter(store: JobStore) -> None:
    area = Area("left half", "Only there: ")
    job = replace(new_job(), area=area, request={"prompt": "Only there: a hat"})
    whole = StoredInput(WHOLE, "image/png", b"whole")

    await accept(store, job, inputs=(*INPUTS, whole))

    stored = await store.get(1)
    assert stored is not None
    assert (stored.area, stored.prompt) == (area, "a hat")
    assert await store.inputs(1) == {"input_image": b"\x89PNG\x00\xff", "mask": b"RIFF\x00"}
    assert (await store.stored_inputs(1))[WHOLE] == whole


async def test_a_second_delivery_of_an_event_is_a_duplicate(store: JobStore) -> None:
    await accept(store, new_job(1))
    assert await store.accept(
        GUILD, lambda acceptance: acceptance.state(1, GUILD, 8, NOON).is_duplicate
    )
    assert not await store.accept(
        GUILD, lambda acceptance: acceptance.state(2, GUILD, 8, NOON).is_duplicate
    )


async def test_the_same_event_cannot_be_inserted_twice(store: JobStore) -> None:
    await accept(store, new_job(1))
    with pytest.raises(StorageError):
        await accept(store, new_job(1), inputs=INPUTS)
    assert await store.inputs(1) == {}


async def test_an_exception_leaves_nothing_behind(store: JobStore) -> None:
    def insert_and_fail(acceptance: Acceptance) -> None:
        acceptance.insert(new_job(), INPUTS, NOON + LEASE)
        raise LookupError

    with pytest.raises(LookupError):
        await store.accept(GUILD, insert_and_fail)
    assert await store.get(1) is None
    assert await store.inputs(1) == {}
    await accept(store, new_job())


async def test_cancellation_at_any_moment_leaves_all_or_nothing(store: JobStore) -> None:
    complete = {given.name: given.content for given in INPUTS}
    stored = []
    turns = 0
    finished = False
    while not finished and turns < 100_000:
        job_id = len(stored) + 1
        task = asyncio.create_task(accept(store, new_job(job_id), inputs=INPUTS))
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait({task})
        finished = not task.cancelled()
        stored.append(await store.inputs(job_id))
        assert stored[-1] in ({}, complete)
        assert (await store.get(job_id) is not None) == bool(stored[-1])
        turns += 1 + turns // 8
    assert finished
    assert stored[-1] == complete
    assert {} in stored


async def test_all_jobs_count_except_failed_and_cancelled_ones(store: JobStore) -> None:
    for job_id, stage in enumerate(STAGES, start=1):
        await bring(store, new_job(job_id), stage)
        counted = await entries(store)
        expected = min(job_id, 5)  # queued, started, submitted, posting, done
        assert len(counted) == expected, stage


async def test_pictures_asked_for_count_until_those_that_arrived_do(store: JobStore) -> None:
    await bring(store, new_job(1, pictures=4), "posting")
    assert await entries(store) == [LedgerEntry(NOON, 4)]
    await store.mark_done(1, Posted(12, 99, 3), 120_000, later(9))
    assert await entries(store) == [LedgerEntry(NOON, 3, 120_000)]


async def test_entries_are_ordered_oldest_first(store: JobStore) -> None:
    for job_id, seconds in ((1, 30), (2, 10), (3, 20)):
        await accept(store, new_job(job_id, pictures=job_id), at=later(seconds))
    assert await entries(store) == [
        LedgerEntry(later(10), 2),
        LedgerEntry(later(20), 3),
        LedgerEntry(later(30), 1),
    ]


async def test_an_entry_counts_until_it_leaves_the_window(store: JobStore) -> None:
    await accept(store, new_job())
    instant = timedelta(microseconds=1)
    assert len(await entries(store, since=NOON - instant)) == 1
    assert await entries(store, since=NOON) == []
    assert await entries(store, since=NOON + instant) == []


async def test_entries_are_of_one_member_in_one_server(store: JobStore) -> None:
    await accept(store, new_job(1))
    await accept(store, new_job(2, member_id=8))
    await accept(store, new_job(3, guild_id=9))
    await accept(store, new_job(4, guild_id=None, pictures=2))
    assert await entries(store) == [LedgerEntry(NOON, 1)]
    assert await entries(store, member_id=8) == [LedgerEntry(NOON, 1)]
    assert await entries(store, guild_id=9) == [LedgerEntry(NOON, 1)]
    assert await entries(store, guild_id=None) == [LedgerEntry(NOON, 2)]
    assert await entries(store, guild_id=None, member_id=8) == []


async def test_load_counts_unfinished_jobs(store: JobStore, other_store: JobStore) -> None:
    assert await load(store) == Load(0, 0)
    for job_id, stage in enumerate(STAGES, start=1):
        await bring(store, new_job(job_id), stage)
    assert await load(store) == Load(4, 4)
    await bring(other_store, new_job(20, member_id=8), "started")
    await bring(other_store, new_job(21, guild_id=None), "queued")
    # A member's jobs count in all servers together.
    assert await load(store) == Load(5, 6)
    assert await load(store, None) == Load(5, 6)


async def test_entries_of_a_server_are_of_all_its_members(store: JobStore) -> None:
    await accept(store, new_job(1, estimate=36_000))
    await accept(store, new_job(2, member_id=8, pictures=2), at=later(1))
    await accept(store, new_job(3, guild_id=9))
    expected = [LedgerEntry(NOON, 1, 36_000), LedgerEntry(later(1), 2, 0)]
    assert await entries(store, member_id=None) == expected


async def test_acceptances_of_one_server_do_not_overlap(
    store: JobStore, other_store: JobStore
) -> None:
    inside = 0

    def read(acceptance: Acceptance) -> None:
        nonlocal inside
        inside += 1
        assert inside == 1
        for job_id in range(50):
            # On PostgreSQL other tasks run while this waits for its answer.
            assert not acceptance.state(job_id, GUILD, MEMBER, NOON).is_duplicate
        inside -= 1

    await asyncio.gather(*(each.accept(GUILD, read) for each in (store, other_store) * 4))
