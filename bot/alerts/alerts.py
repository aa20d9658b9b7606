"""Alerts in force: told once when they begin, and once when they end.

An alert is claimed in the database before it is told, so that of several processes one tells it,
and a restart does not repeat it. A claim is given back if nobody could be told. It is over when no
process has the trouble any more.
"""

import contextlib
import logging
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from bot.alerts.alert import Alert
from bot.alerts.channels import AlertChannel, NotToldError
from bot.alerts.marks import TroubleMarks
from bot.common.backoff import backoff
from bot.storage.database import StorageError
from bot.storage.key_values import KeyValueStore

log = logging.getLogger(__name__)

_STORED = "alert:"
_FIRST_PAUSE, _LONGEST_PAUSE = 60.0, 3600.0
"""Seconds between two attempts to tell, while nobody can be told."""
_MAX_NOTES = 20


@dataclass(slots=True)
class _Trouble:
    """An alert that is in force now."""

    alert: Alert
    since: float
    noticed: float

    @property
    def is_due(self) -> bool:
        # Noticed once and never looked at again, it may have passed.
        return self.noticed - self.since >= self.alert.after

    def is_over(self, now: float) -> bool:
        lasts = self.alert.lasts
        return lasts is not None and now - self.noticed >= lasts


class Alerts:
    """Alerts by their keys. `begin`, `end` and `note` return at once; `tell` does the work.

    It is called every `interval` seconds. `is_alone` is False where other processes used the
    database when this one began.
    """

    def __init__(
        self,
        store: KeyValueStore,
        channel: AlertChannel | None,
        now: Callable[[], float] = time.monotonic,
        *,
        is_alone: bool = True,
        interval: float = 0.0,
    ) -> None:
        self._store = store
        self._is_alone = is_alone
        self._marks = TroubleMarks(store, now, interval)
        self._channel = channel
        self._now = now
        self._troubles: dict[str, _Trouble] = {}
        # Alerts whose beginning was told, by this process or an earlier one.
        self._told: dict[str, Alert] = {}
        # Alerts whose end is to be told.
        self._ended: dict[str, Alert] = {}
        # Alerts whose end is told though the database does not know their beginning: it was away,
        # or nobody could be told.
        self._unstored: set[str] = set()
        # What went well before it was known what earlier processes had told.
        self._passed: set[str] = set()
        self._notes: deque[str] = deque(maxlen=_MAX_NOTES)
        self._is_loaded = self._is_failing = False
        self._quiet_until = 0.0
        self._pauses = backoff(_FIRST_PAUSE, _LONGEST_PAUSE)

    def begin(self, alert: Alert) -> None:
        """Note that a trouble is there, or still there."""
        now = self._now()
        self._ended.pop(alert.key, None)
        self._passed.discard(alert.key)
        known = self._troubles.get(alert.key)
        self._troubles[alert.key] = _Trouble(alert, known.since if known else now, now)

    def end(self, key: str) -> None:
        """Note that a trouble is not there."""
        trouble = self._troubles.pop(key, None)
        if not self._is_loaded:
            self._passed.add(key)
        if key in self._told:
            self._ended[key] = self._told[key]
        elif trouble is not None and key in self._unstored:
            self._ended[key] = trouble.alert

    def note(self, text: str) -> None:
        """Tell something that has no end."""
        if self._channel is not None:
            self._notes.append(text)

    def is_told(self, key: str) -> bool:
        """Return True if somebody was told of a trouble that is there."""
        return key in self._told

    async def load(self) -> bool:
        """Take up what earlier processes have told; return False while the database is away."""
        if self._is_loaded or self._channel is None:
            return True
        try:
            if self._is_alone:
                await self._marks.forget_others()
            stored = await self._store.items(_STORED)
        except StorageError as error:
            log.warning("alerts: it is not known yet what was told: %s", error)
            return False
        self._is_loaded = True
        for text in stored.values():
            try:
                alert = Alert.from_json(text)
            except ValueError:
                continue
            self._told[alert.key] = alert
            if alert.key in self._passed:
                self._ended[alert.key] = alert
            elif alert.lasts is not None:
                # Nobody says when it is over.
                self.begin(alert)
        self._passed.clear()
        return True

    async def tell(self) -> None:
        """Tell what has begun and what has ended; that nobody can be told is logged once."""
        channel = self._channel
        if channel is None or not await self.load():
            return
        self._expire()
        await self._mark()
        if self._now() < self._quiet_until:
            return
        try:
            await self._tell_all(channel)
        except NotToldError as error:
            self._quiet_until = self._now() + next(self._pauses)
            if not self._is_failing:
                log.warning("alerts reach nobody, and are tried again: %s", error)
            self._is_failing = True

    async def _tell_all(self, channel: AlertChannel) -> None:
        for key, trouble in [*self._troubles.items()]:
            if key not in self._told and trouble.is_due:
                await self._tell_beginning(channel, trouble.alert)
        for alert in [*self._ended.values()]:
            await self._tell_end(channel, alert)
        while self._notes:
            await self._send(channel, f"ℹ️ {self._notes[0]}")
            self._notes.popleft()

    async def _tell_beginning(self, channel: AlertChannel, alert: Alert) -> None:
        if await self._claim(alert):
            try:
                await self._send(channel, f"⚠️ {alert.begins}")
            except NotToldError:
                await self._forget(alert.key)
                self._unstored.add(alert.key)
                raise
            log.info("alert: %s is told", alert.key)
        # Otherwise another process tells it.
        self._told[alert.key] = alert
        await self._mark()
        if alert.key not in self._troubles:
            # It has ended meanwhile.
            self._ended[alert.key] = alert

    async def _tell_end(self, channel: AlertChannel, alert: Alert) -> None:
        if await self._is_elsewhere(alert.key):
            return
        was_stored = await self._forget(alert.key)
        if was_stored is None:
            # The database is away: it says later whether another process has told it.
            return
        if was_stored or alert.key in self._unstored:
            self._unstored.add(alert.key)
            await self._send(channel, f"✅ {alert.ends}")
            log.info("alert: %s is over, and that is told", alert.key)
        self._unstored.discard(alert.key)
        self._told.pop(alert.key, None)
        self._ended.pop(alert.key, None)

    async def _send(self, channel: AlertChannel, text: str) -> None:
        await channel.send(text)
        if self._is_failing:
            log.info("alerts are told again")
        self._is_failing, self._pauses = False, backoff(_FIRST_PAUSE, _LONGEST_PAUSE)

    def _expire(self) -> None:
        now = self._now()
        for key in [key for key, trouble in self._troubles.items() if trouble.is_over(now)]:
            self.end(key)

    async def _mark(self) -> None:
        """Let other processes see which of the told troubles go on in this one."""
        with contextlib.suppress(StorageError):
            await self._marks.refresh([key for key in self._troubles if key in self._told])

    async def _is_elsewhere(self, key: str) -> bool:
        """Return True if the trouble may go on in another process, or the database is away."""
        try:
            return await self._marks.is_elsewhere(key)
        except StorageError:
            return True

    async def _claim(self, alert: Alert) -> bool:
        """Return True if this process is to tell it; also if the database cannot be asked."""
        try:
            return await self._store.fill(_STORED + alert.key, alert.to_json())
        except StorageError:
            self._unstored.add(alert.key)
            return True

    async def _forget(self, key: str) -> bool | None:
        """Return True if the database knew it as told; None if it cannot be asked."""
        try:
            return await self._store.delete(_STORED + key)
        except StorageError:
            return None
