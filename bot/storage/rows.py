"""Conversion between rows of the table `jobs` and plain values."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.engine import Connection

from bot.storage.records import Area, Destination, Job, JobTask, Source, State
from bot.storage.schema import tasks


def columns_of(job: Job) -> dict[str, Any]:
    """Return the columns that a job has when it is accepted."""
    destination = job.destination
    return {
        "id": job.id,
        "state": job.state,
        "member_id": job.member_id,
        "guild_id": destination.guild_id,
        "channel_id": destination.channel_id,
        "private": destination.private,
        "spoiler": destination.spoiler,
        "upload_limit": destination.upload_limit,
        "token": destination.token,
        "thread_of": destination.thread_of,
        "reply_to": destination.reply_to,
        "locale": destination.locale,
        "guild_locale": destination.guild_locale,
        "private_thread": destination.private_thread,
        "operation": job.operation,
        "request": dict(job.request),
        "style": None if job.style is None else dict(job.style),
        "batch": None if job.batch is None else dict(job.batch),
        "area": None if job.area is None else asdict(job.area),
        "pictures": job.pictures,
        "created_at": job.created_at,
        "estimate": job.estimate,
        **_source_columns(job.source),
    }


def as_job(row: Row[Any]) -> Job:
    """Build the value of a whole row."""
    return Job(
        id=row.id,
        state=State(row.state),
        member_id=row.member_id,
        destination=Destination(
            channel_id=row.channel_id,
            guild_id=row.guild_id,
            upload_limit=row.upload_limit,
            private=row.private,
            spoiler=row.spoiler,
            token=row.token,
            thread_of=row.thread_of,
            reply_to=row.reply_to,
            locale=row.locale,
            guild_locale=row.guild_locale,
            private_thread=bool(row.private_thread),
        ),
        operation=row.operation,
        request=row.request,
        style=row.style,
        batch=row.batch,
        area=_area(row.area),
        pictures=row.pictures,
        task=row.task,
        task_origin=row.task_origin,
        delivery_way=row.delivery_way,
        attempts=row.attempts or 0,
        result=row.result,
        message_id=row.message_id,
        message_channel_id=row.message_channel_id,
        reason=row.reason,
        created_at=row.created_at,
        started_at=row.started_at,
        submitted_at=row.submitted_at,
        posting_at=row.posting_at,
        ended_at=row.ended_at,
        estimate=row.estimate,
        source=_source(row),
    )


def _source_columns(source: Source | None) -> dict[str, int | None]:
    if source is None:
        return {}
    return {
        "source_channel_id": source.channel_id,
        "source_message_id": source.message_id,
        "source_picture": source.picture,
        "source_job_id": source.job_id,
        "source_owner_id": source.owner_id,
    }


def _source(row: Row[Any]) -> Source | None:
    if row.source_message_id is None:
        return None
    return Source(
        channel_id=row.source_channel_id,
        message_id=row.source_message_id,
        picture=row.source_picture,
        job_id=row.source_job_id,
        owner_id=row.source_owner_id,
    )


def _area(stored: Mapping[str, str] | None) -> Area | None:
    return None if stored is None else Area(stored["name"], stored.get("before", ""))


def tasks_of(connection: Connection, job_id: int) -> list[JobTask]:
    """Return the tasks of a job in their order; none for a job that has one."""
    query = select(tasks).where(tasks.c.job_id == job_id).order_by(tasks.c.number)
    return [as_task(row) for row in connection.execute(query)]


def as_task(row: Row[Any]) -> JobTask:
    """Build the value of a whole row of the table `tasks`."""
    return JobTask(
        number=row.number,
        operation=row.operation,
        request=row.request,
        pictures=row.pictures,
        estimate=row.estimate,
        names=row.names,
        task=row.task,
        arrived=row.arrived,
        charged=row.charged,
        reason=row.reason,
    )
