"""What is kept about one member, in every server: all of it to read, and all of it to forget."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import Database
from bot.storage.erasure import disown, drop_images, empty
from bot.storage.member_record import BATCH_SIZE, MemberRecord, forget_in_reports, member_record_of
from bot.storage.records import UNFINISHED, Job
from bot.storage.rows import as_job
from bot.storage.schema import inputs, jobs, members


@dataclass(frozen=True, slots=True)
class KeptInput:
    """An image that was given with a job. `size` is in bytes; 0 is no longer stored."""

    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class MemberData:
    """Everything about a member; None is what they never said, or were never told.

    `jobs` are oldest first, and `inputs` theirs by the job's id.
    """

    lets_others_edit: bool | None
    hinted_at: datetime | None
    jobs: list[Job]
    inputs: dict[int, list[KeptInput]]
    decided: MemberRecord = field(default_factory=MemberRecord)


@dataclass(frozen=True, slots=True)
class Left:
    """What was not forgotten: so many `unfinished` jobs, and a `refusal` to let others edit."""

    unfinished: int
    refusal: bool


class MemberDataStore:
    """Rows by the member they are about."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def everything(self, member_id: int) -> MemberData:
        """All that the database has about the member, without what is in the images."""
        async with self._database.read() as connection:
            said = (
                await connection.execute(select(members).where(members.c.member_id == member_id))
            ).one_or_none()
            return MemberData(
                lets_others_edit=said.lets_others_edit if said else None,
                hinted_at=said.hinted_at if said else None,
                jobs=await _jobs(connection, member_id),
                inputs=await _inputs(connection, member_id),
                decided=await member_record_of(connection, member_id),
            )

    async def forget(self, member_id: int, counted_since: datetime) -> Left:
        """Empty the member's finished jobs, drop their images, and drop what they have set.

        Jobs asked for before `counted_since`, the beginning of the longest window of a limit, are
        nobody's from now on; the others, as `JobStore.drop_requests` finds, when they count no
        more. Until then they keep their member, so that forgetting gives no room under a limit.
        Unfinished jobs are left to finish. That others may not edit is kept: it protects the
        pictures, which still stand in Discord. So is what servers have decided about the member,
        and the record of what the member has changed in them, which are the servers' own.
        """
        theirs = jobs.c.member_id == member_id
        async with self._database.write() as connection:
            # While the jobs can still be told to be the member's.
            await forget_in_reports(connection, member_id)
            await empty(connection, theirs & jobs.c.state.not_in(UNFINISHED))
            await drop_images(connection, theirs)
            await disown(connection, theirs, counted_since)
            unfinished = await connection.scalar(
                select(func.count()).where(theirs, jobs.c.state.in_(UNFINISHED))
            )
            refusal = await _forget_settings(connection, member_id)
        return Left(unfinished=unfinished or 0, refusal=refusal)


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
    found: defaultdict[int, list[KeptInput]] = defaultdict(list)
    async for rows in stored.partitions(BATCH_SIZE):
        for job_id, name, media_type, size in rows:
            found[job_id].append(KeptInput(name, media_type, size))
    return dict(found)


async def _forget_settings(connection: AsyncConnection, member_id: int) -> bool:
    """Whether a refusal stays."""
    theirs = members.c.member_id == member_id
    lets = members.c.lets_others_edit
    await connection.execute(delete(members).where(theirs, lets.is_not(False)))
    kept = await connection.execute(update(members).where(theirs).values(hinted_at=None))
    return kept.rowcount == 1
