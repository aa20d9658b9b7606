"""Rules for the start of sessions: shards, the daily limit, and turns (docs/discord.md, 9)."""

import time
from dataclasses import dataclass, field

from .errors import JSON


@dataclass
class SessionStarts:
    """What `GET /gateway/bot` says, and what an IDENTIFY is held to.

    `recommended` is the number of shards that is proposed. A session of more than
    `servers_per_shard` servers is refused. `turn_seconds` are those between two identifies of one
    bucket, which Discord sets to 5; with 0 they may come at any time. `reset_after` is in seconds.
    """

    recommended: int = 1
    servers_per_shard: int = 2500
    total: int = 1000
    remaining: int = 1000
    reset_after: float = 0.0
    max_concurrency: int = 1
    turn_seconds: float = 0.0
    too_early: list[int] = field(default_factory=list)
    """The shards whose identify came before their turn."""
    _latest: dict[int, float] = field(default_factory=dict)

    def to_json(self, url: str) -> JSON:
        """Return the answer of `GET /gateway/bot`."""
        limit = {
            "total": self.total,
            "remaining": self.remaining,
            "reset_after": int(self.reset_after * 1000),
            "max_concurrency": self.max_concurrency,
        }
        return {"url": url, "shards": self.recommended, "session_start_limit": limit}

    def is_in_turn(self, shard_id: int) -> bool:
        """Return True if the identify of this shard is taken now; each one begins a new turn."""
        bucket, now = shard_id % self.max_concurrency, time.monotonic()
        last = self._latest.get(bucket)
        self._latest[bucket] = now
        if last is None or now - last >= self.turn_seconds:
            return True
        self.too_early.append(shard_id)
        return False

    def spend(self) -> bool:
        """Count a start; return False if none was left, at which Discord resets the token."""
        self.remaining -= 1
        return self.remaining >= 0


def shard_of(data: JSON) -> tuple[int, int] | None:
    """Return the shard of an IDENTIFY and the number of shards; None for an invalid one."""
    match data.get("shard", [0, 1]):
        case [int(number), int(count)] if 0 <= number < count:
            return number, count
        case _:
            return None


def shard_for(server_id: int | None, count: int) -> int:
    """Return the shard that gets the events of a server; direct messages go to shard 0."""
    return 0 if server_id is None else (server_id >> 22) % count
