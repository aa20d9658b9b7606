"""Jobs for the tests of the store, new or brought to a stage of their life."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.storage.audit import Entry
from bot.storage.jobs import JobStore
from bot.storage.records import Destination, Job, Posted, State, StoredInput

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
    estimate: int | None = None,
    **place: Any,
) -> Job:
    """Return a job as a member asks for it."""
    where = {"channel_id": 11, "upload_limit": 10 * 2**20, **place}
    return Job(
        id=job_id,
        state=State.QUEUED,
        member_id=member_id,
        destination=Destination(guild_id=guild_id, **where),
        operation="flux",
        request={"prompt": "a red fox"},
        pictures=pictures,
        created_at=NOON,
        estimate=estimate,
    )


async def accept(
    store: JobStore,
    job: Job,
    at: datetime = NOON,
    leased_until: datetime = NOON + LEASE,
    inputs: Sequence[StoredInput] = (),
) -> None:
    """Accept a job without checking limits."""
    fresh = replace(job, created_at=at)
    await store.accept(
        job.destination.guild_id, lambda acceptance: acceptance.insert(fresh, inputs, leased_until)
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


async def notify(store: JobStore, job_id: int) -> None:
    await store.mark_notified(job_id)


async def cancel(store: JobStore, job_id: int) -> None:
    assert await store.cancel(job_id, MEMBER, later(4))


STAGES: dict[str, tuple[Step, ...]] = {
    "queued": (),
    "started": (start,),
    "submitted": (start, submit),
    "posting": (start, submit, post),
    "done": (start, submit, post, finish, notify),
    "failed": (start, fail, notify),
    "cancelled": (cancel,),
}
"""The steps that bring a new job to each stage of its life."""


async def bring(
    store: JobStore,
    job: Job,
    stage: str,
    at: datetime = NOON,
    inputs: Sequence[StoredInput] = (),
) -> None:
    """Accept a job and bring it to a stage."""
    await accept(store, job, at, at + LEASE, inputs)
    for step in STAGES[stage]:
        await step(store, job.id)
