"""Faults of the relay and of Discord, drawn at random under the present weather."""

import asyncio
from collections import Counter

from chaos.plan import SEVERITY, Plan, Sky
from sandbox.relay import oddities
from sandbox.relay.faults import Fault as RelayFault
from sandbox.relay.faults import Faults, Stage
from tests.wire.discord import WireDiscord
from tests.wire.errors import ApiError
from tests.wire.server import Body, Call, Fault, Middleware
from tests.wire.server import Stage as GateStage

# Only those after which a picture can still be had, or is definitely not made.
_RELAY: dict[Stage, tuple[str, ...]] = {
    "submit": (
        *("html", "blank", "drop", "hang", "hold", "drop-accepted", "hang-accepted"),
        *("html-accepted", "truncated", "rate-limited", "capacity-exhausted", "unavailable"),
        *("insufficient-credits", "internal-error", "upstream-error", "idempotency-in-progress"),
    ),
    "task": ("content-policy-declined", "image-text-response", "upstream-error"),
    "poll": (
        *("html", "blank", "drop", "hang", "truncated", "early", "strange-status", "running"),
        *("null", "array", "empty", "another-task", "unauthorized", "forbidden", "not-found"),
        *("gone", "unavailable", "redirect", "task-not-found", "rate-limited", "internal-error"),
    ),
    "result": (
        *("both", "data-uri", "objects", "mixed", "url-safe", "wrapped", "without-end-marker"),
        *sorted({*oddities.JSON_TEXTS} - {"flood"}),
    ),
    "file": ("dead", "late", "html", "drop", "truncated", "unavailable", "hang"),
}
_DISCORD = (
    *(ApiError(500, 0, "chaos"), ApiError(502, 0, "chaos"), ApiError(503, 0, "chaos")),
    *(ApiError(429, 0, "chaos"), None, Body(b"{}"), Body(b"<html>", "text/html", 502)),
)
_START_ROUTES = ("/gateway", "/applications", "/oauth2", "/users/@me")


class Climate:
    """The weather as it is now."""

    def __init__(self) -> None:
        self.sky: Sky = "fair"
        self.is_over = False

    @property
    def severity(self) -> float:
        """Return the share of requests that fail."""
        return 0.0 if self.is_over else SEVERITY.get(self.sky, SEVERITY["fair"])

    def is_down(self, sky: Sky) -> bool:
        """Return True while this service answers nobody."""
        return self.sky == sky and not self.is_over


class RandomFaults(Faults):
    """Faults of the relay."""

    def __init__(self, plan: Plan, climate: Climate) -> None:
        super().__init__()
        self._climate = climate
        self._sources = {stage: plan.source(f"relay {stage}") for stage in _RELAY}
        self._gone: set[str] = set()
        self.taken: Counter[str] = Counter()

    def take(self, stage: Stage, prompt: str, scope: str) -> RelayFault | None:  # noqa: ARG002
        """Return the fault for this request, if any."""
        if self._climate.is_down("relay down") and stage in ("submit", "poll", "file"):
            return RelayFault(stage, "drop")
        source = self._sources[stage]
        is_due, name = source.random() < self._climate.severity, source.choice(_RELAY[stage])
        if not is_due or self._is_last_word(name, scope):
            return None
        self.taken[f"{stage}/{name}"] += 1
        return RelayFault(stage, name, retry_after=0.3, seconds=1)

    def _is_last_word(self, name: str, scope: str) -> bool:
        """Return True for a second "no such task", which is rightly believed."""
        if name != "task-not-found":
            return False
        is_second = scope in self._gone
        self._gone.add(scope)
        return is_second


class FaultyDoor(Middleware):
    """Middleware of the fake Discord that fails, or is slow, at random."""

    def __init__(self, discord: WireDiscord, plan: Plan, climate: Climate) -> None:
        super().__init__(discord.token, discord._changes)  # noqa: SLF001 - a part of it
        self._climate = climate
        self._source = plan.source("discord")
        self.taken = 0

    def _fault(self, call: Call) -> Fault | None:
        if call.path.startswith(_START_ROUTES) and "channels" not in call.path:
            return None
        if self._climate.is_down("discord down"):
            return Fault(call.method, call.path, ApiError(503, 0, "chaos"), 1, processed=False)
        source = self._source
        is_due, error = source.random() < self._climate.severity, source.choice(_DISCORD)
        is_processed = source.random() < 0.5 or (isinstance(error, Body) and error.status == 200)
        if not is_due:
            return None
        self.taken += 1
        return Fault(call.method, call.path, error, 1, is_processed, retry_after=0.3)

    async def _wait(self, call: Call, stage: GateStage) -> None:
        if self._source.random() < self._climate.severity / 2:
            await asyncio.sleep(self._source.uniform(0.1, 2))
        await super()._wait(call, stage)
