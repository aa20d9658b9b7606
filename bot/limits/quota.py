"""How much a member may still make: each limit in force against what the jobs say is used."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.common.money import format_dollars
from bot.errors import UserError
from bot.limits.limit import Limit, Metric, Per, Subject
from bot.storage.ledger import Account, LedgerEntry


@dataclass(frozen=True, slots=True)
class Cost:
    """What a request counts: pictures, and micro-dollars, 0 where nobody names a price."""

    pictures: int
    dollars: int = 0

    def of(self, metric: Metric) -> int:
        """As far as this limit is concerned."""
        return self.pictures if metric is Metric.PICTURES else self.dollars


@dataclass(frozen=True, slots=True)
class Usage:
    """What is used of a limit, this job included: pictures, or micro-dollars."""

    used: int
    limit: Limit

    @property
    def share(self) -> float:
        """1 is all of it."""
        return self.used / self.limit.amount if self.limit.amount else 1.0


class Ledger(Protocol):
    """Where what is used is looked up: the transaction that accepts a job, or a mere look."""

    def totals(self, account: Account, since: Sequence[datetime]) -> list[tuple[int, int]]:
        """Pictures and micro-dollars that count since then, for each of these times."""

    def entries(self, account: Account, since: datetime) -> list[LedgerEntry]:
        """What counts since then, oldest first."""


@dataclass(frozen=True, slots=True)
class Standing:
    """`used` of a limit; `free_at` is when it has room again, if it has none now, and `next_at`
    when the oldest use stops counting."""

    limit: Limit
    used: int
    free_at: datetime | None
    next_at: datetime | None

    @property
    def left(self) -> int:
        """How much may be used now: pictures, or micro-dollars."""
        return max(0, self.limit.amount - self.used)


class Quota:
    """The limits in force, for a member of a server at one moment."""

    def __init__(
        self, limits: Sequence[Limit], guild_id: int | None, member_id: int, now: datetime
    ) -> None:
        self._limits = limits
        self._accounts = {
            Subject.MEMBER: Account(guild_id, member_id),
            Subject.SERVER: Account(guild_id),
        }
        self._now = now

    def admit(self, ledger: Ledger, cost: Cost) -> Usage | None:
        """What is used of the limit that is nearest, this request included; None without limits.

        Raises `UserError` if it does not fit under every limit.
        """
        usages = []
        over = []
        for limit, used in zip(self._limits, self._used(ledger), strict=True):
            wanted = cost.of(limit.metric)
            if wanted and used + wanted > limit.amount:
                over.append((limit, wanted))
            usages.append(Usage(used + wanted, limit))
        if over:
            raise self._refusal(ledger, over)
        return max(usages, key=lambda usage: usage.share, default=None)

    def standings(self, ledger: Ledger) -> list[Standing]:
        """How the member stands with each limit."""
        return [self._standing(ledger, limit) for limit in self._limits]

    def _used(self, ledger: Ledger) -> list[int]:
        """Of each limit, with one look at each account."""
        found: dict[tuple[Subject, Per], tuple[int, int]] = {}
        for subject, account in self._accounts.items():
            pers = [*{limit.per for limit in self._limits if limit.subject is subject}]
            if pers:
                totals = ledger.totals(account, [self._now - per.span for per in pers])
                found |= {(subject, per): total for per, total in zip(pers, totals, strict=True)}
        return [
            found[limit.subject, limit.per][limit.metric is Metric.DOLLARS]
            for limit in self._limits
        ]

    def _uses(self, ledger: Ledger, limit: Limit) -> list[tuple[datetime, int]]:
        account, since = self._accounts[limit.subject], self._now - limit.per.span
        return [
            (use.at, use.pictures if limit.metric is Metric.PICTURES else use.dollars)
            for use in ledger.entries(account, since)
        ]

    def _refusal(self, ledger: Ledger, over: Sequence[tuple[Limit, int]]) -> UserError:
        """By the limit that keeps the member waiting longest."""
        for limit, wanted in over:
            if wanted > limit.amount:
                shown = in_words(wanted, limit.metric)
                return UserError("refused-over-limit", wanted=shown, **facts(limit))
        waits = []
        for limit, wanted in over:
            uses = self._uses(ledger, limit)
            used = sum(amount for _, amount in uses)
            needed = used + wanted - limit.amount
            # What was in the way when it was summed up may have failed before it is listed.
            free_at = _free_at(limit, uses, needed) if needed > 0 else self._now
            waits.append((free_at, limit, used))
        free_at, limit, used = max(waits, key=lambda wait: wait[0])
        shown = in_words(used, limit.metric)
        return UserError("refused-limit", used=shown, free_at=rounded_up(free_at), **facts(limit))

    def _standing(self, ledger: Ledger, limit: Limit) -> Standing:
        uses = self._uses(ledger, limit)
        used = sum(amount for _, amount in uses)
        # The least that a request can want: one picture, or the smallest price.
        free_at = None
        if limit.amount and used >= limit.amount:
            free_at = _free_at(limit, uses, used + 1 - limit.amount)
        next_at = next((at + limit.per.span for at, amount in uses if amount), None)
        return Standing(limit, used, free_at, next_at)


def facts(limit: Limit) -> dict[str, str | int]:
    """What the texts say of a limit."""
    return {
        "limit": in_words(limit.amount, limit.metric),
        "metric": limit.metric.value,
        "per": limit.per.value,
        "whose": limit.subject.value,
    }


def in_words(amount: int, metric: Metric) -> int | str:
    """An amount as the texts take it: pictures as a number, micro-dollars as `1.20`."""
    return amount if metric is Metric.PICTURES else format_dollars(amount)


def _free_at(limit: Limit, uses: Sequence[tuple[datetime, int]], needed: int) -> datetime:
    """When the oldest uses that make room for so much have left the window."""
    left = needed
    for at, amount in uses:
        left -= amount
        if left <= 0:
            return at + limit.per.span
    raise ValueError("no time will make room for this")


def rounded_up(moment: datetime) -> str:
    """Seconds since 1970, as Discord's timestamps have them: by then it is so."""
    return str(int(moment.timestamp()) + 1)
