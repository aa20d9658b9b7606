"""What is looked up to decide about a job, and the insertion: all in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import and_, bindparam, case, func, insert, select, true
from sqlalchemy.engine import Connection

from bot.storage import ledger
from bot.storage.ledger import Account, Use
from bot.storage.policy_snapshot import SPENDING_POLICY, SpendingPolicy, as_spending_policy
from bot.storage.records import Job, StoredInput
from bot.storage.rows import columns_of
from bot.storage.schema import IS_UNFINISHED, jobs
from bot.storage.schema import inputs as input_rows

# Put together once: to build a statement takes longer than to run it.
_IS_MINE = and_(
    jobs.c.member_id == bindparam("member"),
    # A server's id is never 0, and no engine finds null equal to anything.
    func.coalesce(jobs.c.guild_id, 0) == bindparam("guild"),
)
_LOAD = (
    select(func.count(case((_IS_MINE, 1))).label("mine"), func.count().label("everybody"))
    .select_from(jobs)
    # That it is leased says nothing, but leads SQLite to the small index.
    .where(IS_UNFINISHED, jobs.c.leased_until > datetime(1970, 1, 1, tzinfo=UTC))
    .subquery()
)
_KNOWN = select(jobs.c.id).where(jobs.c.id == bindparam("job")).scalar_subquery()
_BEFORE = SPENDING_POLICY.add_columns(_KNOWN, _LOAD.c.mine, _LOAD.c.everybody).join(_LOAD, true())
_INSERT = insert(jobs)
_INSERT_INPUTS = insert(input_rows)


@dataclass(frozen=True, slots=True)
class Load:
    """How many jobs are unfinished: of one member, and in all."""

    member: int
    everybody: int


@dataclass(frozen=True, slots=True)
class Before:
    """What there is before a job is accepted. `known` is whether it is already: the same event
    asked for it."""

    known: bool
    load: Load
    binding: SpendingPolicy


class LedgerView:
    """What counts, looked up in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def binding(self, guild_id: int | None) -> SpendingPolicy:
        """What the server has decided about how much may be made."""
        return as_spending_policy(
            self._connection.execute(SPENDING_POLICY, {"guild": guild_id or 0}).all()
        )

    def totals(self, account: Account, since: Sequence[datetime]) -> list[tuple[int, int]]:
        """Pictures and micro-dollars that count since then, for each of these times."""
        return ledger.totals(self._connection, account, since)

    def uses(self, account: Account, since: datetime) -> list[Use]:
        """What counts since then, oldest first."""
        return ledger.uses(self._connection, account, since)


class Acceptance(LedgerView):
    """The transaction in which a job is accepted; alone for the server."""

    def __init__(self, connection: Connection, owner: str) -> None:
        super().__init__(connection)
        self._owner = owner

    def before(self, job_id: int, guild_id: int | None, member_id: int) -> Before:
        """What there is already, at one look."""
        ids = {"job": job_id, "member": member_id, "guild": guild_id or 0}
        rows = self._connection.execute(_BEFORE, ids).all()
        known, mine, everybody = rows[0][-3:]
        return Before(known is not None, Load(mine, everybody), as_spending_policy(rows))

    def insert(self, job: Job, inputs: Sequence[StoredInput], leased_until: datetime) -> None:
        """Insert a job and its inputs; the lease is this process's."""
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
