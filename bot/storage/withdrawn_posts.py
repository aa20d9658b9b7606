"""Posts in showcases that are to be deleted, since their pictures are no longer shown.

Whoever takes a picture out does so in the transaction of the reason. So its message is deleted
whatever happens next, by the periodic work at the latest.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, and_, delete, insert, literal, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import Database
from bot.storage.schema import reposts, showcased, withdrawn_posts

# Due whatever the clock says.
_AT_ONCE = datetime(2020, 1, 1, tzinfo=UTC)
_MAX_ROWS = 100


@dataclass(frozen=True, slots=True)
class WithdrawnPost:
    """A message to delete. `message_id` is None where it has to be looked for, after `asked_by`."""

    job_id: int
    channel_id: int
    guild_id: int
    message_id: int | None
    asked_by: int
    due_at: datetime


class WithdrawnPostStore:
    """Rows of the table `withdrawn_posts`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def due(self, now: datetime) -> list[WithdrawnPost]:
        """Return the posts that may be deleted now, those that have waited longest first."""
        table = withdrawn_posts
        query = select(table).where(table.c.due_at <= now).order_by(table.c.due_at).limit(_MAX_ROWS)
        rows = await self._database.run_read(lambda connection: connection.execute(query).all())
        return [
            WithdrawnPost(
                row.job_id,
                row.channel_id,
                row.guild_id,
                row.message_id or None,
                row.asked_by,
                row.due_at,
            )
            for row in rows
        ]

    async def postpone(self, post: WithdrawnPost, until: datetime) -> bool:
        """Try again then; return True for one caller, who may try now."""
        statement = update(withdrawn_posts).where(
            *_is_it(post), withdrawn_posts.c.due_at == post.due_at
        )
        return await self._database.run_write(
            lambda connection: connection.execute(statement.values(due_at=until)).rowcount > 0
        )

    async def forget(self, post: WithdrawnPost) -> None:
        """Record that the message is gone."""
        statement = delete(withdrawn_posts).where(*_is_it(post))
        await self._database.run_write(lambda connection: connection.execute(statement))


async def withdraw_showcased(connection: AsyncConnection, which: ColumnElement[bool]) -> int:
    """Take the shown pictures that meet the condition out of their showcases; return how many."""
    is_post = and_(
        reposts.c.job_id == showcased.c.job_id, reposts.c.channel_id == showcased.c.channel_id
    )
    # Locked, so that of two callers the second finds nothing.
    theirs = select(showcased.c.job_id).where(which).with_for_update()
    found = (await connection.scalars(theirs)).all()
    if not found:
        return 0
    is_found = showcased.c.job_id.in_(found)
    posts = select(
        showcased.c.job_id,
        showcased.c.channel_id,
        showcased.c.guild_id,
        reposts.c.message_id,
        reposts.c.asked_by,
        literal(_AT_ONCE, withdrawn_posts.c.due_at.type),
    ).join(reposts, is_post)
    names = [column.name for column in withdrawn_posts.columns]
    await connection.execute(insert(withdrawn_posts).from_select(names, posts.where(is_found)))
    shown = select(showcased.c.job_id, showcased.c.channel_id).where(is_found)
    posted = tuple_(reposts.c.job_id, reposts.c.channel_id).in_(shown)
    await connection.execute(delete(reposts).where(posted))
    dropped = await connection.execute(delete(showcased).where(is_found))
    return dropped.rowcount


def _is_it(post: WithdrawnPost) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    columns = withdrawn_posts.c
    return columns.job_id == post.job_id, columns.channel_id == post.channel_id
