"""What a server used, over time: which bars there are, what they come to, and all of it as CSV."""

import csv
import gzip
import io
from bisect import bisect_right
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from bot.common.money import format_dollars
from bot.storage.usage import Step, Sum
from providers.registry import OPERATIONS

Key = TypeVar("Key", bound=Hashable)
Parts = dict[Key, list[int]]
"""Pictures bar by bar, of each."""
MAX_PARTS = 8
_MONTHS = 12
# Discord takes 10 MiB a file everywhere; the form around the file counts too.
_MOST_BYTES = 8 * 2**20


class Period(StrEnum):
    """How far back to look: whole hours, days or months in UTC, the present one among them."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"

    @property
    def step(self) -> Step:
        """How finely the database is to sum."""
        return Step.HOUR if self is Period.DAY else Step.DAY

    def bars(self, now: datetime) -> list[datetime]:
        """When each bar begins, oldest first; `now`, in UTC, is in the last one."""
        hour = now.replace(minute=0, second=0, microsecond=0)
        today = hour.replace(hour=0)
        if self is Period.YEAR:
            months = today.year * _MONTHS + today.month - 1
            return [_month(today, number) for number in range(months - _MONTHS + 1, months + 1)]
        newest, length, count = {
            Period.DAY: (hour, timedelta(hours=1), 24),
            Period.WEEK: (today, timedelta(days=1), 7),
            Period.MONTH: (today, timedelta(days=1), 30),
        }[self]
        return [newest - length * back for back in range(count - 1, -1, -1)]

    def label(self, bar: datetime) -> str:
        """A bar's time in numbers, which every language reads."""
        form = {Period.DAY: "%H:%M", Period.YEAR: "%Y-%m"}.get(self, "%m-%d")
        return bar.strftime(form)


class Tally:
    """What sums come to: in all, by bar and model, by bar and member."""

    def __init__(self, bars: Sequence[datetime]) -> None:
        self._bars = bars
        self.jobs = self.pictures = self.micro = self.unpriced = 0
        self.by_model: Parts[str] = {}
        self.by_member: Parts[int] = {}

    def add(self, one: Sum) -> None:
        """Count it. What is from before the first bar or after the last counts there."""
        self.jobs += one.jobs
        self.pictures += one.pictures
        self.micro += one.micro
        self.unpriced += one.unpriced
        bar = max(0, bisect_right(self._bars, one.at) - 1)
        self._of(self.by_model, _model(one.operation))[bar] += one.pictures
        self._of(self.by_member, one.member_id)[bar] += one.pictures

    def _of(self, parts: Parts[Key], key: Key) -> list[int]:
        if key not in parts:
            parts[key] = [0] * len(self._bars)
        return parts[key]


def largest(parts: Mapping[Key, list[int]]) -> tuple[Parts[Key], list[int] | None]:
    """The eight with the most pictures, most first, and the rest as one if there is a rest."""
    order = sorted(parts.items(), key=lambda part: -sum(part[1]))
    rest = [values for _, values in order[MAX_PARTS:]]
    others = [sum(bar) for bar in zip(*rest, strict=True)] if rest else None
    return dict(order[:MAX_PARTS]), others


class Table:
    """The sums as CSV: numbers, ids and the bot's own names, so that nothing is a formula."""

    def __init__(self, step: Step) -> None:
        self._text = io.StringIO()
        self._row: Callable[[Sequence[object]], object] = csv.writer(self._text).writerow
        self._form = "%Y-%m-%d" if step is Step.DAY else "%Y-%m-%dT%H:%MZ"
        self._row(
            (step, "member_id", "operation", "jobs", "pictures", "dollars", "jobs_without_price")
        )

    def add(self, one: Sum) -> None:
        """A row. Nothing stands for dollars where no price was known."""
        price = format_dollars(one.micro) if one.unpriced < one.jobs else ""
        at = one.at.strftime(self._form)
        self._row((at, one.member_id, one.operation, one.jobs, one.pictures, price, one.unpriced))

    def file(self, most_bytes: int = _MOST_BYTES) -> tuple[str, bytes] | None:
        """Name and content, compressed if that is needed to fit; None if it never fits. Blocks."""
        name, content = "easel-usage.csv", self._text.getvalue().encode()
        if len(content) > most_bytes:
            name, content = f"{name}.gz", gzip.compress(content)
        return (name, content) if len(content) <= most_bytes else None


def _model(operation: str) -> str:
    """Its title; of one that is no more, its own name."""
    known = OPERATIONS.get(operation)
    return known.title if known else operation


def _month(some: datetime, number: int) -> datetime:
    year, month = divmod(number, _MONTHS)
    return some.replace(year=year, month=month + 1, day=1)
