"""Throttle for repeated log messages: each kind is loud once an hour."""

import logging
from datetime import datetime, timedelta

from bot.common.clock import Clock, is_recent, utc_now

_INTERVAL = timedelta(hours=1)


class Throttle:
    """Times of the latest loud message of each kind."""

    def __init__(self, clock: Clock = utc_now) -> None:
        self._clock = clock
        self._allowed_at: dict[str, datetime] = {}

    def level(self, kind: str) -> int:
        """Return `logging.ERROR` for the first of this kind within an hour, else `logging.INFO`."""
        return logging.ERROR if self.allows(kind) else logging.INFO

    def allows(self, kind: str) -> bool:
        """Return True for the first call with this kind within an hour."""
        now = self._clock()
        # There can be a kind for each server, so expired ones are dropped.
        self._allowed_at = {
            k: at for k, at in self._allowed_at.items() if is_recent(at, now, _INTERVAL)
        }
        if kind in self._allowed_at:
            return False
        self._allowed_at[kind] = now
        return True
