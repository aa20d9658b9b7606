"""Waiting for the fake Discord to change, without sleeping."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Changes:
    """A bell that rings at each change of state; who waits looks again at each ring."""

    def __init__(self) -> None:
        self._bell = asyncio.Event()

    def note(self) -> None:
        """Something changed."""
        self._bell.set()
        self._bell = asyncio.Event()

    async def until(self, condition: Callable[[], T], timeout: float) -> T:  # noqa: ASYNC109
        """The first true value of `condition`, looked at on each change.

        Raises TimeoutError after `timeout` seconds.
        """
        async with asyncio.timeout(timeout):
            while not (value := condition()):
                await self._bell.wait()
        return value
