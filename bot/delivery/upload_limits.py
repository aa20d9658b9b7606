"""Sizes of files that servers take, remembered for a day once one was refused."""

import logging
from datetime import timedelta

from bot.common.clock import Clock
from bot.delivery.targets import SHOWN_TO_ALL, Way
from bot.storage.database import StorageError
from bot.storage.records import Job
from bot.storage.servers import ServerStore

log = logging.getLogger(__name__)

# A server that refused a size may be boosted tomorrow.
LIMIT_REMEMBERED = timedelta(days=1)


class UploadLimits:
    """Upload limits of jobs' servers; posting works without the database, too."""

    def __init__(self, servers: ServerStore, clock: Clock) -> None:
        self._servers = servers
        self._clock = clock

    async def limit(self, job: Job, way: Way) -> int:
        """Return the bytes that a file may have."""
        known, guild_id = None, _server(job, way)
        if guild_id is not None:
            try:
                since = self._clock() - LIMIT_REMEMBERED
                known = await self._servers.upload_limit(guild_id, since)
            except StorageError as error:
                log.warning("job %s: no upload limit is remembered: %s", job.id, error)
        return min(job.destination.upload_limit, known or job.destination.upload_limit)

    async def remember(self, job: Job, way: Way, limit: int) -> None:
        """Remember a limit that was found out."""
        guild_id = _server(job, way)
        if guild_id is None:
            return
        try:
            await self._servers.remember_upload_limit(guild_id, limit, self._clock())
        except StorageError as error:
            log.warning("job %s: the upload limit is not remembered: %s", job.id, error)


def _server(job: Job, way: Way) -> int | None:
    """Return the server whose limit holds; answers and direct messages have their own."""
    return job.destination.guild_id if way in SHOWN_TO_ALL else None
