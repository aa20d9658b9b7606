"""Synchronisation of the commands with Discord, only when they changed: it counts each one."""

import hashlib
import logging
from collections.abc import Callable
from typing import Any

import discord
import orjson
from discord import app_commands

from bot.storage.key_values import KeyValueStore

log = logging.getLogger(__name__)

Mention = Callable[[str], str]
"""From a command's name, such as `easel edits`, to the way members are shown it."""


class CommandSync:
    """Commands as Discord has them: in all servers, or at once in one for development."""

    def __init__(
        self, tree: app_commands.CommandTree[Any], store: KeyValueStore, dev_guild: int | None
    ) -> None:
        self._tree = tree
        self._store = store
        self._dev_guild = dev_guild

    async def sync(self) -> bool:
        """Send the commands if Discord has others; return True if they were sent."""
        guild = discord.Object(self._dev_guild) if self._dev_guild else None
        if guild:
            self._tree.copy_global_to(guild=guild)
        digest = await commands_digest(self._tree, guild)
        if await self._store.get(self._key) == digest:
            return False
        synced = await self._tree.sync(guild=guild)
        ids = {command.name: command.id for command in synced}
        await self._store.put(f"{self._key}:ids", orjson.dumps(ids).decode())
        # Last, so that a sync that failed is tried again at the next start.
        await self._store.put(self._key, digest)
        log.info("commands synced to %s", f"server {guild.id}" if guild else "all servers")
        return True

    async def mentions(self) -> Mention:
        """Return a function that writes a command so that members can click it.

        Where Discord's id of the command is not known, it writes its plain name.
        """
        stored = await self._store.get(f"{self._key}:ids")
        ids: dict[str, int] = orjson.loads(stored) if stored else {}

        def mention(command: str) -> str:
            command_id = ids.get(command.partition(" ")[0])
            return f"</{command}:{command_id}>" if command_id else f"`/{command}`"

        return mention

    @property
    def _key(self) -> str:
        return f"commands:{self._tree.client.application_id}:{self._dev_guild or 'global'}"


async def commands_digest(tree: app_commands.CommandTree[Any], guild: discord.Object | None) -> str:
    """Return one hash of what Discord would be sent, in all languages."""
    bodies = await command_bodies(tree, guild)
    bodies.sort(key=lambda body: (body["type"], body["name"]))
    return hashlib.sha256(orjson.dumps(bodies, option=orjson.OPT_SORT_KEYS)).hexdigest()


async def command_bodies(
    tree: app_commands.CommandTree[Any], guild: discord.Object | None = None
) -> list[dict[str, Any]]:
    """Return every command as Discord is sent it."""
    commands, translator = tree.get_commands(guild=guild), tree.translator
    if translator is None:
        return [command.to_dict(tree) for command in commands]
    return [await command.get_translated_payload(tree, translator) for command in commands]
