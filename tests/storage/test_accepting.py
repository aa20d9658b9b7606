"""Accepting is one transaction: what counts is summed and added to, or nothing happens."""

import asyncio
from datetime import timedelta

import pytest

from bot.storage.acceptance import Acceptance, LedgerView, Load
from bot.storage.database import StorageError
from bot.storage.jobs import JobStore
from bot.storage.ledger import Account, Use
from bot.storage.records import Posted, StoredInput
from tests.storage.rows import GUILD, LEASE, MEMBER, NOON, STAGES, accept, bring, later, new_job

INPUTS = (
    StoredInput("input_image", "image/png", b"\x89PNG\x00\xff"),
    StoredInput("mask", "image/webp", b"RIFF\x00"),
)
DAY = timedelta(days=1)


async def used(store: JobStore, since: object = NOON - DAY, **who: int | None) -> list[Use]:
    about = {"guild_id": GUILD, "member_id": MEMBER, **who}
    account = Account(**about)

    def look(books: LedgerView) -> list[Use]:
        found = books.uses(account, since)
        sums = (sum(use.pictures for use in found), sum(use.dollars for use in found))
        assert books.totals(account, [since]) == [sums]
        return found

    found = await store.books(look)
    assert await store.accepting(account.guild_id, look) == found
    return found


async def load(store: JobStore, guild_id: int | None = GUILD, member_id: int = MEMBER) -> Load:
    return await store.accepting(
        guild_id, lambda acceptance: acceptance.before(0, guild_id, member_id).load
    )


async def test_a_job_is_there_with_its_inputs_once_accepted(store: JobStore) -> None:
    await accept(store, new_job(), inputs=INPUTS)
    assert await store.inputs(1) == {"input_image": b"\x89PNG\x00\xff", "mask": b"RIFF\x00"}
    assert await store.get(1)


async def test_the_same_event_is_known_afterwards(store: JobStore) -> None:
    await accept(store, new_job(1))
    assert await store.accepting(GUILD, lambda acceptance: acceptance.before(1, GUILD, 8).known)
    assert not await store.accepting(GUILD, lambda acceptance: acceptance.before(2, GUILD, 8).known)


async def test_the_same_event_cannot_be_inserted_twice(store: JobStore) -> None:
    await accept(store, new_job(1))
    with pytest.raises(StorageError):
        await accept(store, new_job(1), inputs=INPUTS)
    assert await store.inputs(1) == {}


async def test_an_exception_leaves_nothing_behind(store: JobStore) -> None:
    def go_wrong(acceptance: Acceptance) -> None:
        acceptance.insert(new_job(), INPUTS, NOON + LEASE)
        raise LookupError

    with pytest.raises(LookupError):
        await store.accepting(GUILD, go_wrong)
    assert await store.get(1) is None
    assert await store.inputs(1) == {}
    await accept(store, new_job())


async def test_cancellation_at_any_moment_leaves_all_or_nothing(store: JobStore) -> None:
    whole = {given.name: given.content for given in INPUTS}
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
        assert stored[-1] in ({}, whole)
        assert (await store.get(job_id) is not None) == bool(stored[-1])
        turns += 1 + turns // 8
    assert finished
    assert stored[-1] == whole
    assert stored.count({}) > 5


async def test_what_runs_waits_or_is_done_counts_and_what_failed_never_does(
    store: JobStore,
) -> None:
    for job_id, stage in enumerate(STAGES, start=1):
        await bring(store, new_job(job_id), stage)
        counted = await used(store)
        expected = min(job_id, 5)  # queued, started, submitted, posting, done
        assert len(counted) == expected, stage


async def test_pictures_are_counted_as_asked_for_and_then_as_arrived(store: JobStore) -> None:
    await bring(store, new_job(1, pictures=4), "posting")
    assert await used(store) == [Use(NOON, 4)]
    await store.done(1, Posted(12, 99, 3), 120_000, later(9))
    assert await used(store) == [Use(NOON, 3, 120_000)]


async def test_uses_come_oldest_first(store: JobStore) -> None:
    for job_id, seconds in ((1, 30), (2, 10), (3, 20)):
        await accept(store, new_job(job_id, pictures=job_id), at=later(seconds))
    assert await used(store) == [Use(later(10), 2), Use(later(20), 3), Use(later(30), 1)]


async def test_a_use_counts_until_the_window_has_passed_it(store: JobStore) -> None:
    await accept(store, new_job())
    instant = timedelta(microseconds=1)
    assert len(await used(store, since=NOON - instant)) == 1
    assert await used(store, since=NOON) == []
    assert await used(store, since=NOON + instant) == []


async def test_uses_are_of_one_member_in_one_server(store: JobStore) -> None:
    await accept(store, new_job(1))
    await accept(store, new_job(2, member_id=8))
    await accept(store, new_job(3, guild_id=9))
    await accept(store, new_job(4, guild_id=None, pictures=2))
    assert await used(store) == [Use(NOON, 1)]
    assert await used(store, member_id=8) == [Use(NOON, 1)]
    assert await used(store, guild_id=9) == [Use(NOON, 1)]
    assert await used(store, guild_id=None) == [Use(NOON, 2)]
    assert await used(store, guild_id=None, member_id=8) == []


async def test_load_counts_what_is_unfinished(store: JobStore, other_store: JobStore) -> None:
    assert await load(store) == Load(0, 0)
    for job_id, stage in enumerate(STAGES, start=1):
        await bring(store, new_job(job_id), stage)
    assert await load(store) == Load(4, 4)
    await bring(other_store, new_job(20, member_id=8), "started")
    await bring(other_store, new_job(21, guild_id=None), "queued")
    assert await load(store) == Load(4, 6)
    assert await load(store, None) == Load(1, 6)


async def test_uses_of_a_server_are_of_all_its_members(store: JobStore) -> None:
    await accept(store, new_job(1, estimate=36_000))
    await accept(store, new_job(2, member_id=8, pictures=2), at=later(1))
    await accept(store, new_job(3, guild_id=9))
    expected = [Use(NOON, 1, 36_000), Use(later(1), 2, 0)]
    assert await used(store, member_id=None) == expected


async def test_acceptances_of_one_server_happen_one_after_the_other(
    store: JobStore, other_store: JobStore
) -> None:
    inside = 0

    def look(acceptance: Acceptance) -> None:
        nonlocal inside
        inside += 1
        assert inside == 1
        for job_id in range(50):
            # On PostgreSQL others go on while this waits for its answer.
            assert not acceptance.before(job_id, GUILD, MEMBER).known
        inside -= 1

    await asyncio.gather(*(by.accepting(GUILD, look) for by in (store, other_store) * 4))
