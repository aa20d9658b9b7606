"""A server's usage over time: the bars of a period, the sums for each bar, and the CSV file."""

import csv
import gzip
import io
from bisect import bisect_right
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from bot.common.money import format_dollars
from bot.storage.usage import Granularity, UsageSum
from providers.registry import OPERATIONS

Key = TypeVar("Key", bound=Hashable)
Breakdown = dict[Key, list[int]]
"""Pictures or micro-dollars per bar, by group: a model or a member."""
MAX_GROUPS = 8
_MONTHS = 12
# Discord accepts 10 MiB per file everywhere, including the form data around the file.
_MAX_BYTES = 8 * 2**20


class Period(StrEnum):
    """A period up to now, in whole hours, days or months in UTC; the current one is included."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"

    @property
    def granularity(self) -> Granularity:
        """Return the granularity of the database's sums for this period."""
        return Granularity.HOUR if self is Period.DAY else Granularity.DAY

    def bars(self, now: datetime) -> list[datetime]:
        """Return the start of each bar, oldest first; `now`, in UTC, is in the last one."""
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
        """Format a bar's start in digits, which need no translation."""
        pattern = {Period.DAY: "%H:%M", Period.YEAR: "%Y-%m"}.get(self, "%m-%d")
        return bar.strftime(pattern)


class Tally:
    """Totals of sums: overall, by bar and model, by bar and member."""

    def __init__(self, bars: Sequence[datetime]) -> None:
        self._bars = bars
        self.jobs = self.pictures = self.micro = self.unpriced = 0
        self.by_model: Breakdown[str] = {}
        self.by_member: Breakdown[int] = {}
        self.micro_by_model: Breakdown[str] = {}
        """Micro-dollars per bar; a model or a member without any known price is left out."""
        self.micro_by_member: Breakdown[int] = {}

    def add(self, row: UsageSum) -> None:
        """Add a sum; one outside the bars counts in the first or the last one."""
        self.jobs += row.jobs
        self.pictures += row.pictures
        self.micro += row.micro
        self.unpriced += row.unpriced
        bar = max(0, bisect_right(self._bars, row.at) - 1)
        self._values(self.by_model, _model(row.operation))[bar] += row.pictures
        self._values(self.by_member, row.member_id)[bar] += row.pictures
        if row.unpriced < row.jobs:
            self._values(self.micro_by_model, _model(row.operation))[bar] += row.micro
            self._values(self.micro_by_member, row.member_id)[bar] += row.micro

    def _values(self, breakdown: Breakdown[Key], key: Key) -> list[int]:
        if key not in breakdown:
            breakdown[key] = [0] * len(self._bars)
        return breakdown[key]


def largest_groups(groups: Mapping[Key, list[int]]) -> tuple[Breakdown[Key], list[int] | None]:
    """Return the `MAX_GROUPS` groups with the most pictures, and the sum of the others if any."""
    order = sorted(groups.items(), key=lambda group: -sum(group[1]))
    rest = [values for _, values in order[MAX_GROUPS:]]
    others = [sum(bar) for bar in zip(*rest, strict=True)] if rest else None
    return dict(order[:MAX_GROUPS]), others


class UsageCsv:
    """The sums as CSV.

    It holds only numbers, ids and the bot's own names, so a spreadsheet finds no formula in it.
    """

    def __init__(self, granularity: Granularity) -> None:
        self._text = io.StringIO()
        self._write_row: Callable[[Sequence[object]], object] = csv.writer(self._text).writerow
        self._pattern = "%Y-%m-%d" if granularity is Granularity.DAY else "%Y-%m-%dT%H:%MZ"
        names = ("member_id", "operation", "jobs", "pictures", "dollars", "jobs_without_price")
        self._write_row((granularity, *names))

    def add(self, row: UsageSum) -> None:
        """Append a row; its dollars are empty if no price was known."""
        price = format_dollars(row.micro) if row.unpriced < row.jobs else ""
        at = row.at.strftime(self._pattern)
        self._write_row(
            (at, row.member_id, row.operation, row.jobs, row.pictures, price, row.unpriced)
        )

    def file(self, max_bytes: int = _MAX_BYTES) -> tuple[str, bytes] | None:
        """Return the file's name and content, gzipped if it is too large otherwise. Blocks.

        Returns None if even the gzipped file has more than `max_bytes`.
        """
        name, content = "easel-usage.csv", self._text.getvalue().encode()
        if len(content) > max_bytes:
            name, content = f"{name}.gz", gzip.compress(content)
        return (name, content) if len(content) <= max_bytes else None


def _model(operation: str) -> str:
    """Return the title of an operation's model, or its name if the operation was retired."""
    request_type = OPERATIONS.get(operation)
    return request_type.title if request_type else operation


def _month(midnight: datetime, number: int) -> datetime:
    year, month = divmod(number, _MONTHS)
    return midnight.replace(year=year, month=month + 1, day=1)
