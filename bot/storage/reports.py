"""Pictures that members have reported, and those that no member of a server may use any more."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.audit import Entry, record
from bot.storage.database import Database
from bot.storage.schema import removed_pictures, reports
from bot.storage.upsert import upsert


class Verdict(StrEnum):
    """`open -> restored | removed`, and what was restored can still be removed."""

    OPEN = "open"
    RESTORED = "restored"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Report:
    """Pictures of one message, reported last by `reported_by` at `reported_at`.

    The notice is the moderators' message about it. `digests` are `bot.imaging.fingerprints`'.
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
    """Rows about reports; each decision is recorded with it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, message_id: int) -> Report | None:
        """The report about a message."""
        async with self._database.read() as connection:
            rows = await connection.execute(
                select(reports).where(reports.c.message_id == message_id)
            )
            row = rows.one_or_none()
        return as_report(row) if row is not None else None

    async def file(self, report: Report) -> None:
        """Write a report down, in place of an earlier one about the message.

        What was decided meanwhile stays decided.
        """
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

    async def open_by(self, guild_id: int, member_id: int) -> int:
        """How many reports of a member nobody has decided about yet."""
        async with self._database.read() as connection:
            found = await connection.scalar(
                select(func.count()).where(
                    reports.c.guild_id == guild_id,
                    reports.c.reported_by == member_id,
                    reports.c.state == Verdict.OPEN,
                )
            )
        return found or 0

    async def restore(self, message_id: int, entry: Entry) -> bool:
        """The pictures may stay; False if that was decided before, one way or the other."""
        async with self._database.write() as connection:
            return await _decide(connection, message_id, Verdict.RESTORED, (Verdict.OPEN,), entry)

    async def remove(self, report: Report, entry: Entry) -> bool:
        """The pictures go, and are no input in the server any more; False if they went before."""
        before = (Verdict.OPEN, Verdict.RESTORED)
        async with self._database.write() as connection:
            if not await _decide(connection, report.message_id, Verdict.REMOVED, before, entry):
                return False
            for digest in report.digests:
                key = {"guild_id": report.guild_id, "digest": digest}
                await upsert(connection, removed_pictures, key, {"removed_at": entry.at})
        return True

    async def any_removed(self, guild_id: int) -> bool:
        """Whether there is anything that a server does not take as an input."""
        async with self._database.read() as connection:
            found = await connection.scalar(
                select(removed_pictures.c.digest)
                .where(removed_pictures.c.guild_id == guild_id)
                .limit(1)
            )
        return found is not None

    async def removed(self, guild_id: int, digests: Collection[str]) -> set[str]:
        """Those of these digests that a server does not take as an input."""
        async with self._database.read() as connection:
            found = await connection.scalars(
                select(removed_pictures.c.digest).where(
                    removed_pictures.c.guild_id == guild_id,
                    removed_pictures.c.digest.in_(digests),
                )
            )
            return {*found}


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
    """What a whole row says."""
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
