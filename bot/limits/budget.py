"""Budget of a server: dollars a calendar month, its milestones, and what happens at its end."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.common.clock import unix_seconds
from bot.errors import UserError
from bot.storage.servers import STOP, ServerChoices

NEARLY, SPENT = 80, 100
MILESTONES = (50, NEARLY, SPENT)
"""Percent of the budget that are announced to those who run the server, once a month each."""


class BudgetSpentError(UserError):
    """A request that the server's budget does not allow until it is `renewed`."""

    def __init__(self, renewed: datetime) -> None:
        super().__init__("refused-budget", renewed=unix_seconds(renewed))


@dataclass(frozen=True, slots=True)
class Budget:
    """`amount` micro-dollars a month; `then` is `stop`, or the family that takes over."""

    amount: int
    then: str = STOP

    def check(self, spent: int, price: int, family: str, now: datetime) -> None:
        """Raise `BudgetSpentError` if this would exceed the budget, unless `family` takes over.

        Free requests are never blocked by a budget.
        """
        if self.is_exceeded(spent, price) and family != self.then:
            raise BudgetSpentError(next_month(now))

    def is_exceeded(self, spent: int, price: int) -> bool:
        """Return True if this price would be more than what is left."""
        return bool(price) and spent + price > self.amount

    def milestone(self, spent: int) -> int:
        """Return the highest milestone that is reached; 0 for none."""
        return reached_milestone(spent, self.amount)


def reached_milestone(spent: int, amount: int) -> int:
    """Return the highest milestone of an amount that is reached; 0 for none."""
    return max((p for p in MILESTONES if spent * 100 >= amount * p), default=0)


def budget_of(choices: ServerChoices) -> Budget | None:
    """Return the budget that a server has chosen, if any."""
    return None if choices.budget is None else Budget(choices.budget, choices.budget_then)


def before_month(now: datetime) -> datetime:
    """Return the last moment before this month, in UTC: uses after it count in the month."""
    return _month_start(now) - timedelta(microseconds=1)


def next_month(now: datetime) -> datetime:
    """Return the start of the next month, in UTC."""
    return _month_start(now).replace(year=now.year + now.month // 12, month=now.month % 12 + 1)


def _month_start(now: datetime) -> datetime:
    return now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
