"""Periodic work of this room: what is due, and what a process has left unfinished."""

import logging
from collections.abc import Awaitable, Callable, Mapping

from bot.storage.database import StorageError

log = logging.getLogger(__name__)


class CommunityUpkeep:
    """One round of the periodic work, in steps by their names."""

    def __init__(self, steps: Mapping[str, Callable[[], Awaitable[None]]]) -> None:
        self._steps = steps

    async def run(self) -> None:
        """Do what is due.

        A step that fails is logged and tried again by the next call; the other steps go on.
        """
        for name, step in self._steps.items():
            try:
                await step()
            except StorageError as error:
                # Trouble that is known needs no traceback.
                log.error("%s failed; it is tried again: %s", name, error)  # noqa: TRY400
            except Exception:
                log.exception("%s failed; it is tried again", name)
