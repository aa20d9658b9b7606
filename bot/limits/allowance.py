"""Allowance of a member: the limits in force, the server's budget and the operator's."""

from collections.abc import Sequence
from datetime import datetime

from bot.common.clock import unix_seconds, utc_now
from bot.common.markdown import Markup
from bot.common.money import format_dollars
from bot.limits.budget import NEARLY, SPENT, before_month, budget_of
from bot.limits.limit import Subject
from bot.limits.operator_budget import OperatorBudgetCheck, OperatorBudgetNotices
from bot.limits.operator_limits import OperatorLimits
from bot.limits.quota import Cost, Ledger, Quota, Standing, Usage
from bot.limits.spender import Spender
from bot.server_log import ServerLog
from bot.storage.policy_snapshot import SpendingPolicy
from bot.storage.servers import ServerChoices, ServerStore


class Allowance:
    """Quota and budgets of one spender at one moment."""

    def __init__(
        self,
        spender: Spender,
        quota: Quota,
        choices: ServerChoices,
        operator_budget: OperatorBudgetCheck,
        now: datetime,
    ) -> None:
        self.spender = spender
        self.operator_budget = operator_budget
        self.budget = budget_of(choices)
        self.milestone = choices.budget_told
        """The latest milestone of the budget that was announced, such as `2026-11:080`."""
        self.now = now
        self.spent = 0
        """Micro-dollars of the server since the month began, as `admit` read them."""
        self._quota = quota

    def admit(self, ledger: Ledger, cost: Cost, family: str) -> Usage | None:
        """Return the usage of the nearest limit, this request included; None without limits.

        Raises `UserError` if the request exceeds a limit or a budget.
        """
        if self.budget is not None:
            since = before_month(self.now)
            [(_, self.spent)] = ledger.totals(self.spender.server_account, [since])
            self.budget.check(self.spent, cost.dollars, family, self.now)
        usage = self._quota.admit(ledger, cost)
        self.operator_budget.admit(ledger, cost.dollars)
        return usage

    def standings(self, ledger: Ledger) -> list[Standing]:
        """Return the spender's standing with each limit."""
        return self._quota.standings(ledger)


class Allowances:
    """Allowances by the operator's limits and the server's decisions; announces milestones."""

    def __init__(
        self,
        operator: OperatorLimits,
        servers: ServerStore,
        server_log: ServerLog,
        notices: OperatorBudgetNotices,
    ) -> None:
        self._operator = operator
        # Most servers set no limits, so theirs are worked out once.
        self._default_limits = operator.in_force((), None, 0, (), utc_now())
        # Direct messages are no server whose members share a limit.
        self._direct_limits = [
            limit for limit in self._default_limits if limit.subject is Subject.MEMBER
        ]
        self._servers = servers
        self._server_log = server_log
        self._notices = notices

    def of(self, policy: SpendingPolicy, spender: Spender, now: datetime) -> Allowance:
        """Return the allowance of a spender under the policy of their server."""
        limits = self._direct_limits if spender.guild_id is None else self._default_limits
        if policy.limits:
            member_id, role_ids = spender.member_id, spender.role_ids
            limits = self._operator.in_force(
                policy.limits, spender.guild_id, member_id, role_ids, now
            )
        operator_budget = OperatorBudgetCheck(self._operator.budget, now)
        quota = Quota(limits, spender, now)
        return Allowance(spender, quota, policy.choices, operator_budget, now)

    def locks(self, spender: Spender) -> Sequence[str]:
        """Return the locks of an acceptance for this spender, besides the server's."""
        return self._operator.locks(spender)

    async def watch_operator_budget(self, allowance: Allowance) -> None:
        """Announce in the operator's log how much of the operator's budget is spent."""
        await self._notices.watch(allowance.operator_budget)

    def announce_pause(
        self, guild_id: int | None, member: Markup, declined: int, until: datetime
    ) -> None:
        """Announce in the server's log that a member has to pause after requests were declined."""
        self._server_log.note(
            guild_id,
            "log-declined",
            member=member,
            declined=declined,
            until=unix_seconds(until),
        )

    async def watch(self, allowance: Allowance, spent: int, *, refused: bool = False) -> None:
        """Announce in the server's log that so much is spent, each milestone once a month."""
        budget, guild_id = allowance.budget, allowance.spender.guild_id
        if budget is None or guild_id is None:
            return
        percent = budget.milestone(spent)
        if refused and percent >= NEARLY:
            # A budget may never be spent to the cent; it ends with the first refusal near its end.
            # Earlier refusals say only that one request was too expensive.
            percent = SPENT
        milestone = f"{allowance.now:%Y-%m}:{percent:03}"
        if not percent or milestone <= allowance.milestone:
            return
        if await self._servers.claim_budget_notice(guild_id, milestone):
            self._server_log.note(
                guild_id,
                "log-budget",
                percent=percent,
                spent=format_dollars(spent),
                budget=format_dollars(budget.amount),
                then=budget.then,
            )
