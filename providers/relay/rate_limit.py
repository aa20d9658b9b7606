"""One gate for every request: a rate limit is the whole account's, so all wait it out together."""

import asyncio


class RateGate:
    """Open until a rate limit closes it; then it lets requests through one by one, ever faster.

    `gap` and `gap_cap` are seconds between two requests after reopening: at first, and at most.
    """

    _FASTER = 0.9

    def __init__(self, *, gap: float, gap_cap: float) -> None:
        self._first_gap = gap
        self._gap_cap = gap_cap
        self._gap = 0.0
        self._reopens = 0.0
        self._next = 0.0
        self._turn = asyncio.Lock()

    @property
    def closed_for(self) -> float:
        """Seconds until it opens again, 0 when it is open."""
        return max(0.0, self._reopens - _now())

    def close(self, seconds: float) -> None:
        """Let nobody through for `seconds`, or longer if it is closed for longer already."""
        # Requests that were in flight together are refused together: that is one limit, not many.
        if not self.closed_for:
            self._gap = min(max(self._gap * 2, self._first_gap), self._gap_cap)
        self._reopens = max(self._reopens, _now() + max(seconds, self._gap))
        self._next = max(self._next, self._reopens)

    async def enter(self) -> None:
        """Return when the caller may send; in the order of arrival."""
        async with self._turn:
            # A loop, because `close` may move the moment while we sleep.
            while (pause := self._next - _now()) > 0:  # noqa: ASYNC110
                await asyncio.sleep(pause)
            self._next = _now() + self._gap
            self._gap = self._gap * self._FASTER if self._gap > self._first_gap / 8 else 0.0


def _now() -> float:
    return asyncio.get_running_loop().time()
