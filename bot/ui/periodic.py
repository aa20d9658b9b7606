"""Work that is repeated for as long as the bot runs, on the monotonic clock.

A clock that is set must not make a round come an hour late, nor thousands of rounds at once; and a
round that fails must not be the last one.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any

import discord
from discord.ext import tasks

from bot.storage.database import StorageError
from bot.ui.transient_errors import TRANSIENT, describe

log = logging.getLogger(__name__)

Work = Callable[[], Awaitable[None]]


class MonotonicLoop(tasks.Loop[Callable[[], Coroutine[Any, Any, None]]]):
    """Loop of discord.py whose pauses are counted from the end of a round.

    discord.py's own sleeps until a time of day, which moves when the clock is set.
    """

    def __init__(
        self, work: Callable[[], Coroutine[Any, Any, None]], pause: float, name: str
    ) -> None:
        never = discord.utils.MISSING
        super().__init__(work, pause, 0, 0, never, None, True, name)
        self._pause = timedelta(seconds=pause)

    def _try_sleep_until(self, dt: datetime) -> Any:  # noqa: ARG002 - discord.py hands it over
        return super()._try_sleep_until(discord.utils.utcnow() + self._pause)


class PeriodicWork:
    """Rounds of work, each in a loop of its own, so that none holds another up."""

    def __init__(self) -> None:
        self._loops: list[MonotonicLoop] = []

    def start(
        self,
        name: str,
        work: Work,
        pause: float,
        *,
        after: Work | None = None,
    ) -> None:
        """Repeat `work` with `pause` seconds between two rounds, once `after` has ended."""

        async def do_round() -> None:
            try:
                await work()
            except (StorageError, *TRANSIENT, discord.DiscordServerError) as error:
                # Trouble that is known needs no traceback.
                log.error("%s failed; it is tried again: %s", name, describe(error))  # noqa: TRY400
            except Exception:
                log.exception("%s failed; it is tried again", name)

        loop = MonotonicLoop(do_round, pause, name)
        if after is not None:
            loop.before_loop(_coroutine(after))
        self._loops.append(loop)
        loop.start()

    async def stop(self) -> None:
        """Stop all loops, wherever they are."""
        running = [task for loop in self._loops if (task := loop.get_task()) is not None]
        for loop in self._loops:
            loop.cancel()
        await asyncio.gather(*running, return_exceptions=True)


def _coroutine(work: Work) -> Callable[[], Coroutine[Any, Any, None]]:
    async def call() -> None:
        await work()

    return call
