"""Discord's clock, as its answers tell it: the witness for acts that a wrong clock makes fatal."""

import time
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp


class DiscordClock:
    """Time by the `Date` header of Discord's newest answer, carried on by the monotonic clock."""

    def __init__(self) -> None:
        self._said: datetime | None = None
        self._heard_at = 0.0

    def now(self) -> datetime | None:
        """Return the time, right to some seconds; None while no answer has told it."""
        if self._said is None:
            return None
        return self._said + timedelta(seconds=time.monotonic() - self._heard_at)

    def trace(self) -> aiohttp.TraceConfig:
        """Return what is handed to discord.py's client, so that its answers are seen here."""
        trace = aiohttp.TraceConfig()
        trace.on_request_end.append(self._note)
        return trace

    async def _note(self, _session: Any, _context: Any, end: aiohttp.TraceRequestEndParams) -> None:
        try:
            said = parsedate_to_datetime(end.response.headers.get("Date", ""))
        except (TypeError, ValueError):
            return
        if said.tzinfo is not None:
            self._said, self._heard_at = said.astimezone(UTC), time.monotonic()
