"""Health of the process: every part of it has worked a short while ago."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.events import Event, TransactionDone


@dataclass(frozen=True, slots=True)
class Shard:
    """One connection to Discord's gateway.

    `heartbeat_age` is in seconds since Discord last acknowledged a heartbeat of a session, None if
    it never did; `latency` is the seconds that it took, None if that is not known. A shard that is
    not launched waits for its turn to start its first session.
    """

    id: int
    is_connected: bool
    heartbeat_age: float | None
    latency: float | None = None
    is_launched: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the process, and the seconds since it last worked; None if it never did."""

    name: str
    is_healthy: bool
    age: float | None

    @property
    def facts(self) -> dict[str, Any]:
        """Return the part as JSON."""
        age = None if self.age is None else round(self.age, 1)
        return {"healthy": self.is_healthy, "seconds_ago": age}


class Health:
    """Gateway, database and upkeep, each healthy for `timeout` seconds after it has worked.

    The database may rest between two rounds of upkeep, so that those have `interval` seconds more.
    """

    def __init__(
        self, timeout: float, interval: float, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._timeout = timeout
        self._interval = interval
        self._now = now
        self._worked: dict[str, float] = {}
        self._is_started = self._is_stopping = False
        self.shards: Callable[[], Sequence[Shard]] = tuple
        """Returns the shards; the bot sets it once it has any."""

    def listen(self, event: Event) -> None:
        """Note an answer of the database."""
        if isinstance(event, TransactionDone):
            self._worked["database"] = self._now()

    def upkeep_succeeded(self) -> None:
        """Note a round of upkeep that went well."""
        self._worked["upkeep"] = self._now()

    def start(self) -> None:
        """Note that the bot takes commands."""
        self._is_started = True

    def stop(self) -> None:
        """Note that the bot takes no more."""
        self._is_stopping = True

    @property
    def is_ready(self) -> bool:
        """Return True while the bot takes commands."""
        return self._is_started and not self._is_stopping

    @property
    def is_healthy(self) -> bool:
        """Return True if every part is healthy."""
        return all(part.is_healthy for part in self.parts())

    def parts(self) -> list[Part]:
        """Return the parts as they are now."""
        # Many shards start one after the other, and a restart would only begin that again.
        ages = [one.heartbeat_age for one in self.shards() if one.is_launched] or [None]
        # The shard that has been silent for the longest, or has never been heard.
        gateway = None if None in ages else max(age for age in ages if age is not None)
        return [
            self._part("gateway", gateway, self._timeout),
            *(self._part(name, self._age(name), self._timeout + self._interval) for name in _OWN),
        ]

    def facts(self) -> dict[str, Any]:
        """Return the health and its parts as JSON."""
        parts = self.parts()
        shards = [
            {"id": shard.id, "connected": shard.is_connected, "seconds_ago": shard.heartbeat_age}
            for shard in self.shards()
        ]
        return {
            "healthy": all(part.is_healthy for part in parts),
            "parts": {part.name: part.facts for part in parts},
            "shards": shards,
        }

    def _age(self, name: str) -> float | None:
        worked = self._worked.get(name)
        return None if worked is None else self._now() - worked

    def _part(self, name: str, age: float | None, limit: float) -> Part:
        return Part(name, age is not None and age <= limit, age)


_OWN = ("database", "upkeep")
PARTS = ("gateway", *_OWN)
