"""Report about a server's usage: read once, shown as a chart, as text and as a CSV file."""

from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime

from bot.storage.usage import UsageStore
from bot.usage.tally import Period, Tally, UsageCsv


@dataclass(frozen=True, slots=True)
class UsageReport:
    """Usage over a period; `bars` are the start times of the chart's bars."""

    bars: list[datetime]
    labels: list[str]
    tally: Tally
    table: UsageCsv


class UsageReports:
    """Reports from the database's sums."""

    def __init__(self, store: UsageStore) -> None:
        self._store = store

    async def of(self, guild_id: int, period: Period, now: datetime) -> UsageReport:
        """Read the report about a server for the period that ends now."""
        bars = period.bars(now)
        tally, table = Tally(bars), UsageCsv(period.granularity)
        async with aclosing(self._store.of(guild_id, bars[0], period.granularity)) as sums:
            async for row in sums:
                tally.add(row)
                table.add(row)
        return UsageReport(bars, [period.label(bar) for bar in bars], tally, table)
