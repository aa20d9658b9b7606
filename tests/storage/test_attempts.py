"""Attempts that came to nothing, stored bytes, and the owners of a chain of edits."""

from dataclasses import replace

import pytest

from bot.storage.acceptance import Acceptance
from bot.storage.attempts import Declines
from bot.storage.jobs import JobStore
from bot.storage.records import Posted, Source, StoredInput
from tests.storage.rows import GUILD, MEMBER, NOON, accept, later, new_job

DECLINED = {"key": "failed-declined-words", "words": "no"}
PHOTO = StoredInput("image", "image/png", b"1234567")


async def fail(store: JobStore, job_id: int, at: float, key: str = "failed-declined") -> None:
    """Accept a job, and let it fail some seconds after noon."""
    await accept(store, new_job(job_id), at=later(at))
    await store.mark_failed(job_id, {"key": key}, later(at + 1))


async def test_declines_count_since_the_last_picture(store: JobStore) -> None:
    assert await store.declines(MEMBER, NOON) == Declines(0, None)
    await fail(store, 1, 0)
    await accept(store, new_job(2), at=later(10))
    await store.mark_started(2, later(11))
    await store.mark_submitted(2, "task", later(11))
    await store.mark_done(2, Posted(11, 5, 1), None, later(12))
    assert await store.declines(MEMBER, later(13)) == Declines(0, None)
    for number in (3, 4):
        await fail(store, number, number * 10)
    await fail(store, 5, 50, "failed-unreachable")
    await accept(store, replace(new_job(6), member_id=MEMBER + 1), at=later(60))
    assert await store.declines(MEMBER, later(70)) == Declines(2, later(41))
    assert await store.declines(MEMBER, later(3600 + 35)) == Declines(1, later(41))


async def test_failed_jobs_of_an_hour_are_counted_in_all_servers(store: JobStore) -> None:
    for number, guild_id in enumerate((GUILD, 5, None), start=1):
        await accept(store, new_job(number, guild_id=guild_id))
        await store.mark_failed(number, DECLINED, later(1))

    async def failed(seconds: float) -> int:
        def read(acceptance: Acceptance) -> int:
            return acceptance.state(99, GUILD, MEMBER, later(seconds)).failed

        return await store.accept(GUILD, read)

    assert await failed(2) == 3
    assert await failed(3601) == 0


@pytest.mark.parametrize("end", ["failed", "cancelled"])
async def test_images_of_what_ends_without_a_picture_are_dropped_at_once(
    store: JobStore, end: str
) -> None:
    await accept(store, new_job(1), inputs=[PHOTO])
    await accept(store, new_job(2), inputs=[PHOTO])
    if end == "failed":
        await store.mark_failed(1, DECLINED, later(1))
    else:
        assert await store.cancel(1, MEMBER, later(1))
    assert await store.stored_inputs(1) == {}
    assert await store.input_names(1) == ["image"]
    assert await store.kept_input_names(1) == set()
    assert await store.kept_input_names(2) == {"image"}


async def test_images_of_what_may_be_tried_again_are_kept_until_they_are_old(
    store: JobStore,
) -> None:
    for number in (1, 2):
        await accept(store, new_job(number), inputs=[PHOTO])
    await store.mark_failed(1, {"key": "failed-busy"}, later(1), keeps_inputs=True)
    assert await store.kept_input_names(1) == {"image"}
    assert await store.drop_inputs(later(0), later(1)) == 0
    assert await store.drop_inputs(later(0), later(2)) == 1
    assert await store.kept_input_names(1) == set()
    assert await store.kept_input_names(2) == {"image"}


async def test_stored_bytes_of_a_member_give_way_and_those_of_others_stay(
    store: JobStore,
) -> None:
    await accept(store, new_job(1), inputs=[PHOTO])
    await store.mark_started(1, later(1))
    await store.mark_submitted(1, "task", later(1))
    await store.mark_done(1, Posted(11, 5, 1), None, later(2))
    await accept(store, new_job(2), inputs=[PHOTO])
    await accept(store, new_job(3, member_id=MEMBER + 1), inputs=[PHOTO])

    def work(acceptance: Acceptance) -> list[int]:
        before = [acceptance.stored_bytes(MEMBER), acceptance.stored_bytes()]
        acceptance.free_inputs(MEMBER)
        return [*before, acceptance.stored_bytes(MEMBER), acceptance.stored_bytes()]

    assert await store.accept(GUILD, work) == [14, 21, 7, 14]


async def test_owners_of_a_chain_are_found_to_its_end(store: JobStore) -> None:
    for number in range(1, 40):
        source = Source(11, 90, job_id=number - 1) if number > 1 else Source(11, 80, owner_id=9)
        await accept(store, replace(new_job(number, member_id=100 + number), source=source))

    assert await store.owners_of_chain(39) == {9, *range(101, 140)}
    assert await store.owners_of_chain(1) == {9, 101}
    assert await store.owners_of_chain(77) == set()


async def test_a_circle_of_sources_ends(store: JobStore) -> None:
    for number, other in ((1, 2), (2, 1)):
        job = replace(new_job(number, member_id=number), source=Source(11, 90, job_id=other))
        await accept(store, job)
    assert await store.owners_of_chain(1) == {1, 2}
