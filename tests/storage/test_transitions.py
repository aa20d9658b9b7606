"""Transitions of a job: each is a compare-and-set under the lease."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.storage.jobs import JobStore, LeaseLostError
from bot.storage.records import Destination, Job, Posted, State
from tests.storage.rows import (
    GUILD,
    MEMBER,
    NOON,
    REASON,
    STAGES,
    TASK,
    accept,
    bring,
    fail,
    finish,
    later,
    new_job,
    post,
    start,
    submit,
)

ALLOWED: dict[Callable[[JobStore, int], Awaitable[None]], set[str]] = {
    start: {"queued", "started"},
    submit: {"queued", "started", "submitted", "posting"},
    post: {"submitted", "posting"},
    finish: {"submitted", "posting", "done"},
    fail: {"queued", "started", "submitted", "posting", "failed"},
}
WHERE = {
    "channel_id": 2**63 - 1,
    "upload_limit": 2**40,
    "private": True,
    "spoiler": True,
    "token": "aW50ZXJhY3Rpb24=",
}


async def row(store: JobStore, job_id: int = 1) -> Job:
    job = await store.get(job_id)
    assert job is not None
    return job


async def test_every_step_stores_its_columns(store: JobStore) -> None:
    expected: dict[str, Any] = {
        "id": 2**62,
        "state": State.QUEUED,
        "member_id": MEMBER,
        "destination": Destination(guild_id=GUILD, **WHERE),  # type: ignore[arg-type]
        "operation": "flux",
        "request": {"prompt": "a red fox"},
        "pictures": 3,
        "created_at": NOON,
    }
    await accept(store, new_job(2**62, pictures=3, **WHERE))
    assert await row(store, 2**62) == Job(**expected)
    await start(store, 2**62)
    expected |= {"started_at": later(1)}
    assert await row(store, 2**62) == Job(**expected)
    await submit(store, 2**62)
    expected |= {"state": State.SUBMITTED, "task": TASK, "submitted_at": later(2)}
    assert await row(store, 2**62) == Job(**expected)
    await post(store, 2**62)
    expected |= {"posting_at": later(3)}
    assert await row(store, 2**62) == Job(**expected)
    await store.mark_done(2**62, Posted(12, 2**63 - 2, 2), None, later(4))
    expected |= {
        "state": State.DONE,
        "pictures": 2,
        "message_id": 2**63 - 2,
        "message_channel_id": 12,
        "ended_at": later(4),
    }
    assert await row(store, 2**62) == Job(**expected)


async def test_a_failure_keeps_its_token_until_the_member_is_notified(store: JobStore) -> None:
    token = "aW50ZXJhY3Rpb24="
    await accept(store, new_job(token=token))
    await fail(store, 1)
    job = await row(store)
    assert (job.state, job.reason, job.destination.token) == (State.FAILED, REASON, token)
    assert job.ended_at == later(4)
    await store.mark_notified(1)
    assert (await row(store)).destination.token is None


async def test_a_request_can_have_any_json_value(store: JobStore) -> None:
    request = {
        "prompt": "„Füchse“ 🦊\n\u0000\ud800 'quoted' \\ %s :name",
        "seed": 2**63,
        "cfg": 7.5,
        "list": [None, True, {"deep": []}],
    }
    await accept(store, replace(new_job(), request=request))
    assert (await row(store)).request == request


async def test_a_private_answer_has_no_channel(store: JobStore) -> None:
    await bring(store, new_job(), "posting")
    await store.mark_done(1, Posted(None, 5, 1), None, later(4))
    job = await row(store)
    assert (job.message_channel_id, job.message_id) == (None, 5)


@pytest.mark.parametrize("step", ALLOWED, ids=lambda step: step.__name__)
async def test_a_step_is_allowed_only_from_certain_stages(
    store: JobStore, step: Callable[[JobStore, int], Awaitable[None]]
) -> None:
    for job_id, stage in enumerate(STAGES, start=1):
        await bring(store, new_job(job_id), stage)
        before = await row(store, job_id)
        if stage in ALLOWED[step]:
            await step(store, job_id)
            continue
        with pytest.raises(LeaseLostError, match=f"job {job_id}"):
            await step(store, job_id)
        assert await row(store, job_id) == before, stage


async def test_a_step_repeated_changes_nothing(store: JobStore) -> None:
    before = {start: "queued", submit: "started", post: "submitted", finish: "posting"}
    for job_id, step in enumerate(ALLOWED, start=1):
        await bring(store, new_job(job_id), before.get(step, "submitted"))
        await step(store, job_id)
        first = await row(store, job_id)
        await step(store, job_id)
        assert await row(store, job_id) == first


async def test_another_process_cannot_take_a_step(store: JobStore, other_store: JobStore) -> None:
    for job_id, stage in enumerate(STAGES, start=1):
        await bring(store, new_job(job_id), stage)
        before = await row(store, job_id)
        for step in ALLOWED:
            with pytest.raises(LeaseLostError):
                await step(other_store, job_id)
        assert await row(store, job_id) == before


async def test_a_missing_job_takes_no_step(store: JobStore) -> None:
    for step in ALLOWED:
        with pytest.raises(LeaseLostError):
            await step(store, 404)


async def test_only_a_job_that_has_not_started_can_be_cancelled(store: JobStore) -> None:
    for job_id, stage in enumerate(STAGES, start=1):
        await bring(store, new_job(job_id), stage)
        assert await store.cancel(job_id, MEMBER, later(9)) == (stage == "queued")
    assert (await row(store, 1)).state is State.CANCELLED
    assert (await row(store, 1)).ended_at == later(9)


async def test_only_its_member_can_cancel_a_job(store: JobStore, other_store: JobStore) -> None:
    await accept(store, new_job(token="aW50ZXJhY3Rpb24="))
    assert not await store.cancel(1, MEMBER + 1, later(9))
    assert not await store.cancel(404, MEMBER, later(9))
    # The click may reach another process than the job's owner.
    assert await other_store.cancel(1, MEMBER, later(9))
    assert (await row(store)).destination.token is None
    with pytest.raises(LeaseLostError):
        await start(store, 1)


async def test_recent_jobs_are_of_one_member_in_one_server_newest_first(store: JobStore) -> None:
    for job_id in range(1, 6):
        await accept(store, new_job(job_id), at=later(job_id))
    await accept(store, new_job(20, member_id=8))
    await accept(store, new_job(21, guild_id=None))
    assert [job.id for job in await store.recent(GUILD, MEMBER, 3)] == [5, 4, 3]
    assert [job.id for job in await store.recent(GUILD, MEMBER, 9)] == [5, 4, 3, 2, 1]
    assert [job.id for job in await store.recent(None, MEMBER, 3)] == [21]
    assert await store.recent(99, MEMBER, 3) == []


async def test_unfinished_jobs_of_a_member_are_found_newest_first(store: JobStore) -> None:
    for job_id, stage in enumerate(("queued", "submitted", "done", "failed", "queued"), start=1):
        await bring(store, new_job(job_id), stage, at=later(job_id))
    await accept(store, new_job(20, member_id=8))
    assert [job.id for job in await store.unfinished_of(GUILD, MEMBER)] == [5, 2, 1]
    assert await store.unfinished_of(99, MEMBER) == []


async def test_a_job_whose_request_was_erased_is_not_found(store: JobStore) -> None:
    await bring(store, new_job(1), "done")
    await bring(store, new_job(2), "queued")
    assert await store.drop_requests(later(5), later(5)) == 1
    assert await store.find(1) is None
    assert (await row(store, 1)).emptied
    assert await store.find(2) == await row(store, 2)
    assert await store.find(3) is None


async def test_the_repr_of_a_row_has_no_secrets(store: JobStore) -> None:
    await accept(store, new_job(token="aW50ZXJhY3Rpb24="))
    await submit(store, 1)
    printed = repr(await row(store))
    assert "direct:1" not in printed
    assert "aW50ZXJhY3Rpb24" not in printed
    assert "red fox" not in printed
