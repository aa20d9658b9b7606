"""Check of this machine's clock."""

from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp

from bot.common.clock import Clock, utc_now
from bot.doctor.report import Report
from bot.settings import Settings

WARN_SECONDS = 5
FAIL_SECONDS = 60
_ANSWER_SECONDS = 10
_REMEDY = "Turn time synchronisation on (such as `timedatectl set-ntp true`)"


class ClockWatch:
    """The offset of this machine's clock, from the `Date` headers that traced clients receive."""

    def __init__(self, clock: Clock = utc_now) -> None:
        self._clock = clock
        self._ahead: list[float] = []

    @property
    def ahead(self) -> float | None:
        """Return the smallest offset in seconds, negative if the clock is behind.

        It is None as long as no answer had a `Date`.
        """
        return min(self._ahead, key=abs, default=None)

    def trace(self) -> aiohttp.TraceConfig:
        """Return a trace configuration for an aiohttp client."""
        trace = aiohttp.TraceConfig()
        trace.on_request_end.append(self._note)
        return trace

    async def _note(self, _session: Any, _context: Any, end: aiohttp.TraceRequestEndParams) -> None:
        date = _parse_date(end.response.headers.get("Date"))
        if date is not None:
            # The header has whole seconds, so it is half a second old on average.
            self._ahead.append((self._clock() - date).total_seconds() - 0.5)


async def check_clock(settings: Settings, watch: ClockWatch, report: Report) -> None:
    """Compare the clock with Discord's, or with the relay's if Discord did not answer."""
    if watch.ahead is None:
        await _ask_relay(str(settings.relay_url), watch)
    if watch.ahead is None:
        report.skip("Clock", "neither Discord nor the relay told the time")
        return
    off = abs(watch.ahead)
    what = f"Clock: {off:.0f} seconds {'ahead' if watch.ahead > 0 else 'behind'}"
    if off > FAIL_SECONDS:
        report.fail(what, _REMEDY)
    elif off > WARN_SECONDS:
        report.warn(what, _REMEDY)
    else:
        report.ok("Clock: right to a few seconds")


async def _ask_relay(url: str, watch: ClockWatch) -> None:
    timeout = aiohttp.ClientTimeout(total=_ANSWER_SECONDS)
    async with aiohttp.ClientSession(trace_configs=[watch.trace()], timeout=timeout) as session:
        try:
            async with session.head(url, allow_redirects=False):
                pass
        except (aiohttp.ClientError, OSError, ValueError):
            return


def _parse_date(header: str | None) -> datetime | None:
    try:
        date = parsedate_to_datetime(header or "")
    except ValueError:
        return None
    return date if date.tzinfo else None
