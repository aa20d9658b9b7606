"""Turns: SimCord does one thing at a time, so that everything here waits for its turn."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, TypeVar

from simcord import BackendError, SetupError

T = TypeVar("T")

log = logging.getLogger(__name__)


class NotPossibleError(Exception):
    """An action that Discord does not let its user do; the message says why."""


class Turns:
    """A queue for everything that happens in the simulated Discord."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()

    async def take(self, work: Coroutine[Any, Any, T]) -> T:
        """Do the work when nothing else is being done. Raises `NotPossibleError`."""
        try:
            async with self._lock:
                return await work
        except (SetupError, BackendError) as error:
            raise NotPossibleError(_words(error)) from error
        except TimeoutError as error:
            log.info("the simulated Discord is slow: %s", error)
            raise NotPossibleError("That takes longer than it should.") from error
        finally:
            # It has not begun if its page was closed while it waited.
            work.close()


def _words(error: Exception) -> str:
    # SimCord explains beyond a dash what a real user could do.
    return str(error).partition(" — ")[0]
