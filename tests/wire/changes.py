"""Notification about changes of the fake Discord, so that tests wait without sleeping."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Changes:
    """An event for each change of state, after which waiting conditions are checked again."""

    def __init__(self) -> None:
        self._next = asyncio.Event()

    def notify(self) -> None:
        """Wake everyone who waits, since something has changed."""
        self._next.set()
        self._next = asyncio.Event()

    async def until(self, condition: Callable[[], T], timeout: float) -> T:  # noqa: ASYNC109
        """Wait for a true value of `condition`, which is checked on each change, and return it.

        Raises TimeoutError after `timeout` seconds.
        """
        async with asyncio.timeout(timeout):
            while not (value := condition()):
                await self._next.wait()
        return value
