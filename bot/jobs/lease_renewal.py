"""Renewal of the leases of this process's jobs, by the clock that all processes share."""

import asyncio
import logging

from bot.jobs.runner import JobRunner
from bot.storage.database import Database, StorageError
from bot.storage.lease_clock import LeaseClock

log = logging.getLogger(__name__)

_TIME = 1 / 6
_PAUSE = 1 / 30
"""Shares of a lease: the time that one attempt may take, and the pause after one that failed."""


class LeaseRenewal:
    """Renews the leases of all jobs in hand; without a lease clock, by the process's own clock."""

    def __init__(
        self, runner: JobRunner, database: Database, lease_clock: LeaseClock | None
    ) -> None:
        self._runner = runner
        self._database = database
        self._lease_clock = lease_clock

    async def run(self) -> None:
        """Read the clock, then renew, again and again while the database does not answer.

        A statement that stands is given up while there is time for others before the lease ends.
        """
        lease, is_told = self._runner.lease, False
        while True:
            try:
                async with asyncio.timeout(lease * _TIME):
                    await self._renew()
            except (StorageError, TimeoutError) as error:
                if not is_told:
                    log.warning(
                        "leases are not renewed yet: %s", str(error) or type(error).__name__
                    )
                    is_told = True
            else:
                return
            await asyncio.sleep(lease * _PAUSE)

    async def _renew(self) -> None:
        if self._lease_clock is not None:
            await self._lease_clock.read(self._database)
        await self._runner.renew()
        await self._database.keep_lock()
