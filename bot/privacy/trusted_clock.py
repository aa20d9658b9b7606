"""Clock that retention trusts: what is deleted by a wrong clock is gone for good.

The machine's clock is believed only where nothing contradicts it: Discord's own clock, the ids of
the newest jobs, which Discord gave, and the monotonic clock, which shows a leap.
"""

import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.common.clock import Clock, utc_now
from bot.common.snowflake import moment_of

# Far more than clocks are off by themselves, and far less than any time of retention.
TOLERANCE = timedelta(hours=6)


class TrustedClock:
    """The machine's clock, and its witnesses.

    `discord_now` tells Discord's time, where it is known; `newest_id` the newest job's id.
    """

    def __init__(
        self,
        newest_id: Callable[[], Awaitable[int | None]],
        discord_now: Callable[[], datetime | None] = lambda: None,
        clock: Clock = utc_now,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._newest_id = newest_id
        self._discord_now = discord_now
        self._clock = clock
        self._monotonic = monotonic
        self._began: tuple[float, datetime] | None = None

    async def now(self) -> datetime | None:
        """Return the time, or None where the machine's clock is not to be believed."""
        now = self._clock()
        began_at, began = self._began or (self._monotonic(), now)
        self._began = began_at, began
        said = self._discord_now()
        if said is not None:
            return now if abs(now - said) <= TOLERANCE else None
        elapsed = timedelta(seconds=self._monotonic() - began_at)
        if abs(now - began - elapsed) > TOLERANCE:
            return None
        newest = await self._newest_id()
        made = None if newest is None else moment_of(newest)
        if made is None:
            return now
        # Ahead of the newest job by long is how a quiet bot looks, too: it can wait for Discord.
        return now if -TOLERANCE <= now - made <= timedelta(days=1) else None
