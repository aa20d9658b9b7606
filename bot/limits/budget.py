"""A server's budget: dollars a calendar month, the words on the way there, and the brake."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.common.clock import unix_seconds
from bot.errors import UserError
from bot.storage.servers import STOP, ServerChoices

NEARLY, SPENT = 80, 100
TOLD_AT = (50, NEARLY, SPENT)
"""Percent of the budget at which those who run the server are told, once a month each."""


class BudgetSpentError(UserError):
    """The server's budget does not allow this any more, until it is `renewed`."""

    def __init__(self, renewed: datetime) -> None:
        super().__init__("refused-budget", renewed=unix_seconds(renewed))


@dataclass(frozen=True, slots=True)
class Budget:
    """`amount` micro-dollars a month; `then` is `stop`, or the provider that goes on."""

    amount: int
    then: str = STOP

    def check(self, spent: int, wanted: int, family: str, now: datetime) -> None:
        """Raises `BudgetSpentError` where this would pass the budget, unless `family` goes on.

        What costs nothing, or nobody knows what, passes no budget.
        """
        if self.passed(spent, wanted) and family != self.then:
            raise BudgetSpentError(next_month(now))

    def passed(self, spent: int, wanted: int) -> bool:
        """Whether this would be more than the budget."""
        return bool(wanted) and spent + wanted > self.amount

    def reached(self, spent: int) -> int:
        """The highest of `TOLD_AT` that is reached; 0 for none."""
        return max((p for p in TOLD_AT if spent * 100 >= self.amount * p), default=0)


def budget_of(choices: ServerChoices) -> Budget | None:
    """What a server has chosen; None is no budget."""
    return None if choices.budget is None else Budget(choices.budget, choices.budget_then)


def before_month(now: datetime) -> datetime:
    """The last moment before the month, in UTC: what counts in it was asked for after that."""
    return _month_start(now) - timedelta(microseconds=1)


def next_month(now: datetime) -> datetime:
    """When the next one begins."""
    return _month_start(now).replace(year=now.year + now.month // 12, month=now.month % 12 + 1)


def _month_start(now: datetime) -> datetime:
    return now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
