"""The transaction that accepts a job: what is read to decide about it, and the insertion."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, case, func, insert, select, true, update
from sqlalchemy.engine import Connection

from bot.storage import attempts, ledger
from bot.storage.attempts import FAILED_JOBS, Declines
from bot.storage.ledger import LOST_PICTURES, LOST_WINDOW, Account, LedgerEntry
from bot.storage.locks import lock
from bot.storage.pause import PAUSE, Pause, as_pause
from bot.storage.policy_snapshot import SPENDING_POLICY, SpendingPolicy, as_spending_policy
from bot.storage.records import RETRIABLE, UNFINISHED, Job, JobTask, StoredInput
from bot.storage.rows import columns_of
from bot.storage.schema import IS_UNFINISHED, jobs
from bot.storage.schema import inputs as input_rows
from bot.storage.schema import tasks as task_rows

ATTEMPTS_WINDOW = timedelta(hours=1)
"""The time for which failed jobs count as attempts."""

# Built once at import: building a statement takes longer than running it.
_IS_MINE = jobs.c.member_id == bindparam("member")
_LOAD = (
    select(func.count(case((_IS_MINE, 1))).label("mine"), func.count().label("everybody"))
    .select_from(jobs)
    # Always true, but it makes SQLite use the small index.
    .where(IS_UNFINISHED, jobs.c.leased_until > datetime(1970, 1, 1, tzinfo=UTC))
    .subquery()
)
_LOAD_ALONE = select(_LOAD)
_EXISTING = select(jobs.c.id).where(jobs.c.id == bindparam("job")).scalar_subquery()
_STATE = SPENDING_POLICY.add_columns(
    PAUSE, LOST_PICTURES, FAILED_JOBS, _EXISTING, _LOAD.c.mine, _LOAD.c.everybody
).join(_LOAD, true())
_INSERT = insert(jobs)
_INSERT_INPUTS = insert(input_rows)
_INSERT_TASKS = insert(task_rows)


@dataclass(frozen=True, slots=True)
class Load:
    """The number of unfinished jobs: one member's in all servers, and in total."""

    member: int
    total: int


@dataclass(frozen=True, slots=True)
class AcceptanceState:
    """The state before a job is accepted.

    `is_duplicate` is True if the job exists already, which means that its event came twice. `lost`
    are the member's pictures of the last day that were paid for and could not be delivered, and
    `failed` the member's jobs of the last hour that have failed.
    """

    is_duplicate: bool
    load: Load
    spending_policy: SpendingPolicy
    lost: int = 0
    failed: int = 0
    pause: Pause | None = None
    """The operator's pause, if there is one."""


class LedgerView:
    """The ledger and the spending policy, as seen by one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def spending_policy(self, guild_id: int | None) -> SpendingPolicy:
        """Read a server's limits and budget; without a server there are none."""
        return as_spending_policy(
            self._connection.execute(SPENDING_POLICY, {"guild": guild_id or 0}).all()
        )

    def totals(self, account: Account, since: Sequence[datetime]) -> list[tuple[int, int]]:
        """Sum up pictures and micro-dollars after each of these times; see `ledger.totals`."""
        return ledger.totals(self._connection, account, since)

    def entries(self, account: Account, since: datetime) -> list[LedgerEntry]:
        """List the oldest of what counts after `since`; see `ledger.entries`."""
        return ledger.entries(self._connection, account, since)

    def state(
        self, job_id: int, guild_id: int | None, member_id: int, now: datetime
    ) -> AcceptanceState:
        """Read everything that decides about a job, except sums, in one statement."""
        ids = {"job": job_id, "member": member_id, "guild": guild_id or 0}
        since = {"lost_since": now - LOST_WINDOW, "attempts_since": now - ATTEMPTS_WINDOW}
        rows = self._connection.execute(_STATE, {**ids, **since}).all()
        pause, lost, failed, existing, mine, total = rows[0][-6:]
        load, policy = Load(mine, total), as_spending_policy(rows)
        return AcceptanceState(
            existing is not None, load, policy, int(lost), failed, as_pause(pause)
        )

    def load(self, member_id: int) -> Load:
        """Count the unfinished jobs again."""
        return Load(*self._connection.execute(_LOAD_ALONE, {"member": member_id}).one())

    def declines(self, member_id: int, now: datetime) -> Declines:
        """Count the member's declines in a row within the last hour."""
        return attempts.declines(self._connection, member_id, now - ATTEMPTS_WINDOW)

    def stored_bytes(self, member_id: int | None = None) -> int:
        """Sum up the bytes of all images that are stored with jobs, or of one member's."""
        return attempts.stored_bytes(self._connection, member_id)


class Acceptance(LedgerView):
    """The transaction that accepts a job; no other one accepts for the same server meanwhile."""

    def __init__(self, connection: Connection, owner: str) -> None:
        super().__init__(connection)
        self._owner = owner

    def load(self, member_id: int) -> Load:
        """Count the unfinished jobs again, and let nobody else count until this one is in.

        Taken after all other locks of an acceptance, which are of members and servers.
        """
        lock(self._connection, "accept:load")
        return super().load(member_id)

    def free_inputs(self, member_id: int) -> None:
        """Drop the images of the member's jobs that have ended, to make room for new ones."""
        ended = select(jobs.c.id).where(
            jobs.c.member_id == member_id, jobs.c.state.not_in(UNFINISHED)
        )
        self._connection.execute(
            update(input_rows).where(input_rows.c.job_id.in_(ended)).values(content=b"")
        )

    def free_failed_inputs(self) -> None:
        """Drop the images of all jobs that came to nothing: kept only to be tried again."""
        is_failed = (jobs.c.id == input_rows.c.job_id) & jobs.c.state.in_(RETRIABLE)
        self._connection.execute(
            update(input_rows)
            .where(func.length(input_rows.c.content) > 0)
            .where(select(jobs.c.id).where(is_failed).exists())
            .values(content=b"")
        )

    def insert(
        self,
        job: Job,
        inputs: Sequence[StoredInput],
        leased_until: datetime,
        tasks: Sequence[JobTask] = (),
    ) -> None:
        """Insert a job, its inputs, and its tasks if it has several.

        The lease is this process's.
        """
        lease = {"owner": self._owner, "leased_until": leased_until}
        self._connection.execute(_INSERT, {**columns_of(job), **lease})
        if inputs:
            self._connection.execute(
                _INSERT_INPUTS,
                [
                    {
                        "job_id": job.id,
                        "name": given.name,
                        "media_type": given.media_type,
                        "content": given.content,
                    }
                    for given in inputs
                ],
            )
        if tasks:
            self._connection.execute(_INSERT_TASKS, [_task_row(job.id, task) for task in tasks])


def _task_row(job_id: int, task: JobTask) -> dict[str, Any]:
    return {
        "job_id": job_id,
        "number": task.number,
        "operation": task.operation,
        "request": dict(task.request),
        "names": dict(task.names),
        "pictures": task.pictures,
        "estimate": task.estimate,
    }
