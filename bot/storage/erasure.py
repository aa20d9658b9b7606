"""Erasure of jobs: the request is removed, what counts against limits stays.

An emptied job is a row of the ledger: its id, state, times, server, operation, number of pictures
and estimate. It keeps its member while a limit may still count it, since otherwise an erasure would
be a way around every limit. After that it is anonymised: its member is 0, which is nobody's id.
"""

from datetime import datetime, timedelta

from sqlalchemy import JSON, ColumnElement, Text, case, cast, delete, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.schema import (
    IS_COUNTED_ONLY,
    contest_entries,
    inputs,
    jobs,
    reposts,
    showcased,
    tasks,
)

ANONYMOUS = 0
MAX_WINDOW = timedelta(days=30)
"""The longest window of a limit: a job may count until this long after its acceptance."""
# Reasons that quote the relay, which may quote the member, and the same reasons without the quote.
REASONS_WITHOUT_WORDS = {
    "failed-declined-words": "failed-declined",
    "failed-invalid-field": "failed-invalid",
    "failed-invalid-words": "failed-invalid",
    "failed-text-words": "failed-text",
}
# Compared as text, since PostgreSQL cannot compare JSON.
IS_EMPTIED = cast(jobs.c.request, Text) == "{}"
_KEY = jobs.c.reason["key"].as_string()


async def empty_jobs(connection: AsyncConnection, which: ColumnElement[bool]) -> int:
    """Empty the jobs that meet the condition; return how many were not empty before.

    Their images are not touched; see `drop_images`.
    """
    result = await connection.execute(
        update(jobs)
        .where(which, ~IS_EMPTIED)
        .values(
            request={},
            style=None,
            batch=None,
            area=None,
            reason=case(
                *(
                    (key == _KEY, literal({"key": bare}, JSON))
                    for key, bare in REASONS_WITHOUT_WORDS.items()
                ),
                else_=jobs.c.reason,
            ),
            token=None,
            unnotified=None,
            task=None,
            locale=None,
            channel_id=0,
            thread_of=None,
            reply_to=None,
            message_id=None,
            message_channel_id=None,
            comparison_id=None,
            source_channel_id=None,
            source_message_id=None,
            source_picture=None,
            source_job_id=None,
            source_owner_id=None,
        )
    )
    return result.rowcount


async def drop_images(connection: AsyncConnection, which: ColumnElement[bool]) -> None:
    """Delete the inputs and tasks of the emptied jobs, and where they were posted.

    Their posts stay in Discord.
    """
    for table in (inputs, tasks, reposts, showcased, contest_entries):
        emptied = select(jobs.c.id).where(jobs.c.id == table.c.job_id, which, IS_EMPTIED)
        await connection.execute(delete(table).where(emptied.exists()))


async def anonymise(
    connection: AsyncConnection, which: ColumnElement[bool], counted_since: datetime
) -> None:
    """Remove the member from emptied jobs that meet the condition and no longer count.

    No limit counts jobs that were accepted at `counted_since` or before.
    """
    await connection.execute(
        update(jobs)
        .where(which, IS_COUNTED_ONLY, IS_EMPTIED, jobs.c.created_at <= counted_since)
        .values(member_id=ANONYMOUS)
    )
