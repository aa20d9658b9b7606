"""Start of sessions within Discord's bounds: so many a day, and one at a time in each bucket.

A bot that starts more sessions than Discord allows gets its token reset, so it waits instead.
"""

import asyncio
import logging
import math
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta

from discord import SessionStartLimits

from bot.storage.database import StorageError
from bot.storage.exclusive_lock import Exclusive

log = logging.getLogger(__name__)

Read = Callable[[], Awaitable[tuple[int, SessionStartLimits]]]
"""Returns the sessions that are wanted, and Discord's limits."""
Sleep = Callable[[float], Awaitable[None]]

_LOOK_SECONDS = 0.5
_KNOWN_SECONDS = 60.0
_MARGIN = timedelta(seconds=1)


class SessionStarts:
    """Turns and limits of IDENTIFY, over all processes with the same database.

    Discord puts the shard in the bucket `shard_id % max_concurrency`, and takes one identify of a
    bucket in 5 seconds. A turn is held for `interval` seconds after it was given.
    """

    def __init__(self, exclusive: Exclusive, interval: float, sleep: Sleep = asyncio.sleep) -> None:
        self._exclusive = exclusive
        self._interval = interval
        self._sleep = sleep
        self._max_concurrency = 1
        self._turns: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._held: set[asyncio.Task[None]] = set()
        self._spent_until: datetime | None = None
        self._left, self._read_at = 0, -math.inf

    @property
    def is_limit_known(self) -> bool:
        """Return True if a session may start by what Discord has said a moment ago."""
        return self._left > 0 and time.monotonic() - self._read_at < _KNOWN_SECONDS

    async def await_limit(self, read: Read) -> SessionStartLimits:
        """Return the limits once as many sessions as wanted may start; the wait is logged once."""
        while True:
            wanted, limits = await read()
            self._max_concurrency = max(1, limits.max_concurrency)
            self._left, self._read_at = limits.remaining, time.monotonic()
            if limits.remaining >= min(wanted, limits.total):
                self._spent_until = None
                return limits
            await self._await_reset(wanted, limits)

    async def await_turn(self, shard_id: int) -> None:
        """Return when the shard may identify; its bucket is then closed for the interval."""
        given = asyncio.get_running_loop().create_future()
        holding = asyncio.create_task(self._hold(shard_id % self._max_concurrency, given))
        self._held.add(holding)
        holding.add_done_callback(self._held.discard)
        try:
            await given
        except asyncio.CancelledError:
            holding.cancel()
            raise
        self._left -= 1

    async def close(self) -> None:
        """Give all turns back."""
        held = [*self._held]
        for holding in held:
            holding.cancel()
        await asyncio.gather(*held, return_exceptions=True)

    async def _hold(self, bucket: int, given: asyncio.Future[None]) -> None:
        try:
            async with self._turns[bucket], AsyncExitStack() as stack:
                await self._lock(bucket, stack)
                if not given.done():
                    given.set_result(None)
                    await self._sleep(self._interval)
        finally:
            given.cancel()

    async def _lock(self, bucket: int, stack: AsyncExitStack) -> None:
        """Lock the bucket for this process among all."""
        try:
            while not await stack.enter_async_context(self._exclusive(f"identify:{bucket}")):
                await stack.aclose()
                await self._sleep(_LOOK_SECONDS)
        except StorageError as error:
            # At worst Discord refuses the session, and discord.py asks for another one.
            log.warning("sessions start without turns among processes: %s", error)
        except Exception:
            log.exception("sessions start without turns among processes")

    async def _await_reset(self, wanted: int, limits: SessionStartLimits) -> None:
        pause = timedelta(milliseconds=limits.reset_after) + _MARGIN
        now = datetime.now(UTC)
        if self._spent_until is None or now > self._spent_until:
            self._spent_until = now + pause
            log.warning(
                "%s of %s session starts are left, and %s are needed: the bot connects at %s UTC, "
                "when Discord allows more",
                *(limits.remaining, limits.total, wanted),
                f"{self._spent_until:%Y-%m-%d %H:%M}",
            )
        await self._sleep(pause.total_seconds())
