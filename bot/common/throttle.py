"""Trouble that only the operator can mend: said aloud once an hour, not once a job."""

import logging
from datetime import datetime, timedelta

from bot.common.clock import Clock, utc_now

_ALOUD_EVERY = timedelta(hours=1)


class Throttle:
    """How loud each kind of trouble is to be logged now."""

    def __init__(self, clock: Clock = utc_now) -> None:
        self._clock = clock
        self._aloud_at: dict[str, datetime] = {}

    def level(self, kind: str) -> int:
        """`logging.ERROR` for the first of this kind within an hour, then `logging.INFO`."""
        return logging.ERROR if self.first(kind) else logging.INFO

    def first(self, kind: str) -> bool:
        """Whether this is the first of its kind within an hour; it counts as said then."""
        now = self._clock()
        # Kinds can be as many as servers: none is kept for longer than it matters.
        self._aloud_at = {k: at for k, at in self._aloud_at.items() if now - at < _ALOUD_EVERY}
        if kind in self._aloud_at:
            return False
        self._aloud_at[kind] = now
        return True
