"""Servers' records about one member, and the member's changes and reports in servers."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.audit import Entry
from bot.storage.blocks import Block
from bot.storage.erasure import ANONYMOUS
from bot.storage.limits import SetLimit, TargetKind, as_limit
from bot.storage.reports import Report, Verdict, as_report
from bot.storage.schema import audit, blocks, jobs, limits, operator_blocks, reports

BATCH_SIZE = 50
"""Rows that are read before the event loop gets its turn: a few milliseconds' worth."""


@dataclass(frozen=True, slots=True)
class MemberRecord:
    """Records about a member in all servers.

    `blocks` and `limits` are about the member, with the server's id, expired ones included.
    `changes` are the member's changes to servers' settings, oldest first. `reports_made` are by the
    member, `reports_about` are about the member's pictures. `operator_block` is the operator's.
    """

    blocks: tuple[tuple[int, Block], ...] = ()
    limits: tuple[tuple[int, SetLimit], ...] = ()
    changes: tuple[Entry, ...] = ()
    reports_made: tuple[Report, ...] = ()
    reports_about: tuple[Report, ...] = ()
    operator_block: Block | None = None


async def member_record_of(connection: AsyncConnection, member_id: int) -> MemberRecord:
    """Read all records about a member, in a fixed order."""
    return MemberRecord(
        blocks=await _blocks(connection, member_id),
        limits=await _limits(connection, member_id),
        changes=await _changes(connection, member_id),
        reports_made=await _reports(connection, reports.c.reported_by == member_id),
        reports_about=await _reports(connection, _is_about(member_id)),
        operator_block=await _operator_block(connection, member_id),
    )


async def forget_in_reports(connection: AsyncConnection, member_id: int) -> None:
    """Anonymise the member's reports, and unlink decided reports from the member's jobs.

    The reports themselves and the decisions stay.
    """
    await connection.execute(
        update(reports).where(reports.c.reported_by == member_id).values(reported_by=ANONYMOUS)
    )
    is_decided = reports.c.state != Verdict.OPEN
    unlinked = update(reports).where(_is_about(member_id), is_decided).values(job_id=0)
    await connection.execute(unlinked)


def _is_about(member_id: int) -> ColumnElement[bool]:
    return reports.c.job_id.in_(select(jobs.c.id).where(jobs.c.member_id == member_id))


async def _blocks(connection: AsyncConnection, member_id: int) -> tuple[tuple[int, Block], ...]:
    rows = await connection.execute(
        select(blocks).where(blocks.c.member_id == member_id).order_by(blocks.c.guild_id)
    )
    return tuple((row.guild_id, Block(row.member_id, row.reason, row.until)) for row in rows)


async def _operator_block(connection: AsyncConnection, member_id: int) -> Block | None:
    query = select(operator_blocks).where(operator_blocks.c.member_id == member_id)
    row = (await connection.execute(query)).one_or_none()
    return None if row is None else Block(row.member_id, row.reason, row.until, everywhere=True)


async def _limits(connection: AsyncConnection, member_id: int) -> tuple[tuple[int, SetLimit], ...]:
    rows = await connection.execute(
        select(limits)
        .where(limits.c.whose == TargetKind.MEMBER, limits.c.target_id == member_id)
        .order_by(limits.c.guild_id, limits.c.metric, limits.c.per)
    )
    return tuple((row.guild_id, as_limit(row)) for row in rows)


async def _changes(connection: AsyncConnection, member_id: int) -> tuple[Entry, ...]:
    found = await connection.stream(
        select(audit).where(audit.c.member_id == member_id).order_by(audit.c.id)
    )
    return tuple(
        [
            Entry(row.guild_id, row.member_id, row.at, row.action, row.facts)
            async for rows in found.partitions(BATCH_SIZE)
            for row in rows
        ]
    )


async def _reports(connection: AsyncConnection, which: ColumnElement[bool]) -> tuple[Report, ...]:
    found = await connection.stream(select(reports).where(which).order_by(reports.c.message_id))
    return tuple([as_report(row) async for rows in found.partitions(BATCH_SIZE) for row in rows])
