"""Whether this machine's clock agrees with the rest of the world."""

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
    """How far our clock is ahead, by the `Date` of the answers to the clients that it traces."""

    def __init__(self, clock: Clock = utc_now) -> None:
        self._clock = clock
        self._ahead: list[float] = []

    @property
    def ahead(self) -> float | None:
        """Seconds that our clock is ahead, negative if behind; None while no answer said a time."""
        return min(self._ahead, key=abs, default=None)

    def trace(self) -> aiohttp.TraceConfig:
        """To be handed to a client."""
        trace = aiohttp.TraceConfig()
        trace.on_request_end.append(self._note)
        return trace

    async def _note(self, _session: Any, _context: Any, end: aiohttp.TraceRequestEndParams) -> None:
        said = _date(end.response.headers.get("Date"))
        if said is not None:
            # A header of whole seconds is half a second old on average.
            self._ahead.append((self._clock() - said).total_seconds() - 0.5)


async def check_clock(settings: Settings, watch: ClockWatch, report: Report) -> None:
    """By what Discord's answers said, else by the relay's."""
    if watch.ahead is None:
        await _ask(str(settings.relay_url), watch)
    if watch.ahead is None:
        report.skip("Clock", "neither Discord nor the relay told the time")
        return
    off = abs(watch.ahead)
    what = f"Clock: {off:.0f} seconds {'ahead' if watch.ahead > 0 else 'behind'}"
    if off > FAIL_SECONDS:
        report.bad(what, _REMEDY)
    elif off > WARN_SECONDS:
        report.warn(what, _REMEDY)
    else:
        report.good("Clock: right to a few seconds")


async def _ask(url: str, watch: ClockWatch) -> None:
    timeout = aiohttp.ClientTimeout(total=_ANSWER_SECONDS)
    async with aiohttp.ClientSession(trace_configs=[watch.trace()], timeout=timeout) as session:
        try:
            async with session.head(url, allow_redirects=False):
                pass
        except (aiohttp.ClientError, OSError, ValueError):
            return


def _date(header: str | None) -> datetime | None:
    try:
        said = parsedate_to_datetime(header or "")
    except ValueError:
        return None
    return said if said.tzinfo else None
