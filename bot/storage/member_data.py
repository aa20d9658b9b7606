"""Everything that is stored about one member, in all servers: to read, and to erase."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import Database
from bot.storage.erasure import ANONYMOUS, anonymise, drop_images, empty_jobs
from bot.storage.member_record import BATCH_SIZE, MemberRecord, forget_in_reports, member_record_of
from bot.storage.records import UNFINISHED, Job, JobTask
from bot.storage.rows import as_job, as_task
from bot.storage.schema import (
    contest_entries,
    contests,
    inputs,
    jobs,
    members,
    questions,
    reposts,
    showcased,
    tasks,
)
from bot.storage.withdrawn_posts import withdraw_showcased


@dataclass(frozen=True, slots=True)
class KeptInput:
    """An image that was given with a job; `size` is in bytes, and 0 if it was dropped."""

    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """A picture in a contest; `votes` is None until they are counted."""

    contest_id: int
    number: int
    votes: int | None
    won: bool


@dataclass(frozen=True, slots=True)
class MemberData:
    """Everything about a member; None is what they never chose, or never received.

    `jobs` are oldest first; `inputs` are the jobs' images, by job id, `tasks` those of jobs that
    have several, `reposts` the channels and messages in which they were posted again, and `entries`
    the contests in which they take part.
    """

    lets_others_edit: bool | None
    hinted_at: datetime | None
    jobs: list[Job]
    inputs: dict[int, list[KeptInput]]
    record: MemberRecord = field(default_factory=MemberRecord)
    mention_when_slow: bool | None = None
    defaults: Mapping[str, Any] | None = None
    unclear_edits: bool | None = None
    reposts: Mapping[int, Sequence[tuple[int, int]]] = field(default_factory=dict)
    in_showcases: bool | None = None
    entries: Mapping[int, Sequence[KeptEntry]] = field(default_factory=dict)
    tasks: Mapping[int, Sequence[JobTask]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Retained:
    """Data that an erasure keeps: so many `unfinished` jobs, and a `refusal` to let others edit."""

    unfinished: int
    refusal: bool


class MemberDataStore:
    """Rows of all tables, by the member whom they are about."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, member_id: int) -> MemberData:
        """Read everything about the member, without the content of images."""
        async with self._database.read() as connection:
            member = (
                await connection.execute(select(members).where(members.c.member_id == member_id))
            ).one_or_none()
            return MemberData(
                lets_others_edit=member.lets_others_edit if member else None,
                hinted_at=member.hinted_at if member else None,
                jobs=await _jobs(connection, member_id),
                inputs=await _inputs(connection, member_id),
                record=await member_record_of(connection, member_id),
                mention_when_slow=member.mention_when_slow if member else None,
                defaults=member.defaults if member else None,
                unclear_edits=member.unclear_edits if member else None,
                reposts=await _reposts(connection, member_id),
                in_showcases=member.in_showcases if member else None,
                entries=await _entries(connection, member_id),
                tasks=await _tasks(connection, member_id),
            )

    async def forget(self, member_id: int, counted_since: datetime) -> Retained:
        """Empty the member's finished jobs, and delete their images and their settings.

        Jobs accepted at `counted_since`, the start of the longest window of a limit, or before are
        anonymised at once. The others keep their member until they no longer count (see
        `JobStore.drop_requests`), so that an erasure frees no quota.

        Kept are unfinished jobs, until they end; the refusal to let others edit, since it protects
        pictures that are still in Discord; and what belongs to the servers: their decisions about
        the member, and the audit log of the member's changes.
        """
        is_theirs = jobs.c.member_id == member_id
        async with self._database.write() as connection:
            # First, while the jobs still name the member.
            await forget_in_reports(connection, member_id)
            await _leave_community(connection, member_id)
            await empty_jobs(connection, is_theirs & jobs.c.state.not_in(UNFINISHED))
            await drop_images(connection, is_theirs)
            await anonymise(connection, is_theirs, counted_since)
            unfinished = await connection.scalar(
                select(func.count()).where(is_theirs, jobs.c.state.in_(UNFINISHED))
            )
            await connection.execute(delete(questions).where(questions.c.member_id == member_id))
            refusal = await _forget_settings(connection, member_id)
            if not refusal:
                # Named in others' edits only so that a refusal binds them.
                is_owner = jobs.c.source_owner_id == member_id
                await connection.execute(update(jobs).where(is_owner).values(source_owner_id=None))
        return Retained(unfinished=unfinished or 0, refusal=refusal)


async def _jobs(connection: AsyncConnection, member_id: int) -> list[Job]:
    found = await connection.stream(
        select(jobs).where(jobs.c.member_id == member_id).order_by(jobs.c.created_at, jobs.c.id)
    )
    return [as_job(row) async for rows in found.partitions(BATCH_SIZE) for row in rows]


async def _inputs(connection: AsyncConnection, member_id: int) -> dict[int, list[KeptInput]]:
    stored = await connection.stream(
        select(inputs.c.job_id, inputs.c.name, inputs.c.media_type, func.length(inputs.c.content))
        .join(jobs, jobs.c.id == inputs.c.job_id)
        .where(jobs.c.member_id == member_id)
        .order_by(inputs.c.job_id, inputs.c.name)
    )
    by_job: defaultdict[int, list[KeptInput]] = defaultdict(list)
    async for rows in stored.partitions(BATCH_SIZE):
        for job_id, name, media_type, size in rows:
            by_job[job_id].append(KeptInput(name, media_type, size))
    return dict(by_job)


async def _reposts(connection: AsyncConnection, member_id: int) -> dict[int, list[tuple[int, int]]]:
    found = await connection.execute(
        select(reposts.c.job_id, reposts.c.channel_id, reposts.c.message_id)
        .join(jobs, jobs.c.id == reposts.c.job_id)
        .where(jobs.c.member_id == member_id)
        .order_by(reposts.c.job_id, reposts.c.message_id)
    )
    by_job: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for job_id, channel_id, message_id in found:
        by_job[job_id].append((channel_id, message_id))
    return dict(by_job)


async def _entries(connection: AsyncConnection, member_id: int) -> dict[int, list[KeptEntry]]:
    found = await connection.execute(
        select(contest_entries)
        .where(contest_entries.c.member_id == member_id)
        .order_by(contest_entries.c.contest_id, contest_entries.c.number)
    )
    by_job: defaultdict[int, list[KeptEntry]] = defaultdict(list)
    for row in found:
        entry = KeptEntry(row.contest_id, row.number, row.votes, bool(row.won))
        by_job[row.job_id].append(entry)
    return dict(by_job)


async def _leave_community(connection: AsyncConnection, member_id: int) -> None:
    """Take the member's pictures out of showcases and contests."""
    theirs = select(jobs.c.id).where(jobs.c.member_id == member_id)
    await withdraw_showcased(connection, showcased.c.job_id.in_(theirs))
    is_theirs = contest_entries.c.member_id == member_id
    await connection.execute(delete(contest_entries).where(is_theirs))
    started = contests.c.started_by == member_id
    await connection.execute(update(contests).where(started).values(started_by=ANONYMOUS))


async def _tasks(connection: AsyncConnection, member_id: int) -> dict[int, list[JobTask]]:
    found = await connection.stream(
        select(tasks)
        .join(jobs, jobs.c.id == tasks.c.job_id)
        .where(jobs.c.member_id == member_id)
        .order_by(tasks.c.job_id, tasks.c.number)
    )
    by_job: defaultdict[int, list[JobTask]] = defaultdict(list)
    async for rows in found.partitions(BATCH_SIZE):
        for row in rows:
            by_job[row.job_id].append(as_task(row))
    return dict(by_job)


async def _forget_settings(connection: AsyncConnection, member_id: int) -> bool:
    """Delete the member's settings, except a refusal; return True if there is one."""
    is_theirs = members.c.member_id == member_id
    lets = members.c.lets_others_edit
    await connection.execute(delete(members).where(is_theirs, lets.is_not(False)))
    nothing = {
        "hinted_at": None,
        "mention_when_slow": None,
        "defaults": None,
        "unclear_edits": None,
        "unclear_chosen_at": None,
        "in_showcases": None,
    }
    kept = await connection.execute(update(members).where(is_theirs).values(nothing))
    return kept.rowcount == 1
