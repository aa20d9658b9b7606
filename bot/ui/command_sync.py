"""Telling Discord our commands, only when they changed: it counts how often one does."""

import hashlib
import logging
from collections.abc import Callable
from typing import Any

import discord
import orjson
from discord import app_commands

from bot.storage.key_values import KeyValueStore

log = logging.getLogger(__name__)


async def sync_commands(
    tree: app_commands.CommandTree[Any], facts: KeyValueStore, dev_guild: int | None
) -> bool:
    """Sync to everywhere, or to one server at once; says whether that was needed."""
    guild = discord.Object(dev_guild) if dev_guild else None
    if guild:
        tree.copy_global_to(guild=guild)
    name = _fact(tree, dev_guild)
    digest = await commands_digest(tree, guild)
    if await facts.get(name) == digest:
        return False
    synced = await tree.sync(guild=guild)
    ids = {command.name: command.id for command in synced}
    await facts.put(f"{name}:ids", orjson.dumps(ids).decode())
    # Written after the fact: a sync that failed is tried again at the next start.
    await facts.put(name, digest)
    log.info("commands synced to %s", f"server {dev_guild}" if guild else "all servers")
    return True


async def mentions(
    tree: app_commands.CommandTree[Any], facts: KeyValueStore, dev_guild: int | None
) -> Callable[[str], str]:
    """How to write a command, such as `easel edits`, so that members can click it; in plain where
    Discord's ids are not known."""
    known = await facts.get(f"{_fact(tree, dev_guild)}:ids")
    ids: dict[str, int] = orjson.loads(known) if known else {}

    def mention(command: str) -> str:
        command_id = ids.get(command.partition(" ")[0])
        return f"</{command}:{command_id}>" if command_id else f"`/{command}`"

    return mention


def _fact(tree: app_commands.CommandTree[Any], dev_guild: int | None) -> str:
    return f"commands:{tree.client.application_id}:{dev_guild or 'global'}"


async def commands_digest(tree: app_commands.CommandTree[Any], guild: discord.Object | None) -> str:
    """What Discord would be sent, in all languages, as one hash."""
    bodies = await command_bodies(tree, guild)
    bodies.sort(key=lambda body: (body["type"], body["name"]))
    return hashlib.sha256(orjson.dumps(bodies, option=orjson.OPT_SORT_KEYS)).hexdigest()


async def command_bodies(
    tree: app_commands.CommandTree[Any], guild: discord.Object | None = None
) -> list[dict[str, Any]]:
    """Every command as Discord is sent it."""
    commands, translator = tree.get_commands(guild=guild), tree.translator
    if translator is None:
        return [command.to_dict(tree) for command in commands]
    return [await command.get_translated_payload(tree, translator) for command in commands]
