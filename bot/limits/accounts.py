"""Questions about quota and budget that need no acceptance: what is used, what is left."""

from collections.abc import Mapping
from datetime import datetime

from bot.common.clock import Clock, utc_now
from bot.errors import UserError
from bot.limits.allowance import Allowance, Allowances
from bot.limits.budget import before_month
from bot.limits.quota import Cost, Standing, Usage
from bot.limits.spender import Spender
from bot.storage.acceptance import LedgerView
from bot.storage.jobs import JobStore
from bot.storage.ledger import Account
from bot.storage.policy_snapshot import SpendingPolicy
from bot.storage.servers import STOP


class Accounts:
    """The ledger as spenders and servers ask about it; nothing here accepts a job."""

    def __init__(self, jobs: JobStore, allowances: Allowances, clock: Clock = utc_now) -> None:
        self._jobs = jobs
        self._allowances = allowances
        self._clock = clock

    async def standings(self, spender: Spender) -> list[Standing]:
        """Return the standing with each limit; empty without limits."""
        now = self._clock()

        def read(ledger: LedgerView) -> list[Standing]:
            policy = ledger.spending_policy(spender.guild_id)
            return self._allowances.of(policy, spender, now).standings(ledger)

        return await self._jobs.ledger_view(read)

    async def preview(self, spender: Spender, cost: Cost, family: str) -> Usage | None:
        """Return the usage of the nearest limit if this were accepted.

        Raises `UserError` if it would be refused.
        """
        now = self._clock()

        def read(ledger: LedgerView) -> Usage | None:
            policy = ledger.spending_policy(spender.guild_id)
            return self._allowances.of(policy, spender, now).admit(ledger, cost, family)

        return await self._jobs.ledger_view(read)

    async def affordable(
        self, spender: Spender, costs: Mapping[str, tuple[Cost, str]]
    ) -> frozenset[str]:
        """Return those of the named costs, each of a family, that would be accepted now."""
        now = self._clock()

        def read(ledger: LedgerView) -> frozenset[str]:
            allowance = self._allowances.of(ledger.spending_policy(spender.guild_id), spender, now)
            return frozenset(
                name
                for name, (cost, family) in costs.items()
                if _admits(allowance, ledger, cost, family)
            )

        return await self._jobs.ledger_view(read)

    async def falls_back_to(
        self, spender: Spender, policy: SpendingPolicy, cost: Cost, family: str
    ) -> str | None:
        """Return the family that replaces `family`, which the server's budget no longer allows.

        None if the budget allows the cost, or if the server has chosen no replacement.
        """
        allowance = self._allowances.of(policy, spender, self._clock())
        budget = allowance.budget
        if budget is None or spender.guild_id is None or budget.then in (STOP, family):
            return None
        spent = await self.spent(spender.guild_id, before_month(allowance.now))
        if not budget.is_exceeded(spent, cost.dollars):
            return None
        # The member's own choice is refused, even though another family makes the picture.
        await self._allowances.watch(allowance, spent, refused=True)
        return budget.then

    async def spent(self, guild_id: int, since: datetime) -> int:
        """Return the micro-dollars that count for a server since then."""
        account = Account(guild_id)
        [(_, spent)] = await self._jobs.ledger_view(lambda ledger: ledger.totals(account, [since]))
        return spent


def _admits(allowance: Allowance, ledger: LedgerView, cost: Cost, family: str) -> bool:
    try:
        allowance.admit(ledger, cost, family)
    except UserError:
        return False
    return True
