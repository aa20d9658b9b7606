"""Pages of a member's own jobs in a server, newest first, also among many thousands.

A page begins beside a job, not after a number of them, so that each is as near as the first. The
order is that of the index `ix_jobs_book`. Words are looked for in batches of prompts, without
the rest of the rows, and in the same way on both engines.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.engine import Connection

from bot.storage.database import Database
from bot.storage.erasure import IS_EMPTIED
from bot.storage.records import Job, State
from bot.storage.reports import Verdict
from bot.storage.rows import as_job
from bot.storage.schema import jobs, reports, tasks

_BATCH_SIZE = 1000
# As it was typed, where it has alternatives.
_PROMPT = func.coalesce(jobs.c.batch["prompt"].as_string(), jobs.c.request["prompt"].as_string())
# What was reported about any message of a job hides it, until moderators restore it.
_IS_HIDDEN = (
    select(reports.c.job_id)
    .where(reports.c.job_id == jobs.c.id, reports.c.state != Verdict.RESTORED)
    .exists()
)


@dataclass(frozen=True, slots=True)
class BookSearch:
    """The jobs of a member in a server, or in direct messages, that are looked for.

    `words` all have to be in the prompt, however they are cased. None is no condition: `operations`
    are those of a model, and `channel_id` is where it was asked for or posted.
    """

    guild_id: int | None
    member_id: int
    words: tuple[str, ...] = ()
    operations: Sequence[str] | None = None
    channel_id: int | None = None
    finished: bool = False


Edge = tuple[datetime, int]
"""A place in the order of jobs: a moment and an id."""


class PictureBookStore:
    """Rows of the table `jobs`, by the member who asked for them; hidden and emptied ones left out.

    A cursor is the id of a job, which is not on the page itself.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def older(
        self, search: BookSearch, count: int, cursor: int | None = None, *, including: bool = False
    ) -> list[Job]:
        """Return the jobs before a cursor, or the newest ones, newest first.

        With `including` the job of the cursor is the first, if it meets the search.
        """
        return await self._database.run_read(
            lambda connection: _found(
                connection, search, count, cursor, newer=False, including=including
            )
        )

    async def newer(self, search: BookSearch, count: int, cursor: int) -> list[Job]:
        """Return the jobs right after a cursor, newest first."""
        found = await self._database.run_read(
            lambda connection: _found(connection, search, count, cursor, newer=True)
        )
        return found[::-1]


def _found(
    connection: Connection,
    search: BookSearch,
    count: int,
    cursor: int | None,
    *,
    newer: bool,
    including: bool = False,
) -> list[Job]:
    edge = None
    if cursor is not None:
        if (found := _edge_of(connection, cursor)) is None:
            return []
        # Ids are whole numbers, so the next one is the nearest edge that the job itself is beyond.
        edge = (found[0], found[1] + 1) if including else found
    if not search.words:
        query = select(jobs).where(_meets(search), _beyond(edge, newer=newer))
        query = query.order_by(*_order(newer=newer)).limit(count)
        return [*map(as_job, connection.execute(query))]
    ids = [*islice(_with_words(connection, search, edge, newer=newer), count)]
    query = select(jobs).where(jobs.c.id.in_(ids)).order_by(*_order(newer=newer))
    return [*map(as_job, connection.execute(query))]


def _with_words(
    connection: Connection, search: BookSearch, edge: Edge | None, *, newer: bool
) -> Iterator[int]:
    """Yield the ids of jobs with the words, in order."""
    words = [word.casefold() for word in search.words]
    some = select(jobs.c.id, jobs.c.created_at, _PROMPT.label("prompt")).where(_meets(search))
    some = some.order_by(*_order(newer=newer)).limit(_BATCH_SIZE)
    is_last = False
    while not is_last:
        rows = connection.execute(some.where(_beyond(edge, newer=newer))).all()
        for row in rows:
            prompt = (row.prompt or "").casefold()
            if all(word in prompt for word in words):
                yield row.id
        is_last = len(rows) < _BATCH_SIZE
        edge = None if is_last else (rows[-1].created_at, rows[-1].id)


def _meets(search: BookSearch) -> ColumnElement[bool]:
    is_theirs = and_(jobs.c.member_id == search.member_id, jobs.c.guild_id == search.guild_id)
    conditions = [is_theirs, ~IS_EMPTIED, ~_IS_HIDDEN]
    if search.operations is not None:
        conditions.append(_is_made_by(search.operations))
    if search.channel_id is not None:
        places = jobs.c.channel_id, jobs.c.message_channel_id
        conditions.append(or_(*(place == search.channel_id for place in places)))
    if search.finished:
        conditions.append(jobs.c.state == State.DONE)
    return and_(*conditions)


def _is_made_by(operations: Sequence[str]) -> ColumnElement[bool]:
    """Return the condition that one of these operations made some picture of a job."""
    of_job = and_(tasks.c.job_id == jobs.c.id, tasks.c.operation.in_(operations))
    one_of_several = and_(jobs.c.batch.is_not(None), select(tasks.c.job_id).where(of_job).exists())
    return or_(jobs.c.operation.in_(operations), one_of_several)


def _edge_of(connection: Connection, cursor: int) -> Edge | None:
    query = select(jobs.c.created_at, jobs.c.id).where(jobs.c.id == cursor)
    row = connection.execute(query).one_or_none()
    return None if row is None else (row.created_at, row.id)


def _beyond(edge: Edge | None, *, newer: bool) -> ColumnElement[bool]:
    if edge is None:
        return true()
    at, job_id = edge
    created = jobs.c.created_at
    # The first condition alone is what an index can begin with.
    if newer:
        return and_(created >= at, or_(created > at, jobs.c.id > job_id))
    return and_(created <= at, or_(created < at, jobs.c.id < job_id))


def _order(*, newer: bool) -> Sequence[ColumnElement[object]]:
    columns = jobs.c.created_at, jobs.c.id
    return [column.asc() if newer else column.desc() for column in columns]
