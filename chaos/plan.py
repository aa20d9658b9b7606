"""Random decisions of a run, which a seed repeats: strikes, requests, weather."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

StrikeKind = Literal["kill", "pause", "stop", "clock"]
Sky = Literal["fair", "rough", "relay down", "discord down", "reconnect", "new session"]

_STRIKES: dict[StrikeKind, int] = {"kill": 70, "pause": 15, "stop": 5, "clock": 10}
_SKIES: dict[Sky, int] = {
    "fair": 40,
    "rough": 30,
    "relay down": 10,
    "discord down": 10,
    "reconnect": 5,
    "new session": 5,
}
# Seconds; by most of these, leases, tokens and retention were once decided wrongly.
_CLOCK_STEPS = (-3600, -660, -180, 0, 0, 0, 180, 660, 3600)
_EARLY = 0.25
SEVERITY: dict[Sky, float] = {"fair": 0.03, "rough": 0.2}
"""The share of requests that fail; under the other skies it is that of the fair one."""


@dataclass(frozen=True, slots=True)
class Strike:
    """A blow at one process, `after` seconds of its life, or of its connection to Discord.

    `seconds` are the length of a pause, the offset of a clock, or the time until the next start.
    """

    kind: StrikeKind
    after: float
    seconds: float
    while_starting: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """A request of a member, `after` seconds since the last one; `choice` numbers its kind."""

    after: float
    member: int
    channel: int
    choice: int


@dataclass(frozen=True, slots=True)
class Weather:
    """The state of the services for some seconds."""

    sky: Sky
    seconds: float


@dataclass(frozen=True, slots=True)
class Plan:
    """Decisions by seed. Each kind has a source of its own, so that none shifts another."""

    seed: int

    def source(self, name: str) -> random.Random:
        """Return the source of one kind of decisions."""
        return random.Random(f"{self.seed} {name}")  # noqa: S311 - it keeps no secret

    def strikes(self, process: int) -> Iterator[Strike]:
        """Yield the strikes at one process, without end."""
        source = self.source(f"strikes {process}")
        while True:
            [kind] = source.choices([*_STRIKES], [*_STRIKES.values()])
            is_early = source.random() < _EARLY
            after = source.uniform(0.05, 0.8) if is_early else _life(source)
            yield Strike(kind, after, _length(kind, source), is_early)

    def asks(self, members: int, channels: int, pause: float) -> Iterator[Ask]:
        """Yield requests with this mean pause, in seconds, without end."""
        source = self.source("asks")
        while True:
            yield Ask(
                source.expovariate(1 / pause),
                source.randrange(members),
                source.randrange(channels),
                source.randrange(2**16),
            )

    def weather(self) -> Iterator[Weather]:
        """Yield the weather, without end."""
        source = self.source("weather")
        while True:
            [sky] = source.choices([*_SKIES], [*_SKIES.values()])
            yield Weather(sky, source.uniform(5, 20) if sky in SEVERITY else source.uniform(1, 6))


def shards_of(processes: int, shards: int) -> list[str]:
    """Return the shards of each process, as `EASEL_SHARDS` names them; none for a single shard.

    Raises `ValueError` if a process had none.
    """
    if shards == 1:
        return []
    if shards < processes:
        raise ValueError("every process needs a shard")
    firsts = [process * shards // processes for process in range(processes + 1)]
    return [f"{a}-{b - 1}/{shards}" for a, b in pairwise(firsts)]


def _life(source: random.Random) -> float:
    """Return the seconds between READY and a strike, which are seldom many."""
    return source.uniform(4, 12) if source.random() < 0.03 else source.expovariate(1 / 0.6)


def _length(kind: StrikeKind, source: random.Random) -> float:
    if kind == "clock":
        return float(source.choice(_CLOCK_STEPS))
    if kind == "pause":
        # Some outlast the lease, and few the time that a send may take.
        return source.choice((0.2, 0.5, 1.5, 3.0, 8.0))
    return source.choice((0.0, 0.0, 0.0, 0.1, 1.5))
