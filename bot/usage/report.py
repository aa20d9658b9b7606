"""Report about a server's usage: read once, shown as a chart, in words and as a table."""

from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime

from bot.storage.usage import UsageStore
from bot.usage.tally import Period, Table, Tally


@dataclass(frozen=True, slots=True)
class UsageReport:
    """Usage over a period; `bars` are the times at which the bars of a chart begin."""

    bars: list[datetime]
    labels: list[str]
    tally: Tally
    table: Table


class UsageReports:
    """Reports from what the database sums up."""

    def __init__(self, store: UsageStore) -> None:
        self._store = store

    async def of(self, guild_id: int, period: Period, now: datetime) -> UsageReport:
        """Return the report about a server for the period that ends now."""
        bars = period.bars(now)
        tally, table = Tally(bars), Table(period.step)
        async with aclosing(self._store.of(guild_id, bars[0], period.step)) as sums:
            async for part in sums:
                tally.add(part)
                table.add(part)
        return UsageReport(bars, [period.label(bar) for bar in bars], tally, table)
