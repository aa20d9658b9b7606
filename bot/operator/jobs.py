"""`easel jobs`: all jobs of the bot, and what the operator does with one of them."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bot.common.clock import utc_now
from bot.common.snowflake import snowflake_at
from bot.jobs.stopping import cancelled_reason, stopped_reason
from bot.operator.output import dollars, print_outcome, print_record, print_rows
from bot.operator.running import CommandError
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.job_search import JobFilter, newest_jobs
from bot.storage.jobs import JobStore
from bot.storage.records import Job, JobTask, State

_OWNER = "operator"


async def list_jobs(settings: Settings, wanted: JobFilter, limit: int, *, as_json: bool) -> None:
    """Print the newest jobs, newest first."""
    async with Database.attach(settings.database_url) as database:
        found = await newest_jobs(database, wanted, limit)
    print_rows([*map(_summary, found)], as_json=as_json, nothing="no job is like that")


async def show_job(settings: Settings, job_id: int, *, as_json: bool) -> None:
    """Print all about one job, except what must stay secret: its task, and how to answer."""
    async with _opened(settings, job_id) as (store, job):
        images = await store.kept_input_names(job_id)
        tasks = await store.tasks(job_id)
    place, posted = job.destination, (job.message_channel_id, job.message_id)
    record = {
        **_summary(job),
        "channel": _id(place.channel_id),
        "private": place.private,
        "started_at": job.started_at,
        "submitted_at": job.submitted_at,
        "posting_at": job.posting_at,
        "message": "/".join(map(str, posted)) if job.message_id else None,
        "reason": dict(job.reason) if job.reason else None,
        "stored_images": sorted(images),
        "request": dict(job.request),
        "tasks": [*map(_task, tasks)],
    }
    print_record(record, as_json=as_json)


async def retry_job(settings: Settings, job_id: int, *, as_json: bool = False) -> None:
    """Ask once more for what has failed; the running bot, or the next one, makes it."""
    async with _opened(settings, job_id) as (store, job):
        if job.state is not State.FAILED:
            raise CommandError(f"job {job_id} has not failed: it is {job.state}")
        if job.emptied:
            raise CommandError(f"job {job_id}: its request is no longer stored")
        if {*await store.input_names(job_id)} - await store.kept_input_names(job_id):
            raise CommandError(f"job {job_id}: its images are no longer stored")
        now = utc_now()
        new_id = snowflake_at(now, secrets.randbits(22))
        again = await store.ask_again(job, new_id, now)
    record = {"id": str(again.id), "state": str(again.state), "again": str(job_id)}
    print_outcome([f"asked again as job {again.id}"], record, as_json=as_json)


async def cancel_job(settings: Settings, job_id: int, *, as_json: bool = False) -> None:
    """Take a job out of the line; its member is told by the bot."""
    async with _opened(settings, job_id) as (store, job):
        untold = cancelled_reason()
        if not await store.cancel(job_id, job.member_id, utc_now(), untold=untold):
            raise CommandError(_why_not_cancelled(job))
    record = {"id": str(job_id), "state": str(State.CANCELLED)}
    print_outcome([f"job {job_id} is cancelled"], record, as_json=as_json)


async def give_up_job(settings: Settings, job_id: int, *, as_json: bool = False) -> None:
    """End a job that is being made; it may be paid, so its price counts on."""
    async with _opened(settings, job_id) as (store, job):
        reason = stopped_reason(await store.due(job_id))
        charged = await store.give_up(job_id, job.member_id, reason, utc_now(), is_told=False)
        if charged is None:
            raise CommandError(await _why_not_given_up(store, job_id))
    line = f"job {job_id} is given up; ${dollars(charged)} of it count on"
    record = {"id": str(job_id), "estimated_dollars": dollars(charged)}
    print_outcome([line], record, as_json=as_json)


@asynccontextmanager
async def _opened(settings: Settings, job_id: int) -> AsyncIterator[tuple[JobStore, Job]]:
    async with Database.attach(settings.database_url) as database:
        store = JobStore(database, _OWNER)
        job = await store.get(job_id)
        if job is None:
            raise CommandError(f"there is no job {job_id}")
        yield store, job


def _why_not_cancelled(job: Job) -> str:
    if job.state in (State.QUEUED, State.SUBMITTED):
        return f"job {job.id} is being made, and may be paid: see easel jobs give-up"
    return f"job {job.id} has ended: it is {job.state}"


async def _why_not_given_up(store: JobStore, job_id: int) -> str:
    job = await store.get(job_id)
    if job is not None and job.state in (State.QUEUED, State.SUBMITTED):
        if job.started_at is None:
            return f"job {job_id} is in the line: see easel jobs cancel"
        return f"job {job_id}: its pictures may be on their way to Discord"
    return f"job {job_id} has ended: it is {job.state if job else 'gone'}"


def _summary(job: Job) -> dict[str, Any]:
    return {
        "id": str(job.id),
        "state": str(job.state),
        "member": _id(job.member_id),
        "server": _id(job.destination.guild_id),
        "operation": job.operation,
        "pictures": job.pictures,
        "estimated_dollars": None if job.estimate is None else dollars(job.estimate),
        "asked_at": job.created_at,
        "ended_at": job.ended_at,
        "why": job.reason.get("key") if job.reason else None,
    }


def _task(task: JobTask) -> dict[str, Any]:
    return {
        "operation": task.operation,
        "pictures": task.pictures,
        "arrived": task.arrived,
        "estimated_dollars": None if task.estimate is None else dollars(task.estimate),
        "charged_dollars": None if task.charged is None else dollars(task.charged),
        "why": task.reason.get("key") if task.reason else None,
        "request": dict(task.request),
    }


def _id(snowflake: int | None) -> str | None:
    """Return an id as text, which no reader of JSON rounds; erased ones are 0."""
    return str(snowflake) if snowflake else None
