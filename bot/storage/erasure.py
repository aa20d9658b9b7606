"""Emptying jobs: what was asked for goes, and what counts stays.

An emptied job is a row of the ledger: its id, its state, its times, the server, the operation, how
many pictures, and the estimate. It still belongs to its member while a limit may look at it, for
else asking to be forgotten would be a way round every limit. After that it is nobody's: its member
is 0, which no member of Discord's is.
"""

from datetime import datetime, timedelta

from sqlalchemy import JSON, ColumnElement, Text, case, cast, delete, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.schema import IS_COUNTED_ONLY, inputs, jobs

ANONYMOUS = 0
COUNTED_FOR = timedelta(days=30)
"""The longest window of a limit: so long after it was asked for, a job may count."""
# Reasons that repeat what the relay said, which may be what the member said, and those without.
WORDLESS = {
    "failed-declined-words": "failed-declined",
    "failed-invalid-field": "failed-invalid",
    "failed-invalid-words": "failed-invalid",
    "failed-text-words": "failed-text",
}
# Compared as text: PostgreSQL knows no equality of JSON.
EMPTIED = cast(jobs.c.request, Text) == "{}"
_KEY = jobs.c.reason["key"].as_string()


async def empty(connection: AsyncConnection, which: ColumnElement[bool]) -> int:
    """Empty those of these jobs that are not yet; says how many. Their images are left."""
    result = await connection.execute(
        update(jobs)
        .where(which, ~EMPTIED)
        .values(
            request={},
            reason=case(
                *((key == _KEY, literal({"key": bare}, JSON)) for key, bare in WORDLESS.items()),
                else_=jobs.c.reason,
            ),
            token=None,
            task=None,
            locale=None,
            channel_id=0,
            thread_of=None,
            reply_to=None,
            message_id=None,
            message_channel_id=None,
            source_channel_id=None,
            source_message_id=None,
            source_picture=None,
            source_job_id=None,
        )
    )
    return result.rowcount


async def drop_images(connection: AsyncConnection, whose: ColumnElement[bool]) -> None:
    """Forget the images of these jobs as far as they are emptied, and that there were any."""
    emptied = select(jobs.c.id).where(jobs.c.id == inputs.c.job_id, whose, EMPTIED)
    await connection.execute(delete(inputs).where(emptied.exists()))


async def disown(
    connection: AsyncConnection, whose: ColumnElement[bool], counted_since: datetime
) -> None:
    """Make these jobs nobody's, as far as they are emptied and count no more."""
    await connection.execute(
        update(jobs)
        .where(whose, IS_COUNTED_ONLY, EMPTIED, jobs.c.created_at <= counted_since)
        .values(member_id=ANONYMOUS)
    )
