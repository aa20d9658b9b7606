"""Connections to Discord's gateway, and when each was last known to work."""

import math
import time
from collections.abc import Callable
from typing import Any

import discord
from discord.ext import commands

from bot.monitoring.health import Health, Shard


class GatewayWatch:
    """Watches the shards of a client; only an acknowledged heartbeat of a session counts.

    A gateway that answers the hello and refuses every session acknowledges heartbeats, too.
    """

    def __init__(
        self, client: discord.AutoShardedClient, now: Callable[[], float] = time.perf_counter
    ) -> None:
        self._client = client
        # The clock that discord.py notes heartbeats by.
        self._now = now
        self._alive: dict[int, float] = {}
        self._in_session: set[int] = set()

    def attach(self, bot: commands.AutoShardedBot, health: Health) -> None:
        """Follow the sessions of this bot, and tell `health` of them."""

        async def begin(shard_id: int) -> None:
            self.begin(shard_id)

        async def end(shard_id: int) -> None:
            self.end(shard_id)

        async def start() -> None:
            health.start()

        bot.add_listener(begin, "on_shard_connect")
        bot.add_listener(begin, "on_shard_resumed")
        bot.add_listener(end, "on_shard_disconnect")
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
        client = self._client
        launched = client.shards
        ids = client.shard_ids or range(client.shard_count or 1)
        return [self._shard(shard_id, launched.get(shard_id)) for shard_id in ids]

    def _shard(self, shard_id: int, launched: Any) -> Shard:
        if launched is None:
            return Shard(shard_id, is_connected=False, heartbeat_age=None, is_launched=False)
        socket = launched._parent.ws  # noqa: SLF001
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
