"""Rate limiting: the limit is the whole account's, so all requests wait it out together."""

import asyncio


class RateLimiter:
    """A limiter of requests: unlimited until a 429, afterwards one by one, faster and faster.

    `gap` and `max_gap` are the seconds between two requests after a pause, at first and at most.
    """

    _GAP_FACTOR = 0.9

    def __init__(self, *, gap: float, max_gap: float) -> None:
        self._first_gap = gap
        self._max_gap = max_gap
        self._gap = 0.0
        self._resumes_at = 0.0
        self._next_at = 0.0
        self._turn = asyncio.Lock()

    @property
    def paused_for(self) -> float:
        """The seconds until requests may be sent again; 0 now."""
        return max(0.0, self._resumes_at - _now())

    def pause(self, seconds: float) -> None:
        """Hold all requests back for `seconds`, or longer if they are held back for longer already.

        Requests that were in flight together are refused together, which counts as one limit.
        """
        if not self.paused_for:
            self._gap = min(max(self._gap * 2, self._first_gap), self._max_gap)
        self._resumes_at = max(self._resumes_at, _now() + max(seconds, self._gap))
        self._next_at = max(self._next_at, self._resumes_at)

    async def acquire(self) -> None:
        """Return when the caller may send, in the order of arrival."""
        async with self._turn:
            # A loop, because `pause` may move the moment during the sleep.
            while (pause := self._next_at - _now()) > 0:  # noqa: ASYNC110
                await asyncio.sleep(pause)
            self._next_at = _now() + self._gap
            self._gap = self._gap * self._GAP_FACTOR if self._gap > self._first_gap / 8 else 0.0


def _now() -> float:
    return asyncio.get_running_loop().time()
