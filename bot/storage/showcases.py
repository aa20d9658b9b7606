"""Showcases of servers: where they are, and which pictures they show.

A picture is shown once: its row is inserted before the message is sent, together with the row of
`reposts` that names the message. A picture that is taken out leaves a row of `withdrawn_posts`,
until its message is deleted.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, false, select, update
from sqlalchemy.engine import Connection

from bot.storage.audit import Entry, record
from bot.storage.database import Database
from bot.storage.erasure import IS_EMPTIED
from bot.storage.records import State
from bot.storage.schema import (
    jobs,
    members,
    reposts,
    showcased,
    showcases,
    withdrawn_posts,
)
from bot.storage.upsert import insert_if_new, upsert
from bot.storage.withdrawn_posts import withdraw_showcased

_BEGUN = 0
_MAX_DUE = 100


@dataclass(frozen=True, slots=True)
class Showcase:
    """The channel of a server, and the number of members who have to star a picture."""

    channel_id: int
    stars: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture in a showcase. `message_id` is None while nobody knows whether it was posted.

    The message is younger than the id `asked_by`.
    """

    job_id: int
    guild_id: int
    channel_id: int
    message_id: int | None
    asked_by: int
    looked_at: datetime


class ShowcaseStore:
    """Rows of the tables `showcases` and `showcased`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, guild_id: int) -> Showcase | None:
        """Return the showcase of a server, if it has one."""
        query = select(showcases).where(showcases.c.guild_id == guild_id)
        row = await self._database.run_read(
            lambda connection: connection.execute(query).one_or_none()
        )
        return None if row is None else Showcase(row.channel_id, row.stars)

    async def put(self, showcase: Showcase, entry: Entry) -> None:
        """Set the showcase of a server, and record it."""
        values = {"channel_id": showcase.channel_id, "stars": showcase.stars}
        async with self._database.write() as connection:
            await upsert(connection, showcases, {"guild_id": entry.guild_id}, values)
            await record(connection, entry)

    async def remove(self, entry: Entry) -> bool:
        """Remove the showcase of a server; return True if there was one. Its posts stay."""
        statement = delete(showcases).where(showcases.c.guild_id == entry.guild_id)
        async with self._database.write() as connection:
            removed = await connection.execute(statement)
            if removed.rowcount:
                await record(connection, entry)
        return removed.rowcount > 0

    async def has_shown(self, guild_id: int) -> bool:
        """Return True if pictures of a server are shown."""
        query = select(showcased.c.job_id).where(showcased.c.guild_id == guild_id).limit(1)
        return await self._database.run_read(
            lambda connection: connection.scalar(query) is not None
        )

    async def is_shown(self, job_id: int) -> bool:
        """Return True if the pictures of a job are shown, or being posted."""
        query = select(showcased.c.job_id).where(showcased.c.job_id == job_id)
        return await self._database.run_read(
            lambda connection: connection.scalar(query) is not None
        )

    async def begin(
        self, job_id: int, guild_id: int, channel_id: int, asked_by: int, now: datetime
    ) -> bool:
        """Record that the pictures may be posted from now on; return True for one caller, once.

        Returns False, too, if the server has another showcase by now, if the pictures may not be
        shown, or if the channel has a message with them already.
        """
        key = {"job_id": job_id, "channel_id": channel_id}

        def work(connection: Connection) -> bool:
            is_open = connection.scalar(
                select(showcases.c.guild_id).where(
                    showcases.c.guild_id == guild_id, showcases.c.channel_id == channel_id
                )
            )
            if is_open is None or not _may_show(connection, job_id, guild_id):
                return False
            if connection.execute(select(withdrawn_posts).filter_by(**key)).first() is not None:
                # Its former post is about to be deleted.
                return False
            shown = {**key, "guild_id": guild_id, "looked_at": now}
            if not insert_if_new(connection, showcased, shown):
                return False
            posted = {**key, "message_id": _BEGUN, "asked_by": asked_by}
            if insert_if_new(connection, reposts, posted):
                return True
            # Its member has posted it there.
            connection.execute(delete(showcased).where(showcased.c.job_id == job_id))
            return False

        return await self._database.run_write(work)

    async def keep(self, job_id: int, channel_id: int, message_id: int) -> bool:
        """Record the message that was posted.

        Returns False if the picture was taken out meanwhile, or another message was recorded.
        """
        statement = (
            update(reposts)
            .filter_by(job_id=job_id, channel_id=channel_id, message_id=_BEGUN)
            .values(message_id=message_id)
        )
        return await self._database.run_write(
            lambda connection: connection.execute(statement).rowcount > 0
        )

    async def message_of(self, job_id: int, channel_id: int) -> int | None:
        """Return the message that shows the pictures of a job in a channel, if there is one."""
        query = select(reposts.c.message_id).filter_by(job_id=job_id, channel_id=channel_id)
        return await self._database.run_read(lambda connection: connection.scalar(query))

    async def drop(self, job_id: int, channel_id: int) -> None:
        """Record that nothing was posted: the picture may be shown another time."""

        def work(connection: Connection) -> None:
            unposted = {"job_id": job_id, "channel_id": channel_id, "message_id": _BEGUN}
            if connection.execute(delete(reposts).filter_by(**unposted)).rowcount:
                connection.execute(delete(showcased).where(showcased.c.job_id == job_id))

        await self._database.run_write(work)

    async def may_show(self, job_id: int, guild_id: int) -> bool:
        """Return True if the pictures of a job are public, and their member does not refuse."""
        return await self._database.run_read(
            lambda connection: _may_show(connection, job_id, guild_id)
        )

    async def due(self, now: datetime, unposted: timedelta, posted: timedelta) -> list[Shown]:
        """Return the pictures that were not looked at for so long, unposted ones first."""
        # Each by an index of its own: this is asked again and again.
        conditions = (
            and_(reposts.c.message_id == _BEGUN, showcased.c.looked_at <= now - unposted),
            showcased.c.looked_at <= now - posted,
        )
        rows = await self._database.run_read(
            lambda connection: [
                row for which in conditions for row in connection.execute(_due(which))
            ]
        )
        found = (
            Shown(
                row.job_id,
                row.guild_id,
                row.channel_id,
                row.message_id or None,
                row.asked_by,
                row.looked_at,
            )
            for row in rows
        )
        return [*dict.fromkeys(found)]

    async def claim(self, shown: Shown, now: datetime) -> bool:
        """Note that a picture is looked at now; return True for one caller."""
        statement = (
            update(showcased)
            .where(showcased.c.job_id == shown.job_id, showcased.c.looked_at == shown.looked_at)
            .values(looked_at=now)
        )
        return await self._database.run_write(
            lambda connection: connection.execute(statement).rowcount > 0
        )

    async def withdraw(self, job_id: int, *, but: int | None = None) -> bool:
        """Take the pictures of a job out of the showcase; return True if they were shown.

        Those in the message `but` stay.
        """
        is_it = showcased.c.job_id == job_id
        if but is not None:
            kept = select(reposts.c.job_id).where(
                reposts.c.job_id == job_id, reposts.c.message_id == but
            )
            is_it &= showcased.c.job_id.not_in(kept)
        return await self._withdraw(is_it) > 0

    async def withdraw_of(self, message_ids: Collection[int]) -> int:
        """Take the pictures out whose posts were these messages; return how many."""
        if not message_ids:
            return 0
        theirs = (
            select(showcased.c.job_id)
            .join(jobs, jobs.c.id == showcased.c.job_id)
            .where(jobs.c.message_id.in_({*message_ids}))
        )
        # Read first: most deleted messages are none of these.
        found = await self._database.run_read(lambda connection: [*connection.scalars(theirs)])
        return await self._withdraw(showcased.c.job_id.in_(found)) if found else 0

    async def set_consent(self, member_id: int, *, shown: bool) -> None:
        """Store whether a member's pictures may be shown; those that were are taken out."""
        theirs = select(jobs.c.id).where(jobs.c.member_id == member_id)
        async with self._database.write() as connection:
            await upsert(connection, members, {"member_id": member_id}, {"in_showcases": shown})
            if not shown:
                await withdraw_showcased(connection, showcased.c.job_id.in_(theirs))

    async def _withdraw(self, which: ColumnElement[bool]) -> int:
        async with self._database.write() as connection:
            return await withdraw_showcased(connection, which)


def _due(which: ColumnElement[bool]) -> Select[Any]:
    order = showcased.c.looked_at, showcased.c.job_id
    return (
        select(showcased, reposts.c.message_id, reposts.c.asked_by)
        .join(reposts, _same_post())
        .where(which)
        .order_by(*order)
        .limit(_MAX_DUE)
    )


def _same_post() -> ColumnElement[bool]:
    return and_(
        reposts.c.job_id == showcased.c.job_id, reposts.c.channel_id == showcased.c.channel_id
    )


def _may_show(connection: Connection, job_id: int, guild_id: int) -> bool:
    refuses = select(members.c.member_id).where(
        members.c.member_id == jobs.c.member_id, members.c.in_showcases.is_(False)
    )
    query = select(jobs.c.id).where(
        jobs.c.id == job_id,
        jobs.c.guild_id == guild_id,
        jobs.c.state == State.DONE,
        jobs.c.private == false(),
        jobs.c.private_thread.is_not(True),
        jobs.c.message_channel_id.is_not(None),
        ~IS_EMPTIED,
        ~refuses.exists(),
    )
    return connection.scalar(query) is not None
