"""Data about a member: read, erased on request, and erased when it is old."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Row

from bot.errors import reason_of
from bot.limits.limit import Per
from bot.storage import jobs as jobs_module
from bot.storage import member_data as member_data_module
from bot.storage.database import Database
from bot.storage.erasure import ANONYMOUS, MAX_WINDOW, REASONS_WITHOUT_WORDS
from bot.storage.jobs import JobStore
from bot.storage.ledger import Account
from bot.storage.member_data import KeptInput, MemberData, MemberDataStore, Retained
from bot.storage.members import MemberStore
from bot.storage.records import Destination, Job, Source, State, StoredInput
from bot.storage.rows import as_job
from bot.texts import Texts
from tests.project.test_texts import wanted
from tests.storage.rows import (
    GUILD,
    MEMBER,
    NOON,
    REASON,
    STAGES,
    accept,
    bring,
    fail,
    later,
    new_job,
    start,
)

OTHER = MEMBER + 1
FINISHED = ("done", "failed", "cancelled")
PICTURE = StoredInput("input_image", "image/png", b"a picture")


@pytest.fixture
def member_data(database: Database) -> MemberDataStore:
    return MemberDataStore(database)


async def row(store: JobStore, job_id: int) -> Job:
    job = await store.get(job_id)
    assert job is not None
    return job


async def one_of_each(store: JobStore) -> dict[str, int]:
    """Store a job of the member at every stage, each with an image; return the ids by stage."""
    ids = {stage: job_id for job_id, stage in enumerate(STAGES, start=1)}
    for stage, job_id in ids.items():
        await bring(store, new_job(job_id), stage, inputs=(PICTURE,))
    return ids


async def forget(
    member_data: MemberDataStore, seconds: float = 10, member_id: int = MEMBER
) -> Retained:
    """Erase the member's data so many seconds after noon."""
    return await member_data.forget(member_id, later(seconds) - MAX_WINDOW)


async def used(store: JobStore, seconds: float) -> int:
    """Return the number of pictures that count so many seconds after noon."""
    account, since = Account(GUILD, MEMBER), later(seconds) - MAX_WINDOW
    [(pictures, _)] = await store.ledger_view(lambda ledger: ledger.totals(account, [since]))
    return pictures


def detailed(job_id: int) -> Job:
    """Return a job with a value in every column."""
    return Job(
        id=job_id,
        state=State.QUEUED,
        member_id=MEMBER,
        destination=Destination(11, GUILD, 1, thread_of=12, reply_to=13, token="aW50ZXJhY3Rpb24="),
        operation="flux",
        request={"prompt": "a red fox", "seed": 7},
        pictures=1,
        created_at=NOON,
        estimate=45_000,
        source=Source(channel_id=14, message_id=15, picture=2, job_id=16),
    )


def test_the_longest_window_is_that_of_limits() -> None:
    assert max(per.span for per in Per) == MAX_WINDOW


async def test_an_unknown_member_has_no_data(member_data: MemberDataStore) -> None:
    assert await member_data.of(MEMBER) == MemberData(None, None, [], {})
    assert await forget(member_data) == Retained(unfinished=0, refusal=False)


async def test_many_jobs_are_read_in_pieces_between_which_others_get_their_turn(
    store: JobStore, member_data: MemberDataStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 161):
        await accept(store, new_job(number), inputs=(PICTURE,))
    rows_in_turn: list[int] = []

    def noted(row: Row[Any]) -> Job:
        rows_in_turn[-1] += 1
        return as_job(row)

    async def tick() -> None:
        while True:
            rows_in_turn.append(0)
            await asyncio.sleep(0)

    monkeypatch.setattr(member_data_module, "as_job", noted)
    ticking = asyncio.create_task(tick())
    await asyncio.sleep(0)
    data = await member_data.of(MEMBER)
    ticking.cancel()

    assert [job.id for job in data.jobs] == [*range(1, 161)]
    assert [*data.inputs] == [*range(1, 161)]
    assert sum(rows_in_turn) == 160
    assert max(rows_in_turn) <= 50


async def test_data_is_of_all_servers_and_of_this_member_only(
    store: JobStore, member_data: MemberDataStore, database: Database
) -> None:
    for job_id, values in enumerate(
        ({}, {"guild_id": GUILD + 1}, {"guild_id": None}, {"member_id": OTHER}), start=1
    ):
        new = new_job(job_id, **values)  # type: ignore[arg-type]
        await bring(store, new, "queued", later(job_id), inputs=(PICTURE,))
    members = MemberStore(database)
    await members.set_lets_others_edit(MEMBER, False)
    await members.claim_hint(MEMBER, NOON, timedelta(days=1))

    data = await member_data.of(MEMBER)

    assert data.jobs == [await row(store, job_id) for job_id in (1, 2, 3)]
    given = [KeptInput("input_image", "image/png", 9)]
    assert data.inputs == {1: given, 2: given, 3: given}
    assert (data.lets_others_edit, data.hinted_at) == (False, NOON)


async def test_dropped_images_have_size_zero(store: JobStore, member_data: MemberDataStore) -> None:
    await bring(store, new_job(1), "done", inputs=(PICTURE,))
    assert await store.drop_inputs(later(5)) == 1
    data = await member_data.of(MEMBER)
    assert data.inputs == {1: [KeptInput("input_image", "image/png", 0)]}


async def test_an_erased_job_keeps_only_what_counts(
    store: JobStore, member_data: MemberDataStore
) -> None:
    await bring(store, detailed(1), "done", inputs=(PICTURE,))
    before = await row(store, 1)

    assert await forget(member_data) == Retained(unfinished=0, refusal=False)

    assert await row(store, 1) == Job(
        id=1,
        state=State.DONE,
        member_id=MEMBER,
        destination=Destination(channel_id=0, guild_id=GUILD, upload_limit=1),
        operation="flux",
        request={},
        pictures=1,
        created_at=before.created_at,
        started_at=before.started_at,
        submitted_at=before.submitted_at,
        posting_at=before.posting_at,
        ended_at=before.ended_at,
        estimate=45_000,
    )
    assert (await row(store, 1)).emptied
    assert await store.input_names(1) == []
    assert await store.recent(GUILD, MEMBER, 10) == []
    assert await store.of_message(99) is None


async def test_erasure_keeps_unfinished_jobs_and_other_members_jobs(
    store: JobStore, member_data: MemberDataStore
) -> None:
    ids = await one_of_each(store)
    await bring(store, new_job(50, member_id=OTHER), "done", inputs=(PICTURE,))
    left_alone = [*(job_id for stage, job_id in ids.items() if stage not in FINISHED), 50]
    before = {job_id: await row(store, job_id) for job_id in left_alone}

    assert await forget(member_data) == Retained(unfinished=4, refusal=False)

    for job_id in left_alone:
        assert await row(store, job_id) == before[job_id]
        assert await store.inputs(job_id) == {"input_image": b"a picture"}
    for stage in FINISHED:
        assert (await row(store, ids[stage])).emptied
        assert await store.input_names(ids[stage]) == []


async def test_erasure_frees_no_quota(store: JobStore, member_data: MemberDataStore) -> None:
    await one_of_each(store)
    window = MAX_WINDOW.total_seconds()
    for seconds in (10, window - 1):
        before = await used(store, seconds)
        assert before == 5
        await forget(member_data, seconds)
        assert await used(store, seconds) == before
    assert await used(store, window) == 0


@pytest.mark.parametrize("again", ["asked again", "upkeep"])
async def test_jobs_that_no_longer_count_are_anonymised(
    store: JobStore, member_data: MemberDataStore, again: str
) -> None:
    await bring(store, new_job(1), "done")
    await bring(store, new_job(2), "queued")
    window = MAX_WINDOW.total_seconds()

    async def once_more(seconds: float) -> None:
        if again == "upkeep":
            assert await store.drop_requests(later(-window), later(seconds) - MAX_WINDOW) == 0
        else:
            await forget(member_data, seconds)

    await forget(member_data)
    await once_more(window - 0.001)
    assert (await row(store, 1)).member_id == MEMBER
    await once_more(window)
    assert (await row(store, 1)).member_id == ANONYMOUS
    assert (await row(store, 2)).member_id == MEMBER
    assert [job.id for job in (await member_data.of(MEMBER)).jobs] == [2]


async def test_a_second_erasure_changes_nothing(
    store: JobStore, member_data: MemberDataStore
) -> None:
    await one_of_each(store)
    first = await forget(member_data)
    data = await member_data.of(MEMBER)
    assert await forget(member_data) == first
    assert await member_data.of(MEMBER) == data


@pytest.mark.parametrize("lets", [None, True, False])
async def test_of_a_members_choices_only_a_refusal_is_kept(
    member_data: MemberDataStore, database: Database, lets: bool | None
) -> None:
    members = MemberStore(database)
    for member_id in (MEMBER, OTHER):
        await members.claim_hint(member_id, NOON, timedelta(days=1))
        await members.set_unclear_choice(member_id, True, NOON)
    if lets is not None:
        await members.set_lets_others_edit(MEMBER, lets)

    assert (await forget(member_data)).refusal is (lets is False)

    data = await member_data.of(MEMBER)
    assert data.lets_others_edit is (False if lets is False else None)
    assert (data.hinted_at, data.unclear_edits) == (None, None)
    kept = await member_data.of(OTHER)
    assert (kept.hinted_at, kept.unclear_edits) == (NOON, True)


def test_every_reason_with_a_quote_has_one_without() -> None:
    quoting = {
        key for key, facts in wanted().items() if key.startswith("failed-") and "words" in facts
    }
    assert {*REASONS_WITHOUT_WORDS} == quoting
    assert not [key for key in REASONS_WITHOUT_WORDS.values() if wanted()[key]]


@pytest.mark.parametrize("key", [*REASONS_WITHOUT_WORDS, "failed-timeout"])
async def test_erasure_removes_quotes_from_reasons(
    store: JobStore, member_data: MemberDataStore, key: str
) -> None:
    await accept(store, new_job(1))
    await start(store, 1)
    facts = dict.fromkeys(wanted()[key], "a red fox")
    await store.mark_failed(1, {**REASON, **facts, "key": key} if facts else {"key": key}, later(4))

    await forget(member_data)

    reason = reason_of(await row(store, 1))
    assert reason.key == REASONS_WITHOUT_WORDS.get(key, key)
    assert reason.facts == {}
    assert Texts().say(reason.key)


async def test_requests_are_dropped_some_time_after_the_end(
    store: JobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs_module, "_BATCH_SIZE", 2)
    ids = await one_of_each(store)
    since = later(10) - MAX_WINDOW
    # The steps that end a job do so 4 seconds after noon.
    assert await store.drop_requests(later(4), since) == 0
    assert await store.drop_requests(later(4.1), since) == 3
    assert await store.drop_requests(later(4.1), since) == 0
    emptied = [stage for stage, job_id in ids.items() if (await row(store, job_id)).emptied]
    assert emptied == [*FINISHED]
    without = [stage for stage, job_id in ids.items() if not await store.input_names(job_id)]
    assert without == [*FINISHED]
    assert await used(store, 10) == 5


async def test_a_failure_is_kept_until_its_member_is_notified(store: JobStore) -> None:
    await accept(store, new_job(1, token="aW50ZXJhY3Rpb24="))
    await fail(store, 1)
    assert await store.drop_requests(later(100), later(100)) == 0
    assert (await row(store, 1)).member_id == MEMBER
    await store.mark_notified(1)
    assert await store.drop_requests(later(100), later(100)) == 1
    assert (await row(store, 1)).member_id == ANONYMOUS
