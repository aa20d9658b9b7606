"""Conversion between rows of the table `jobs` and plain values."""

from typing import Any

from sqlalchemy import Row

from bot.storage.records import Destination, Job, NewJob, Source, State


def columns_of(new: NewJob) -> dict[str, Any]:
    """Return the columns of a job that are known when it is accepted."""
    place = new.place
    return {
        "id": new.id,
        "member_id": new.member_id,
        "guild_id": place.guild_id,
        "channel_id": place.channel_id,
        "private": place.private,
        "spoiler": place.spoiler,
        "upload_limit": place.upload_limit,
        "token": place.token,
        "thread_of": place.thread_of,
        "reply_to": place.reply_to,
        "locale": place.locale,
        "operation": new.operation,
        "request": dict(new.request),
        "pictures": new.pictures,
        "estimate": new.estimate,
        **_source_columns(new.source),
    }


def as_job(row: Row[Any]) -> Job:
    """Build the value of a whole row."""
    return Job(
        id=row.id,
        state=State(row.state),
        member_id=row.member_id,
        place=Destination(
            channel_id=row.channel_id,
            guild_id=row.guild_id,
            upload_limit=row.upload_limit,
            private=row.private,
            spoiler=row.spoiler,
            token=row.token,
            thread_of=row.thread_of,
            reply_to=row.reply_to,
            locale=row.locale,
        ),
        operation=row.operation,
        request=row.request,
        pictures=row.pictures,
        task=row.task,
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
    }


def _source(row: Row[Any]) -> Source | None:
    if row.source_message_id is None:
        return None
    return Source(
        channel_id=row.source_channel_id,
        message_id=row.source_message_id,
        picture=row.source_picture,
        job_id=row.source_job_id,
    )
