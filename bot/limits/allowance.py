"""What a member may make now: the limits in force, and the server's budget."""

from collections.abc import Collection, Sequence
from datetime import datetime

from bot.common.clock import Clock, utc_now
from bot.common.money import format_dollars
from bot.limits.budget import NEARLY, SPENT, Budget, before_month, budget_of
from bot.limits.limit import Limit, in_force
from bot.limits.quota import Cost, Ledger, Quota, Standing, Usage
from bot.server_log import ServerLog
from bot.storage.ledger import Account
from bot.storage.policy_snapshot import PolicySnapshot, SpendingPolicy
from bot.storage.servers import ServerStore


class Allowance:
    """For one member of a server, at one moment."""

    def __init__(
        self, guild_id: int | None, quota: Quota, budget: Budget | None, told: str, now: datetime
    ) -> None:
        self.guild_id = guild_id
        self.budget = budget
        self.notified = told
        """The last word about the budget that was said."""
        self.now = now
        self.spent = 0
        """Micro-dollars of the server since the month began, as `admit` found them."""
        self._quota = quota

    def admit(self, ledger: Ledger, cost: Cost, family: str) -> Usage | None:
        """What is used of the limit that is nearest, this request included; None without limits.

        Raises `UserError` if the request does not fit under every limit and the budget.
        """
        if self.budget is not None:
            [(_, self.spent)] = ledger.totals(Account(self.guild_id), [before_month(self.now)])
            self.budget.check(self.spent, cost.dollars, family, self.now)
        return self._quota.admit(ledger, cost)

    def standings(self, ledger: Ledger) -> list[Standing]:
        """How the member stands with each limit."""
        return self._quota.standings(ledger)


class Allowances:
    """Knows what is in force, and says when the budget is about to be spent."""

    def __init__(
        self,
        defaults: Sequence[Limit],
        servers: ServerStore,
        server_log: ServerLog,
        clock: Clock = utc_now,
    ) -> None:
        self._defaults = defaults
        # What holds where a server has set nothing, as most have.
        self._undecided = in_force(defaults, (), 0, (), utc_now())
        self._servers = servers
        self._server_log = server_log
        self._clock = clock

    def of(
        self,
        decided: SpendingPolicy,
        guild_id: int | None,
        member_id: int,
        role_ids: Collection[int],
        now: datetime,
    ) -> Allowance:
        """What holds for the member now, given what the server has decided."""
        limits = self._undecided
        if decided.limits:
            limits = in_force(self._defaults, decided.limits, member_id, role_ids, now)
        quota = Quota(limits, guild_id, member_id, now)
        choices = decided.choices
        return Allowance(guild_id, quota, budget_of(choices), choices.budget_told, now)

    def limits(
        self, decided: PolicySnapshot, member_id: int, role_ids: Collection[int]
    ) -> list[Limit]:
        """The limits in force for a member, given what the server has decided."""
        return in_force(self._defaults, decided.limits, member_id, role_ids, self._clock())

    async def watch(self, allowance: Allowance, spent: int, *, refused: bool = False) -> None:
        """Say a word in the server's log when so much of its budget is spent, once a month each."""
        budget, guild_id = allowance.budget, allowance.guild_id
        if budget is None or guild_id is None:
            return
        percent = budget.reached(spent)
        if refused and percent >= NEARLY:
            # It may never be spent to the cent: this is where its end is felt. Before that, it is
            # one request that was too dear.
            percent = SPENT
        word = f"{allowance.now:%Y-%m}:{percent:03}"
        if not percent or word <= allowance.notified:
            return
        if await self._servers.claim_budget_notice(guild_id, word):
            self._server_log.note(
                guild_id,
                "log-budget",
                percent=percent,
                spent=format_dollars(spent),
                budget=format_dollars(budget.amount),
                then=budget.then,
            )
