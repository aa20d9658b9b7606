"""Attempts of a member that came to nothing: failed jobs, and those that moderation declined."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, func, select, text
from sqlalchemy.engine import Connection

from bot.storage.records import State
from bot.storage.schema import UtcDateTime, inputs, jobs

DECLINED = ("failed-declined", "failed-declined-words")
"""The reasons of jobs that a provider's moderation declined."""

_IS_RECENT = and_(
    jobs.c.member_id == bindparam("member"),
    jobs.c.created_at > bindparam("attempts_since", type_=UtcDateTime),
)
# As text, like the conditions of the schema.
_FAILED = text("state = 'failed'")
FAILED_JOBS = select(func.count()).select_from(jobs).where(_IS_RECENT, _FAILED).scalar_subquery()
"""A member's jobs of all servers that have failed, of those accepted after `attempts_since`."""
_LAST_DONE = (
    select(func.max(jobs.c.ended_at))
    .where(_IS_RECENT, jobs.c.state == State.DONE)
    .scalar_subquery()
)
_DECLINES = select(func.count(), func.max(jobs.c.ended_at)).where(
    _IS_RECENT,
    _FAILED,
    jobs.c.reason["key"].as_string().in_(DECLINED),
    func.coalesce(jobs.c.ended_at > _LAST_DONE, True),
)
_STORED = func.coalesce(func.sum(func.length(inputs.c.content)), 0)
_STORED_IN_ALL = select(_STORED)
_STORED_OF_MEMBER = _STORED_IN_ALL.join(jobs, jobs.c.id == inputs.c.job_id).where(
    jobs.c.member_id == bindparam("member")
)


@dataclass(frozen=True, slots=True)
class Declines:
    """Declines in a row, since the last picture that was made; the last one ended at `last`."""

    count: int
    last: datetime | None


def declines(connection: Connection, member_id: int, since: datetime) -> Declines:
    """Count a member's declines in a row, among the jobs accepted after `since`."""
    ids = {"member": member_id, "attempts_since": since}
    count, last = connection.execute(_DECLINES, ids).one()
    return Declines(count, last)


def stored_bytes(connection: Connection, member_id: int | None = None) -> int:
    """Sum up the bytes of all images that are stored with jobs, or of one member's."""
    if member_id is None:
        return int(connection.scalar(_STORED_IN_ALL) or 0)
    return int(connection.scalar(_STORED_OF_MEMBER, {"member": member_id}) or 0)
