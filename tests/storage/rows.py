"""Jobs for the tests of the store, new or brought to a stage of their life."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.storage.audit import Entry
from bot.storage.jobs import JobStore
from bot.storage.records import Destination, NewJob, Posted, StoredInput

NOON = datetime(2026, 11, 22, 12, 30, 15, 250_000, tzinfo=UTC)
LEASE = timedelta(seconds=30)
MEMBER = 2**62 + 7
GUILD = 2**61 + 5
TASK = "/v2/tasks/direct:1"
REASON = {"key": "failed-declined-words", "words": "nein, „so“ nicht 🙅"}


def new_job(
    job_id: int = 1,
    *,
    member_id: int = MEMBER,
    guild_id: int | None = GUILD,
    pictures: int = 1,
    inputs: tuple[StoredInput, ...] = (),
    estimate: int | None = None,
    **place: Any,
) -> NewJob:
    """Return a job as a member asks for it."""
    where = {"channel_id": 11, "upload_limit": 10 * 2**20, **place}
    return NewJob(
        id=job_id,
        member_id=member_id,
        place=Destination(guild_id=guild_id, **where),
        operation="flux",
        request={"prompt": "a red fox"},
        pictures=pictures,
        inputs=inputs,
        estimate=estimate,
    )


async def accept(
    store: JobStore, new: NewJob, at: datetime = NOON, leased_until: datetime = NOON + LEASE
) -> None:
    """Accept a job without checking limits."""
    await store.accept(
        new.place.guild_id, lambda acceptance: acceptance.insert(new, at, leased_until)
    )


def entry(guild_id: int = GUILD, action: str = "by hand", **facts: Any) -> Entry:
    """Return an audit entry of a change by `MEMBER`."""
    return Entry(guild_id, MEMBER, NOON, action, facts)


def later(seconds: float) -> datetime:
    """Return the time so many seconds after `NOON`."""
    return NOON + timedelta(seconds=seconds)


Step = Callable[[JobStore, int], Awaitable[object]]


async def start(store: JobStore, job_id: int) -> None:
    await store.mark_started(job_id, later(1))


async def submit(store: JobStore, job_id: int) -> None:
    await store.mark_submitted(job_id, TASK, later(2))


async def post(store: JobStore, job_id: int) -> None:
    await store.mark_posting(job_id, later(3), later(33))


async def finish(store: JobStore, job_id: int) -> None:
    job = await store.get(job_id)
    await store.mark_done(job_id, Posted(12, 99, 1), job.estimate if job else None, later(4))


async def fail(store: JobStore, job_id: int) -> None:
    await store.mark_failed(job_id, REASON, later(4))


async def cancel(store: JobStore, job_id: int) -> None:
    assert await store.cancel(job_id, MEMBER, later(4))


STAGES: dict[str, tuple[Step, ...]] = {
    "queued": (),
    "started": (start,),
    "submitted": (start, submit),
    "posting": (start, submit, post),
    "done": (start, submit, post, finish),
    "failed": (start, fail),
    "cancelled": (cancel,),
}
"""The steps that bring a new job to each stage of its life."""


async def bring(store: JobStore, new: NewJob, stage: str, at: datetime = NOON) -> None:
    """Accept a job and bring it to a stage."""
    await accept(store, new, at, at + LEASE)
    for step in STAGES[stage]:
        await step(store, new.id)
