"""Health file: touched while the process is healthy, for checks that look at its age."""

import asyncio
import logging
from pathlib import Path

from bot.monitoring.health import Health

log = logging.getLogger(__name__)


class HealthFile:
    """The file at `path`, if there is one."""

    def __init__(self, path: Path | None, health: Health) -> None:
        self._path = path
        self._health = health
        self._is_told = False

    async def touch(self) -> None:
        """Touch the file if the process is healthy; that it cannot be written is logged once."""
        if self._path is None or not self._health.is_healthy:
            return
        try:
            await asyncio.to_thread(self._path.touch)
        except OSError as error:
            if not self._is_told:
                log.warning("EASEL_HEALTH_FILE cannot be written: %s", error.strerror or error)
            self._is_told = True
