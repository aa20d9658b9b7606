"""Renewal of the leases of this process's jobs, by the clock that all processes share."""

from bot.jobs.runner import JobRunner
from bot.storage.database import Database
from bot.storage.lease_clock import LeaseClock


class LeaseRenewal:
    """Renews the leases of all jobs in hand; without a lease clock, by the process's own clock."""

    def __init__(
        self, runner: JobRunner, database: Database, lease_clock: LeaseClock | None
    ) -> None:
        self._runner = runner
        self._database = database
        self._lease_clock = lease_clock

    async def run(self) -> None:
        """Read the clock, then renew; raises `StorageError`."""
        if self._lease_clock is not None:
            await self._lease_clock.read(self._database)
        await self._runner.renew()
