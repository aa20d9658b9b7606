"""Monitoring of one process: its events, its health, and numbers that are read when asked for."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

from bot.events import EventHub
from bot.monitoring.health import Health
from bot.settings import Settings


def _none() -> int:
    return 0


@dataclass(slots=True)
class Sources:
    """Numbers of the bot; they are 0 until it is assembled."""

    waiting_jobs: Callable[[], int] = _none
    running_jobs: Callable[[], int] = _none
    held_polls: Callable[[], int] = _none


@dataclass(frozen=True, slots=True)
class Monitoring:
    """Health, events and figures of a process, from before the bot can be assembled."""

    health: Health
    events: EventHub = field(default_factory=EventHub)
    sources: Sources = field(default_factory=Sources)

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return the monitoring of a process with these settings."""
        monitoring = cls(Health(settings.health_timeout, settings.upkeep_interval))
        monitoring.events.listen(monitoring.health.listen)
        return monitoring
