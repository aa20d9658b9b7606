"""Connections to Discord's gateway, and when each was last known to work."""

import math
import time
from collections.abc import Callable, Iterator
from typing import Any

import discord
from discord.ext import commands

from bot.monitoring.health import Health, Shard


class GatewayWatch:
    """Watches the shards of a client; only an acknowledged heartbeat of a session counts.

    A gateway that answers the hello and refuses every session acknowledges heartbeats, too.
    """

    def __init__(
        self, client: discord.Client, now: Callable[[], float] = time.perf_counter
    ) -> None:
        self._client = client
        # The clock that discord.py notes heartbeats by.
        self._now = now
        self._alive: dict[int, float] = {}
        self._in_session: set[int] = set()

    def attach(self, bot: commands.Bot, health: Health) -> None:
        """Follow the sessions of this bot, and tell `health` of them."""

        async def begin(shard_id: int = 0) -> None:
            self.begin(shard_id)

        async def end(shard_id: int = 0) -> None:
            self.end(shard_id)

        async def start() -> None:
            health.start()

        # With several shards, discord.py names them in events of their own.
        prefix = "on_shard" if isinstance(bot, discord.AutoShardedClient) else "on"
        bot.add_listener(begin, f"{prefix}_connect")
        bot.add_listener(begin, f"{prefix}_resumed")
        bot.add_listener(end, f"{prefix}_disconnect")
        bot.add_listener(start, "on_ready")
        health.shards = self.shards

    def begin(self, shard_id: int) -> None:
        """Note a session that began or goes on."""
        self._in_session.add(shard_id)
        self._alive[shard_id] = self._now()

    def end(self, shard_id: int) -> None:
        """Note a session whose connection is lost."""
        self._in_session.discard(shard_id)

    def shards(self) -> list[Shard]:
        """Return all shards as they are now."""
        return [self._shard(shard_id, socket) for shard_id, socket in self._sockets()]

    def _shard(self, shard_id: int, socket: Any) -> Shard:
        is_connected, latency = shard_id in self._in_session, math.inf
        # discord.py publishes the latency, and not the moment.
        if is_connected and (keep_alive := getattr(socket, "_keep_alive", None)) is not None:
            latency = keep_alive.latency
            if math.isfinite(latency):
                acknowledged: float = keep_alive._last_ack  # noqa: SLF001
                self._alive[shard_id] = max(acknowledged, self._alive.get(shard_id, 0.0))
        alive = self._alive.get(shard_id)
        return Shard(
            shard_id,
            is_connected,
            None if alive is None else max(0.0, self._now() - alive),
            latency if math.isfinite(latency) else None,
        )

    def _sockets(self) -> Iterator[tuple[int, Any]]:
        client = self._client
        if isinstance(client, discord.AutoShardedClient):
            for shard_id, shard in client.shards.items():
                yield shard_id, shard._parent.ws  # noqa: SLF001
        else:
            yield 0, client.ws
