"""Trouble that only the operator can mend: said aloud once an hour, not once a job."""

import logging
from datetime import datetime, timedelta

from bot.clock import Clock, utc_now

_ALOUD_EVERY = timedelta(hours=1)


class OperatorNotices:
    """How loud each kind of trouble is to be logged now."""

    def __init__(self, clock: Clock = utc_now) -> None:
        self._clock = clock
        self._aloud_at: dict[str, datetime] = {}

    def level(self, kind: str) -> int:
        """`logging.ERROR` for the first of this kind within an hour, then `logging.INFO`."""
        now, before = self._clock(), self._aloud_at.get(kind)
        if before is not None and now - before < _ALOUD_EVERY:
            return logging.INFO
        self._aloud_at[kind] = now
        return logging.ERROR
