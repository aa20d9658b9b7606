"""A ledger in memory that sums accounts of one server and of all servers together."""

from collections.abc import Sequence
from datetime import datetime

from bot.errors import UserError
from bot.limits.quota import Cost, Quota
from bot.limits.spender import Spender
from bot.storage.ledger import Account, LedgerEntry


class EverywhereLedger:
    """See `bot.limits.quota.Ledger`."""

    def __init__(self) -> None:
        self._rows: list[tuple[Spender, LedgerEntry]] = []

    def accept(self, quota: Quota, spender: Spender, cost: Cost, now: datetime) -> bool:
        """Add what the quota admits; return True if it did."""
        try:
            quota.admit(self, cost)
        except UserError:
            return False
        self.add(spender, cost, now)
        return True

    def add(self, spender: Spender, cost: Cost, now: datetime) -> None:
        """Add a job."""
        self._rows.append((spender, LedgerEntry(now, cost.pictures, cost.dollars)))

    def totals(self, account: Account, since: Sequence[datetime]) -> list[tuple[int, int]]:
        """See `bot.limits.quota.Ledger`."""
        found = [self.entries(account, moment) for moment in since]
        return [(sum(e.pictures for e in one), sum(e.dollars for e in one)) for one in found]

    def entries(self, account: Account, since: datetime) -> list[LedgerEntry]:
        """See `bot.limits.quota.Ledger`."""
        return [
            entry
            for spender, entry in self._rows
            if entry.at > since
            and (account.everywhere or account.guild_id == spender.guild_id)
            and account.member_id in (None, spender.member_id)
        ]
