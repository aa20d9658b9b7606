"""Reports about pictures, and the digests of removed pictures that are no longer accepted."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Row, and_, cast, delete, func, select, union, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.audit import Entry, record
from bot.storage.database import Database
from bot.storage.schema import jobs, removed_pictures, reports, reposts
from bot.storage.upsert import upsert


class Verdict(StrEnum):
    """States of a report: `open -> restored | removed`; a restored picture can still be removed."""

    OPEN = "open"
    RESTORED = "restored"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Report:
    """The pictures of one message, reported last by `reported_by` at `reported_at`.

    The notice is the message to the moderators. `digests` come from `bot.imaging.fingerprints`.
    """

    message_id: int
    channel_id: int
    guild_id: int
    job_id: int
    reported_by: int
    reported_at: datetime
    state: Verdict
    notice_channel_id: int | None
    notice_message_id: int | None
    digests: tuple[str, ...] = ()


class ReportStore:
    """Rows of the table `reports`; each decision is recorded in the audit log."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, message_id: int) -> Report | None:
        """Return the report about a message, or None."""
        async with self._database.read() as connection:
            rows = await connection.execute(
                select(reports).where(reports.c.message_id == message_id)
            )
            row = rows.one_or_none()
        return as_report(row) if row is not None else None

    async def hidden_among(self, message_ids: Collection[int]) -> set[int]:
        """Return those of these messages whose pictures were reported and not restored.

        The pictures of a job are the same in each of its messages: whichever was reported, all are
        hidden.
        """
        hidden = reports.c.state != Verdict.RESTORED
        reported = select(reports.c.message_id).where(reports.c.message_id.in_(message_ids), hidden)
        same = select(reports.c.job_id).where(hidden)
        query = union(
            reported,
            select(jobs.c.message_id).where(
                jobs.c.message_id.in_(message_ids),
                same.where(reports.c.job_id == jobs.c.id).exists(),
            ),
            select(reposts.c.message_id).where(
                reposts.c.message_id.in_(message_ids),
                same.where(reports.c.job_id == reposts.c.job_id).exists(),
            ),
        )
        async with self._database.read() as connection:
            return {*await connection.scalars(query)}

    async def file(self, report: Report) -> None:
        """Store a report; it replaces an earlier one about the message, but not its state."""
        values = {
            "channel_id": report.channel_id,
            "guild_id": report.guild_id,
            "job_id": report.job_id,
            "reported_by": report.reported_by,
            "reported_at": report.reported_at,
            "notice_channel_id": report.notice_channel_id,
            "notice_message_id": report.notice_message_id,
            "digests": [*report.digests],
        }
        about = reports.c.message_id == report.message_id
        async with self._database.write() as connection:
            changed = await connection.execute(update(reports).where(about).values(**values))
            if not changed.rowcount:
                key = {"message_id": report.message_id}
                await upsert(connection, reports, key, {**values, "state": report.state})

    async def claim(self, report: Report, max_open: int | None) -> bool:
        """Store a new report before its notice is sent; return False if there are too many.

        They are counted in the transaction that writes the row, so that reports at once are no way
        around `max_open`: the open ones of the same member in the server.
        """
        key = {"message_id": report.message_id}
        others = and_(
            reports.c.guild_id == report.guild_id,
            reports.c.reported_by == report.reported_by,
            reports.c.state == Verdict.OPEN,
            reports.c.message_id != report.message_id,
        )
        async with self._database.write() as connection:
            await self._lock(connection, report.reported_by)
            count = select(func.count()).select_from(reports).where(others)
            if max_open is not None and (await connection.scalar(count) or 0) >= max_open:
                return False
            await upsert(
                connection,
                reports,
                key,
                {
                    "channel_id": report.channel_id,
                    "guild_id": report.guild_id,
                    "job_id": report.job_id,
                    "reported_by": report.reported_by,
                    "reported_at": report.reported_at,
                    "state": report.state,
                    "digests": [],
                },
            )
        return True

    async def withdraw(self, message_id: int) -> None:
        """Delete a claimed report whose notice could not be sent."""
        async with self._database.write() as connection:
            await connection.execute(
                delete(reports).where(
                    reports.c.message_id == message_id, reports.c.notice_message_id.is_(None)
                )
            )

    async def _lock(self, connection: AsyncConnection, member_id: int) -> None:
        """Let the reports of one member follow each other; SQLite has one writer anyway."""
        if self._database.dialect == "postgresql":
            key = func.hashtextextended(f"report:{member_id}", cast(0, BigInteger))
            await connection.execute(select(func.pg_advisory_xact_lock(key)))

    async def count_open(self, guild_id: int, member_id: int) -> int:
        """Count a member's open reports in a server."""
        async with self._database.read() as connection:
            count = await connection.scalar(
                select(func.count()).where(
                    reports.c.guild_id == guild_id,
                    reports.c.reported_by == member_id,
                    reports.c.state == Verdict.OPEN,
                )
            )
        return count or 0

    async def restore(self, message_id: int, entry: Entry) -> bool:
        """Decide that the pictures may stay; return False if the report is not open."""
        async with self._database.write() as connection:
            return await _decide(connection, message_id, Verdict.RESTORED, (Verdict.OPEN,), entry)

    async def remove(self, report: Report, entry: Entry) -> bool:
        """Decide that the pictures go, and store their digests, so that the server refuses them.

        Returns False if they were removed before.
        """
        before = (Verdict.OPEN, Verdict.RESTORED)
        async with self._database.write() as connection:
            if not await _decide(connection, report.message_id, Verdict.REMOVED, before, entry):
                return False
            for digest in report.digests:
                key = {"guild_id": report.guild_id, "digest": digest}
                await upsert(connection, removed_pictures, key, {"removed_at": entry.at})
        return True

    async def has_removed(self, guild_id: int) -> bool:
        """Return True if the server has removed any picture."""
        async with self._database.read() as connection:
            digest = await connection.scalar(
                select(removed_pictures.c.digest)
                .where(removed_pictures.c.guild_id == guild_id)
                .limit(1)
            )
        return digest is not None

    async def find_removed(self, guild_id: int, digests: Collection[str]) -> set[str]:
        """Return those of these digests whose pictures the server has removed."""
        async with self._database.read() as connection:
            removed = await connection.scalars(
                select(removed_pictures.c.digest).where(
                    removed_pictures.c.guild_id == guild_id,
                    removed_pictures.c.digest.in_(digests),
                )
            )
            return {*removed}


async def _decide(
    connection: AsyncConnection,
    message_id: int,
    verdict: Verdict,
    before: Collection[Verdict],
    entry: Entry,
) -> bool:
    changed = await connection.execute(
        update(reports)
        .where(reports.c.message_id == message_id, reports.c.state.in_(before))
        .values(state=verdict)
    )
    if changed.rowcount:
        await record(connection, entry)
    return changed.rowcount > 0


def as_report(row: Row[Any]) -> Report:
    """Build the value of a whole row."""
    return Report(
        message_id=row.message_id,
        channel_id=row.channel_id,
        guild_id=row.guild_id,
        job_id=row.job_id,
        reported_by=row.reported_by,
        reported_at=row.reported_at,
        state=Verdict(row.state),
        notice_channel_id=row.notice_channel_id,
        notice_message_id=row.notice_message_id,
        digests=tuple(row.digests),
    )
