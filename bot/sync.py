"""Telling Discord our commands, only when they changed: it counts how often one does."""

import hashlib
import logging
from typing import Any

import discord
import orjson
from discord import app_commands

from bot.storage.servers import FactStore

log = logging.getLogger(__name__)


async def sync_commands(
    tree: app_commands.CommandTree[Any], facts: FactStore, dev_guild: int | None
) -> bool:
    """Sync to everywhere, or to one server at once; says whether that was needed."""
    guild = discord.Object(dev_guild) if dev_guild else None
    if guild:
        tree.copy_global_to(guild=guild)
    name = f"commands:{tree.client.application_id}:{dev_guild or 'global'}"
    digest = commands_digest(tree, guild)
    if await facts.get(name) == digest:
        return False
    await tree.sync(guild=guild)
    # Written after the fact: a sync that failed is tried again at the next start.
    await facts.put(name, digest)
    log.info("commands synced to %s", f"server {dev_guild}" if guild else "all servers")
    return True


def commands_digest(tree: app_commands.CommandTree[Any], guild: discord.Object | None) -> str:
    """What Discord would be sent, as one hash."""
    bodies = [command.to_dict(tree) for command in tree.get_commands(guild=guild)]
    bodies.sort(key=lambda body: (body["type"], body["name"]))
    return hashlib.sha256(orjson.dumps(bodies, option=orjson.OPT_SORT_KEYS)).hexdigest()
