"""Operator's budget: dollars of the whole bot, with a brake at its end and notices before it."""

import logging
from collections.abc import Sequence
from datetime import datetime

from bot.common.money import format_dollars
from bot.errors import UserError
from bot.events import BudgetReached, Notify, ignore
from bot.limits.budget import NEARLY, SPENT, reached_milestone
from bot.limits.limit import Limit
from bot.limits.quota import Ledger
from bot.storage.database import StorageError
from bot.storage.key_values import KeyValueStore
from bot.storage.ledger import Account

log = logging.getLogger(__name__)

_EVERYONE = Account(None, everywhere=True)


class OperatorBudgetSpentError(UserError):
    """A request that the operator's budget does not allow; members read no numbers."""

    def __init__(self) -> None:
        super().__init__("refused-operator-budget")


class OperatorBudgetCheck:
    """Check of one request; it keeps what was spent for the notices."""

    def __init__(self, limits: Sequence[Limit], now: datetime) -> None:
        self._limits = limits
        self.now = now
        self.spent: list[tuple[Limit, int]] = []
        """Micro-dollars of each limit, this request included if it was accepted."""
        self.refused: set[Limit] = set()

    def admit(self, ledger: Ledger, price: int) -> None:
        """Raise `OperatorBudgetSpentError` if this price exceeds the budget; free requests pass."""
        if not self._limits or not price:
            return
        since = [self.now - limit.per.span for limit in self._limits]
        sums = [dollars for _, dollars in ledger.totals(_EVERYONE, since)]
        spent = [*zip(self._limits, sums, strict=True)]
        self.refused = {limit for limit, used in spent if used + price > limit.amount}
        if self.refused:
            self.spent = spent
            raise OperatorBudgetSpentError
        self.spent = [(limit, used + price) for limit, used in spent]


class OperatorBudgetNotices:
    """Notices to the operator: each milestone once in each limit's window.

    They are claimed in the database, so that neither a restart nor another process repeats them.
    """

    def __init__(self, key_values: KeyValueStore, notify: Notify = ignore) -> None:
        self._key_values = key_values
        self._notify = notify
        self._noted: dict[str, datetime] = {}

    async def watch(self, check: OperatorBudgetCheck) -> None:
        """Log the milestones that a request has reached, or refused by a limit, its end."""
        for limit, spent in check.spent:
            percent = reached_milestone(spent, limit.amount)
            if limit in check.refused and percent >= NEARLY:
                # It may never be spent to the cent; it ends with a refusal near its end.
                percent = SPENT
            if percent:
                await self._note(limit, percent, spent, check.now)

    async def _note(self, limit: Limit, percent: int, spent: int, now: datetime) -> None:
        name, before = f"operator-budget:{limit.per}:{percent}", now - limit.per.span
        noted = self._noted.get(name)
        if noted is not None and noted > before:
            return
        try:
            claimed = await self._key_values.claim(name, _sortable(now), _sortable(before))
        except StorageError as error:
            log.warning("budget: not noted that %s%% is spent: %s", percent, error)
            return
        self._noted[name] = now
        if not claimed:
            return
        log.warning(
            "budget: %s%% of $%s a %s is spent: $%s%s",
            percent,
            format_dollars(limit.amount),
            limit.per,
            format_dollars(spent),
            "; what costs money is refused" if percent == SPENT else "",
        )
        budget, used = format_dollars(limit.amount), format_dollars(spent)
        self._notify(BudgetReached(percent, budget, str(limit.per), used))


def _sortable(moment: datetime) -> str:
    """Return a text in UTC that sorts as times do."""
    return f"{moment:%Y-%m-%dT%H:%M:%S.%f}"
