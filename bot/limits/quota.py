"""Quota of a spender: each limit in force, compared with what the jobs have used."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.common.clock import unix_seconds
from bot.common.money import format_dollars
from bot.errors import UserError
from bot.limits.limit import Limit, Metric, Per, Subject
from bot.limits.spender import Spender
from bot.storage.ledger import MAX_ENTRIES, Account, LedgerEntry


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of a request: pictures, and micro-dollars, 0 if it is free."""

    pictures: int
    dollars: int = 0

    def of(self, metric: Metric) -> int:
        """Return the part of the cost that this metric counts."""
        return self.pictures if metric is Metric.PICTURES else self.dollars


@dataclass(frozen=True, slots=True)
class Usage:
    """The used part of a limit, this job included: pictures, or micro-dollars."""

    used: int
    limit: Limit

    @property
    def share(self) -> float:
        """Return the used part as a fraction: 1 is all of it."""
        return self.used / self.limit.amount if self.limit.amount else 1.0


class Ledger(Protocol):
    """The transaction in which usage is summed: an acceptance, or one that only reads."""

    def totals(self, account: Account, since: Sequence[datetime]) -> list[tuple[int, int]]:
        """Return the pictures and micro-dollars that count since each of these times."""

    def entries(self, account: Account, since: datetime) -> list[LedgerEntry]:
        """Return the oldest uses that count since then, `MAX_ENTRIES` at most, oldest first."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A spender's standing with a limit.

    `free_at` is when a used up limit has room again; `next_at` is when the oldest use stops
    counting.
    """

    limit: Limit
    used: int
    free_at: datetime | None
    next_at: datetime | None

    @property
    def left(self) -> int:
        """Return how much may be used now: pictures, or micro-dollars."""
        return max(0, self.limit.amount - self.used)


class Quota:
    """The limits in force for one spender at one moment."""

    def __init__(self, limits: Sequence[Limit], spender: Spender, now: datetime) -> None:
        self._limits = limits
        self._spender = spender
        self._now = now

    def admit(self, ledger: Ledger, cost: Cost) -> Usage | None:
        """Return the usage of the nearest limit, this request included; None without limits.

        Raises `UserError` if the request exceeds a limit.
        """
        usages = []
        over = []
        for limit, used in zip(self._limits, self._used(ledger), strict=True):
            wanted = cost.of(limit.metric)
            if wanted and used + wanted > limit.amount:
                over.append((limit, wanted, used))
            usages.append(Usage(used + wanted, limit))
        if over:
            raise self._refusal(ledger, over)
        return max(usages, key=lambda usage: usage.share, default=None)

    def standings(self, ledger: Ledger) -> list[Standing]:
        """Return the standing with each limit."""
        sums = zip(self._limits, self._used(ledger), strict=True)
        return [self._standing(ledger, limit, used) for limit, used in sums]

    def _used(self, ledger: Ledger) -> list[int]:
        """Return what is used of each limit, with one query for each account."""
        pers: defaultdict[Account, set[Per]] = defaultdict(set)
        for limit in self._limits:
            pers[self._account(limit)].add(limit.per)
        sums: dict[tuple[Account, Per], tuple[int, int]] = {}
        for account, windows in pers.items():
            ordered = sorted(windows)
            totals = ledger.totals(account, [self._now - per.span for per in ordered])
            sums |= {(account, per): total for per, total in zip(ordered, totals, strict=True)}
        return [
            sums[self._account(limit), limit.per][limit.metric is Metric.DOLLARS]
            for limit in self._limits
        ]

    def _account(self, limit: Limit) -> Account:
        if limit.is_everywhere:
            return self._spender.account_everywhere
        is_member = limit.subject is Subject.MEMBER
        return self._spender.account if is_member else self._spender.server_account

    def _uses(self, ledger: Ledger, limit: Limit, used: int) -> "_Uses":
        """Return the oldest uses; `used` is their sum by an earlier statement."""
        account, since = self._account(limit), self._now - limit.per.span
        oldest = [
            (use.at, use.pictures if limit.metric is Metric.PICTURES else use.dollars)
            for use in ledger.entries(account, since)
        ]
        if len(oldest) == MAX_ENTRIES:
            return _Uses(oldest, used, is_complete=False)
        # A job that counted in the sum may have failed before its use was listed.
        return _Uses(oldest, sum(amount for _, amount in oldest))

    def _refusal(self, ledger: Ledger, over: Sequence[tuple[Limit, int, int]]) -> UserError:
        """Return the refusal by the limit that lasts longest."""
        for limit, wanted, _ in over:
            if wanted > limit.amount:
                shown = format_amount(wanted, limit.metric)
                return UserError("refused-over-limit", wanted=shown, **limit_facts(limit))
        waits = []
        for limit, wanted, summed in over:
            uses = self._uses(ledger, limit, summed)
            needed = uses.used + wanted - limit.amount
            free_at = _free_at(limit, uses, needed) if needed > 0 else self._now
            waits.append((free_at, limit, uses.used))
        free_at, limit, used = max(waits, key=lambda wait: wait[0])
        shown, free_at_text = format_amount(used, limit.metric), ceil_timestamp(free_at)
        return UserError("refused-limit", used=shown, free_at=free_at_text, **limit_facts(limit))

    def _standing(self, ledger: Ledger, limit: Limit, summed: int) -> Standing:
        uses = self._uses(ledger, limit, summed)
        used = uses.used
        # Room for the smallest possible request: one picture, or the smallest price.
        free_at = None
        if limit.amount and used >= limit.amount:
            free_at = _free_at(limit, uses, used + 1 - limit.amount)
        next_at = next((at + limit.per.span for at, amount in uses.oldest if amount), None)
        return Standing(limit, used, free_at, next_at)


def limit_facts(limit: Limit) -> dict[str, str | int]:
    """Return the facts of a limit that the texts show."""
    return {
        "limit": format_amount(limit.amount, limit.metric),
        "metric": limit.metric.value,
        "per": limit.per.value,
        "whose": "everywhere" if limit.is_everywhere else limit.subject.value,
    }


def format_amount(amount: int, metric: Metric) -> int | str:
    """Format an amount for the texts: pictures as a number, micro-dollars as `1.20`."""
    return amount if metric is Metric.PICTURES else format_dollars(amount)


@dataclass(frozen=True, slots=True)
class _Uses:
    """Uses of a limit, oldest first, and the sum of all; more may follow if not `is_complete`."""

    oldest: Sequence[tuple[datetime, int]]
    used: int
    is_complete: bool = True


def _free_at(limit: Limit, uses: _Uses, needed: int) -> datetime:
    """Return when enough of the oldest uses have left the window.

    Where more are needed than are listed, it is the earliest time that this may be so.
    """
    missing = needed
    for at, amount in uses.oldest:
        missing -= amount
        if missing <= 0:
            return at + limit.per.span
    if not uses.is_complete:
        return uses.oldest[-1][0] + limit.per.span
    raise ValueError("no time will make room for this")


def ceil_timestamp(moment: datetime) -> str:
    """Return whole seconds since 1970, rounded up, as Discord's timestamps have them."""
    return unix_seconds(moment + timedelta(seconds=1))
