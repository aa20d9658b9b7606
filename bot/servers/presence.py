"""Servers as the shards of this process know them."""

import discord
from discord.ext import commands

from bot.common.shards import shard_of


class Presence:
    """What this process can say about a server: only those of its ready shards are known to it.

    A server of another process's shard looks like one that the bot has left.
    """

    def __init__(self, client: discord.AutoShardedClient) -> None:
        self._client = client
        self._ready: set[int] = set()

    def attach(self, bot: commands.AutoShardedBot) -> None:
        """Follow the shards of this bot."""

        async def ready(shard_id: int) -> None:
            self._ready.add(shard_id)

        bot.add_listener(ready, "on_shard_ready")

    def lose(self, shard_id: int) -> None:
        """Note that the servers of a shard are not known until its next session is ready."""
        self._ready.discard(shard_id)

    def covers(self, server_id: int) -> bool:
        """Return True if the server would be known here, were the bot in it."""
        count = self._client.shard_count
        return count is not None and shard_of(server_id, count) in self._ready

    def has(self, server_id: int) -> bool:
        """Return True if the bot is in the server."""
        return self._client.get_guild(server_id) is not None

    def lacks(self, server_id: int) -> bool:
        """Return True if the bot is surely not in the server."""
        return self.covers(server_id) and not self.has(server_id)
